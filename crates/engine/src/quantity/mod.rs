//! Quantities: decimal numbers, units, dates, rounding, and formatting for readers. It uses nothing else of the engine;
//! every layer above uses it.

mod date;
mod decimal;
pub mod format;
mod round;
pub mod unit;

pub use date::{format_date, parse_date};
pub(crate) use decimal::parse_decimal;
pub(crate) use round::round;
pub use round::MAX_SAFE_INTEGER;
