//! Checks a condition's tree against the known names and types, and compiles it to a flat program. An error that no
//! answer can mend (an unknown name, a choice compared with none of its options) fails; a type that cannot match is a
//! warning, because `&&` and `||` may still absorb it. Conditions of content compile with it.

use super::check::{self, Typed};
use super::expr::{Expr, ExprKind, Literal};
use super::fold;
use super::scope::{Scope, Type};
use super::symbols::Symbols;
use super::{ConditionError, List, Operator, Pool, Val};
use crate::quantity::unit::SIZE_UNITS;
use preflight_evaluation::{Node, Program};

/// Names of units of time; those of size are the units in which sizes are typed.
const MINUTES: [(&str, f64); 3] = [("MINUTES", 1.0), ("HOURS", 60.0), ("DAYS", 1440.0)];

/// The value of a unit's name: a size is bytes, a duration is minutes.
pub fn constant(name: &str) -> Option<f64> {
    let mut units = SIZE_UNITS.iter().filter(|(unit, _)| *unit != "B").chain(&MINUTES);
    units.find(|(unit, _)| *unit == name).map(|(_, value)| *value)
}

/// A condition ready to be evaluated.
#[derive(Debug, Clone, Default)]
pub struct Compiled {
    program: Program,
    reads: Vec<u16>,
    /// Types that cannot fit, to be reported where the condition was written.
    pub warnings: Vec<ConditionError>,
}

impl Compiled {
    /// A program that is always false.
    pub(crate) fn never() -> Self {
        let program = Program { nodes: vec![Node::Literal(Val::Bool(false))], items: Vec::new() };
        Self { program, ..Self::default() }
    }

    /// The program to evaluate.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The numbers that the condition mentions.
    pub fn numbers(&self) -> Vec<f64> {
        let number = |node: &Node| match node {
            Node::Literal(Val::Number(number)) | Node::Test(_, _, Val::Number(number)) => Some(*number),
            _ => None,
        };
        self.program.nodes.iter().filter_map(number).collect()
    }

    /// The slots that the condition mentions, in the order of first mention.
    pub fn reads(&self) -> &[u16] {
        &self.reads
    }
}

/// The flat form of `tree`. New literal texts are added to `symbols`.
pub fn compile(tree: &Expr, scope: &Scope, symbols: &mut Symbols) -> Result<Compiled, ConditionError> {
    let mut compiler = Compiler { scope, symbols, out: Compiled::default() };
    let typed = compiler.node(tree)?;
    check::boolean(&typed.of, tree.column, "The whole condition", &mut compiler.out.warnings);
    compiler.out.program.nodes.shrink_to_fit();
    Ok(compiler.out)
}

/// The flat form of a tree that computes a number. New literal texts are added to `symbols`.
pub fn compile_number(tree: &Expr, scope: &Scope, symbols: &mut Symbols) -> Result<Compiled, ConditionError> {
    let mut compiler = Compiler { scope, symbols, out: Compiled::default() };
    let typed = compiler.node(tree)?;
    check::number(&typed.of, tree.column, "What is counted", &mut compiler.out.warnings);
    Ok(compiler.out)
}

struct Compiler<'a> {
    scope: &'a Scope,
    symbols: &'a mut Symbols,
    out: Compiled,
}

