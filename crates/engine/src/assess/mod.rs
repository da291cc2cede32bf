//! What follows from a plan's answers on a given day: states of questions and sections, findings, tasks, figures, and
//! what to answer next. It holds ids, reasons and whole numbers, never text, and the same input gives the same bytes.
//! The app, the command line and the exported function `evaluate` call it.

mod findings;
mod json;
mod next;
mod questions;
mod region;
mod tasks;

pub use findings::{Counts, Finding, Verdict};
pub use next::Next;
pub use questions::{AnswerState, QuestionState, SectionState, SectionStatus};
pub use region::{distances, Near, RegionFit, RegionJudgement};
pub use tasks::{PrerequisiteState, TaskState};

use crate::answer::Answers;
use crate::content::Content;
use crate::evaluated::EvaluatedPlan;
use crate::facts;
use findings::Judged;
use litemap::LiteMap;

/// Everything that follows from the answers. As JSON it is the result of the exported function `evaluate`.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Day of the content's facts, YYYY-MM-DD.
    pub edition: String,
    /// The day on which the plan was judged, in days since 1970-01-01.
    pub today: i64,
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
    pub figures: LiteMap<&'static str, i64>,
    /// Known texts of named facts.
    pub facts: LiteMap<&'static str, String>,
    /// Open questions, the most deciding first.
    pub next: Vec<Next>,
    pub region: Option<RegionJudgement>,
    /// The Regions nearest to the source that offer DMS.
    pub near_source: Vec<Near>,
}

/// The assessment of `answers` on the day `today`, in days since 1970-01-01.
pub fn assess(content: &Content, answers: &Answers, today: i64) -> Assessment {
    Assessment::of(&EvaluatedPlan::new(content, answers, today), today)
}

impl Assessment {
    /// The assessment of an evaluated plan; `today` is the day that it was evaluated for.
    pub fn of(evaluated: &EvaluatedPlan<'_>, today: i64) -> Self {
        let Judged { findings, attention, waiting } = findings::judged(evaluated);
        let questions = questions::questions(evaluated);
        let sections = questions::sections(evaluated, &questions, &attention);
        let counts = findings::counts(&findings, &questions);
        Self {
            edition: evaluated.content.edition.clone(),
            today,
            verdict: findings::verdict(&counts),
            tasks: tasks::tasks(evaluated),
            figures: figures(evaluated),
            facts: texts(evaluated),
            next: next::next(evaluated, &waiting),
            region: region::judgement(evaluated, &findings),
            near_source: region::near_source(evaluated),
            counts,
            sections,
            questions,
            findings,
        }
    }
}

fn figures(evaluated: &EvaluatedPlan<'_>) -> LiteMap<&'static str, i64> {
    let mut figures = LiteMap::new();
    for (fact, figure) in facts::ALL.iter().zip(&evaluated.fact_numbers) {
        if let Some(figure) = figure {
            figures.insert(fact.name, *figure as i64);
        }
    }
    figures
}

fn texts(evaluated: &EvaluatedPlan<'_>) -> LiteMap<&'static str, String> {
    let mut texts = LiteMap::new();
    for (fact, text) in facts::ALL.iter().zip(&evaluated.fact_texts) {
        if let Some(text) = text {
            texts.insert(fact.name, text.clone());
        }
    }
    texts
}
