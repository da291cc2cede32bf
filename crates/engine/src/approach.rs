//! Ranks the ways to move the data for a plan: whether each can be used, its downtime, effort and risk, and the reasons
//! for and against it. A way that DMS goes is judged by the plan in which it is chosen, so that a blocker and the ranking
//! never contradict each other. The app's approach view and the reports call it.

use crate::answer::Value;
use crate::condition::{Outcome, Truth};
use crate::content::{Approach, Downtime, DurationModel, Rule, Severity, Weight};
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;

/// Minutes from the best case to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub low: i64,
    pub likely: i64,
    pub high: i64,
}

/// What the ranking says of an approach, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ApproachVerdict {
    Possible,
    /// Its likely downtime is longer than the downtime allowed.
    TooLong,
    /// An open answer may rule it out.
    Open,
    /// A blocker of the plan stands.
    Blocked,
    /// It cannot work for this plan.
    Excluded,
}

impl ApproachVerdict {
    /// The message key.
    pub fn word(self) -> &'static str {
        match self {
            Self::Possible => "approach.possible",
            Self::TooLong => "approach.too_long",
            Self::Open => "approach.may",
            Self::Blocked => "approach.blocked",
            Self::Excluded => "approach.excluded",
        }
    }
}

/// An approach, judged for a plan.
#[derive(Debug, Clone)]
pub struct RankedApproach<'a> {
    pub row: &'a Approach,
    pub verdict: ApproachVerdict,
    /// The same without the blockers that hold whichever way DMS goes; the order follows it.
    pub own_verdict: ApproachVerdict,
    /// Points for it minus points against it, of the notes that hold.
    pub points: i32,
    /// The downtime of the application in minutes; none while an answer for it is missing.
    pub downtime: Option<Span>,
    /// Whether that fits into the downtime that is allowed; open while either is unknown.
    pub fits: Truth,
    /// Blockers and notes that hold or may hold, those that hold first.
    pub notes: Vec<NoteState<'a>>,
}

impl<'a> RankedApproach<'a> {
    /// Whether something keeps the approach from being used as the plan is now.
    pub fn is_ruled_out(&self) -> bool {
        self.verdict >= ApproachVerdict::Blocked
    }

    /// The main reason for its rank: what rules it out, else the strongest note for the first or against the others.
    pub fn first_reason(&self, rank: usize) -> Option<&'a str> {
        let holds = |weight| self.notes.iter().find(move |note| note.state == Truth::True && note.weight == weight);
        let chosen = match self.is_ruled_out() {
            true => holds(Weight::Excludes),
            false if rank == 0 => holds(Weight::For),
            false => holds(Weight::Against).or_else(|| holds(Weight::For)),
        };
        Some(chosen?.text)
    }
}

/// A reason for or against an approach that holds, or may: a note of its own, or a blocker of the plan that chooses it.
#[derive(Debug, Clone)]
pub struct NoteState<'a> {
    pub text: &'a str,
    pub weight: Weight,
    pub state: Truth,
    pub because: Vec<Id>,
    pub wants: Vec<Id>,
}

/// Every approach, the best first.
pub fn approaches<'a>(evaluated: &EvaluatedPlan<'a>) -> Vec<RankedApproach<'a>> {
    let rows = &evaluated.content.approaches;
    let chosen: Vec<_> = rows.iter().map(|row| Chosen::new(evaluated, row)).collect();
    let mut ranked: Vec<_> = rows.iter().zip(&chosen).map(|(row, own)| judged(evaluated, row, own, &chosen)).collect();
    ranked.sort_by_key(|approach| (approach.own_verdict, -approach.points));
    ranked
}

/// The plan in which an approach is chosen, and the blockers that hold or may hold in it; none for an approach that is
/// not a kind of replication task.
struct Chosen<'a> {
    plan: Option<EvaluatedPlan<'a>>,
    blockers: Vec<(&'a Rule, Outcome)>,
}

