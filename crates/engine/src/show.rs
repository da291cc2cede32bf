//! Numbers as readers see them: thin grouping, units after a narrow no-break space, never more digits than are known.

use crate::answer::{OptionRef, Raw, ParsedAnswer, Value};
use crate::content::{Content, Kind, Question};
use crate::facts::Unit;
use crate::reading::{parse_answer, format_date};

/// Narrow no-break space, between groups of digits and before units.
const THIN: char = '\u{202f}';

/// A whole number with thin grouping from five digits on.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(THIN);
        }
        text.push(digit);
    }
    text
}

/// A number with at most one decimal for small values, none from ten on.
fn rounded(value: f64) -> String {
    let tenths = (value * 10.0 + 0.5).floor() as u64;
    if value >= 9.95 || tenths.is_multiple_of(10) {
        return grouped((value + 0.5).floor() as u64);
    }
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Bytes in the largest decimal unit that leaves at least 1.
pub fn size(bytes: u64) -> String {
    let units = [("PB", 1e15), ("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("KB", 1e3)];
    let unit = units.iter().find(|(_, one)| bytes as f64 >= *one);
    match unit {
        Some((name, one)) => format!("{}{THIN}{name}", rounded(bytes as f64 / one)),
        None => format!("{bytes}{THIN}B"),
    }
}

/// Days since 1970-01-01 as `YYYY-MM-DD`.
pub fn date(days: i64) -> String {
    format_date(days)
}

/// Milliseconds since 1970-01-01 UTC as date and time where the clock is `offset` minutes ahead: `YYYY-MM-DD HH:MM`.
pub fn moment(at: u64, offset: i64) -> String {
    let minutes = i64::try_from(at / 60_000).unwrap_or_default() + offset;
    let (hour, minute) = (minutes.rem_euclid(1440) / 60, minutes.rem_euclid(60));
    format!("{} {hour:02}:{minute:02}", format_date(minutes.div_euclid(1440)))
}

/// Minutes as minutes, hours or days, whichever reads best.
pub fn duration(minutes: u64) -> String {
    let (value, unit) = match minutes {
        0..=119 => (minutes as f64, "min"),
        120..=4319 => (minutes as f64 / 60.0, "h"),
        _ => (minutes as f64 / 1440.0, "days"),
    };
    format!("{}{THIN}{unit}", rounded(value))
}

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

/// A given answer in words. Free texts are as typed.
pub fn answer(content: &Content, question: &Question, value: &Value) -> String {
    let option = |chosen: &OptionRef| {
        let own = question.options.iter().find(|option| option.id == *chosen);
        own.map_or_else(|| chosen.to_string(), |option| option.text.clone())
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

/// What stands in a question's field as people read it: in words if it can be read, else as typed; nothing if there
/// is no answer.
pub fn raw(content: &Content, question: &Question, raw: Option<&Raw>) -> Option<String> {
    match parse_answer(question, raw) {
        ParsedAnswer::Missing => None,
        ParsedAnswer::Valid(value) => Some(answer(content, question, &value)),
        ParsedAnswer::DontKnow | ParsedAnswer::Invalid(_) => raw.map(|raw| typed(content, raw)),
    }
}

/// An answer as it was given, for one that cannot be read or whose question is not known.
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

/// A number with at most two decimals.
pub fn number(number: f64) -> String {
    let whole = number.floor() as u64;
    let hundredths = ((number - number.floor()) * 100.0 + 0.5).floor() as u64;
    match hundredths {
        0 => grouped(whole),
        1..=99 => format!("{}.{hundredths:02}", grouped(whole)).trim_end_matches('0').to_owned(),
        _ => grouped(whole + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::{duration, grouped, size};

    #[test]
    fn numbers_are_grouped_from_five_digits() {
        assert_eq!(grouped(1234), "1234");
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn sizes_and_durations_read_well() {
        assert_eq!(size(2_400_000_000_000), "2.4\u{202f}TB");
        assert_eq!(size(999), "999\u{202f}B");
        assert_eq!(size(32_768), "33\u{202f}KB");
        assert_eq!(duration(90), "90\u{202f}min");
        assert_eq!(duration(240), "4\u{202f}h");
        assert_eq!(duration(15 * 1440), "15\u{202f}days");
    }
}
