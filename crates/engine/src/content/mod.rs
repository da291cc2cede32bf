//! The knowledge of the checklist: what is asked, what is true of AWS, what follows. Read from one JSON text by
//! [`Content::from_json`], the only loader, which reports every problem and not just the first.

mod design;
mod details;
mod limitations;
mod load;
mod missing;
mod order;
mod origin;
mod premigration;
mod prerequisites;
mod problem;
mod row;
mod rows;
mod tables;
mod timeline;

pub use design::{Approach, ApproachNote, Downtime, Family, Setting, SizingNote, Weight};
pub use details::Term;
pub use limitations::{Limitation, Phases, Role};
pub use load::Loading;
pub use premigration::{DecidedBy, PremigrationAssessment};
pub use prerequisites::{guide_address, Prerequisite, PrerequisiteKind};
pub use problem::ContentError;
pub use tables::{City, Engine, Pair, Point, Region, Tables};
pub use timeline::{WhatIf, Part, TimelinePhase, WhatIfChange};

use crate::answer::OptionRef;
use crate::condition::{Compiled, ConditionError, Scope, Outcome, Slots, Symbol, Symbols, Truth};
use crate::id::Id;
use crate::words::Messages;
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
    /// Each after those that it waits for.
    pub timeline: Vec<TimelinePhase>,
    pub what_ifs: Vec<WhatIf>,
    /// The second text; see [`Content::complete`].
    pub(crate) details: OnceLock<serde_json::Value>,
    /// Places of the tasks in the order of doing: phase by phase, each after those that come before it.
    pub(crate) task_order: Vec<usize>,
    /// Whole plans to open and change.
    pub examples: Vec<Example>,
    pub tables: Tables,
    pub messages: Messages,
    /// For each named fact the places of the questions that it reads.
    pub(crate) fact_reads: Vec<Vec<u16>>,
    pub(crate) scope: Scope,
    pub(crate) symbols: Symbols,
    /// Slots in an order in which each comes after those that it reads.
    pub(crate) order: Vec<u16>,
}

/// An id with a title: a group of sections, a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub id: Id,
    pub title: String,
}

/// A section of the checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    pub id: Id,
    /// Place in [`Content::groups`].
    pub group: usize,
    pub title: String,
    pub lead: String,
}

/// A plan that shows what the checklist does.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    pub id: String,
    pub title: String,
    pub about: String,
    /// The plan file.
    pub plan: serde_json::Value,
}

/// Where a statement comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub id: String,
    pub title: String,
    /// Web address; empty when the page is gone or the statement is our own.
    pub address: String,
    /// Which copy was read.
    pub vintage: String,
    /// The day it was read, YYYY-MM-DD.
    pub read: String,
}

/// Where a row's facts come from: places in [`Content::sources`], and the day they were read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    pub sources: Vec<usize>,
    /// YYYY-MM-DD.
    pub read: String,
    /// The line of the mission that the row answers, `M0` to `M13`.
    pub mission: String,
}

/// Form of a short text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Free,
    AwsAccountId,
    IamAccountAlias,
    /// Latitude and longitude in degrees.
    Coordinates,
}

/// Kind of a question's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    YesNo,
    OneOf,
    SeveralOf,
    Number { unit: String, min: Option<f64>, max: Option<f64> },
    Size,
    Duration,
    Date,
    ShortText(Format),
    LongText,
}

impl Kind {
    /// The kind's name in content files and in `questions()`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::OneOf => "one_of",
            Self::SeveralOf => "several_of",
            Self::Number { .. } => "number",
            Self::Size => "size",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::ShortText(_) => "short_text",
            Self::LongText => "long_text",
        }
    }
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerOption {
    /// Its id, with its symbol once all names are known.
    pub id: OptionRef,
    pub text: String,
}

impl AnswerOption {
    pub(crate) fn new(id: &str, text: String) -> Self {
        Self { id: OptionRef { id: id.into(), symbol: Symbol(0) }, text }
    }
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    pub id: Id,
    /// Place in [`Content::sections`].
    pub section: usize,
    /// Place within its section, from 1: with the section's own place it makes the number shown, such as 5.4.
    pub number: usize,
    pub kind: Kind,
    pub text: String,
    pub hint: String,
    pub options: Vec<AnswerOption>,
    pub ask_when: Option<Condition>,
    pub evidence: Evidence,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Blocker,
    Risk,
    Advice,
    Note,
}

impl Severity {
    pub const ALL: [Self; 4] = [Self::Blocker, Self::Risk, Self::Advice, Self::Note];

