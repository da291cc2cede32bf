//! A plan being worked on, and what can happen to it. Actions are named in the past tense; applying one gives the
//! next plan and never fails.

use crate::answer::{Answer, Answers, Raw};
use crate::edition::SavedEdition;
use litemap::LiteMap;
use serde_json::{Map, Value as Json};

/// What a person records about a task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskMark {
    pub done: bool,
    pub note: String,
    pub owner: String,
    /// As typed; YYYY-MM-DD when it can be read.
    pub due: String,
    /// Fields of the saved mark that this version does not know.
    pub extra: Map<String, Json>,
}

impl TaskMark {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Which of a task's texts is meant. Reading, writing, merging, comparing and editing go through this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskField {
    Owner,
    Due,
    Note,
}

impl TaskField {
    /// Every field, in the order of forms and columns.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Due, Self::Note];

    /// The name in plan files and as a column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Due => "due",
            Self::Note => "note",
        }
    }

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Owner => "task.owner",
            Self::Due => "task.due",
            Self::Note => "question.note",
        }
    }

    /// The text of a mark.
    pub fn of(self, mark: &TaskMark) -> &String {
        match self {
            Self::Owner => &mark.owner,
            Self::Due => &mark.due,
            Self::Note => &mark.note,
        }
    }

    /// The text of a mark, to be changed.
    pub fn of_mut(self, mark: &mut TaskMark) -> &mut String {
        match self {
            Self::Owner => &mut mark.owner,
            Self::Due => &mut mark.due,
            Self::Note => &mut mark.note,
        }
    }
}

/// What a person records about a finding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindingMark {
    pub owner: String,
    /// Fields of the saved mark that this version does not know.
    pub extra: Map<String, Json>,
}

/// What a person records about a phase of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhaseMark {
    /// As typed: working days, or best, likely and worst case; empty while the model's days count.
    pub days: String,
    pub owner: String,
    pub note: String,
    /// Fields of the saved mark that this version does not know.
    pub extra: Map<String, Json>,
}

impl PhaseMark {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Which of a phase's texts is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhaseField {
    Days,
    Owner,
    Note,
}

impl PhaseField {
    /// Every field.
    pub const ALL: [Self; 3] = [Self::Days, Self::Owner, Self::Note];

    /// The name in plan files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Owner => "owner",
            Self::Note => "note",
        }
    }

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Days => "timeline.days",
            Self::Owner => "task.owner",
            Self::Note => "question.note",
        }
    }

    /// The text of a mark.
    pub fn of(self, mark: &PhaseMark) -> &String {
        match self {
            Self::Days => &mark.days,
            Self::Owner => &mark.owner,
            Self::Note => &mark.note,
        }
    }

    /// The text of a mark, to be changed.
    pub fn of_mut(self, mark: &mut PhaseMark) -> &mut String {
        match self {
            Self::Days => &mut mark.days,
            Self::Owner => &mut mark.owner,
            Self::Note => &mut mark.note,
        }
    }
}

/// A plan: its name, its answers, its marks. Everything else is recomputed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    pub name: String,
    pub answers: Answers,
    pub tasks: LiteMap<String, TaskMark>,
    pub findings: LiteMap<String, FindingMark>,
    /// By the id of the timeline's phase.
    pub phases: LiteMap<String, PhaseMark>,
    /// Fields of the saved plan that this version does not know.
    pub extra: Map<String, Json>,
    /// Fields beside the plan in its file that this version does not know.
    pub beside_plan: Map<String, Json>,
    /// What the findings were when it was last saved under another edition, until the reader has seen what changed
    /// since; as long as it stands here it is what is saved.
    pub saved_edition: Option<SavedEdition>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A plan was opened, restored or undone: it replaces the current one.
    Restored(Box<Plan>),
    Renamed(String),
    /// An answer was given.
    Answered {
        question: String,
        raw: Raw,
    },
    /// An answer was taken back; its note stays.
    Cleared {
        question: String,
    },
    /// The note of a question was written.
    Noted {
        question: String,
        note: String,
    },
    TaskTicked {
        task: String,
        done: bool,
    },
    /// A text of a task was written.
    TaskMarked {
        task: String,
        field: TaskField,
        text: String,
    },
    FindingOwned {
        rule: String,
        owner: String,
    },
    /// A text of a phase of the timeline was written.
    PhaseMarked {
        phase: String,
        field: PhaseField,
        text: String,
    },
    /// The reader has seen what a new edition changed for this plan.
    EditionSeen,
}

impl Plan {
    /// The plan after `action`.
    #[must_use]
    pub fn apply(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Restored(plan) => return *plan,
            Action::Renamed(name) => next.name = name,
            Action::Answered { question, raw } => next.answer(&question, |answer| answer.raw = Some(raw)),
            Action::Cleared { question } => next.answer(&question, |answer| answer.raw = None),
            Action::Noted { question, note } => next.answer(&question, |answer| answer.note = note),
            Action::TaskTicked { task, done } => next.task(&task, |mark| mark.done = done),
            Action::TaskMarked { task, field, text } => next.task(&task, |mark| *field.of_mut(mark) = text),
            Action::FindingOwned { rule, owner } => next.finding(&rule, owner),
            Action::PhaseMarked { phase, field, text } => next.phase(&phase, field, text),
            Action::EditionSeen => next.saved_edition = None,
        }
        next
    }

    /// The raw answer to a question.
    pub fn raw(&self, question: &str) -> Option<&Raw> {
        self.answers.get(question).and_then(|answer| answer.raw.as_ref())
    }

    /// The note of a question; empty when there is none.
    pub fn note(&self, question: &str) -> &str {
        self.answers.get(question).map_or("", |answer| &answer.note)
    }

    fn answer(&mut self, question: &str, change: impl FnOnce(&mut Answer)) {
        let answer = self.answers.entry(question.to_owned()).or_default();
        change(answer);
        if answer.is_empty() {
            self.answers.remove(question);
        }
    }

    fn task(&mut self, task: &str, change: impl FnOnce(&mut TaskMark)) {
        let mark = self.tasks.entry(task.to_owned()).or_default();
        change(mark);
        if mark.is_empty() {
            self.tasks.remove(task);
        }
    }

    fn phase(&mut self, phase: &str, field: PhaseField, text: String) {
        let mark = self.phases.entry(phase.to_owned()).or_default();
        *field.of_mut(mark) = text;
        if mark.is_empty() {
            self.phases.remove(phase);
        }
    }

    fn finding(&mut self, rule: &str, owner: String) {
        let mark = self.findings.entry(rule.to_owned()).or_default();
        mark.owner = owner;
        if *mark == FindingMark::default() {
            self.findings.remove(rule);
        }
    }
}
