//! Reads tasks. The loader calls it.

use super::row::Row;
use super::rows::evidence;
use crate::content::{Content, PrerequisiteFilter, PrerequisiteKind, Role, Task};

/// `lists = "source changes privilege"`: side, phases, kinds.
fn prerequisite_filter(row: &mut Row<'_>) -> Option<PrerequisiteFilter> {
    let text = row.optional_text("lists");
    if text.is_empty() {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let (role, changes) = match words.get(..2) {
        Some(["source", phases]) => (Role::Source, *phases),
        Some(["target", phases]) => (Role::Target, *phases),
        _ => (Role::Source, ""),
    };
    let kinds: Vec<_> = words.iter().skip(2).filter_map(|word| PrerequisiteKind::named(word)).collect();
    if !matches!(changes, "load" | "changes") || kinds.is_empty() || kinds.len() + 2 != words.len() {
        row.problem("lists", "This is source or target, load or changes, and kinds of prerequisites.");
    }
    Some(PrerequisiteFilter { role, changes: changes == "changes", kinds })
}

/// A task and the ids of the tasks that come before it.
pub(super) fn task(row: &mut Row<'_>, content: &mut Content) -> (Task, Vec<String>) {
    let task = Task {
        id: row.identifier().into(),
        phase: row.index_in("phase", content.phases.iter().map(|phase| phase.id.as_str())),
        title: row.text("title"),
        when: row.optional_condition("when", content),
        lists: prerequisite_filter(row),
        after: Vec::new(),
        evidence: evidence(row, content),
    };
    (task, row.texts("after"))
}
