//! Rules that hold, and rules that may hold once more questions are answered. The assessment calls it.

use super::questions::{AnswerState, QuestionState};
use crate::condition::{EvalError, Truth};
use crate::content::Severity;
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use serde::Serialize;

/// A rule that holds, or may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: Id,
    pub section: Id,
    pub phase: Id,
    pub severity: Severity,
    /// True, or unknown: possible until the wanted questions are answered.
    pub state: Truth,
    /// Questions whose answers decided it so far.
    pub because: Vec<Id>,
    /// Questions that would decide it.
    pub wants: Vec<Id>,
    /// Why no answer can decide it, when a calculation in its condition fails.
    pub error: Option<EvalError>,
}

impl Finding {
    /// Whether the rule holds now.
    pub fn holds(&self) -> bool {
        self.state == Truth::True
    }
}

/// The counts that the verdict shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    pub blockers: usize,
    pub risks: usize,
    pub advice: usize,
    pub notes: usize,
    pub possible_blockers: usize,
    pub possible_risks: usize,
    /// Questions asked now.
    pub asked: usize,
    pub answered: usize,
    pub dont_know: usize,
    /// Asked and neither answered nor "don't know".
    pub open: usize,
    /// Typed, but not readable.
    pub bad: usize,
}

/// The verdict on the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing is answered yet.
    Empty,
    /// At least one blocker holds.
    Blocked,
    /// No blocker holds, but open answers could bring one.
    Undecided,
    /// No blocker can hold; risks remain.
    Risky,
    /// Neither blocker nor risk, decided or possible.
    Ready,
}

/// The findings, and what they come to for sections and questions.
pub(super) struct Judged {
    pub findings: Vec<Finding>,
    /// The worst blocker or risk that holds in each section.
    pub attention: Vec<Option<Severity>>,
    /// How many possible blockers, risks and others wait for each question.
    pub waiting: Vec<[usize; 3]>,
}

pub(super) fn judged(evaluated: &EvaluatedPlan<'_>) -> Judged {
    let mut findings = Vec::new();
    let mut attention = vec![None; evaluated.content.sections.len()];
    let mut waiting = vec![[0; 3]; evaluated.content.questions.len()];
    for rule in &evaluated.content.rules {
        let Some(outcome) = evaluated.explain_unless_false(Some(&rule.when)) else { continue };
        if outcome.truth == Truth::Unknown {
            let index = rule.severity.min(Severity::Advice) as usize;
            outcome.reasons.each(|question| waiting[question][index] += usize::from(!evaluated.is_given(question)));
        } else if rule.severity <= Severity::Risk {
            let worst = &mut attention[rule.section];
            *worst = worst.map_or(Some(rule.severity), |known: Severity| Some(known.min(rule.severity)));
        }
        let (because, wants) = evaluated.outcome_reasons(outcome);
        findings.push(Finding {
            rule: rule.id.clone(),
            section: evaluated.content.sections[rule.section].id.clone(),
            phase: evaluated.content.phases[rule.phase].id.clone(),
            severity: rule.severity,
            state: outcome.truth,
            because,
            wants,
            error: outcome.error,
        });
    }
    findings.sort_by_key(|finding| (finding.state, finding.severity));
    Judged { findings, attention, waiting }
}

pub(super) fn counts(findings: &[Finding], questions: &[QuestionState]) -> Counts {
    let of = |severity, state| findings.iter().filter(|f| f.severity == severity && f.state == state).count();
    let in_state = |state| questions.iter().filter(|question| question.state == state).count();
    Counts {
        blockers: of(Severity::Blocker, Truth::True),
        risks: of(Severity::Risk, Truth::True),
        advice: of(Severity::Advice, Truth::True),
        notes: of(Severity::Note, Truth::True),
        possible_blockers: of(Severity::Blocker, Truth::Unknown),
        possible_risks: of(Severity::Risk, Truth::Unknown),
        asked: questions.iter().filter(|question| question.asked == Truth::True).count(),
        answered: in_state(AnswerState::Given),
        dont_know: in_state(AnswerState::DontKnow),
        open: in_state(AnswerState::Missing) + in_state(AnswerState::Bad),
        bad: in_state(AnswerState::Bad),
    }
}

pub(super) fn verdict(counts: &Counts) -> Verdict {
    if counts.answered + counts.dont_know + counts.bad == 0 {
        Verdict::Empty
    } else if counts.blockers > 0 {
        Verdict::Blocked
    } else if counts.possible_blockers > 0 {
        Verdict::Undecided
    } else if counts.risks + counts.possible_risks > 0 {
        Verdict::Risky
    } else {
        Verdict::Ready
    }
}
