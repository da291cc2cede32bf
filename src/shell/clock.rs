//! The reader's local date.

/// Days since 1970-01-01 of the local date.
pub fn today() -> i64 {
    let now = js_sys::Date::new_0();
    let utc = js_sys::Date::utc(f64::from(now.get_full_year()), f64::from(now.get_month()));
    (utc / 86_400_000.0).floor() as i64 + i64::from(now.get_date()) - 1
}
