//! Data sizes: a number and a unit, decimal (`TB`) or binary (`TiB`), to whole bytes.

use super::{number::leading, round, text::excerpt, MAX_SAFE_INTEGER};
use crate::answer::UserMessage;

/// Units from the smallest; how a size is typed and how it is shown.
pub const UNITS: [(&str, f64); 11] = [
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

/// Bytes of `text`, such as "2.4 TB".
pub(super) fn parse(text: &str) -> Result<u64, UserMessage> {
    let (value, unit) = leading(text)?;
    if unit.is_empty() {
        return Err(UserMessage::new("bad_size_unit_missing"));
    }
    let known = UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit));
    let Some((_, bytes)) = known else {
        return Err(UserMessage::new("bad_size_unit").arg("unit", excerpt(unit)));
    };
    let total = round(value * bytes);
    if total > MAX_SAFE_INTEGER {
        return Err(UserMessage::new("bad_size_too_large"));
    }
    Ok(total as u64)
}
