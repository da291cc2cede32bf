//! AWS's premigration assessments, judged for a plan before any task exists: what answers and recommended settings
//! decide, and what needs the schema or a connection. The app's premigration view calls it.

use crate::applicability::Applicability;
use crate::condition::{Outcome, Truth};
use crate::content::{DecidedBy, PremigrationAssessment};
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;

/// What the answers say about an assessment. Its title is what AWS would report.
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

impl AssessmentState {
    /// The message key of the state.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fails => "standing.fails",
            Self::Open => "standing.open",
            Self::NeedsSchema => "standing.needs_schema",
            Self::NeedsConnection => "standing.needs_connection",
            Self::PassesAsProposed => "standing.passes_as_proposed",
            Self::Passes | Self::NotForThisPlan => "standing.passes",
        }
    }
}

/// An assessment with its state for a plan.
#[derive(Debug, Clone)]
pub struct JudgedAssessment<'a> {
    pub row: &'a PremigrationAssessment,
    pub state: AssessmentState,
    pub because: Vec<Id>,
    pub wants: Vec<Id>,
}

/// Every assessment in content order.
pub fn premigration<'a>(evaluated: &EvaluatedPlan<'a>) -> Vec<JudgedAssessment<'a>> {
    let applicability = Applicability::new(evaluated);
    evaluated.content.assessments.iter().map(|row| judged(evaluated, &applicability, row)).collect()
}

fn judged<'a>(
    evaluated: &EvaluatedPlan<'_>,
    applicability: &Applicability<'_>,
    row: &'a PremigrationAssessment,
) -> JudgedAssessment<'a> {
    let outcome = outcome(evaluated, row);
    let assessment_state = match (&outcome, row.decided_by) {
        _ if !applicability.has_assessment(row) => AssessmentState::NotForThisPlan,
        _ if row.when.is_some() && evaluated.truth(row.when.as_ref()) == Truth::False => {
            AssessmentState::NotForThisPlan
        }
        (Some(outcome), DecidedBy::Proposal) if outcome.truth == Truth::True => AssessmentState::PassesAsProposed,
        (Some(outcome), _) if outcome.truth == Truth::True => AssessmentState::Fails,
        (_, DecidedBy::Connection) => AssessmentState::NeedsConnection,
        (None, _) | (_, DecidedBy::Schema) => AssessmentState::NeedsSchema,
        (Some(outcome), _) if outcome.truth == Truth::Unknown => AssessmentState::Open,
        (Some(_), _) => AssessmentState::Passes,
    };
    let decided = outcome.filter(|_| assessment_state != AssessmentState::NotForThisPlan);
    let (because, wants) = decided.map(|outcome| evaluated.outcome_reasons(outcome)).unwrap_or_default();
    JudgedAssessment { row, state: assessment_state, because, wants }
}

/// The outcome of the row's condition, or of the rule that says the same.
fn outcome(evaluated: &EvaluatedPlan<'_>, row: &PremigrationAssessment) -> Option<Outcome> {
    let of_rule = || Some(&evaluated.content.rules.get(evaluated.content.rule_index(row.rule.as_ref()?)?)?.when);
    let condition = row.fails.as_ref().or_else(of_rule)?;
    Some(evaluated.outcome(Some(condition)))
}
