//! Parses data sizes, a number and a decimal (`TB`) or binary (`TiB`) unit, to whole bytes.

use super::number::leading;
use crate::answer::UserMessage;
use crate::messages::excerpt;
use crate::quantity::unit::SIZE_UNITS;
use crate::quantity::{round, MAX_SAFE_INTEGER};

/// Bytes of `text`, such as "2.4 TB".
pub(super) fn parse(text: &str) -> Result<u64, UserMessage> {
    let (value, unit) = leading(text)?;
    if unit.is_empty() {
        return Err(UserMessage::new("bad_size_unit_missing"));
    }
    let known = SIZE_UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit));
    let Some((_, bytes)) = known else {
        return Err(UserMessage::new("bad_size_unit").arg("unit", excerpt(unit)));
    };
    let total = round(value * bytes);
    if total > MAX_SAFE_INTEGER {
        return Err(UserMessage::new("bad_size_too_large"));
    }
    Ok(total as u64)
}
