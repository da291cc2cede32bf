//! Answers as people enter them. They are stored as typed, so that nothing is lost when an answer cannot be read, and
//! parsed again each time. Plans store them; parsing and evaluation read them.

use crate::condition::Symbol;
use crate::id::Id;
use litemap::LiteMap;
use serde_json::{Map, Value as Json};
use std::ops::Deref;

/// The entered form of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raw {
    /// Yes or no.
    Bool(bool),
    /// An option's id, or a number, size, duration, date or text as typed.
    Text(String),
    /// Ids of options.
    Several(Vec<String>),
    /// "Don't know" is an answer.
    DontKnow,
}

/// An answer with its note. A note is possible without an answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    pub raw: Option<Raw>,
    pub note: String,
    /// Fields of the saved answer that this version does not know.
    pub extra: Map<String, Json>,
}

impl Answer {
    /// Whether there is nothing to store.
    pub fn is_empty(&self) -> bool {
        self.raw.is_none() && self.note.is_empty() && self.extra.is_empty()
    }
}

/// All answers of a plan by question id, also those to questions that are not asked now.
pub type Answers = LiteMap<String, Answer>;

/// An option that was chosen: its id, and the symbol that conditions compare.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionRef {
    pub id: Id,
    pub symbol: Symbol,
}

impl Deref for OptionRef {
    type Target = str;
    fn deref(&self) -> &str {
        &self.id
    }
}

/// The value of an answer that could be parsed.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Bool(bool),
    Choice(OptionRef),
    /// In the order of the options.
    Several(Vec<OptionRef>),
    Number(f64),
    /// Bytes.
    Size(u64),
    /// Minutes.
    Duration(u64),
    /// Days since 1970-01-01.
    Date(i64),
    Text(String),
}

impl Value {
    /// A number, or a size in bytes, a duration in minutes, a date in days.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Size(n) | Self::Duration(n) => Some(*n as f64),
            Self::Date(days) => Some(*days as f64),
            _ => None,
        }
    }
}

/// The result of parsing a question's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum ParsedAnswer {
    Missing,
    DontKnow,
    Valid(Value),
    /// Typed, but not readable: the typed text stays, and the message says what would be readable.
    Invalid(UserMessage),
}

/// A message for the reader, such as why an input cannot be read: its key and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserMessage {
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl UserMessage {
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}
