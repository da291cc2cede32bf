//! Numbers as people type them: digits, a decimal point, blanks between groups of digits.

use super::{decimal, text::shortened, MOST};
use crate::answer::Complaint;
use crate::show::number;

/// The number that `text` starts with and the rest of the text, blanks at both ends removed.
pub(super) fn leading(text: &str) -> Result<(f64, &str), Complaint> {
    let text = text.trim();
    let digit = |c: char| c.is_ascii_digit() || c == '.' || is_group(c);
    let end = text.char_indices().find(|(_, c)| !digit(*c)).map_or(text.len(), |(at, _)| at);
    let (written, rest) = text.split_at(end);
    if rest.starts_with(',') {
        return Err(Complaint::new("bad_comma").with("text", shortened(text)));
    }
    if rest.starts_with('-') || rest.starts_with('\u{2212}') {
        return Err(Complaint::new("bad_negative"));
    }
    let digits: String = written.chars().filter(|c| !is_group(*c)).collect();
    match decimal(&digits) {
        Some(value) if value <= MOST => Ok((value, rest.trim())),
        Some(_) => Err(Complaint::new("bad_too_large").with("text", shortened(text))),
        None => Err(Complaint::new("bad_number").with("text", shortened(text))),
    }
}

/// Blank, no-break blank, thin blank, narrow no-break blank, underscore.
pub(super) fn is_group(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '_')
}

/// A plain number within its limits.
pub(super) fn read(text: &str, min: Option<f64>, max: Option<f64>) -> Result<f64, Complaint> {
    let (value, rest) = leading(text)?;
    if !rest.is_empty() {
        return Err(Complaint::new("bad_after_number").with("rest", shortened(rest)));
    }
    match (min, max) {
        (Some(min), _) if value < min => Err(Complaint::new("bad_below").with("least", number(min))),
        (_, Some(max)) if value > max => Err(Complaint::new("bad_above").with("most", number(max))),
        _ => Ok(value),
    }
}
