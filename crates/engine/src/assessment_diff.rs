//! What one answer changed: findings and tasks that were added, removed, or turned from possible to decided. The app
//! shows it after each answer.

use crate::assess::Assessment;
use crate::condition::Truth;
use crate::id::Id;

/// How a finding or task changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Added,
    Removed,
    /// It was possible and holds now.
    Decided,
}

/// One change, by the id of its rule or task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    pub id: Id,
}

/// Changes of findings and of tasks between two assessments of the same content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    pub findings: Vec<Change>,
    pub tasks: Vec<Change>,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.tasks.is_empty()
    }
}

/// The differences of `after` from `before`. A finding that was possible and still does not hold is no change.
pub fn changes(before: &Assessment, after: &Assessment) -> Changes {
    let findings =
        |assessment: &Assessment| assessment.findings.iter().map(|f| (f.rule.clone(), f.state)).collect::<Vec<_>>();
    let tasks =
        |assessment: &Assessment| assessment.tasks.iter().map(|t| (t.task.clone(), t.state)).collect::<Vec<_>>();
    Changes { findings: compare(&findings(before), &findings(after)), tasks: compare(&tasks(before), &tasks(after)) }
}

fn compare(before: &[(Id, Truth)], after: &[(Id, Truth)]) -> Vec<Change> {
    let state = |list: &[(Id, Truth)], id: &str| list.iter().find(|(known, _)| known == id).map(|(_, state)| *state);
    let mut changes = Vec::new();
    for (id, now) in after {
        let kind = match (state(before, id), now) {
            (Some(Truth::Unknown), Truth::True) => ChangeKind::Decided,
            (None | Some(Truth::False), Truth::True) => ChangeKind::Added,
            (Some(Truth::True), Truth::Unknown) => ChangeKind::Removed,
            _ => continue,
        };
        changes.push(Change { kind, id: id.clone() });
    }
    let removed = before.iter().filter(|(id, was)| *was == Truth::True && state(after, id).is_none());
    changes.extend(removed.map(|(id, _)| Change { kind: ChangeKind::Removed, id: id.clone() }));
    changes
}
