//! The answers that a named fact reads. Each read is recorded, because the questions that were read are the reasons of
//! the fact. The evaluated plan creates the inputs; every function of a fact reads them.

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

    /// The index of a question that the fact declares to read; nothing for any other question, because the order of
    /// computing follows the declarations.
    fn question_index(&self, id: &str) -> Option<usize> {
        let reads = self.reads.ids;
        // The same literal mostly has the same address, so that no texts need comparing.
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
            Value::Several(chosen) => Some(chosen.iter().any(|option_ref| **option_ref == *option)),
            _ => None,
        }
    }

    /// The result of `read` for answers that the fact can do without: the fact does not become absent when such a question
    /// is not asked.
    pub fn ignoring_absence<T>(&self, read: impl FnOnce(&Self) -> T) -> T {
        let absent = self.absent.get();
        let result = read(self);
        self.absent.set(absent);
        result
    }

    /// Makes the fact absent for this plan, as if a question that it reads were not asked.
    pub fn absent<T>(&self) -> Option<T> {
        self.absent.set(true);
        None
    }

    /// Whether a question is asked, or may be, and not answered. It counts as read, so that what is open waits for it.
    pub fn is_open(&self, id: &str) -> bool {
        self.question_index(id).is_some_and(|index| {
            if let Some(behind) = self.reasons.get(index) {
                self.looked_at.borrow_mut().add(behind);
            }
            let asked = self.asked.get(index).copied().unwrap_or(Truth::Unknown);
            let is_answered = matches!(self.parsed_answers.get(index), Some(ParsedAnswer::Valid(_)));
            asked == Truth::Unknown || asked == Truth::True && !is_answered
        })
    }

    /// Whether any question that the fact declares to read is open.
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

    /// The questions that were read so far, and whether any of them is not asked.
    pub(crate) fn looked_at(&self) -> (Reasons, bool) {
        (*self.looked_at.borrow(), self.absent.get())
    }
}
