//! Parses durations, one or more numbers with units such as "4 h" or "1 h 30 min", to whole minutes.

use super::number::leading;
use crate::answer::UserMessage;
use crate::messages::excerpt;
use crate::quantity::unit::is_letter;
use crate::quantity::{round, MAX_SAFE_INTEGER};

const UNITS: [(&[&str], f64); 4] = [
    (&["min", "minute", "minutes", "m"], 1.0),
    (&["h", "hour", "hours"], 60.0),
    (&["d", "day", "days"], 1440.0),
    (&["w", "week", "weeks"], 10_080.0),
];

/// Minutes of `text`.
pub(super) fn parse(text: &str) -> Result<u64, UserMessage> {
    let mut total = 0.0;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (value, after) = leading(rest)?;
        let end = after.find(|c: char| !is_letter(c)).unwrap_or(after.len());
        let (unit, tail) = after.split_at(end);
        if unit.is_empty() {
            return Err(UserMessage::new("bad_duration_unit_missing"));
        }
        let known = UNITS.iter().find(|(names, _)| names.iter().any(|name| name.eq_ignore_ascii_case(unit)));
        let Some((_, minutes)) = known else {
            return Err(UserMessage::new("bad_duration_unit").arg("unit", excerpt(unit)));
        };
        total += value * minutes;
        rest = tail.trim_start();
    }
    let total = round(total);
    if total > MAX_SAFE_INTEGER {
        return Err(UserMessage::new("bad_too_large").arg("text", excerpt(text)));
    }
    Ok(total as u64)
}
