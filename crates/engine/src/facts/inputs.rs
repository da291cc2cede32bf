//! The answers that a named fact looks at. Looking is noted: what was looked at is the reason of the fact.

use crate::answer::{Reading, Value};
use crate::condition::{Truth, Val};
use crate::content::{Content, Tables};
use crate::reasons::Reasons;
use std::cell::Cell;

/// Answers, tables and today's date for one computation of one fact, the `fact`th of [`super::ALL`].
pub struct Inputs<'a> {
    content: &'a Content,
    fact: usize,
    readings: &'a [Reading],
    asked: &'a [(Truth, Reasons)],
    values: &'a [(Val, Reasons)],
    /// The reader's local date, in days since 1970-01-01.
    pub today: i64,
    looked_at: Cell<Reasons>,
    absent: Cell<bool>,
}

impl<'a> Inputs<'a> {
    pub(crate) fn new(
        content: &'a Content,
        fact: usize,
        readings: &'a [Reading],
        asked: &'a [(Truth, Reasons)],
        values: &'a [(Val, Reasons)],
        today: i64,
    ) -> Self {
        Self { content, fact, readings, asked, values, today, looked_at: Cell::default(), absent: Cell::default() }
    }

    /// The facts about Regions, engines and pairs.
    pub fn tables(&self) -> &'a Tables {
        &self.content.tables
    }

    /// The place of a question among those that the fact declares to read; no other is ever looked at, because the
    /// order of computing follows what is declared.
    fn place(&self, id: &str) -> Option<usize> {
        let nth = super::ALL.get(self.fact)?.reads.iter().position(|read| *read == id)?;
        self.content.fact_reads.get(self.fact)?.get(nth).map(|place| usize::from(*place))
    }

    fn value(&self, id: &str) -> Option<&'a Value> {
        let place = self.place(id)?;
        let reasons = self.values.get(place).map_or(Reasons::NONE, |(_, reasons)| *reasons);
        self.looked_at.set(self.looked_at.get().and(reasons));
        match (self.asked.get(place), self.readings.get(place)) {
            (Some((Truth::Yes, _)), Some(Reading::Given(value))) => Some(value),
            (Some((Truth::No, _)), _) => {
                self.absent.set(true);
                None
            }
            _ => None,
        }
    }

    /// A yes or no; nothing while it is open or not asked.
    pub fn flag(&self, id: &str) -> Option<bool> {
        match self.value(id)? {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Whether a several-of answer includes an option; nothing while it is open or not asked.
    pub fn includes(&self, id: &str, option: &str) -> Option<bool> {
        match self.value(id)? {
            Value::Several(chosen) => Some(chosen.iter().any(|one| one == option)),
            _ => None,
        }
    }

    /// What `look` finds, where the fact does without it: a question that is not asked then says nothing of the fact.
    pub fn aside<T>(&self, look: impl FnOnce(&Self) -> T) -> T {
        let absent = self.absent.get();
        let found = look(self);
        self.absent.set(absent);
        found
    }

    /// There is no such fact for this plan, as if it were not asked.
    pub fn without<T>(&self) -> Option<T> {
        self.absent.set(true);
        None
    }

    /// Whether a question is asked, or may be, and not answered.
    pub fn is_open(&self, id: &str) -> bool {
        self.place(id).is_some_and(|place| {
            let asked = self.asked.get(place).map_or(Truth::Open, |(truth, _)| *truth);
            let is_given = matches!(self.readings.get(place), Some(Reading::Given(_)));
            asked == Truth::Open || asked == Truth::Yes && !is_given
        })
    }

    /// Whether one of the questions that the fact declares to read is open.
    pub fn has_open(&self) -> bool {
        super::ALL.get(self.fact).is_some_and(|fact| fact.reads.iter().any(|id| self.is_open(id)))
    }

    /// Whether a question is not asked.
    pub fn is_absent(&self, id: &str) -> bool {
        self.place(id).is_some_and(|place| matches!(self.asked.get(place), Some((Truth::No, _))))
    }

    /// The id of the chosen option.
    pub fn choice(&self, id: &str) -> Option<&'a str> {
        match self.value(id)? {
            Value::Choice(choice) => Some(choice),
            _ => None,
        }
    }

    /// A free text, or the id of the chosen option.
    pub fn words(&self, id: &str) -> Option<&'a str> {
        match self.value(id)? {
            Value::Text(text) | Value::Choice(text) => Some(text),
            _ => None,
        }
    }

    /// A number, or a size in bytes, a duration in minutes, a date in days.
    pub fn number(&self, id: &str) -> Option<f64> {
        self.value(id)?.number()
    }

    /// What was looked at so far, and whether one of them is not asked.
    pub(crate) fn looked_at(&self) -> (Reasons, bool) {
        (self.looked_at.get(), self.absent.get())
    }
}
