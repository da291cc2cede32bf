//! What follows from a plan's answers on a given day: questions and sections with their state, findings, tasks,
//! figures, what to answer next. Ids, reasons and whole numbers; never text. The same input gives the same bytes.

mod findings;
mod next;
mod questions;
mod region;

pub use findings::{Counts, Finding, Verdict};
pub use next::Next;
pub use questions::{AnswerState, QuestionState, SectionState, SectionStatus};
pub use region::{distances, Near, RegionFit, RegionJudgement};

use crate::answer::Answers;
use crate::condition::{Outcome, Truth};
use crate::content::Content;
use crate::facts;
use crate::state::State;
use litemap::LiteMap;
use serde::Serialize;

/// Everything that follows from the answers. Serialised it is the result of the doors' `evaluate`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessment {
    /// Day of the content's facts, YYYY-MM-DD.
    pub edition: String,
    /// The day the plan was judged on, YYYY-MM-DD.
    pub today: String,
    pub verdict: Verdict,
    pub counts: Counts,
    /// In content order.
    pub sections: Vec<SectionState>,
    /// In content order.
    pub questions: Vec<QuestionState>,
    /// Decided before possible, then by severity, then in content order.
    pub findings: Vec<Finding>,
    /// In the order of doing; tasks that do not apply are left out.
    pub tasks: Vec<TaskState>,
    /// Known numbers of named facts: days, minutes, bytes, counts, hundredths.
    pub figures: LiteMap<String, i64>,
    /// Known texts of named facts.
    pub facts: LiteMap<String, String>,
    /// Open questions, the most deciding first.
    pub next: Vec<Next>,
    pub region: Option<RegionJudgement>,
}

/// A task that applies, or may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskState {
    pub task: String,
    pub phase: String,
    pub state: Truth,
    /// Questions whose answers make it apply.
    pub because: Vec<String>,
    /// Questions that would decide it.
    pub wants: Vec<String>,
}

impl Assessment {
    /// The assessment as canonical JSON: keys in order, no blanks.
    pub fn canonical(&self) -> String {
        serde_json::to_value(self).map(|value| value.to_string()).unwrap_or_default()
    }
}

/// The assessment of `answers` on the day `today`, in days since 1970-01-01.
pub fn assess(content: &Content, answers: &Answers, today: i64) -> Assessment {
    let state = State::new(content, answers, today);
    let findings = findings::findings(&state);
    let questions = questions::questions(&state);
    let sections = questions::sections(&state, &questions, &findings);
    let counts = findings::counts(&findings, &questions);
    Assessment {
        edition: content.edition.clone(),
        today: crate::reading::text_of(today),
        verdict: findings::verdict(&counts),
        tasks: tasks(&state),
        figures: figures(&state),
        facts: texts(&state),
        next: next::next(&state, &findings),
        region: region::judgement(&state, &findings),
        counts,
        sections,
        questions,
        findings,
    }
}

fn tasks(state: &State<'_>) -> Vec<TaskState> {
    let in_order = state.content.task_order.iter().map(|place| &state.content.tasks[*place]);
    let judged = in_order.map(|task| (task, state.outcome(task.when.as_ref())));
    let applies = judged.filter(|(_, outcome)| outcome.truth != Truth::No);
    applies
        .map(|(task, outcome)| {
            let (because, wants) = split(state, outcome);
            let phase = state.content.phases[task.phase].id.clone();
            TaskState { task: task.id.clone(), phase, state: outcome.truth, because, wants }
        })
        .collect()
}

fn figures(state: &State<'_>) -> LiteMap<String, i64> {
    let known = facts::ALL.iter().zip(&state.figures);
    known.filter_map(|(fact, figure)| Some((fact.name.to_owned(), figure.map(|n| n as i64)?))).collect()
}

fn texts(state: &State<'_>) -> LiteMap<String, String> {
    let known = facts::ALL.iter().zip(&state.texts);
    known.filter_map(|(fact, text)| Some((fact.name.to_owned(), text.clone()?))).collect()
}

/// The reasons of an outcome as ids: questions that decided it, questions still wanted.
fn split(state: &State<'_>, outcome: Outcome) -> (Vec<String>, Vec<String>) {
    let id = |question: usize| state.content.questions.get(question).map(|question| question.id.clone());
    let (given, open): (Vec<usize>, Vec<usize>) =
        outcome.reasons.iter().partition(|question| state.is_given(*question));
    let ids = |places: Vec<usize>| places.into_iter().filter_map(id).collect();
    (ids(given), ids(open))
}
