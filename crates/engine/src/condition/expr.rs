//! The syntax tree of a condition, with columns for messages. The parser builds it; the compiler and the benchmark read
//! it.

use super::Operator;

/// A literal value.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    Bool(bool),
    Number(f64),
    Text(String),
}

/// One node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// Column of the node's first character, or of its operator, from 1.
    pub column: usize,
    pub kind: ExprKind,
    /// Levels of nodes from here down, at least 1.
    pub height: usize,
}

impl Expr {
    pub(super) fn new(column: usize, kind: ExprKind) -> Self {
        let below = match &kind {
            ExprKind::Literal(_) | ExprKind::Name(_) | ExprKind::Has(_) => 0,
            ExprKind::List(items) => items.iter().map(|item| item.height).max().unwrap_or(0),
            ExprKind::Not(inner) | ExprKind::Negative(inner) | ExprKind::Size(inner) => inner.height,
            ExprKind::Binary(_, left, right) => left.height.max(right.height),
            ExprKind::Conditional(condition, yes, no) => condition.height.max(yes.height).max(no.height),
        };
        Self { column, kind, height: below + 1 }
    }
}

/// The kind of a node, with its operands.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    Literal(Literal),
    Name(String),
    List(Vec<Expr>),
    Not(Box<Expr>),
    Negative(Box<Expr>),
    Size(Box<Expr>),
    Has(String),
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// Condition, value if yes, value if no.
    Conditional(Box<Expr>, Box<Expr>, Box<Expr>),
}
