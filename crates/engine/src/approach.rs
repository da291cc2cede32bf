//! Ranks the ways to move the data for a plan: whether each is possible, its downtime, effort and risk, and the reasons
//! for and against it. Exclusions count first, then the points of the notes that hold. The app's approach view and the
//! reports call it.

use crate::condition::Truth;
use crate::content::{Approach, ApproachNote, Downtime, Weight};
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;

/// Minutes from the best case to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub low: i64,
    pub likely: i64,
    pub high: i64,
}

/// An approach, judged for a plan.
#[derive(Debug, Clone)]
pub struct RankedApproach<'a> {
    pub row: &'a Approach,
    /// Whether it can work at all.
    pub possible: Truth,
    /// Points for it minus points against it, of the notes that hold.
    pub points: i32,
    /// The downtime of the application in minutes; none while an answer for it is missing.
    pub downtime: Option<Span>,
    /// Whether that fits into the downtime that is allowed; open while either is unknown.
    pub fits: Truth,
    /// The notes that hold or may hold, those that hold first.
    pub notes: Vec<NoteState<'a>>,
}

impl<'a> RankedApproach<'a> {
    /// The message key of its verdict.
    pub fn word(&self) -> &'static str {
        match (self.possible, self.fits) {
            (Truth::False, _) => "approach.excluded",
            (Truth::Unknown, _) => "approach.may",
            (Truth::True, Truth::False) => "approach.too_long",
            (Truth::True, _) => "approach.possible",
        }
    }

    /// The main reason for its rank: what excludes it, else the strongest note for the first or against the others.
    pub fn first_reason(&self, rank: usize) -> Option<&'a str> {
        let holds = |weight| self.notes.iter().find(move |note| note.state == Truth::True && note.row.weight == weight);
        let chosen = match self.possible {
            Truth::False => holds(Weight::Excludes),
            _ if rank == 0 => holds(Weight::For),
            _ => holds(Weight::Against).or_else(|| holds(Weight::For)),
        };
        Some(chosen?.row.text.as_str())
    }
}

/// A note that holds, or may.
#[derive(Debug, Clone)]
pub struct NoteState<'a> {
    pub row: &'a ApproachNote,
    pub state: Truth,
    pub because: Vec<Id>,
    pub wants: Vec<Id>,
}

/// Every approach, the best first.
pub fn approaches<'a>(evaluated: &EvaluatedPlan<'a>) -> Vec<RankedApproach<'a>> {
    let mut ranked: Vec<_> = evaluated.content.approaches.iter().map(|row| judged(evaluated, row)).collect();
    // Possible approaches come before undecided ones; those with too long a downtime come last among the possible.
    ranked.sort_by_key(|approach| (approach.possible, approach.fits == Truth::False, -approach.points));
    ranked
}

fn judged<'a>(evaluated: &EvaluatedPlan<'_>, row: &'a Approach) -> RankedApproach<'a> {
    let (mut possible, mut points, mut notes) = (Truth::True, 0, Vec::new());
    for note in &row.notes {
        let Some(outcome) = evaluated.explain_unless_false(Some(&note.when)) else { continue };
        match (note.weight, outcome.truth) {
            (Weight::Excludes, Truth::True) => possible = Truth::False,
            (Weight::Excludes, _) => possible = possible.max(Truth::Unknown),
            (Weight::For, Truth::True) => points += note.points,
            (Weight::Against, Truth::True) => points -= note.points,
            _ => {}
        }
        let (because, wants) = evaluated.outcome_reasons(outcome);
        notes.push(NoteState { row: note, state: outcome.truth, because, wants });
    }
    notes.sort_by_key(|note| (note.state, note.row.weight as u8));
    let downtime = downtime(evaluated, row.downtime);
    RankedApproach { row, possible, points, downtime, fits: fits(evaluated, downtime), notes }
}

fn downtime(evaluated: &EvaluatedPlan<'_>, of: Downtime) -> Option<Span> {
    let figure = |name: &str| evaluated.figure(name).map(|minutes| minutes as i64);
    match of {
        Downtime::Transfer => {
            let (low, likely) = (figure("transfer_low")?, figure("transfer_likely")?);
            Some(Span { low, likely, high: figure("transfer_high")? })
        }
        Downtime::Switch => {
            let minutes = evaluated.number("cutover_duration")? as i64;
            Some(Span { low: minutes, likely: minutes, high: minutes })
        }
    }
}

/// Whether the likely downtime is within the allowed downtime.
fn fits(evaluated: &EvaluatedPlan<'_>, downtime: Option<Span>) -> Truth {
    match (downtime, evaluated.number("downtime")) {
        (Some(span), Some(allowed)) if span.likely <= allowed as i64 => Truth::True,
        (Some(_), Some(_)) => Truth::False,
        _ => Truth::Unknown,
    }
}
