//! Checks texts: their length, and those with a fixed form: AWS account ID, IAM account alias, coordinates. The form of
//! the alias is the pattern of `CreateAccountAlias` in botocore 1.44.5.

use crate::answer::UserMessage;
use crate::content::Point;
use crate::messages::excerpt;
use crate::quantity::{parse_decimal, round};

/// A free text of at most `most` characters, blanks at both ends removed.
pub(super) fn within(text: &str, most: usize) -> Result<String, UserMessage> {
    let text = text.trim();
    let count = text.chars().count();
    if count > most {
        return Err(UserMessage::new("bad_long").arg("most", most).arg("count", count));
    }
    Ok(text.to_owned())
}

/// Twelve digits; hyphens and blanks between them are removed.
pub(super) fn account_id(text: &str) -> Result<String, UserMessage> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if let Some(other) = digits.chars().find(|c| !c.is_ascii_digit()) {
        return Err(UserMessage::new("bad_account_character").arg("character", other));
    }
    let count = digits.len();
    if count != 12 {
        return Err(UserMessage::new("bad_account_length").arg("count", count));
    }
    Ok(digits)
}

/// 3 to 63 lower-case letters, digits and hyphens; no hyphen at the ends, none beside another.
pub(super) fn account_alias(text: &str) -> Result<String, UserMessage> {
    let alias = text.trim();
    let count = alias.chars().count();
    if !(3..=63).contains(&count) {
        return Err(UserMessage::new("bad_alias_length").arg("count", count));
    }
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if let Some(other) = alias.chars().find(|c| !allowed(*c)) {
        return Err(UserMessage::new("bad_alias_character").arg("character", other));
    }
    if alias.starts_with('-') || alias.ends_with('-') || alias.contains("--") {
        return Err(UserMessage::new("bad_alias_hyphen"));
    }
    Ok(alias.to_owned())
}

/// Latitude and longitude in degrees, such as `48.14, 11.58`; south and west have a minus sign.
pub(super) fn coordinates(text: &str) -> Result<String, UserMessage> {
    let point = point(text).ok_or_else(|| UserMessage::new("bad_coordinates").arg("text", excerpt(text)))?;
    let degrees = |hundredths: i32| {
        let sign = if hundredths < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
    };
    Ok(format!("{}, {}", degrees(point.latitude), degrees(point.longitude)))
}

/// The point that coordinates name, to a hundredth of a degree.
pub(crate) fn point(text: &str) -> Option<Point> {
    let mut parts = text.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let (latitude, longitude) = (hundredths(parts.next()?, 90.0)?, hundredths(parts.next()?, 180.0)?);
    parts.next().is_none().then_some(Point { latitude, longitude })
}

fn hundredths(text: &str, most: f64) -> Option<i32> {
    let (digits, sign) = text.strip_prefix(['-', '\u{2212}']).map_or((text, 1), |digits| (digits, -1));
    let degrees = parse_decimal(digits).filter(|degrees| *degrees <= most)?;
    Some(sign * round(degrees * 100.0) as i32)
}