impl<'a> Chosen<'a> {
    fn new(evaluated: &EvaluatedPlan<'a>, row: &Approach) -> Self {
        let content = evaluated.content;
        let plan = content.question_index("migration_type").and_then(|question| {
            let option = content.questions[question].options.iter().find(|option| option.id.id == row.id)?;
            Some(evaluated.with(question, Value::Choice(option.id.clone())))
        });
        let rules = content.rules.iter().filter(|rule| rule.severity == Severity::Blocker);
        let blocker = |rule: &'a Rule| Some((rule, plan.as_ref()?.explain_unless_false(Some(&rule.when))?));
        let blockers = rules.filter_map(blocker).collect();
        Self { plan, blockers }
    }

    /// Whether a rule holds, or may, whichever of the other ways DMS goes.
    fn is_common(rule: &Rule, all: &[Self]) -> bool {
        let mut tasks = all.iter().filter(|chosen| chosen.plan.is_some());
        tasks.all(|chosen| chosen.blockers.iter().any(|(known, _)| std::ptr::eq(*known, rule)))
    }
}

fn judged<'a>(
    evaluated: &EvaluatedPlan<'a>,
    row: &'a Approach,
    own: &Chosen<'a>,
    all: &[Chosen<'a>],
) -> RankedApproach<'a> {
    let (mut own_verdict, mut verdict) = (ApproachVerdict::Possible, ApproachVerdict::Possible);
    let (mut points, mut notes) = (0, Vec::new());
    for (rule, outcome) in &own.blockers {
        let (is_common, is_open) = (Chosen::is_common(rule, all), outcome.truth == Truth::Unknown);
        if is_open && is_common {
            continue;
        }
        let found = if is_open { ApproachVerdict::Open } else { ApproachVerdict::Blocked };
        verdict = verdict.max(found);
        if !is_common {
            own_verdict = own_verdict.max(found);
        }
        let mut blocker = note(own.plan.as_ref().unwrap_or(evaluated), &rule.title, Weight::Excludes, *outcome);
        // The approach stands for the answer; the answer of the plan may be another.
        blocker.because.retain(|question| question != "migration_type");
        blocker.wants.retain(|question| question != "migration_type");
        notes.push(blocker);
    }
    for own_note in &row.notes {
        let Some(outcome) = evaluated.explain_unless_false(Some(&own_note.when)) else { continue };
        let mut found = ApproachVerdict::Possible;
        match (own_note.weight, outcome.truth) {
            (Weight::Excludes, Truth::True) => found = ApproachVerdict::Excluded,
            (Weight::Excludes, _) => found = ApproachVerdict::Open,
            (Weight::For, Truth::True) => points += own_note.points,
            (Weight::Against, Truth::True) => points -= own_note.points,
            _ => {}
        }
        (verdict, own_verdict) = (verdict.max(found), own_verdict.max(found));
        notes.push(note(evaluated, &own_note.text, own_note.weight, outcome));
    }
    notes.sort_by_key(|note| (note.state, note.weight as u8));
    let downtime = downtime(own.plan.as_ref().unwrap_or(evaluated), row.downtime);
    let fits = fits(evaluated, downtime);
    if fits == Truth::False {
        let found = ApproachVerdict::TooLong;
        (verdict, own_verdict) = (verdict.max(found), own_verdict.max(found));
    }
    RankedApproach { row, verdict, own_verdict, points, downtime, fits, notes }
}

fn note<'a>(evaluated: &EvaluatedPlan<'_>, text: &'a str, weight: Weight, outcome: Outcome) -> NoteState<'a> {
    let state = outcome.truth;
    let (because, wants) = evaluated.outcome_reasons(outcome);
    NoteState { text, weight, state, because, wants }
}

/// The load as the timeline estimates it, or the cutover.
fn downtime(evaluated: &EvaluatedPlan<'_>, of: Downtime) -> Option<Span> {
    match of {
        Downtime::Load => {
            let [low, likely, high] = evaluated.whole_minutes(DurationModel::Load);
            Some(Span { low: low?, likely: likely?, high: high? })
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
