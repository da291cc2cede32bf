//! What the forecast warns of, each with its reason and what would help. Warnings that follow from answers alone are
//! rules of the content; these need the simulation.

use super::estimate::MAX_DAYS;
use super::forecast::{Forecast, Warning};
use super::format::{days, percent};
use crate::condition::Truth;
use crate::content::Severity;
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use crate::quantity::format;
use crate::quantity::format_date;

/// Chances below this are a risk, and below half of the runs a blocker where the date is fixed.
const ENOUGH: u32 = 800;

pub(super) fn warnings(state: &EvaluatedPlan<'_>, forecast: &Forecast) -> Vec<Warning> {
    let mut all = Vec::new();
    all.extend(late(state, forecast));
    all.extend(odds(state, forecast));
    all.extend(set_aside(state, forecast));
    all.extend(cut(forecast));
    all.extend(widest(state, forecast));
    all
}

fn ids(names: &[&str]) -> Vec<Id> {
    names.iter().map(|name| Id::from(*name)).collect()
}

/// The first phase that had to begin earlier, before others one that decides the date in half of the runs.
fn late(state: &EvaluatedPlan<'_>, forecast: &Forecast) -> Option<Warning> {
    let mut late = forecast.phases.iter().filter(|phase| phase.is_late);
    let phase = late.clone().find(|phase| phase.decides >= 500).or_else(|| late.next())?;
    let index = phase.estimate.phase;
    let latest = phase.latest?;
    let days = forecast.calendar.number(phase.start) - forecast.calendar.number(latest[1]);
    let title = state.content.detail("timeline", &state.content.timeline[index].id, "title");
    Some(Warning {
        id: "phase_late",
        severity: Severity::Risk,
        phase: Some(index),
        args: vec![
            ("phase", title.to_owned()),
            ("days", days.to_string()),
            ("latest", format_date(latest[1])),
            ("even", format_date(latest[0])),
        ],
        questions: ids(&["hard_date", "start_date"]),
    })
}

/// The date before the work begins, or made by too few runs.
fn odds(state: &EvaluatedPlan<'_>, forecast: &Forecast) -> Option<Warning> {
    let (date, share) = (forecast.hard_date?, forecast.in_time?);
    let movable = state.content.question("hard_date_movable").filter(|index| state.is_given(*index));
    let is_fixed =
        movable.is_some() && state.answer_value("hard_date_movable") == Some(&crate::answer::Value::Bool(false));
    let before = date < forecast.start;
    if !before && share >= ENOUGH {
        return None;
    }
    let severity = if before || is_fixed && share < 500 { Severity::Blocker } else { Severity::Risk };
    Some(Warning {
        id: if before { "date_before_start" } else { "odds_low" },
        severity,
        phase: None,
        args: vec![
            ("date", format_date(date)),
            ("start", format_date(forecast.start)),
            ("odds", percent(share)),
            ("likely", format_date(forecast.finish[0])),
            ("sure", format_date(forecast.finish[1])),
        ],
        questions: ids(&["hard_date", "hard_date_movable"]),
    })
}

/// Fewer days set aside than half of the runs need.
fn set_aside(state: &EvaluatedPlan<'_>, forecast: &Forecast) -> Option<Warning> {
    let planned = state.number("planning_days")? + state.number("migration_days")?;
    let needed = forecast.calendar.number(forecast.finish[0]) + 1;
    ((planned as i64) < needed).then(|| Warning {
        id: "set_aside_short",
        severity: Severity::Risk,
        phase: None,
        args: vec![("planned", format::number(planned)), ("needed", needed.to_string())],
        questions: ids(&["planning_days", "migration_days"]),
    })
}

/// A phase beyond what a plan can mean.
fn cut(forecast: &Forecast) -> Option<Warning> {
    let phase = forecast.phases.iter().find(|phase| phase.estimate.is_cut)?;
    let mut questions: Vec<Id> = phase.estimate.parts.iter().flat_map(|share| share.because.clone()).collect();
    questions.sort();
    questions.dedup();
    Some(Warning {
        id: "too_long",
        severity: Severity::Blocker,
        phase: Some(phase.estimate.phase),
        args: vec![("most", MAX_DAYS.to_string())],
        questions,
    })
}

/// The unanswered question behind the widest spread of days.
fn widest(state: &EvaluatedPlan<'_>, forecast: &Forecast) -> Option<Warning> {
    let mut spread: Vec<(Id, i64)> = Vec::new();
    for phase in
        forecast.phases.iter().filter(|phase| !phase.estimate.is_overridden && counts(forecast, phase.estimate.phase))
    {
        let open = phase.estimate.parts.iter().filter(|share| share.state == Truth::Unknown || !share.wants.is_empty());
        for share in open {
            for id in &share.wants {
                let width = share.days[2] - share.days[0];
                match spread.iter_mut().find(|(known, _)| known == id) {
                    Some((_, sum)) => *sum += width,
                    None => spread.push((id.clone(), width)),
                }
            }
        }
    }
    // The first in the checklist's order where several are as wide.
    spread.sort_by_key(|(id, width)| (std::cmp::Reverse(*width), state.content.question(id)));
    let (question, width) = spread.into_iter().find(|(_, width)| *width >= 10)?;
    Some(Warning {
        id: "widest_unknown",
        severity: Severity::Advice,
        phase: None,
        args: vec![
            ("question", state.content.question(&question).map(|index| state.content.questions[index].text.clone())?),
            ("days", days(width)),
        ],
        questions: vec![question],
    })
}

/// Whether the end waits for a phase.
fn counts(forecast: &Forecast, index: usize) -> bool {
    index <= forecast.end
}
