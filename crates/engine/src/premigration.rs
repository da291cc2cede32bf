//! AWS's premigration assessments, judged for a plan before any task exists: what answers and recommended settings
//! decide, and what needs the schema or a connection.

use crate::condition::{Outcome, Truth};
use crate::content::{DecidedBy, PremigrationAssessment};
use crate::id::Id;
use crate::scope::Scope;
use crate::state::State;

/// What is known of one assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
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
    pub standing: Standing,
    pub because: Vec<Id>,
    pub wants: Vec<Id>,
}

/// Every assessment in content order.
pub fn premigration<'a>(state: &State<'a>) -> Vec<JudgedAssessment<'a>> {
    let scope = Scope::new(state);
    state.content.assessments.iter().map(|row| judged(state, &scope, row)).collect()
}

fn judged<'a>(state: &State<'_>, scope: &Scope<'_>, row: &'a PremigrationAssessment) -> JudgedAssessment<'a> {
    let outcome = outcome(state, row);
    let standing = match (&outcome, row.decided_by) {
        _ if !scope.has_assessment(row) => Standing::NotForThisPlan,
        _ if row.when.is_some() && state.truth(row.when.as_ref()) == Truth::No => Standing::NotForThisPlan,
        (Some(outcome), by) => match outcome.truth {
            Truth::Yes if by == DecidedBy::Proposal => Standing::PassesAsProposed,
            Truth::Yes => Standing::Fails,
            Truth::Open => Standing::Open,
            Truth::No => Standing::Passes,
        },
        (None, DecidedBy::Connection) => Standing::NeedsConnection,
        (None, _) => Standing::NeedsSchema,
    };
    let decided = outcome.filter(|_| standing != Standing::NotForThisPlan);
    let (because, wants) = decided.map(|outcome| state.split(outcome)).unwrap_or_default();
    JudgedAssessment { row, standing, because, wants }
}

/// What its own condition comes to, or that of the rule that says the same.
fn outcome(state: &State<'_>, row: &PremigrationAssessment) -> Option<Outcome> {
    let of_rule = || Some(&state.content.rules.get(state.content.rule(row.rule.as_ref()?)?)?.when);
    let condition = row.fails.as_ref().or_else(of_rule)?;
    Some(state.outcome(Some(condition)))
}
