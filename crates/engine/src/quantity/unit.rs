//! Units of sizes and durations. Splits typed input into number and unit and joins them, for an input field with a list
//! of units beside it. The app's answer fields and the parser of answers use it.

/// Units of size from the smallest, with their bytes: how a size is typed and how it is shown.
pub(crate) const SIZE_UNITS: [(&str, f64); 11] = [
    ("B", 1.0),
    ("KB", 1e3),
    ("MB", 1e6),
    ("GB", 1e9),
    ("TB", 1e12),
    ("PB", 1e15),
    ("KiB", 1024.0),
    ("MiB", 1_048_576.0),
    ("GiB", 1_073_741_824.0),
    ("TiB", 1_099_511_627_776.0),
    ("PiB", 1_125_899_906_842_624.0),
];

/// Units offered for a data size; the first is preselected.
pub const SIZES: [&str; 8] = ["GB", "KB", "MB", "TB", "PB", "MiB", "GiB", "TiB"];
/// Units offered for a duration.
pub const DURATIONS: [&str; 3] = ["h", "min", "days"];

/// The text of the field and the chosen unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    pub number: String,
    pub unit: &'static str,
}

/// Whether `c` is a letter of a unit or any character of another script.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !(c.is_ascii() || is_group_separator(c))
}

/// Whether `c` is a space, no-break space, thin space, narrow no-break space or underscore.
pub(crate) fn is_group_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '_')
}

/// Splits a typed answer; a unit that is not offered stays in the field.
pub fn split(text: &str, units: &'static [&'static str]) -> Typed {
    let first = units.first().copied().unwrap_or_default();
    let typed = units.iter().find_map(|unit| {
        let number = text.strip_suffix(unit)?.trim_end();
        let plain = number.chars().all(|c| !is_letter(c));
        plain.then(|| Typed { number: number.to_owned(), unit })
    });
    typed.unwrap_or_else(|| Typed { number: text.to_owned(), unit: first })
}

/// Joins a number and a unit. A text that already has letters stays as typed. The chosen unit stays when the number is
/// deleted, so that the next number is not read in another unit.
pub fn join(number: &str, unit: &str) -> String {
    if number.chars().any(is_letter) {
        return number.to_owned();
    }
    let first = [SIZES[0], DURATIONS[0]].contains(&unit);
    if number.is_empty() && first {
        return String::new();
    }
    format!("{number} {unit}")
}

#[cfg(test)]
mod tests {
    use super::{join, split, Typed, DURATIONS, SIZES};

    #[test]
    fn a_joined_number_and_unit_split_again() {
        for unit in SIZES {
            let typed = split(&join("2.4", unit), &SIZES);
            assert_eq!((typed.number.as_str(), typed.unit), ("2.4", unit));
        }
    }

    #[test]
    fn a_unit_typed_into_the_field_becomes_the_chosen_unit() {
        assert_eq!(join("2.4TB", "GB"), "2.4TB");
        assert_eq!(split("2.4TB", &SIZES), Typed { number: "2.4".to_owned(), unit: "TB" });
        assert_eq!(split("3GiB", &SIZES).unit, "GiB");
    }

    #[test]
    fn text_that_is_not_a_number_with_a_unit_stays_as_typed() {
        assert_eq!(join("2.4 TB", "GB"), "2.4 TB");
        assert_eq!(split("1 h 30 min", &DURATIONS).number, "1 h 30 min");
        assert_eq!(split("7 furlongs", &SIZES).number, "7 furlongs");
    }
}
