//! The screen "Timeline": figures and warnings, the chart, the odds of the date, one phase. `views::main` calls it.

pub mod gantt;
pub mod odds;
pub mod overview;
pub mod phase;
