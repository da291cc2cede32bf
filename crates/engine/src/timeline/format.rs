//! The numbers of a forecast as readers see them. Used by views, reports and warnings.

use crate::quantity::format;

/// A share of the runs in per cent. Near 0 and 100 % it is a bound, because no forecast is certain.
pub fn percent(per_mille: u32) -> String {
    match per_mille {
        0..=49 => "under 5\u{202f}%".to_owned(),
        951.. => "over 95\u{202f}%".to_owned(),
        _ => format!("{}\u{202f}%", (per_mille + 5) / 10),
    }
}

/// Tenths of a working day as days, without a decimal from ten days on; a negative number is zero.
pub fn days(tenths: i64) -> String {
    let tenths = tenths.max(0);
    if tenths >= 100 || tenths % 10 == 0 {
        return format::grouped(((tenths + 5) / 10) as u64);
    }
    format!("{}.{}", tenths / 10, tenths % 10)
}
