//! How many working days each phase takes: the sum of its parts, or what the reader gives instead.

use crate::answer::UserMessage;
use crate::condition::Truth;
use crate::content::{Part, TimelinePhase};
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use crate::messages::excerpt;
use crate::plan::Plan;
use crate::quantity::{parse_decimal, round};
use preflight_evaluation::Reasons;

/// Working days of one phase at most, five years: what is longer is counted as this and said to be.
pub const MAX_DAYS: i64 = 1_300;

/// A day of running counts as one working day.
const MINUTES_A_DAY: f64 = 1440.0;

/// What one part adds to its phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartEstimate {
    /// Place among the phase's parts.
    pub part: usize,
    /// Open: nobody knows yet whether, or how often, it counts.
    pub state: Truth,
    /// Tenths of a working day at best, likely and at worst.
    pub days: [i64; 3],
    /// Questions that decided it, and those still wanted.
    pub because: Vec<Id>,
    pub wants: Vec<Id>,
}

/// The working days of a phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// Place in the content's timeline.
    pub phase: usize,
    /// No: the plan has no such phase.
    pub applies: Truth,
    /// Tenths of a working day at best, likely and at worst, in order.
    pub days: [i64; 3],
    /// What the parts come to; the same as `days` unless the reader gave others.
    pub model: [i64; 3],
    /// The reader gave the days.
    pub is_overridden: bool,
    /// Why the reader's days cannot be read.
    pub error: Option<UserMessage>,
    /// It would take longer than [`MOST_DAYS`].
    pub is_cut: bool,
    /// Parts that count or may count.
    pub parts: Vec<PartEstimate>,
}

/// The working days of every phase, in the content's order.
pub fn estimates(state: &EvaluatedPlan<'_>, plan: &Plan) -> Vec<Estimate> {
    let phases = state.content.timeline.iter().enumerate();
    phases.map(|(index, phase)| estimate(state, plan, index, phase)).collect()
}

fn estimate(state: &EvaluatedPlan<'_>, plan: &Plan, index: usize, phase: &TimelinePhase) -> Estimate {
    let outcome = state.outcome(phase.when.as_ref());
    let mut shares = Vec::new();
    if outcome.truth != Truth::False {
        shares.extend(phase.parts.iter().enumerate().filter_map(|(nth, part)| share(state, nth, part)));
        keep_worst(phase, &mut shares);
    }
    let (mut model, is_cut) = summed(&shares);
    if outcome.truth == Truth::Unknown {
        model = [0, model[1] / 2, model[2]];
        for share in &mut shares {
            share.wants.extend(state.outcome_reasons(outcome).1);
        }
    }
    let text = plan.phases.get(phase.id.as_str()).map_or("", |mark| mark.days.trim());
    let counts = outcome.truth != Truth::False;
    let own = Some(text).filter(|text| counts && !text.is_empty()).map(days_of_text);
    let (days, complaint) = match own {
        Some(Ok(days)) => (days, None),
        Some(Err(complaint)) => (model, Some(complaint)),
        None => (model, None),
    };
    let is_own = counts && !text.is_empty() && complaint.is_none();
    Estimate {
        phase: index,
        applies: outcome.truth,
        days,
        model,
        is_overridden: is_own,
        error: complaint,
        is_cut: is_cut && !is_own,
        parts: shares,
    }
}

/// Of parts of which one at most can count, and of which nobody knows which, only the one that takes longest.
fn keep_worst(phase: &TimelinePhase, shares: &mut Vec<PartEstimate>) {
    let either = |share: &PartEstimate| phase.parts.get(share.part).map_or("", |part| &part.either);
    let all = shares.clone();
    shares.retain(|share| {
        let longer = |other: &PartEstimate| {
            other.part != share.part
                && either(other) == either(share)
                && (other.days[2], share.part) > (share.days[2], other.part)
        };
        either(share).is_empty() || !all.iter().any(longer)
    });
}

/// The sum of the parts in order, and whether it was cut.
fn summed(shares: &[PartEstimate]) -> ([i64; 3], bool) {
    let mut days = [0; 3];
    for share in shares {
        for (sum, own) in days.iter_mut().zip(share.days) {
            *sum += own;
        }
    }
    let is_cut = days[2] > MAX_DAYS * 10;
    (days.map(|days| days.min(MAX_DAYS * 10)), is_cut)
}

/// What a part adds; nothing if it does not count.
fn share(state: &EvaluatedPlan<'_>, nth: usize, part: &Part) -> Option<PartEstimate> {
    let mut outcome = state.explain_unless_false(part.when.as_ref())?;
    let (times, reasons, is_known) = multiplied(state, part);
    // While nobody knows whether it counts: not at best, half as likely, whole at worst.
    let weight = if outcome.truth == Truth::Unknown { [0.0, 0.5, 1.0] } else { [1.0; 3] };
    let mut days = [0; 3];
    let mut least = 0;
    for (which, sum) in days.iter_mut().enumerate() {
        let own = part.days[which] * times[which] * weight[which] * 10.0;
        // A multiplier may fall where another answer rises; the three stay in order.
        *sum = (round(own.min((MAX_DAYS * 100) as f64)) as i64).max(least);
        least = *sum;
    }
    let state_of = if is_known { outcome.truth } else { Truth::Unknown };
    outcome.reasons.add(&reasons);
    let (because, wants) = state.outcome_reasons(outcome);
    Some(PartEstimate { part: nth, state: state_of, days, because, wants })
}

/// The three multipliers, the questions behind them, and whether all of them are known.
fn multiplied(state: &EvaluatedPlan<'_>, part: &Part) -> ([f64; 3], Reasons, bool) {
    let mut times = [1.0; 3];
    let (mut reasons, mut is_known) = (Reasons::NONE, true);
    for (which, value) in times.iter_mut().enumerate() {
        let Some(counted) = part.times.get(which).or(part.times.first()) else { continue };
        let (number, because) = state.evaluate_number(counted);
        reasons.add(&because);
        is_known &= number.is_some();
        *value = number.unwrap_or(part.assumed[which]).clamp(0.0, part.most);
    }
    if let Some((running, otherwise)) = part.duration {
        let (minutes, because) = state.duration_minutes(running);
        reasons.add(&because);
        for (which, value) in times.iter_mut().enumerate() {
            is_known &= minutes[which].is_some();
            *value *= minutes[which].map_or(otherwise[which], |minutes| minutes / MINUTES_A_DAY).min(part.limit);
        }
    }
    // Answers that are assumed for a running time leave it open.
    reasons.each(|index| is_known &= state.is_given(index) || state.asked[index] == Truth::False);
    (times, reasons, is_known)
}

/// Tenths of working days as typed: one number, or best, likely and worst case with blanks between them.
pub fn days_of_text(text: &str) -> Result<[i64; 3], UserMessage> {
    let bad = || UserMessage::new("bad_phase_days").arg("text", excerpt(text)).arg("most", MAX_DAYS);
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | '/')).filter(|part| !part.is_empty());
    let mut numbers = Vec::new();
    for part in parts {
        let days = parse_decimal(part).filter(|days| *days <= MAX_DAYS as f64).ok_or_else(bad)?;
        numbers.push(round(days * 10.0) as i64);
    }
    match numbers[..] {
        [days] => Ok([days; 3]),
        [low, likely, high] if low <= likely && likely <= high => Ok([low, likely, high]),
        _ => Err(bad()),
    }
}