    /// How much an open finding of it counts among what is worth asking next.
    pub fn weight(self) -> usize {
        match self {
            Self::Blocker => 4,
            Self::Risk => 2,
            Self::Advice | Self::Note => 1,
        }
    }

    /// The name in content files, in assessments and in keys of words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocker => "blocker",
            Self::Risk => "risk",
            Self::Advice => "advice",
            Self::Note => "note",
        }
    }
}

/// A rule: what follows from answers.
#[derive(Debug, Clone)]
pub struct Rule {
    pub id: Id,
    pub section: usize,
    /// Place in [`Content::phases`].
    pub phase: usize,
    pub severity: Severity,
    pub when: Condition,
    /// See [`Content::why`], [`Content::steps`] and [`Content::changed`] for what else a reader is shown.
    pub title: String,
    /// Made from a row of limitations.
    pub limitation: bool,
    /// Digest of the row, so that a saved plan can tell when a later edition says something else.
    pub digest: String,
    pub evidence: Evidence,
}

/// Which prerequisites a task lists.
#[derive(Debug, Clone, PartialEq)]
pub struct PrerequisiteFilter {
    pub role: Role,
    /// Those of the changes alone, or the others.
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
    /// Places in [`Content::tasks`].
    pub after: Vec<usize>,
    pub evidence: Evidence,
}

/// A condition with the text it was compiled from.
#[derive(Debug, Clone)]
pub struct Condition {
    pub text: String,
    pub(crate) compiled: Compiled,
}

impl Condition {
    /// The numbers that the condition mentions.
    pub fn numbers(&self) -> Vec<f64> {
        self.compiled.numbers()
    }

    /// Places of the questions and, after them, of the named facts that the condition mentions.
    pub fn reads(&self) -> &[u16] {
        self.compiled.reads()
    }

    pub(crate) fn truth(&self, slots: &Slots<'_>) -> Truth {
        preflight_evaluation::truth(self.compiled.program(), slots)
    }

    pub(crate) fn unless_no(&self, slots: &Slots<'_>) -> Option<Outcome> {
        preflight_evaluation::explain_unless_false(self.compiled.program(), slots)
    }

    pub(crate) fn outcome(&self, slots: &Slots<'_>) -> Outcome {
        preflight_evaluation::evaluate(self.compiled.program(), slots)
    }

    /// What a text that stands for a number comes to.
    pub(crate) fn number(&self, slots: &Slots<'_>) -> (Option<f64>, preflight_evaluation::Reasons) {
        preflight_evaluation::evaluate_number(self.compiled.program(), slots)
    }
}

impl Content {
    /// Content from its JSON text, or every problem in it.
    pub fn from_json(text: &str) -> Result<Self, Vec<ContentError>> {
        Self::loading(text)?.finish()
    }

    /// The same a step at a time. An error says that the text is no JSON.
    pub fn loading(text: &str) -> Result<Loading, Vec<ContentError>> {
        Loading::start(text)
    }

    /// A condition over this content's questions and named facts. Its literal texts become known to this content.
    pub fn compile(&mut self, text: &str) -> Result<Condition, ConditionError> {
        let tree = crate::condition::parse(text)?;
        let compiled = crate::condition::compile(&tree, &self.scope, &mut self.symbols)?;
        Ok(Condition { text: text.to_owned(), compiled })
    }

    /// The number of a question as readers see it, such as 5.4: its section, its place there.
    pub fn number(&self, question: usize) -> String {
        self.questions.get(question).map_or_else(String::new, |q| format!("{}.{}", q.section + 1, q.number))
    }

    /// The numbers of questions, such as "5.4, 5.8"; ids that are not known are left out.
    pub fn numbers(&self, ids: &[Id]) -> String {
        let numbers = ids.iter().filter_map(|id| self.question(id)).map(|place| self.number(place));
        numbers.collect::<Vec<_>>().join(", ")
    }

    /// Place of a question by its id.
    pub fn question(&self, id: &str) -> Option<usize> {
        let slot = usize::from(self.scope.find(id)?.0);
        (slot < self.questions.len()).then_some(slot)
    }

    /// Place of a task by its id.
    pub fn task(&self, id: &str) -> Option<usize> {
        self.tasks.iter().position(|task| task.id == id)
    }

    /// Place of a rule by its id.
    pub fn rule(&self, id: &str) -> Option<usize> {
        self.rules.iter().position(|rule| rule.id == id)
    }
}
