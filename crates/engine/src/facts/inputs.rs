//! The answers that a named fact looks at. Looking is noted: what was looked at is the reason of the fact.

use crate::answer::{ParsedAnswer, Value};
use crate::condition::Truth;
use crate::content::Tables;
use preflight_evaluation::Reasons;
use std::cell::{Cell, RefCell};

/// The questions that a fact declares to read, with their indexes in content.
pub(crate) struct Reads<'a> {
    pub ids: &'static [&'static str],
    pub indexes: &'a [u16],
}

/// Answers, tables and today's date for one computation of one fact.
pub struct Inputs<'a> {
    tables: &'a Tables,
    reads: Reads<'a>,
    parsed_answers: &'a [ParsedAnswer],
    asked: &'a [Truth],
    /// The questions behind each value.
    reasons: &'a [Reasons],
    /// The reader's local date, in days since 1970-01-01.
    pub today: i64,
    looked_at: RefCell<Reasons>,
    absent: Cell<bool>,
}

impl<'a> Inputs<'a> {
    pub(crate) fn new(
        tables: &'a Tables,
        reads: Reads<'a>,
        parsed_answers: &'a [ParsedAnswer],
        asked: &'a [Truth],
        reasons: &'a [Reasons],
        today: i64,
    ) -> Self {
        let looked_at = RefCell::new(Reasons::NONE);
        Self { tables, reads, parsed_answers, asked, reasons, today, looked_at, absent: Cell::default() }
    }

    /// The facts about Regions, engines and pairs.
    pub fn tables(&self) -> &'a Tables {
        self.tables
    }

    /// The place of a question among those that the fact declares to read; no other is ever looked at, because the
    /// order of computing follows what is declared.
    fn question_index(&self, id: &str) -> Option<usize> {
        let reads = self.reads.ids;
        // The same literal mostly lies at the same address: then no text is compared.
        let same = reads.iter().position(|read| std::ptr::eq(*read, id));
        let nth = same.or_else(|| reads.iter().position(|read| *read == id))?;
        self.reads.indexes.get(nth).map(|index| usize::from(*index))
    }

    fn value(&self, id: &str) -> Option<&'a Value> {
        let index = self.question_index(id)?;
        if let Some(behind) = self.reasons.get(index) {
            self.looked_at.borrow_mut().add(behind);
        }
        match (self.asked.get(index), self.parsed_answers.get(index)) {
            (Some(Truth::True), Some(ParsedAnswer::Valid(value))) => Some(value),
            (Some(Truth::False), _) => {
                self.absent.set(true);
                None
            }
            _ => None,
        }
    }

    /// A yes or no; nothing while it is open or not asked.
    pub fn boolean(&self, id: &str) -> Option<bool> {
        match self.value(id)? {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Whether a several-of answer includes an option; nothing while it is open or not asked.
    pub fn includes(&self, id: &str, option: &str) -> Option<bool> {
        match self.value(id)? {
            Value::Several(chosen) => Some(chosen.iter().any(|one| **one == *option)),
            _ => None,
        }
    }

    /// What `look` finds, where the fact does without it: a question that is not asked then says nothing of the fact.
    pub fn ignoring_absence<T>(&self, look: impl FnOnce(&Self) -> T) -> T {
        let absent = self.absent.get();
        let found = look(self);
        self.absent.set(absent);
        found
    }

    /// There is no such fact for this plan, as if it were not asked.
    pub fn absent<T>(&self) -> Option<T> {
        self.absent.set(true);
        None
    }

    /// Whether a question is asked, or may be, and not answered.
    pub fn is_open(&self, id: &str) -> bool {
        self.question_index(id).is_some_and(|index| {
            let asked = self.asked.get(index).copied().unwrap_or(Truth::Unknown);
            let is_given = matches!(self.parsed_answers.get(index), Some(ParsedAnswer::Valid(_)));
            asked == Truth::Unknown || asked == Truth::True && !is_given
        })
    }

    /// Whether one of the questions that the fact declares to read is open.
    pub fn has_open(&self) -> bool {
        self.reads.ids.iter().any(|id| self.is_open(id))
    }

    /// Whether a question is not asked.
    pub fn is_absent(&self, id: &str) -> bool {
        self.question_index(id).is_some_and(|index| matches!(self.asked.get(index), Some(Truth::False)))
    }

    /// The id of the chosen option.
    pub fn choice(&self, id: &str) -> Option<&'a str> {
        match self.value(id)? {
            Value::Choice(choice) => Some(choice),
            _ => None,
        }
    }

    /// A free text, or the id of the chosen option.
    pub fn text_or_choice(&self, id: &str) -> Option<&'a str> {
        match self.value(id)? {
            Value::Text(text) => Some(text),
            Value::Choice(chosen) => Some(chosen),
            _ => None,
        }
    }

    /// A number, or a size in bytes, a duration in minutes, a date in days.
    pub fn number(&self, id: &str) -> Option<f64> {
        self.value(id)?.number()
    }

    /// What was looked at so far, and whether one of them is not asked.
    pub(crate) fn looked_at(&self) -> (Reasons, bool) {
        (*self.looked_at.borrow(), self.absent.get())
    }
}
