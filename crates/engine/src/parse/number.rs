//! Parses numbers as people type them: digits, a decimal point, blanks between groups of digits.

use crate::answer::UserMessage;
use crate::messages::excerpt;
use crate::quantity::format::number;
use crate::quantity::unit::is_group_separator;
use crate::quantity::{parse_decimal, MAX_SAFE_INTEGER};

/// The number that `text` starts with and the rest of the text, blanks at both ends removed.
pub(super) fn leading(text: &str) -> Result<(f64, &str), UserMessage> {
    let text = text.trim();
    let digit = |c: char| c.is_ascii_digit() || c == '.' || is_group_separator(c);
    let end = text.char_indices().find(|(_, c)| !digit(*c)).map_or(text.len(), |(at, _)| at);
    let (written, rest) = text.split_at(end);
    if rest.starts_with(',') {
        return Err(UserMessage::new("bad_comma").arg("text", excerpt(text)));
    }
    if rest.starts_with('-') || rest.starts_with('\u{2212}') {
        return Err(UserMessage::new("bad_negative"));
    }
    let digits: String = written.chars().filter(|c| !is_group_separator(*c)).collect();
    match parse_decimal(&digits) {
        Some(value) if value <= MAX_SAFE_INTEGER => Ok((value, rest.trim())),
        Some(_) => Err(UserMessage::new("bad_too_large").arg("text", excerpt(text))),
        None => Err(UserMessage::new("bad_number").arg("text", excerpt(text))),
    }
}

/// A plain number within its limits.
pub(super) fn parse(text: &str, min: Option<f64>, max: Option<f64>) -> Result<f64, UserMessage> {
    let (value, rest) = leading(text)?;
    if !rest.is_empty() {
        return Err(UserMessage::new("bad_after_number").arg("rest", excerpt(rest)));
    }
    match (min, max) {
        (Some(min), _) if value < min => Err(UserMessage::new("bad_below").arg("least", number(min))),
        (_, Some(max)) if value > max => Err(UserMessage::new("bad_above").arg("most", number(max))),
        _ => Ok(value),
    }
}
