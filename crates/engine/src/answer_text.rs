//! Answers and named facts as text: an option by its text, a size with its unit. Reports, comparisons and views use it.

use crate::answer::{OptionRef, ParsedAnswer, Raw, Value};
use crate::content::{Content, Kind, Question};
use crate::facts::Unit;
use crate::parse::parse_answer;
use crate::quantity::format::{duration, grouped, number, size, THIN};
use crate::quantity::format_date;

/// A named fact's number with its unit.
pub fn figure(value: f64, unit: Unit) -> String {
    let whole = value.max(0.0) as u64;
    match unit {
        Unit::Days | Unit::Count | Unit::Kilometres => (value as i64).to_string(),
        Unit::Date => format_date(value as i64),
        Unit::Minutes => duration(whole),
        Unit::Bytes => size(whole),
        Unit::Hundredths => format!("{}.{:02}", grouped(whole / 100), whole % 100),
    }
}

/// The text of an answer. Free texts stay as typed.
pub fn answer(content: &Content, question: &Question, value: &Value) -> String {
    let option = |chosen: &OptionRef| {
        let known = question.options.iter().find(|option| option.id == *chosen);
        known.map_or_else(|| chosen.to_string(), |option| option.text.clone())
    };
    match value {
        Value::Bool(flag) => content.messages.get(if *flag { "answer.yes" } else { "answer.no" }).to_owned(),
        Value::Choice(id) => option(id),
        Value::Several(ids) if ids.is_empty() => content.messages.get("answer.none_of_these").to_owned(),
        Value::Several(ids) => ids.iter().map(option).collect::<Vec<_>>().join(", "),
        Value::Number(number) => plain(*number, &question.kind),
        Value::Size(bytes) => size(*bytes),
        Value::Duration(minutes) => duration(*minutes),
        Value::Date(days) => format_date(*days),
        Value::Text(text) => text.clone(),
    }
}

/// The text of a question's answer: formatted if it can be parsed, else as typed; nothing if there is no answer.
pub fn raw(content: &Content, question: &Question, raw: Option<&Raw>) -> Option<String> {
    match parse_answer(question, raw) {
        ParsedAnswer::Missing => None,
        ParsedAnswer::Valid(value) => Some(answer(content, question, &value)),
        ParsedAnswer::DontKnow | ParsedAnswer::Invalid(_) => raw.map(|raw| typed(content, raw)),
    }
}

/// An answer as it was entered, if it cannot be parsed or its question is not known.
pub fn typed(content: &Content, raw: &Raw) -> String {
    match raw {
        Raw::Bool(flag) => content.messages.get(if *flag { "answer.yes" } else { "answer.no" }).to_owned(),
        Raw::Text(text) => text.clone(),
        Raw::Several(ids) => ids.join(", "),
        Raw::DontKnow => content.messages.get("answer.dont_know").to_owned(),
    }
}

fn plain(value: f64, kind: &Kind) -> String {
    let digits = number(value);
    match kind {
        Kind::Number { unit, .. } => format!("{digits}{THIN}{unit}"),
        _ => digits,
    }
}
