//! Tasks that apply or may apply, in the order of doing, each with the prerequisites that it lists. The assessment
//! calls it.

use crate::condition::{Outcome, Truth};
use crate::content::{Prerequisite, PrerequisiteFilter, Task};
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use preflight_evaluation::Reasons;
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

pub(super) fn tasks(evaluated: &EvaluatedPlan<'_>) -> Vec<TaskState> {
    // Judged once, although several tasks list them.
    let rows = evaluated.content.prerequisites.iter();
    let due: Vec<Due<'_>> =
        rows.filter_map(|row| Some((row, evaluated.explain_unless_false(Some(&row.when))?))).collect();
    let in_order = evaluated.content.task_order.iter().map(|index| &evaluated.content.tasks[*index]);
    in_order.filter_map(|task| judged(evaluated, task, &due)).collect()
}

/// A prerequisite that is due, or may be.
type Due<'a> = (&'a Prerequisite, Outcome);

fn judged(evaluated: &EvaluatedPlan<'_>, task: &Task, due: &[Due<'_>]) -> Option<TaskState> {
    let mut outcome = evaluated.explain_unless_false(task.when.as_ref())?;
    let mut prerequisites = Vec::new();
    if let Some(lists) = &task.lists {
        let (best, reasons) = listed(lists, due, &mut prerequisites);
        outcome.truth = outcome.truth.max(best);
        outcome.reasons.add(&reasons);
    }
    if outcome.truth == Truth::False {
        return None;
    }
    let (because, wants) = evaluated.outcome_reasons(outcome);
    let phase = evaluated.content.phases[task.phase].id.clone();
    Some(TaskState { task: task.id.clone(), phase, state: outcome.truth, because, wants, prerequisites })
}

/// The strongest state of the listed prerequisites, with its reasons; true wins over unknown, unknown over false.
fn listed(lists: &PrerequisiteFilter, due: &[Due<'_>], into: &mut Vec<PrerequisiteState>) -> (Truth, Reasons) {
    let (mut best, mut reasons) = (Truth::False, Reasons::NONE);
    for (row, outcome) in due.iter().filter(|(row, _)| lists.has(row)) {
        into.push(PrerequisiteState { prerequisite: row.id.clone(), state: outcome.truth });
        if outcome.truth < best {
            (best, reasons) = (outcome.truth, outcome.reasons);
        } else if outcome.truth == best {
            reasons.add(&outcome.reasons);
        }
    }
    (best, reasons)
}
