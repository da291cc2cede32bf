//! How many working days each phase takes: the sum of its parts, or the days that the reader entered. The forecast
//! simulates them; the app's timeline shows them.

use crate::answer::UserMessage;
use crate::condition::Truth;
use crate::content::{Part, TimelinePhase};
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use crate::messages::excerpt;
use crate::plan::Plan;
use crate::quantity::{parse_decimal, round};
use preflight_evaluation::Reasons;

/// Largest number of working days of one phase, five years: a longer phase is cut to this, with a warning.
pub const MAX_DAYS: i64 = 1_300;

/// Minutes in a day: a process that runs for a day takes one working day.
const MINUTES_A_DAY: f64 = 1440.0;

/// The days that a part adds to its phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartEstimate {
    /// Index of the part in its phase.
    pub part: usize,
    /// Unknown while answers are missing for whether, or how often, the part counts.
    pub state: Truth,
    /// Tenths of a working day at best, likely and at worst.
    pub days: [i64; 3],
    /// Questions that decided it.
    pub because: Vec<Id>,
    /// Questions that are still wanted.
    pub wants: Vec<Id>,
}

/// The working days of a phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// Index of the phase in the content's timeline.
    pub phase: usize,
    /// False if the plan has no such phase.
    pub applies: Truth,
    /// Tenths of a working day at best, likely and at worst, in order.
    pub days: [i64; 3],
    /// The sum of the parts; the same as `days` unless the reader entered other days.
    pub model: [i64; 3],
    /// Whether the reader entered the days.
    pub is_overridden: bool,
    /// Why the reader's days cannot be read.
    pub error: Option<UserMessage>,
    /// Whether it would take longer than [`MAX_DAYS`] and is cut.
    pub is_cut: bool,
    /// Parts that count or may count.
    pub parts: Vec<PartEstimate>,
}

/// The working days of every phase, in the content's order.
pub fn estimates(evaluated: &EvaluatedPlan<'_>, plan: &Plan) -> Vec<Estimate> {
    let phases = evaluated.content.timeline.iter().enumerate();
    phases.map(|(index, phase)| estimate(evaluated, plan, index, phase)).collect()
}

fn estimate(evaluated: &EvaluatedPlan<'_>, plan: &Plan, index: usize, phase: &TimelinePhase) -> Estimate {
    let outcome = evaluated.outcome(phase.when.as_ref());
    let mut part_estimates = Vec::new();
    if outcome.truth != Truth::False {
        part_estimates
            .extend(phase.parts.iter().enumerate().filter_map(|(nth, part)| part_estimate(evaluated, nth, part)));
        keep_worst(phase, &mut part_estimates);
    }
    let (mut model, is_cut) = summed(&part_estimates);
    if outcome.truth == Truth::Unknown {
        model = [0, model[1] / 2, model[2]];
        for part_estimate in &mut part_estimates {
            part_estimate.wants.extend(evaluated.outcome_reasons(outcome).1);
        }
    }
    let text = plan.phases.get(phase.id.as_str()).map_or("", |mark| mark.days.trim());
    let counts = outcome.truth != Truth::False;
    let entered = Some(text).filter(|text| counts && !text.is_empty()).map(days_of_text);
    let (days, message) = match entered {
        Some(Ok(days)) => (days, None),
        Some(Err(message)) => (model, Some(message)),
        None => (model, None),
    };
    let is_overridden = counts && !text.is_empty() && message.is_none();
    Estimate {
        phase: index,
        applies: outcome.truth,
        days,
        model,
        is_overridden,
        error: message,
        is_cut: is_cut && !is_overridden,
        parts: part_estimates,
    }
}

/// Of parts that exclude each other, while it is unknown which one counts, only the longest remains.
fn keep_worst(phase: &TimelinePhase, part_estimates: &mut Vec<PartEstimate>) {
    let either = |part_estimate: &PartEstimate| phase.parts.get(part_estimate.part).map_or("", |part| &part.either);
    let all = part_estimates.clone();
    part_estimates.retain(|part_estimate| {
        let longer = |other: &PartEstimate| {
            other.part != part_estimate.part
                && either(other) == either(part_estimate)
                && (other.days[2], part_estimate.part) > (part_estimate.days[2], other.part)
        };
        either(part_estimate).is_empty() || !all.iter().any(longer)
    });
}

