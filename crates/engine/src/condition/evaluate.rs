//! Evaluates a compiled condition over prepared answers. Neither allocates nor compares text; the reasons travel with
//! the value: which questions decided it, or are still wanted.

use super::combine::{arithmetic, equality, negative, not, order};
use super::compile::{Compiled, Node};
use super::symbols::Symbols;
use super::syntax::Operator;
use super::value::{Fault, List, Pool, Truth, Val};
use crate::reasons::Reasons;

/// The answers and named facts as conditions read them.
#[derive(Debug, Clone)]
pub struct Slots<'a> {
    /// The interned texts; a free answer's symbol is their number plus its place in `lengths`.
    pub symbols: &'a Symbols,
    /// Value of each question, then of each named fact, with its reasons.
    pub values: Vec<(Val, Reasons)>,
    /// Whether a question's answer is given, with the reasons of that.
    pub given: Vec<(bool, Reasons)>,
    /// Items of several-of answers, one run each.
    pub items: Vec<Val>,
    /// Length in characters of each free answer.
    pub lengths: Vec<u32>,
}

/// What a condition comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    pub truth: Truth,
    /// The questions that decided it; of an open outcome also those still wanted.
    pub reasons: Reasons,
    /// Why an open outcome cannot be decided by any answer to the wanted questions alone.
    pub fault: Option<Fault>,
}

/// What `condition` comes to over `slots`.
pub fn evaluate(condition: &Compiled, slots: &Slots<'_>) -> Outcome {
    let run = Run { condition, slots };
    if let Some(first) = condition.first() {
        let (value, reasons) = run.node(first);
        if value.truth() == Ok(Truth::No) {
            return Outcome { truth: Truth::No, reasons, fault: None };
        }
    }
    let (value, reasons) = run.node(condition.root());
    match value.truth() {
        Ok(truth) => Outcome { truth, reasons, fault: None },
        Err(fault) => Outcome { truth: Truth::Open, reasons, fault: Some(fault) },
    }
}

/// What a text that stands for a number comes to, with the questions behind it: nothing while one of them is open or
/// not asked, and where there is no such number.
pub fn number(counted: &Compiled, slots: &Slots<'_>) -> (Option<f64>, Reasons) {
    let (value, reasons) = Run { condition: counted, slots }.node(counted.root());
    let number = match value {
        Val::Number(number) if number.is_finite() => Some(number),
        _ => None,
    };
    (number, reasons)
}

type Judged = (Val, Reasons);

struct Run<'a> {
    condition: &'a Compiled,
    slots: &'a Slots<'a>,
}

impl Run<'_> {
    fn node(&self, at: u32) -> Judged {
        match self.condition.node(at) {
            Node::Literal(value) => (value, Reasons::NONE),
            Node::Slot(slot) => self.slot(slot),
            Node::Has(question) => match self.slots.given.get(question as usize) {
                Some((given, reasons)) => (Val::Flag(*given), *reasons),
                None => (Val::Flag(false), Reasons::NONE),
            },
            Node::Not(inner) => self.one(inner, not),
            Node::Negative(inner) => self.one(inner, negative),
            Node::Size(inner) => self.one(inner, |value| self.size(value)),
            Node::Choice(condition, yes, no) => self.choice(condition, yes, no),
            Node::Binary(operator, left, right) => self.binary(operator, left, right),
        }
    }

    fn slot(&self, slot: u16) -> Judged {
        self.slots.values.get(slot as usize).copied().unwrap_or((Val::Open, Reasons::NONE))
    }

    fn one(&self, inner: u32, apply: impl FnOnce(Val) -> Val) -> Judged {
        let (value, reasons) = self.node(inner);
        (apply(value), reasons)
    }

    fn binary(&self, operator: Operator, left: u32, right: u32) -> Judged {
        match operator {
            Operator::And => return self.absorbing(Truth::No, left, right),
            Operator::Or => return self.absorbing(Truth::Yes, left, right),
            _ => {}
        }
        let ((a, because_a), (b, because_b)) = (self.node(left), self.node(right));
        let value = match operator {
            Operator::Equal => equality(true, a, b, || self.same_items(a, b)),
            Operator::NotEqual => equality(false, a, b, || self.same_items(a, b)),
            Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => order(operator, a, b),
            Operator::In => self.within(a, b),
            _ => arithmetic(operator, a, b),
        };
        (value, because_a.and(because_b))
    }

    /// `&&` (decided by a no) and `||` (decided by a yes): the deciding side alone is the reason.
    fn absorbing(&self, decider: Truth, left: u32, right: u32) -> Judged {
        let (a, because_a) = self.node(left);
        let truth_a = a.truth();
        if truth_a == Ok(decider) {
            return (Val::Flag(decider == Truth::Yes), because_a);
        }
        let (b, because_b) = self.node(right);
        let truth_b = b.truth();
        if truth_b == Ok(decider) {
            return (Val::Flag(decider == Truth::Yes), because_b);
        }
        let value = match (truth_a, truth_b) {
            (Ok(Truth::Open), _) | (_, Ok(Truth::Open)) => Val::Open,
            (Err(fault), _) | (_, Err(fault)) => Val::Fault(fault),
            _ => Val::Flag(decider == Truth::No),
        };
        (value, because_a.and(because_b))
    }

    fn choice(&self, condition: u32, yes: u32, no: u32) -> Judged {
        let (value, because) = self.node(condition);
        let (chosen, because_chosen) = match value.truth() {
            Ok(Truth::Yes) => self.node(yes),
            Ok(Truth::No) => self.node(no),
            Ok(Truth::Open) => (Val::Open, Reasons::NONE),
            Err(fault) => (Val::Fault(fault), Reasons::NONE),
        };
        (chosen, because.and(because_chosen))
    }

    fn items(&self, list: List) -> &[Val] {
        let pool = match list.pool {
            Pool::Literals => self.condition.items(),
            Pool::Answers => &self.slots.items,
        };
        let start = list.start as usize;
        pool.get(start..start + list.length as usize).unwrap_or(&[])
    }

    /// Ordered, as in CEL; a several-of answer is kept in the order of its options.
    fn same_items(&self, left: Val, right: Val) -> bool {
        let (Val::List(a), Val::List(b)) = (left, right) else { return false };
        let (a, b) = (self.items(a), self.items(b));
        a == b
    }

    fn within(&self, item: Val, list: Val) -> Val {
        match item.passed_on(list) {
            Some(Val::Absent) => return Val::Flag(false),
            Some(passed) => return passed,
            None => {}
        }
        match list {
            Val::List(list) => Val::Flag(self.items(list).contains(&item)),
            _ => Val::Fault(Fault::Type),
        }
    }

    fn size(&self, value: Val) -> Val {
        match value {
            Val::List(list) => Val::Number(f64::from(list.length)),
            Val::Text(symbol) => {
                let free = (symbol.0 as usize).saturating_sub(self.slots.symbols.len());
                let of_answer = || self.slots.lengths.get(free).copied().unwrap_or(0);
                Val::Number(f64::from(self.slots.symbols.length(symbol).unwrap_or_else(of_answer)))
            }
            Val::Open | Val::Absent | Val::Fault(_) => value,
            _ => Val::Fault(Fault::Type),
        }
    }
}
