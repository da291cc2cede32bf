//! The warnings of the forecast, each with its reason and advice. Warnings that follow from answers alone are rules of
//! the content; these need the simulation. The forecast calls it.

use super::estimate::MAX_DAYS;
use super::forecast::{Forecast, Warning};
use super::format::{days, percent};
use crate::condition::Truth;
use crate::content::{DurationModel, Severity};
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use crate::quantity::format;
use crate::quantity::format_date;

/// Odds below this, in per mille, are a risk; odds below 500 are a blocker if the date is fixed.
const ENOUGH: u32 = 800;

pub(super) fn warnings(evaluated: &EvaluatedPlan<'_>, forecast: &Forecast) -> Vec<Warning> {
    let mut all = Vec::new();
    all.extend(late(evaluated, forecast));
    all.extend(odds(evaluated, forecast));
    all.extend(too_few_planned(evaluated, forecast));
    all.extend(cut(forecast));
    all.extend(never_caught_up(evaluated));
    all.extend(widest(evaluated, forecast));
    all
}

fn ids(names: &[&str]) -> Vec<Id> {
    names.iter().map(|name| Id::from(*name)).collect()
}

/// Warns of the first phase that starts too late, preferably one that decides the date in half of the runs.
fn late(evaluated: &EvaluatedPlan<'_>, forecast: &Forecast) -> Option<Warning> {
    let mut late = forecast.phases.iter().filter(|phase| phase.is_late);
    let phase = late.clone().find(|phase| phase.decides >= 500).or_else(|| late.next())?;
    let index = phase.estimate.phase;
    let latest = phase.latest?;
    let days = forecast.calendar.number(phase.start) - forecast.calendar.number(latest[1]);
    let title = evaluated.content.detail("timeline", &evaluated.content.timeline[index].id, "title");
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

/// Warns if the hard date is before the start, or if too few runs meet it.
fn odds(evaluated: &EvaluatedPlan<'_>, forecast: &Forecast) -> Option<Warning> {
    let (date, in_time) = (forecast.hard_date?, forecast.in_time?);
    let movable = evaluated.content.question_index("hard_date_movable").filter(|index| evaluated.is_given(*index));
    let is_fixed =
        movable.is_some() && evaluated.answer_value("hard_date_movable") == Some(&crate::answer::Value::Bool(false));
    let before = date < forecast.start;
    if !before && in_time >= ENOUGH {
        return None;
    }
    let severity = if before || is_fixed && in_time < 500 { Severity::Blocker } else { Severity::Risk };
    Some(Warning {
        id: if before { "date_before_start" } else { "odds_low" },
        severity,
        phase: None,
        args: vec![
            ("date", format_date(date)),
            ("start", format_date(forecast.start)),
            ("odds", percent(in_time)),
            ("likely", format_date(forecast.finish[0])),
            ("sure", format_date(forecast.finish[1])),
        ],
        questions: ids(&["hard_date", "hard_date_movable"]),
    })
}

/// Warns if fewer days are planned than half of the runs need.
fn too_few_planned(evaluated: &EvaluatedPlan<'_>, forecast: &Forecast) -> Option<Warning> {
    let planned = evaluated.number("planning_days")? + evaluated.number("migration_days")?;
    let needed = forecast.calendar.number(forecast.finish[0]) + 1;
    ((planned as i64) < needed).then(|| Warning {
        id: "set_aside_short",
        severity: Severity::Risk,
        phase: None,
        args: vec![("planned", format::number(planned)), ("needed", needed.to_string())],
        questions: ids(&["planning_days", "migration_days"]),
    })
}

/// Warns of a phase that was cut.
fn cut(forecast: &Forecast) -> Option<Warning> {
    let phase = forecast.phases.iter().find(|phase| phase.estimate.is_cut)?;
    let mut questions: Vec<Id> =
        phase.estimate.parts.iter().flat_map(|part_estimate| part_estimate.because.clone()).collect();
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

/// Says that the finishes and the odds count a catch-up that has no end in the worst case with a fixed time. Where all
/// answers behind it are known, a finding warns of it already.
fn never_caught_up(evaluated: &EvaluatedPlan<'_>) -> Option<Warning> {
    let (minutes, reasons) = evaluated.duration_minutes(DurationModel::CatchUp);
    minutes[2].is_some_and(f64::is_infinite).then(|| Warning {
        id: "never_caught_up",
        severity: if evaluated.text("catch_up_ends").is_some() { Severity::Advice } else { Severity::Risk },
        phase: None,
        args: Vec::new(),
        questions: evaluated.reasons_by_answered(reasons).0,
    })
}

/// Names the unanswered question behind the widest spread of days.
fn widest(evaluated: &EvaluatedPlan<'_>, forecast: &Forecast) -> Option<Warning> {
    let mut spread: Vec<(Id, i64)> = Vec::new();
    for phase in
        forecast.phases.iter().filter(|phase| !phase.estimate.is_overridden && counts(forecast, phase.estimate.phase))
    {
        let open = phase
            .estimate
            .parts
            .iter()
            .filter(|part_estimate| part_estimate.state == Truth::Unknown || !part_estimate.wants.is_empty());
        for part_estimate in open {
            for id in &part_estimate.wants {
                let width = part_estimate.days[2] - part_estimate.days[0];
                match spread.iter_mut().find(|(known, _)| known == id) {
                    Some((_, sum)) => *sum += width,
                    None => spread.push((id.clone(), width)),
                }
            }
        }
    }
    // The first in the checklist's order where several are as wide.
    spread.sort_by_key(|(id, width)| (std::cmp::Reverse(*width), evaluated.content.question_index(id)));
    let (question, width) = spread.into_iter().find(|(_, width)| *width >= 10)?;
    Some(Warning {
        id: "widest_unknown",
        severity: Severity::Advice,
        phase: None,
        args: vec![
            (
                "question",
                evaluated
                    .content
                    .question_index(&question)
                    .map(|index| evaluated.content.questions[index].text.clone())?,
            ),
            ("days", days(width)),
        ],
        questions: vec![question],
    })
}

/// Whether the finish waits for a phase.
fn counts(forecast: &Forecast, index: usize) -> bool {
    index <= forecast.end
}
