//! What a named fact is: its name, kind, the questions that it reads, and the function that computes it.

use super::inputs::Inputs;
use crate::condition::Type;

/// The unit of a numeric fact, for showing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Days,
    /// Days since 1970-01-01.
    Date,
    Minutes,
    Bytes,
    Count,
    Kilometres,
    /// Hundredths of the user's currency.
    Hundredths,
}

/// The kind of a fact's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    Bool,
    /// yes, no or unknown.
    Known,
    Text,
    Choice(&'static [&'static str]),
    Number(Unit),
}

impl FactKind {
    /// The type that conditions are checked against.
    pub fn condition_type(self) -> Type {
        let choice = |options: &[&str]| Type::Choice(options.iter().map(|&option| option.to_owned()).collect());
        match self {
            Self::Bool => Type::Bool,
            Self::Known => choice(&["yes", "no", "unknown"]),
            Self::Text => Type::Text,
            Self::Choice(options) => choice(options),
            Self::Number(_) => Type::Number,
        }
    }
}

/// The value of a fact that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fact<'a> {
    Bool(bool),
    Text(&'a str),
    Number(f64),
}

/// A named fact.
pub struct NamedFact {
    pub name: &'static str,
    pub kind: FactKind,
    /// Questions that the function may read.
    pub reads: &'static [&'static str],
    /// Nothing while an answer that it needs is open.
    pub compute: for<'a> fn(&Inputs<'a>) -> Option<Fact<'a>>,
}

pub(super) const fn fact(
    name: &'static str,
    kind: FactKind,
    reads: &'static [&'static str],
    compute: for<'a> fn(&Inputs<'a>) -> Option<Fact<'a>>,
) -> NamedFact {
    NamedFact { name, kind, reads, compute }
}
