//! Conditions: the subset of CEL in which content says when a question is asked, a rule holds, a task is due. A text is
//! parsed once ([`parse`]), checked against the known names and compiled to a flat program ([`compile`]), which the
//! crate `preflight-evaluation` evaluates. Content and the command `when` compile conditions.

mod check;
mod compile;
mod expr;
mod fold;
mod parse;
mod scope;
mod symbols;
mod token;

pub use compile::{compile, compile_number, constant, Compiled};
pub use expr::{Expr, ExprKind, Literal};
pub use parse::parse;
pub use preflight_evaluation::{EvalError, List, Operator, Outcome, Pool, Slots, Symbol, Truth, Val};
pub use scope::{Scope, Type};
pub use symbols::Symbols;

/// An error in a condition's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    /// Column of the first character concerned, counted in characters from 1.
    pub column: usize,
    /// One sentence for the person who wrote the condition.
    pub message: String,
}

impl ConditionError {
    pub(crate) fn new(column: usize, message: impl Into<String>) -> Self {
        Self { column, message: message.into() }
    }
}

impl ConditionError {
    /// The message for somebody who reads a content file.
    pub(crate) fn in_sentence(&self) -> String {
        format!("Column {}: {}", self.column, self.message)
    }
}

impl std::fmt::Display for ConditionError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "column {}: {}", self.column, self.message)
    }
}
