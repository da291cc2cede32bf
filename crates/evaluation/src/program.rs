//! A compiled condition: its nodes in one flat list, each after those that it needs.

use crate::value::Val;

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

/// One node; numbers of other nodes are places in the same list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node {
    Literal(Val),
    Slot(u16),
    Has(u16),
    Not(u32),
    Negative(u32),
    Size(u32),
    Binary(Operator, u32, u32),
    /// A slot beside a literal, which is what most conditions are made of: read on the spot.
    Test(Operator, u16, Val),
    /// Condition, value if yes, value if no.
    Conditional(u32, u32, u32),
}

/// A condition ready to be evaluated; its last node is what it comes to.
#[derive(Debug, Clone, Default)]
pub struct Program {
    pub nodes: Vec<Node>,
    /// Items of its literal lists.
    pub items: Vec<Val>,
}

impl Program {
    /// Adds an operator over two nodes, the last of which is the last of all.
    pub fn push_binary(&mut self, operator: Operator, left: u32, right: u32) {
        let node = match (self.node(left), self.node(right), operator) {
            (_, _, Operator::And | Operator::Or) => Node::Binary(operator, left, right),
            (Node::Slot(slot), Node::Literal(value), _) if left + 1 == right && right == self.root() => {
                let node = Node::Test(operator, *slot, *value);
                // Nobody needs its sides any more.
                self.nodes.truncate(left as usize);
                node
            }
            _ => Node::Binary(operator, left, right),
        };
        self.nodes.push(node);
    }

    /// The node at a place; an open value where there is none.
    #[inline]
    pub fn node(&self, index: u32) -> &Node {
        self.nodes.get(index as usize).unwrap_or(&Node::Literal(Val::Unknown))
    }

    /// The place of the last node.
    pub fn root(&self) -> u32 {
        self.nodes.len().saturating_sub(1) as u32
    }
}
