//! Rounds to whole numbers. Answers and figures use it.

/// The largest whole number that every JSON reader reads exactly.
pub const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// The nearest whole number, halves up. Adding a half and cutting off would round odd numbers from 2^52 on.
pub(crate) fn round(value: f64) -> f64 {
    let whole = value.floor();
    if value - whole >= 0.5 {
        whole + 1.0
    } else {
        whole
    }
}
