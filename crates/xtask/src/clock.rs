//! The local date, for the tables that record the day of a measurement or of a reading: sizes and Regions.

/// The local date as YYYY-MM-DD.
pub fn today() -> String {
    time::OffsetDateTime::now_local().unwrap_or_else(|_| time::OffsetDateTime::now_utc()).date().to_string()
}
