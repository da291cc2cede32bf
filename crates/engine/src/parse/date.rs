//! Parses a date as an answer, written YYYY-MM-DD.

use crate::answer::UserMessage;
use crate::messages::excerpt;
use crate::quantity::parse_date;

/// Days since 1970-01-01 of `text`, or a message that says what is wrong.
pub(super) fn parse(text: &str) -> Result<i64, UserMessage> {
    if let Some(days) = parse_date(text) {
        return Ok(days);
    }
    let has_form = text.trim().bytes().filter(|b| *b == b'-').count() == 2 && text.trim().len() == 10;
    let key = if has_form { "bad_date_day" } else { "bad_date" };
    Err(UserMessage::new(key).arg("text", excerpt(text)))
}
