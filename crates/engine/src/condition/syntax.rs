//! The tree that a condition's text is read into, with columns for messages.

/// A literal value.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    Flag(bool),
    Number(f64),
    Text(String),
}

/// An operator with two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// One node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Syntax {
    /// Column of the node's first character, or of its operator, from 1.
    pub column: usize,
    pub kind: SyntaxKind,
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
