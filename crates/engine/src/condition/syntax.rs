//! The tree that a condition's text is read into, with columns for messages.

use super::Operator;

/// A literal value.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    Flag(bool),
    Number(f64),
    Text(String),
}

/// One node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Syntax {
    /// Column of the node's first character, or of its operator, from 1.
    pub column: usize,
    pub kind: SyntaxKind,
    /// Levels of nodes from here down, at least 1.
    pub height: usize,
}

impl Syntax {
    pub(super) fn new(column: usize, kind: SyntaxKind) -> Self {
        let below = match &kind {
            SyntaxKind::Literal(_) | SyntaxKind::Name(_) | SyntaxKind::Has(_) => 0,
            SyntaxKind::List(items) => items.iter().map(|item| item.height).max().unwrap_or(0),
            SyntaxKind::Not(inner) | SyntaxKind::Negative(inner) | SyntaxKind::Size(inner) => inner.height,
            SyntaxKind::Binary(_, left, right) => left.height.max(right.height),
            SyntaxKind::Choice(condition, yes, no) => condition.height.max(yes.height).max(no.height),
        };
        Self { column, kind, height: below + 1 }
    }
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum SyntaxKind {
    Literal(Literal),
    Name(String),
    List(Vec<Syntax>),
    Not(Box<Syntax>),
    Negative(Box<Syntax>),
    Size(Box<Syntax>),
    Has(String),
    Binary(Operator, Box<Syntax>, Box<Syntax>),
    /// Condition, value if yes, value if no.
    Choice(Box<Syntax>, Box<Syntax>, Box<Syntax>),
}
