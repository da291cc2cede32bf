//! The timeline: figures and warnings, the chart, the odds of the date, one phase.

pub mod gantt;
pub mod odds;
pub mod overview;
pub mod phase;
