//! AWS's premigration assessments, each with how this checklist can decide it before any task exists. The judgement in
//! `crate::premigration` reads them.

use super::condition::Condition;
use super::limitations::Phases;
use crate::id::Id;

/// The information that decides an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecidedBy {
    Answers,
    /// The settings of the task that follow from answers.
    Settings,
    /// Its condition means that AWS would report the default settings; the proposed settings avoid that.
    Proposal,
    Schema,
    Connection,
}

impl DecidedBy {
    /// The name in content files.
    pub fn name(self) -> &'static str {
        DECIDED_BY[self as usize]
    }
}

/// One premigration assessment.
#[derive(Debug, Clone)]
pub struct PremigrationAssessment {
    pub id: Id,
    /// The engine of the page that lists it; `*` for every engine.
    pub engine: String,
    pub phases: Phases,
    /// The sides that it checks: source, target, task, joined with a plus sign.
    pub side: String,
    pub decided_by: DecidedBy,
    /// Holds when AWS would run it for a plan of this engine; none for every such plan.
    pub when: Option<Condition>,
    /// Holds when the assessment would report a problem. Where the schema or a connection decides, it holds when an answer
    /// already shows the problem; otherwise they still decide.
    pub fails: Option<Condition>,
    /// Id of the rule that says the same.
    pub rule: Option<Id>,
}

/// The names of [`DecidedBy`], in its order.
pub(crate) const DECIDED_BY: [&str; 5] = ["answers", "settings", "proposal", "schema", "connection"];
