//! AWS's premigration assessments, each with how this checklist can decide it before any task exists.

use super::limitations::{engine, phases, Phases};
use super::row::Row;
use super::rows::optional_condition;
use super::{Condition, Content};
use crate::id::Id;

/// What an assessment can be decided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecidedBy {
    Answers,
    /// The settings of the task, as far as answers fix them.
    Settings,
    /// Its condition says that the defaults would be reported; the proposed settings answer it.
    Proposal,
    Schema,
    Connection,
}

impl DecidedBy {
    /// The name in content files.
    pub fn name(self) -> &'static str {
        BY[self as usize]
    }
}

/// One premigration assessment.
#[derive(Debug, Clone)]
pub struct PremigrationAssessment {
    pub id: Id,
    /// The engine of the page that lists it; `*` for every engine.
    pub engine: String,
    pub phases: Phases,
    /// What it looks at: source, target, task, joined with a plus sign.
    pub side: String,
    pub decided_by: DecidedBy,
    /// Holds when AWS would run it for a plan of this engine; none for every such plan.
    pub when: Option<Condition>,
    /// Holds when the assessment would report a problem.
    pub fails: Option<Condition>,
    /// Id of the rule that says the same.
    pub rule: Option<Id>,
}

const BY: [&str; 5] = ["answers", "settings", "proposal", "schema", "connection"];

pub(super) fn assessment(row: &mut Row<'_>, content: &Content) -> PremigrationAssessment {
    use DecidedBy::{Answers, Connection, Proposal, Schema, Settings};
    let (fails, rule) = (optional_condition(row, "fails"), row.optional_text("rule"));
    let decided_by = [Answers, Settings, Proposal, Schema, Connection][row.variant("decided_by", &BY)];
    let decided = matches!(decided_by, Answers | Settings | Proposal);
    if decided != (fails.is_none() != rule.is_empty()) || (fails.is_some() && !rule.is_empty()) {
        row.problem("fails", "What answers or settings decide has either `fails` or a `rule`, the others neither.");
    }
    PremigrationAssessment {
        id: row.text("id").into(),
        engine: engine(row, content),
        phases: phases(row, "applies_to"),
        side: row.text("side"),
        decided_by,
        when: optional_condition(row, "when"),
        fails,
        rule: (!rule.is_empty()).then(|| rule.into()),
    }
}
