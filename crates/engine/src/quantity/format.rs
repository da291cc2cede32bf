//! Formats numbers, sizes, durations and dates for readers: thin grouping, units after a narrow no-break space, never
//! more digits than are known. Every text that shows a figure uses it.

use super::format_date;

/// Narrow no-break space, between groups of digits and before units.
pub(crate) const THIN: char = '\u{202f}';

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
    let unit = units.iter().find(|(_, bytes_of_unit)| bytes as f64 >= *bytes_of_unit);
    match unit {
        Some((name, bytes_of_unit)) => format!("{}{THIN}{name}", rounded(bytes as f64 / bytes_of_unit)),
        None => format!("{bytes}{THIN}B"),
    }
}

/// Milliseconds since 1970-01-01 UTC as date and time where the clock is `offset` minutes ahead: `YYYY-MM-DD HH:MM`.
pub fn moment(at: u64, offset: i64) -> String {
    let minutes = i64::try_from(at / 60_000).unwrap_or_default() + offset;
    let (hour, minute) = (minutes.rem_euclid(1440) / 60, minutes.rem_euclid(60));
    format!("{} {hour:02}:{minute:02}", format_date(minutes.div_euclid(1440)))
}

/// Minutes as minutes below two hours, as hours below three days, else as days.
pub fn duration(minutes: u64) -> String {
    let (value, unit) = match minutes {
        0..=119 => (minutes as f64, "min"),
        120..=4319 => (minutes as f64 / 60.0, "h"),
        _ => (minutes as f64 / 1440.0, "days"),
    };
    format!("{}{THIN}{unit}", rounded(value))
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
    fn sizes_and_durations_have_their_largest_fitting_unit() {
        assert_eq!(size(2_400_000_000_000), "2.4\u{202f}TB");
        assert_eq!(size(999), "999\u{202f}B");
        assert_eq!(size(32_768), "33\u{202f}KB");
        assert_eq!(duration(90), "90\u{202f}min");
        assert_eq!(duration(240), "4\u{202f}h");
        assert_eq!(duration(15 * 1440), "15\u{202f}days");
    }
}
