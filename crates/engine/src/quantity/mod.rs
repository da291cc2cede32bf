//! Quantities without a plan: decimal numbers, units, dates, rounding, and how numbers are written for readers.
//! Everything above uses it; it uses nothing of the engine.

mod date;
mod decimal;
pub mod format;
mod round;
pub mod unit;

pub use date::{format_date, parse_date};
pub(crate) use decimal::parse_decimal;
pub(crate) use round::round;
pub use round::MAX_SAFE_INTEGER;