impl Compiler<'_> {
    fn push(&mut self, node: Node, of: Type) -> Typed {
        self.out.program.nodes.push(node);
        Typed { at: self.out.program.root(), of, text: None }
    }

    fn slot(&mut self, name: &str, column: usize) -> Result<(u16, Type), ConditionError> {
        let Some((slot, of)) = self.scope.find(name).cloned() else {
            return Err(ConditionError::new(column, format!("There is no question, fact or unit named `{name}`.")));
        };
        if !self.out.reads.contains(&slot) {
            self.out.reads.push(slot);
        }
        Ok((slot, of))
    }

    fn node(&mut self, tree: &Expr) -> Result<Typed, ConditionError> {
        let column = tree.column;
        match &tree.kind {
            ExprKind::Literal(literal) => Ok(self.literal(literal)),
            ExprKind::Name(name) => self.name(name, column),
            ExprKind::List(items) => self.list(items),
            ExprKind::Has(name) => self.has(name, column),
            ExprKind::Not(inner) => {
                let typed = self.node(inner)?;
                check::boolean(&typed.of, inner.column, "What follows `!`", &mut self.out.warnings);
                Ok(self.push(Node::Not(typed.at), Type::Bool))
            }
            ExprKind::Negative(inner) => {
                let typed = self.node(inner)?;
                check::number(&typed.of, inner.column, "A minus sign", &mut self.out.warnings);
                Ok(self.push(Node::Negative(typed.at), Type::Number))
            }
            ExprKind::Size(inner) => {
                let typed = self.node(inner)?;
                check::sized(&typed.of, inner.column, &mut self.out.warnings);
                Ok(self.push(Node::Size(typed.at), Type::Number))
            }
            ExprKind::Binary(operator, left, right) => {
                let (a, b) = (self.node(left)?, self.node(right)?);
                if let Some(literal) = fold::texts(*operator, &a, &b, column)? {
                    self.out.program.nodes.truncate(a.at as usize);
                    return Ok(self.literal(&literal));
                }
                let joined = (*operator == Operator::Add).then(|| self.joined_lists(&a, &b)).flatten();
                if let Some(joined) = joined {
                    return Ok(joined);
                }
                let of = check::binary(*operator, &a, &b, column, &mut self.out.warnings)?;
                self.out.program.push_binary(*operator, a.at, b.at);
                Ok(Typed { at: self.out.program.root(), of, text: None })
            }
            ExprKind::Conditional(condition, yes, no) => {
                let (c, a, b) = (self.node(condition)?, self.node(yes)?, self.node(no)?);
                check::boolean(&c.of, condition.column, "What stands before `?`", &mut self.out.warnings);
                if let (Node::Literal(Val::Bool(chosen)), true) = (*self.out.program.node(c.at), c.at + 2 == b.at) {
                    // All three are literals, so that a text stays one.
                    let (chosen, value) = if chosen { (&a, a.at) } else { (&b, b.at) };
                    let node = *self.out.program.node(value);
                    self.out.program.nodes.truncate(c.at as usize);
                    return Ok(Typed { text: chosen.text.clone(), ..self.push(node, chosen.of.clone()) });
                }
                let of = if a.of == b.of { a.of } else { Type::Any };
                Ok(self.push(Node::Conditional(c.at, a.at, b.at), of))
            }
        }
    }

    /// Two literal lists as one; their items lie one after the other.
    fn joined_lists(&mut self, a: &Typed, b: &Typed) -> Option<Typed> {
        let list = |at| match *self.out.program.node(at) {
            Node::Literal(Val::List(list)) if list.pool == Pool::Literals => Some(list),
            _ => None,
        };
        let (first, second) = (list(a.at)?, list(b.at)?);
        let texts = [a, b].into_iter().filter_map(|typed| typed.text.clone()).flatten().collect();
        self.out.program.nodes.truncate(a.at as usize);
        let joined = List { length: first.length + second.length, ..first };
        Some(Typed { text: Some(texts), ..self.push(Node::Literal(Val::List(joined)), Type::List(Vec::new())) })
    }

    fn literal(&mut self, literal: &Literal) -> Typed {
        match literal {
            Literal::Bool(flag) => self.push(Node::Literal(Val::Bool(*flag)), Type::Bool),
            Literal::Number(number) => self.push(Node::Literal(Val::Number(*number)), Type::Number),
            Literal::Text(text) => {
                let symbol = self.symbols.intern(text);
                let typed = self.push(Node::Literal(Val::Text(symbol)), Type::Text);
                Typed { text: Some(vec![text.clone()]), ..typed }
            }
        }
    }

    fn name(&mut self, name: &str, column: usize) -> Result<Typed, ConditionError> {
        if let Some(value) = constant(name) {
            return Ok(self.push(Node::Literal(Val::Number(value)), Type::Number));
        }
        let (slot, of) = self.slot(name, column)?;
        Ok(self.push(Node::Slot(slot), of))
    }

    fn has(&mut self, name: &str, column: usize) -> Result<Typed, ConditionError> {
        let (slot, _) = self.slot(name, column)?;
        if !self.scope.is_question(slot) {
            return Err(ConditionError::new(column, format!("`has()` takes a question; `{name}` is a named fact.")));
        }
        Ok(self.push(Node::Has(slot), Type::Bool))
    }

    fn list(&mut self, items: &[Expr]) -> Result<Typed, ConditionError> {
        let mut values = Vec::new();
        let mut texts = Vec::new();
        for item in items {
            let value = match &item.kind {
                ExprKind::Literal(Literal::Bool(flag)) => Val::Bool(*flag),
                ExprKind::Literal(Literal::Number(number)) => Val::Number(*number),
                ExprKind::Negative(inner) => match inner.kind {
                    ExprKind::Literal(Literal::Number(number)) => Val::Number(-number),
                    _ => return Err(ConditionError::new(item.column, "A list may hold only literal values.")),
                },
                ExprKind::Literal(Literal::Text(text)) => {
                    texts.push(text.clone());
                    Val::Text(self.symbols.intern(text))
                }
                _ => return Err(ConditionError::new(item.column, "A list may hold only literal values.")),
            };
            values.push(value);
        }
        let list =
            List { pool: Pool::Literals, start: self.out.program.items.len() as u32, length: values.len() as u32 };
        self.out.program.items.extend(values);
        let typed = self.push(Node::Literal(Val::List(list)), Type::List(Vec::new()));
        Ok(Typed { text: Some(texts), ..typed })
    }
}
