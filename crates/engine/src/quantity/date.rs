//! Dates, written YYYY-MM-DD only, so that day and month cannot be confused. Answers, content and figures use them.

use time::{Date, Month};

/// Julian day of 1970-01-01.
const EPOCH: i64 = 2_440_588;

/// Days since 1970-01-01 of `text`, if it is a day of the years 1900 to 2999.
pub fn parse_date(text: &str) -> Option<i64> {
    let mut parts = text.trim().split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let year = year.parse::<i32>().ok().filter(|year| (1900..3000).contains(year))?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year, month, day.parse().ok()?).ok()?;
    Some(i64::from(date.to_julian_day()) - EPOCH)
}

/// The date `days` after 1970-01-01, as YYYY-MM-DD; an unreadable one as a dash.
pub fn format_date(days: i64) -> String {
    let date =
        days.checked_add(EPOCH).and_then(|day| i32::try_from(day).ok()).and_then(|day| Date::from_julian_day(day).ok());
    date.map_or_else(
        || "-".to_owned(),
        |date| format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day()),
    )
}
