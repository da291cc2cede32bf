//! Converts working days to dates. A week begins on Monday with its working days; holidays are not known. The forecast
//! and its warnings use it.

/// Counts working days from a first one, which has the number 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// Monday of the first working day's week, in days since 1970-01-01.
    monday: i64,
    /// Working days of that week before the first one.
    before: i64,
    /// Working days of a week, 1 to 7.
    pub days_a_week: i64,
}

/// Days since Monday. 1970-01-01 was a Thursday.
fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

impl Calendar {
    /// The calendar that begins on `day`, or on the next working day.
    pub fn new(day: i64, days_a_week: i64) -> Self {
        let days_a_week = days_a_week.clamp(1, 7);
        let weekday = weekday(day);
        if weekday < days_a_week {
            return Self { monday: day - weekday, before: weekday, days_a_week };
        }
        Self { monday: day - weekday + 7, before: 0, days_a_week }
    }

    /// The first working day.
    pub fn start(&self) -> i64 {
        self.date(0)
    }

    /// The date of a working day by its number; negative numbers lie before the first.
    pub fn date(&self, number: i64) -> i64 {
        let count = self.before + number;
        self.monday + count.div_euclid(self.days_a_week) * 7 + count.rem_euclid(self.days_a_week)
    }

    /// The number of the last working day on or before a date.
    pub fn number(&self, date: i64) -> i64 {
        let days = date - self.monday;
        days.div_euclid(7) * self.days_a_week + days.rem_euclid(7).min(self.days_a_week - 1) - self.before
    }
}
