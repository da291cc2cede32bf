//! The values that conditions are evaluated in, and the three truth values of their outcomes. Everything else in this
//! crate uses them.

use serde::Serialize;

/// An interned text. Two symbols are equal when their texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol(pub u32);

/// Kleene's three truth values: unknown while an answer is still wanted. JSON calls them yes, open and no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Truth {
    #[serde(rename = "yes")]
    True,
    #[serde(rename = "open")]
    Unknown,
    #[serde(rename = "no")]
    False,
}

/// Why no answer lets a value be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EvalError {
    /// An operator met a value of another type than it works on.
    Type,
    DivisionByZero,
    /// The result is larger than any number.
    TooLarge,
}

/// Where the items of a list are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pool {
    /// In the compiled condition.
    Literals,
    /// Among the prepared answers.
    Answers,
}

/// A list: a run of values in one of the pools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    pub pool: Pool,
    pub start: u32,
    pub length: u32,
}

/// A value. Unknown, absent and error are values too, so that one mechanism carries their reasons.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Val {
    Bool(bool),
    /// Bytes, minutes, days or a plain count: one kind of number.
    Number(f64),
    Text(Symbol),
    List(List),
    /// The answer is missing or "don't know".
    Unknown,
    /// The question is not asked: every comparison with it is false.
    Absent,
    Error(EvalError),
}

impl Val {
    /// The value as a truth value. An absent value is false; an error if the value is no truth value.
    pub fn truth(self) -> Result<Truth, EvalError> {
        match self {
            Self::Bool(true) => Ok(Truth::True),
            Self::Bool(false) | Self::Absent => Ok(Truth::False),
            Self::Unknown => Ok(Truth::Unknown),
            Self::Error(error) => Err(error),
            Self::Number(_) | Self::Text(_) | Self::List(_) => Err(EvalError::Type),
        }
    }

    /// The absent, unknown or error operand that an operator passes on instead of computing. Absent wins over unknown,
    /// and unknown over an error, so that the result does not depend on the order of the operands.
    pub(super) fn propagated(self, other: Self) -> Option<Self> {
        let rank = |v: Self| match v {
            Self::Absent => 3,
            Self::Unknown => 2,
            Self::Error(_) => 1,
            _ => 0,
        };
        let stronger = if rank(other) > rank(self) { other } else { self };
        (rank(stronger) > 0).then_some(stronger)
    }
}
