//! How much of a plan's work is done: tasks ticked, by phase and in all. The app and the Markdown report show it.

use crate::assess::Assessment;
use crate::condition::Truth;
use crate::plan::Plan;

/// Tasks done of tasks that apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
}

/// Progress of the tasks that apply now, of the phase `phase` or of all phases.
pub fn progress(assessment: &Assessment, plan: &Plan, phase: Option<&str>) -> Progress {
    let applies = assessment.tasks.iter().filter(|task| task.state == Truth::True);
    let wanted = applies.filter(|task| phase.is_none_or(|phase| task.phase == phase));
    wanted.fold(Progress::default(), |sum, task| {
        let done = plan.tasks.get(task.task.as_str()).is_some_and(|mark| mark.done);
        Progress { done: sum.done + usize::from(done), of: sum.of + 1 }
    })
}
