//! Questions, the kinds of their answers and the options of a choice. Parsing, evaluation and every view of questions
//! read them.

use super::condition::Condition;
use super::evidence::Evidence;
use crate::answer::OptionRef;
use crate::condition::Symbol;
use crate::id::Id;

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
    /// The option's id, with its symbol once all names are known.
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
    /// Index into [`Content::sections`](super::Content::sections).
    pub section: usize,
    /// Position within its section, from 1. The number shown, such as 5.4, joins the numbers of section and question.
    pub number: usize,
    pub kind: Kind,
    pub text: String,
    pub hint: String,
    pub options: Vec<AnswerOption>,
    pub ask_when: Option<Condition>,
    pub evidence: Evidence,
}
