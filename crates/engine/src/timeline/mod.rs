//! The timeline: the working days of each phase, a simulation over the graph of phases, and what follows for the hard
//! date. All of it is this project's model, because AWS publishes no durations. The app, the reports and the command
//! line call it.

mod calendar;
mod estimate;
mod factors;
mod forecast;
mod format;
mod json;
mod suggestions;
mod warnings;

pub use calendar::Calendar;
pub use estimate::{days_of_text, estimates, Estimate, PartEstimate, MAX_DAYS};
pub use factors::{factors, Factor};
pub use forecast::{Forecast, PhaseForecast, Warning};
pub use format::{days, percent};
pub use preflight_simulation::{simulate, Node, Runs, Triangular};
pub use suggestions::{suggestions, Suggestion};

use crate::assess::Assessment;
use crate::content::Content;
use crate::evaluated::EvaluatedPlan;
use crate::plan::Plan;

/// Number of simulation runs for every figure that is shown.
pub const RUNS: u32 = 10_000;

/// The forecast of a plan, with its warnings. The same arguments give the same result on every machine.
pub fn forecast(content: &Content, plan: &Plan, assessment: &Assessment, runs: u32) -> Forecast {
    let today = assessment.today;
    let evaluated = EvaluatedPlan::new(content, &plan.answers, today);
    let forecast = forecast::projected(&evaluated, plan, today, runs);
    Forecast { warnings: warnings::warnings(&evaluated, &forecast), ..forecast }
}
