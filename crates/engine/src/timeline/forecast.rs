//! The forecast of a plan: when its phases start and end, how likely the hard date is met, and when each phase must
//! start at the latest. Dates are days since 1970-01-01, chances are per mille of the runs, and every result is a whole
//! number. The app, the reports, the plan list and the command line call it.

use super::calendar::Calendar;
use super::estimate::{estimates, Estimate};
use crate::condition::Truth;
use crate::content::DurationModel;
use crate::content::Severity;
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use crate::plan::Plan;
use preflight_simulation::{simulate, Days, Node, Runs};

/// Working days per week while the question is not answered.
const DAYS_A_WEEK: f64 = 5.0;

/// Per cent of the phases that take the shared delay, while the question is not answered.
const TOGETHER: f64 = 50.0;

/// The chances that a reader is shown, in per mille of the runs.
pub(super) const SHOWN: [u32; 3] = [500, 800, 950];

/// The 20 equally likely finishes that are drawn as dots, in per mille: 25, 75 and so on to 975.
const DOTS: u32 = 20;

/// A phase in the forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseForecast {
    pub estimate: Estimate,
    /// The day on which it begins, in half of the runs or more.
    pub start: i64,
    /// The day on which it is over in 50, 80 and 95 % of the runs.
    pub finish: [i64; 3],
    /// The latest start with which 50, 80 and 95 % of the runs meet the hard date, if the phase waits for nothing else;
    /// none without a hard date, and for phases after the finish.
    pub latest: Option<[i64; 3]>,
    /// Runs in which the phase is on the critical path, per mille.
    pub decides: u32,
    /// Whether it starts after its latest start for 80 %.
    pub is_late: bool,
}

/// The result of the simulation of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    pub runs: u32,
    /// The first working day of the work.
    pub calendar: Calendar,
    pub start: i64,
    pub hard_date: Option<i64>,
    /// Working days from the start to the hard date, both counted; none or negative if it lies before.
    pub days_left: Option<i64>,
    /// The day on which the end is reached in 50, 80 and 95 % of the runs.
    pub finish: [i64; 3],
    /// Runs that meet the hard date, per mille.
    pub in_time: Option<u32>,
    /// Days with the share of the runs that are over by then, per mille, rising.
    pub curve: Vec<(i64, u32)>,
    /// 20 equally likely finishes, in order.
    pub dots: Vec<i64>,
    /// Minutes of the full load, and from its end until the target has caught up, at best, likely and at worst; what is
    /// not answered is assumed. None without the size, without changes, or where it never ends.
    pub load: [Option<i64>; 3],
    pub catch_up: [Option<i64>; 3],
    /// Every phase of the content; one that does not apply has no days.
    pub phases: Vec<PhaseForecast>,
    /// Index in `phases` of the phase that must be finished by the hard date.
    pub end: usize,
    pub warnings: Vec<Warning>,
}

impl Forecast {
    /// The phases that apply, or may apply.
    pub fn shown(&self) -> impl Iterator<Item = &PhaseForecast> {
        self.phases.iter().filter(|phase| phase.estimate.applies != Truth::False)
    }

    /// The warnings, the worst first.
    pub fn by_severity(&self) -> Vec<&Warning> {
        let mut warnings: Vec<&Warning> = self.warnings.iter().collect();
        warnings.sort_by_key(|warning| warning.severity);
        warnings
    }
}

/// A warning: its message key and the arguments of the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub id: &'static str,
    pub severity: Severity,
    /// Index in the content's timeline of the phase that it is about.
    pub phase: Option<usize>,
    /// Values for the names in the message.
    pub args: Vec<(&'static str, String)>,
    /// Questions behind it, or wanted for it.
    pub questions: Vec<Id>,
}

