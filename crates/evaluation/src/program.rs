//! A compiled condition: its nodes in one flat list, each after its operands. The engine's compiler builds it;
//! evaluation runs it.

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

/// A node; operands are indexes into the same list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node {
    Literal(Val),
    Slot(u16),
    Has(u16),
    Not(u32),
    Negative(u32),
    Size(u32),
    Binary(Operator, u32, u32),
    /// A slot compared with a literal: the most common form, which is read without a call.
    Test(Operator, u16, Val),
    /// Condition, value if true, value if false.
    Conditional(u32, u32, u32),
}

/// A condition ready to be evaluated; its last node gives its value.
#[derive(Debug, Clone, Default)]
pub struct Program {
    pub nodes: Vec<Node>,
    /// Items of its literal lists.
    pub items: Vec<Val>,
}

impl Program {
    /// Adds an operator over two nodes; `right` must be the last node of the list.
    pub fn push_binary(&mut self, operator: Operator, left: u32, right: u32) {
        let node = match (self.node(left), self.node(right), operator) {
            (_, _, Operator::And | Operator::Or) => Node::Binary(operator, left, right),
            (Node::Slot(slot), Node::Literal(value), _) if left + 1 == right && right == self.root() => {
                let node = Node::Test(operator, *slot, *value);
                // The new node replaces both operands.
                self.nodes.truncate(left as usize);
                node
            }
            _ => Node::Binary(operator, left, right),
        };
        self.nodes.push(node);
    }

    /// The node at `index`; an unknown value if there is none.
    #[inline]
    pub fn node(&self, index: u32) -> &Node {
        self.nodes.get(index as usize).unwrap_or(&Node::Literal(Val::Unknown))
    }

    /// The index of the last node.
    pub fn root(&self) -> u32 {
        self.nodes.len().saturating_sub(1) as u32
    }
}
