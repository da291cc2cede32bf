//! AWS's premigration assessments, judged for a plan before any task exists: what answers and recommended settings
//! decide, and what needs the schema or a connection.

use crate::applicability::Applicability;
use crate::condition::{Outcome, Truth};
use crate::content::{DecidedBy, PremigrationAssessment};
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;

/// What is known of one assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssessmentState {
    Fails,
    /// An answer is still wanted.
    Open,
    NeedsSchema,
    NeedsConnection,
    /// The defaults would be reported, the proposed settings are not.
    PassesAsProposed,
    Passes,
    /// Not run for these engines or this kind of task.
    NotForThisPlan,
}

/// One assessment, judged.
#[derive(Debug, Clone)]
pub struct JudgedAssessment<'a> {
    pub row: &'a PremigrationAssessment,
    pub state: AssessmentState,
    pub because: Vec<Id>,
    pub wants: Vec<Id>,
}

/// Every assessment in content order.
pub fn premigration<'a>(state: &EvaluatedPlan<'a>) -> Vec<JudgedAssessment<'a>> {
    let scope = Applicability::new(state);
    state.content.assessments.iter().map(|row| judged(state, &scope, row)).collect()
}

fn judged<'a>(
    state: &EvaluatedPlan<'_>,
    scope: &Applicability<'_>,
    row: &'a PremigrationAssessment,
) -> JudgedAssessment<'a> {
    let outcome = outcome(state, row);
    let standing = match (&outcome, row.decided_by) {
        _ if !scope.has_assessment(row) => AssessmentState::NotForThisPlan,
        _ if row.when.is_some() && state.truth(row.when.as_ref()) == Truth::False => AssessmentState::NotForThisPlan,
        (Some(outcome), by) => match outcome.truth {
            Truth::True if by == DecidedBy::Proposal => AssessmentState::PassesAsProposed,
            Truth::True => AssessmentState::Fails,
            Truth::Unknown => AssessmentState::Open,
            Truth::False => AssessmentState::Passes,
        },
        (None, DecidedBy::Connection) => AssessmentState::NeedsConnection,
        (None, _) => AssessmentState::NeedsSchema,
    };
    let decided = outcome.filter(|_| standing != AssessmentState::NotForThisPlan);
    let (because, wants) = decided.map(|outcome| state.outcome_reasons(outcome)).unwrap_or_default();
    JudgedAssessment { row, state: standing, because, wants }
}

/// What its own condition comes to, or that of the rule that says the same.
fn outcome(state: &EvaluatedPlan<'_>, row: &PremigrationAssessment) -> Option<Outcome> {
    let of_rule = || Some(&state.content.rules.get(state.content.rule(row.rule.as_ref()?)?)?.when);
    let condition = row.fails.as_ref().or_else(of_rule)?;
    Some(state.outcome(Some(condition)))
}
