//! The timeline: the working days of each phase, a simulation over the graph of phases, and what follows for the hard
//! date. All of it is this project's model, because AWS publishes no durations. The app, the reports and the command
//! line call it.

mod calendar;
mod estimate;
mod factors;
mod forecast;
mod json;
mod suggestions;
mod three_point;
mod warnings;

pub use calendar::Calendar;
pub use estimate::{days_of_text, estimates, Estimate, PartEstimate, MAX_DAYS};
pub use factors::{factors, Factor};
pub use forecast::{forecast, Forecast, PhaseForecast};
pub use json::{days, percent};
pub use preflight_simulation::{simulate, Node, Runs, Triangular};
pub use suggestions::{suggestions, Suggestion};
pub use three_point::three_point;
pub use warnings::Warning;

/// Number of simulation runs for every figure that is shown.
pub const RUNS: u32 = 10_000;
