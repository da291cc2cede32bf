//! Tasks, and which prerequisites a task lists. The assessment judges them.

use super::condition::Condition;
use super::evidence::Evidence;
use super::limitations::{Phases, Role};
use super::prerequisites::{Prerequisite, PrerequisiteKind};
use crate::id::Id;

/// Which prerequisites a task lists.
#[derive(Debug, Clone, PartialEq)]
pub struct PrerequisiteFilter {
    pub role: Role,
    /// Whether it lists the prerequisites of ongoing changes alone, or all others.
    pub changes: bool,
    pub kinds: Vec<PrerequisiteKind>,
}

impl PrerequisiteFilter {
    /// Whether the task lists this prerequisite.
    pub fn has(&self, row: &Prerequisite) -> bool {
        row.role == self.role && (row.phases == Phases::Changes) == self.changes && self.kinds.contains(&row.kind)
    }
}

/// A task: what to do, in which phase, after what.
#[derive(Debug, Clone)]
pub struct Task {
    pub id: Id,
    pub phase: usize,
    pub title: String,
    pub when: Option<Condition>,
    /// The prerequisites that it lists; it is due while one of them is.
    pub lists: Option<PrerequisiteFilter>,
    /// Indexes into [`Content::tasks`](super::Content::tasks).
    pub after: Vec<usize>,
    pub evidence: Evidence,
}
