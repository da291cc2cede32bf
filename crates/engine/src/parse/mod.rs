//! Parses what was typed to a value, for every kind of question. Bad input is a value too, with a message for the
//! reader. The evaluated plan parses every answer with it.

mod date;
mod duration;
mod number;
mod size;
mod text;

pub(crate) use text::point;

use crate::answer::{OptionRef, ParsedAnswer, Raw, UserMessage, Value};
use crate::content::{Format, Kind, Question};
use crate::messages::excerpt;
use crate::quantity::unit;

/// Parses `raw` as an answer to `question`.
pub fn parse_answer(question: &Question, raw: Option<&Raw>) -> ParsedAnswer {
    let raw = match raw {
        None => return ParsedAnswer::Missing,
        Some(Raw::DontKnow) => return ParsedAnswer::DontKnow,
        Some(Raw::Text(text)) if text.trim().is_empty() => return ParsedAnswer::Missing,
        Some(Raw::Text(text)) if unit_alone(question, text) => return ParsedAnswer::Missing,
        Some(raw) => raw,
    };
    match parse_value(question, raw) {
        Ok(value) => ParsedAnswer::Valid(value),
        Err(message) => ParsedAnswer::Invalid(message),
    }
}

/// A unit that was chosen before its number was typed.
fn unit_alone(question: &Question, text: &str) -> bool {
    match question.kind {
        Kind::Size => unit::SIZES.contains(&text.trim()),
        Kind::Duration => unit::DURATIONS.contains(&text.trim()),
        _ => false,
    }
}

fn parse_value(question: &Question, raw: &Raw) -> Result<Value, UserMessage> {
    match (&question.kind, raw) {
        (Kind::YesNo, Raw::Bool(flag)) => Ok(Value::Bool(*flag)),
        (Kind::OneOf, Raw::Text(text)) => option(question, text).map(Value::Choice),
        (Kind::SeveralOf, Raw::Several(ids)) => several(question, ids),
        (Kind::Number { min, max, .. }, Raw::Text(text)) => number::parse(text, *min, *max).map(Value::Number),
        (Kind::Size, Raw::Text(text)) => size::parse(text).map(Value::Size),
        (Kind::Duration, Raw::Text(text)) => duration::parse(text).map(Value::Duration),
        (Kind::Date, Raw::Text(text)) => date::parse(text).map(Value::Date),
        (Kind::ShortText(Format::AwsAccountId), Raw::Text(text)) => text::account_id(text).map(Value::Text),
        (Kind::ShortText(Format::IamAccountAlias), Raw::Text(text)) => text::account_alias(text).map(Value::Text),
        (Kind::ShortText(Format::Coordinates), Raw::Text(text)) => text::coordinates(text).map(Value::Text),
        (Kind::ShortText(Format::Free), Raw::Text(text)) => text::within(text, 200).map(Value::Text),
        (Kind::LongText, Raw::Text(text)) => text::within(text, 20_000).map(Value::Text),
        (kind, _) => Err(UserMessage::new("bad_kind").arg("kind", kind.name())),
    }
}

fn option(question: &Question, text: &str) -> Result<OptionRef, UserMessage> {
    let known = question.options.iter().find(|option| *option.id == *text);
    known.map(|option| option.id.clone()).ok_or_else(|| UserMessage::new("bad_option").arg("text", excerpt(text)))
}

fn several(question: &Question, ids: &[String]) -> Result<Value, UserMessage> {
    for id in ids {
        option(question, id)?;
    }
    let chosen = question.options.iter().filter(|option| ids.iter().any(|id| **id == *option.id));
    Ok(Value::Several(chosen.map(|option| option.id.clone()).collect()))
}