/// The forecast without its warnings.
pub(super) fn projected(evaluated: &EvaluatedPlan<'_>, plan: &Plan, today: i64, runs: u32) -> Forecast {
    let days_a_week = evaluated.number("days_a_week").unwrap_or(DAYS_A_WEEK) as i64;
    let together = evaluated.number("delays_together").unwrap_or(TOGETHER) / 100.0;
    // A start in the past becomes today; for work that is done already, the reader enters 0 days.
    let first = evaluated.number("start_date").map_or(today, |day| (day as i64).max(today));
    let calendar = Calendar::new(first, days_a_week);
    let estimates = estimates(evaluated, plan);
    let phases = &evaluated.content.timeline;
    let end = phases.iter().position(|phase| phase.is_finish).unwrap_or_default();
    let days = |estimate: &Estimate| estimate.days.map(|days| days as f64 / 10.0);
    let nodes = phases
        .iter()
        .zip(&estimates)
        .map(|(phase, estimate)| Node { after: phase.after.clone(), days: days(estimate) });
    let nodes: Vec<Node> = nodes.collect();
    let simulated = simulate(&nodes, end, runs, together.clamp(0.0, 1.0));
    let hard_date = evaluated.number("hard_date").map(|day| day as i64);
    let finish = simulated.finish.get(end).cloned().unwrap_or_default();
    let dates = Dates { calendar, hard_date, runs, simulated: &simulated };
    Forecast {
        runs,
        calendar,
        start: calendar.start(),
        hard_date,
        days_left: hard_date.map(|day| calendar.number(day) + 1),
        finish: SHOWN.map(|share| dates.over(&finish, share)),
        in_time: hard_date.map(|day| dates.by(&finish, day)),
        curve: dates.curve(&finish),
        dots: (0..DOTS).map(|dot| dates.over(&finish, 1000 / DOTS * dot + 500 / DOTS)).collect(),
        load: evaluated.whole_minutes(DurationModel::Load),
        catch_up: evaluated.whole_minutes(DurationModel::CatchUp),
        phases: estimates.into_iter().enumerate().map(|(index, estimate)| dates.phase(index, estimate)).collect(),
        end,
        warnings: Vec::new(),
    }
}

/// Turns simulated numbers of days into dates.
struct Dates<'a> {
    calendar: Calendar,
    hard_date: Option<i64>,
    runs: u32,
    simulated: &'a Runs,
}

impl Dates<'_> {
    /// The day by which `per_mille` of the runs are finished. Work of 0 days is finished when it starts.
    fn over(&self, days: &Days, per_mille: u32) -> i64 {
        self.calendar.date((days.quantile(per_mille) - 1).max(0))
    }

    /// The share of the runs that are over by the end of a day.
    fn by(&self, days: &Days, date: i64) -> u32 {
        let number = self.calendar.number(date);
        // Work of 0 days is finished when it starts, not before.
        let over = if number < 0 { 0 } else { days.at_most(number + 1) };
        (u64::from(over) * 1000 / u64::from(self.runs.max(1))) as u32
    }

    /// The days on which the share of finished runs rises, and the one before.
    fn curve(&self, days: &Days) -> Vec<(i64, u32)> {
        let (first, last) = days.ends();
        let mut points = Vec::new();
        for number in first - 1..=last {
            let share = (u64::from(days.at_most(number)) * 1000 / u64::from(self.runs.max(1))) as u32;
            let date = self.calendar.date((number - 1).max(0));
            match points.last_mut() {
                Some((day, before)) if *day == date => *before = share,
                Some((_, before)) if *before == share => {}
                _ => points.push((date, share)),
            }
        }
        points
    }

    fn phase(&self, index: usize, estimate: Estimate) -> PhaseForecast {
        let (start, over) = (&self.simulated.start[index], &self.simulated.finish[index]);
        let rest = &self.simulated.rest[index];
        let leads_to_end = !rest.is_empty();
        let first = start.quantile(500);
        let latest = self.hard_date.filter(|_| leads_to_end).map(|date| {
            // The working days until the hard date, which is one of them.
            let last = self.calendar.number(date) + 1;
            SHOWN.map(|share| last - rest.quantile(share).max(1))
        });
        let has_days = estimate.applies != Truth::False && estimate.days[2] > 0;
        PhaseForecast {
            start: self.calendar.date(first),
            finish: SHOWN.map(|share| self.over(over, share).max(self.calendar.date(first))),
            is_late: has_days && latest.is_some_and(|latest| first > latest[1]),
            latest: latest.map(|numbers| numbers.map(|number| self.calendar.date(number))),
            decides: (u64::from(self.simulated.decides[index]) * 1000 / u64::from(self.runs.max(1))) as u32,
            estimate,
        }
    }
}