/// The sum of the parts in order, and whether it was cut.
fn summed(part_estimates: &[PartEstimate]) -> ([i64; 3], bool) {
    let mut days = [0; 3];
    for part_estimate in part_estimates {
        for (sum, part_days) in days.iter_mut().zip(part_estimate.days) {
            *sum += part_days;
        }
    }
    let is_cut = days[2] > MAX_DAYS * 10;
    (days.map(|days| days.min(MAX_DAYS * 10)), is_cut)
}

/// The estimate of a part; nothing if it does not count.
fn part_estimate(evaluated: &EvaluatedPlan<'_>, nth: usize, part: &Part) -> Option<PartEstimate> {
    let mut outcome = evaluated.explain_unless_false(part.when.as_ref())?;
    let (times, reasons, is_known) = multipliers(evaluated, part);
    // While it is unknown whether the part counts: nothing at best, half as likely, all at worst.
    let weight = if outcome.truth == Truth::Unknown { [0.0, 0.5, 1.0] } else { [1.0; 3] };
    let mut days = [0; 3];
    let mut previous = 0;
    for (which, sum) in days.iter_mut().enumerate() {
        let tenths = part.days[which] * times[which] * weight[which] * 10.0;
        // The three are forced into order, because a multiplier may fall where another rises.
        *sum = (round(tenths.min((MAX_DAYS * 100) as f64)) as i64).max(previous);
        previous = *sum;
    }
    let state = if is_known { outcome.truth } else { Truth::Unknown };
    outcome.reasons.add(&reasons);
    let (because, wants) = evaluated.outcome_reasons(outcome);
    Some(PartEstimate { part: nth, state, days, because, wants })
}

/// The three multipliers, the questions behind them, and whether all of them are known.
fn multipliers(evaluated: &EvaluatedPlan<'_>, part: &Part) -> ([f64; 3], Reasons, bool) {
    let mut times = [1.0; 3];
    let (mut reasons, mut is_known) = (Reasons::NONE, true);
    for (which, value) in times.iter_mut().enumerate() {
        let Some(multiplier) = part.times.get(which).or(part.times.first()) else { continue };
        let (number, because) = evaluated.evaluate_number(multiplier);
        reasons.add(&because);
        is_known &= number.is_some();
        *value = number.unwrap_or(part.assumed[which]).clamp(0.0, part.most);
    }
    if let Some((duration_model, assumed_days)) = part.duration {
        let (minutes, because) = evaluated.duration_minutes(duration_model);
        reasons.add(&because);
        for (which, value) in times.iter_mut().enumerate() {
            is_known &= minutes[which].is_some();
            *value *= minutes[which].map_or(assumed_days[which], |minutes| minutes / MINUTES_A_DAY).min(part.limit);
        }
    }
    // A running time that rests on assumed answers is not known.
    reasons.each(|index| is_known &= evaluated.is_given(index) || evaluated.asked[index] == Truth::False);
    (times, reasons, is_known)
}

/// Parses working days to tenths: one number, or best, likely and worst case separated by spaces. An error if the text
/// is neither, or a number is above [`MAX_DAYS`].
pub fn days_of_text(text: &str) -> Result<[i64; 3], UserMessage> {
    let error = || UserMessage::new("bad_phase_days").arg("text", excerpt(text)).arg("most", MAX_DAYS);
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | '/')).filter(|part| !part.is_empty());
    let mut numbers = Vec::new();
    for part in parts {
        let days = parse_decimal(part).filter(|days| *days <= MAX_DAYS as f64).ok_or_else(error)?;
        numbers.push(round(days * 10.0) as i64);
    }
    match numbers[..] {
        [days] => Ok([days; 3]),
        [low, likely, high] if low <= likely && likely <= high => Ok([low, likely, high]),
        _ => Err(error()),
    }
}
