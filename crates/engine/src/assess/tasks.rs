//! Tasks that apply, or may, in the order of doing, each with the prerequisites that it lists.

use crate::condition::{Outcome, Truth};
use crate::content::{Listed, Task};
use crate::id::Id;
use crate::reasons::Reasons;
use crate::state::State;
use serde::Serialize;

/// A task that applies, or may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskState {
    pub task: Id,
    pub phase: Id,
    pub state: Truth,
    /// Questions whose answers make it apply.
    pub because: Vec<Id>,
    /// Questions that would decide it.
    pub wants: Vec<Id>,
    /// Prerequisites that are due, or may be, for a task that lists some.
    pub prerequisites: Vec<PrerequisiteState>,
}

/// A prerequisite that is due, or may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrerequisiteState {
    pub prerequisite: Id,
    pub state: Truth,
}

pub(super) fn tasks(state: &State<'_>) -> Vec<TaskState> {
    // Judged once, although several tasks look at them.
    let due: Vec<Outcome> = state.content.prerequisites.iter().map(|row| state.outcome(Some(&row.when))).collect();
    let in_order = state.content.task_order.iter().map(|place| &state.content.tasks[*place]);
    in_order.filter_map(|task| judged(state, task, &due)).collect()
}

fn judged(state: &State<'_>, task: &Task, due: &[Outcome]) -> Option<TaskState> {
    let mut outcome = state.outcome(task.when.as_ref());
    let mut prerequisites = Vec::new();
    if outcome.truth == Truth::No {
        return None;
    }
    if let Some(lists) = &task.lists {
        let (best, reasons) = listed(state, lists, due, &mut prerequisites);
        outcome.truth = outcome.truth.max(best);
        outcome.reasons = outcome.reasons.and(reasons);
    }
    if outcome.truth == Truth::No {
        return None;
    }
    let (because, wants) = state.split(outcome);
    let phase = state.content.phases[task.phase].id.clone();
    Some(TaskState { task: task.id.clone(), phase, state: outcome.truth, because, wants, prerequisites })
}

/// The strongest state of the listed prerequisites, with its reasons; yes goes before open, open before no.
fn listed(state: &State<'_>, lists: &Listed, due: &[Outcome], into: &mut Vec<PrerequisiteState>) -> (Truth, Reasons) {
    let (mut best, mut reasons) = (Truth::No, Reasons::NONE);
    for (row, outcome) in state.content.prerequisites.iter().zip(due) {
        if outcome.truth == Truth::No || !lists.has(row) {
            continue;
        }
        into.push(PrerequisiteState { prerequisite: row.id.clone(), state: outcome.truth });
        if outcome.truth < best {
            (best, reasons) = (outcome.truth, outcome.reasons);
        } else if outcome.truth == best {
            reasons = reasons.and(outcome.reasons);
        }
    }
    (best, reasons)
}
