//! The content as typed data: questions, rules, tasks and reference tables, with lookups by id. `load` builds it; the
//! other modules of the engine, the model and the views read it.

mod check_details;
mod condition;
mod design;
mod details;
mod error;
mod evidence;
mod limitations;
mod premigration;
mod prerequisites;
mod question;
mod rule;
mod section;
mod tables;
mod task;
mod timeline;

pub use condition::Condition;
pub use design::{Approach, ApproachNote, Downtime, Family, Setting, SizingNote, Weight};
pub use details::Term;
pub use error::ContentError;
pub use evidence::{Evidence, Source};
pub(crate) use limitations::capital;
pub use limitations::{Limitation, Phases, Role};
pub(crate) use premigration::DECIDED_BY;
pub use premigration::{DecidedBy, PremigrationAssessment};
pub(crate) use prerequisites::PREREQUISITE_KINDS;
pub use prerequisites::{guide_address, Prerequisite, PrerequisiteKind};
pub use question::{AnswerOption, Format, Kind, Question};
pub use rule::{Rule, Severity};
pub use section::{Example, Named, Section};
pub use tables::{City, Engine, Pair, Point, Region, Tables};
pub use task::{PrerequisiteFilter, Task};
pub use timeline::{DurationModel, Part, TimelinePhase, WhatIf, WhatIfChange};

use crate::condition::{ConditionError, Scope, Symbols};
use crate::id::Id;
use crate::messages::Messages;
use std::sync::OnceLock;

/// Everything that content files say, checked and compiled.
#[derive(Debug, Clone, Default)]
pub struct Content {
    pub title: String,
    /// The day of this edition's facts, YYYY-MM-DD.
    pub edition: String,
    pub groups: Vec<Named>,
    pub sections: Vec<Section>,
    pub phases: Vec<Named>,
    pub sources: Vec<Source>,
    pub questions: Vec<Question>,
    pub rules: Vec<Rule>,
    pub tasks: Vec<Task>,
    pub limitations: Vec<Limitation>,
    pub assessments: Vec<PremigrationAssessment>,
    pub prerequisites: Vec<Prerequisite>,
    pub approaches: Vec<Approach>,
    pub settings: Vec<Setting>,
    pub sizing: Vec<SizingNote>,
    /// In topological order: each phase after those that it waits for.
    pub timeline: Vec<TimelinePhase>,
    pub what_ifs: Vec<WhatIf>,
    /// The details, which load after the first screen; see [`Content::load_details`].
    pub(crate) details: OnceLock<serde_json::Value>,
    /// Indexes of the tasks in the order in which they are done: phase by phase, each after those that come before it.
    pub(crate) task_order: Vec<usize>,
    /// Whole plans to open and change.
    pub examples: Vec<Example>,
    pub tables: Tables,
    pub messages: Messages,
    /// For each named fact the indexes of the questions that it reads.
    pub(crate) fact_reads: Vec<Vec<u16>>,
    pub(crate) scope: Scope,
    pub(crate) symbols: Symbols,
    /// Slots in an order in which each comes after those that it reads.
    pub(crate) evaluation_order: Vec<u16>,
}

impl Content {
    /// A condition over this content's questions and named facts. Its literal texts become known to this content.
    pub fn compile(&mut self, text: &str) -> Result<Condition, ConditionError> {
        Condition::compile(text, &self.scope, &mut self.symbols)
    }

    /// The same for a text that stands for a number.
    pub(crate) fn compile_number(&mut self, text: &str) -> Result<Condition, ConditionError> {
        Condition::compile_number(text, &self.scope, &mut self.symbols)
    }

    /// The number of a question as readers see it, such as 5.4: its section and its position there.
    pub fn number(&self, question: usize) -> String {
        self.questions.get(question).map_or_else(String::new, |q| format!("{}.{}", q.section + 1, q.number))
    }

    /// The numbers of questions, such as "5.4, 5.8"; ids that are not known are left out.
    pub fn numbers(&self, ids: &[Id]) -> String {
        let numbers = ids.iter().filter_map(|id| self.question_index(id)).map(|index| self.number(index));
        numbers.collect::<Vec<_>>().join(", ")
    }

    /// The index of a question by its id.
    pub fn question_index(&self, id: &str) -> Option<usize> {
        let slot = usize::from(self.scope.find(id)?.0);
        (slot < self.questions.len()).then_some(slot)
    }

    /// The index of a task by its id.
    pub fn task_index(&self, id: &str) -> Option<usize> {
        self.tasks.iter().position(|task| task.id == id)
    }

    /// The index of a rule by its id.
    pub fn rule_index(&self, id: &str) -> Option<usize> {
        self.rules.iter().position(|rule| rule.id == id)
    }
}
