//! What one answer changed: findings and tasks that came, went or turned from possible to decided.

use crate::assess::Assessment;
use crate::condition::Truth;
use crate::id::Id;

/// What came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Added,
    Removed,
    /// Was possible, holds now.
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
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.tasks.is_empty()
    }
}

/// What is different in `after`. A possibility that neither held before nor holds now is not news.
pub fn changes(before: &Assessment, after: &Assessment) -> Changes {
    let findings = |of: &Assessment| of.findings.iter().map(|f| (f.rule.clone(), f.state)).collect::<Vec<_>>();
    let tasks = |of: &Assessment| of.tasks.iter().map(|t| (t.task.clone(), t.state)).collect::<Vec<_>>();
    Changes { findings: compare(&findings(before), &findings(after)), tasks: compare(&tasks(before), &tasks(after)) }
}

fn compare(before: &[(Id, Truth)], after: &[(Id, Truth)]) -> Vec<Change> {
    let state = |list: &[(Id, Truth)], id: &str| list.iter().find(|(known, _)| known == id).map(|(_, state)| *state);
    let mut found = Vec::new();
    for (id, now) in after {
        let turn = match (state(before, id), now) {
            (Some(Truth::Unknown), Truth::True) => ChangeKind::Decided,
            (None | Some(Truth::False), Truth::True) => ChangeKind::Added,
            (Some(Truth::True), Truth::Unknown) => ChangeKind::Removed,
            _ => continue,
        };
        found.push(Change { kind: turn, id: id.clone() });
    }
    let gone = before.iter().filter(|(id, was)| *was == Truth::True && state(after, id).is_none());
    found.extend(gone.map(|(id, _)| Change { kind: ChangeKind::Removed, id: id.clone() }));
    found
}
