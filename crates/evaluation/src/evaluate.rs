//! Evaluates a compiled condition over prepared answers, without allocating or comparing text: first its truth, because
//! most conditions are false, and then, if the caller asks, the questions that decided it or are still wanted. The
//! engine's evaluated plan and the benchmark call it.

use crate::combine::{arithmetic, equality, negative, not, order};
use crate::program::{Node, Operator, Program};
use crate::reasons::Reasons;
use crate::value::{EvalError, List, Pool, Truth, Val};

/// The answers and named facts as conditions read them.
#[derive(Debug, Clone)]
pub struct Slots<'a> {
    /// Length in characters of each interned text. A free answer's symbol is their count plus its index in `free`.
    pub interned: &'a [u32],
    /// Value of each question, then of each named fact.
    pub values: Vec<Val>,
    /// The questions behind each value, and behind whether it is given.
    pub reasons: Vec<Reasons>,
    /// Whether a question's answer is given.
    pub given: Vec<bool>,
    /// Items of several-of answers, one run each.
    pub items: Vec<Val>,
    /// Length in characters of each free answer.
    pub free: Vec<u32>,
}

/// The outcome of a condition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    pub truth: Truth,
    /// The questions that decided it; for an unknown outcome also those still wanted.
    pub reasons: Reasons,
    /// Why answers to the wanted questions alone cannot decide an unknown outcome.
    pub error: Option<EvalError>,
}

/// The truth of a condition, without the reasons.
pub fn truth(condition: &Program, slots: &Slots<'_>) -> Truth {
    Run { condition, slots }.truth(condition.root()).unwrap_or(Truth::Unknown)
}

/// The outcome of `condition` over `slots`.
pub fn evaluate(condition: &Program, slots: &Slots<'_>) -> Outcome {
    let run = Run { condition, slots };
    run.outcome(run.truth(condition.root()))
}

/// The outcome unless it is false. Most are false, and then no reasons are computed.
pub fn explain_unless_false(condition: &Program, slots: &Slots<'_>) -> Option<Outcome> {
    let run = Run { condition, slots };
    let truth = run.truth(condition.root());
    (truth != Ok(Truth::False)).then(|| run.outcome(truth))
}

/// The number that a program computes, with the questions behind it: none while one of them is open or not asked, and
/// if there is no finite number.
pub fn evaluate_number(program: &Program, slots: &Slots<'_>) -> (Option<f64>, Reasons) {
    let run = Run { condition: program, slots };
    let number = match run.value(program.root()) {
        Val::Number(number) if number.is_finite() => Some(number),
        _ => None,
    };
    let mut reasons = Reasons::NONE;
    run.explain(program.root(), &mut reasons);
    (number, reasons)
}

fn of_truth(truth: Result<Truth, EvalError>) -> Val {
    match truth {
        Ok(Truth::True) => Val::Bool(true),
        Ok(Truth::False) => Val::Bool(false),
        Ok(Truth::Unknown) => Val::Unknown,
        Err(error) => Val::Error(error),
    }
}

struct Run<'a> {
    condition: &'a Program,
    slots: &'a Slots<'a>,
}

impl Run<'_> {
    fn outcome(&self, truth: Result<Truth, EvalError>) -> Outcome {
        let mut outcome =
            Outcome { truth: truth.unwrap_or(Truth::Unknown), reasons: Reasons::NONE, error: truth.err() };
        self.explain(self.condition.root(), &mut outcome.reasons);
        outcome
    }

    /// The truth of a node. Most nodes need no value, which would be larger.
    fn truth(&self, at: u32) -> Result<Truth, EvalError> {
        match *self.condition.node(at) {
            Node::Binary(Operator::And, left, right) => self.absorbing(Truth::False, left, right),
            Node::Binary(Operator::Or, left, right) => self.absorbing(Truth::True, left, right),
            Node::Binary(operator, left, right) => self.combined(operator, self.value(left), self.value(right)).truth(),
            Node::Test(operator, slot, value) => self.combined(operator, self.slot(slot), value).truth(),
            Node::Literal(value) => value.truth(),
            Node::Slot(slot) => self.slot(slot).truth(),
            Node::Not(inner) => not(self.value(inner)).truth(),
            _ => self.computed(at).truth(),
        }
    }

    /// `&&` (decided by false) and `||` (decided by true).
    #[inline]
    fn absorbing(&self, decider: Truth, left: u32, right: u32) -> Result<Truth, EvalError> {
        let left = self.truth(left);
        if left == Ok(decider) {
            return left;
        }
        let right = self.truth(right);
        match (left, right) {
            (_, Ok(truth)) if truth == decider => right,
            (Ok(Truth::Unknown), _) | (_, Ok(Truth::Unknown)) => Ok(Truth::Unknown),
            (Err(_), _) => left,
            _ => right,
        }
    }

    /// The value of a node. Most operands are leaves, which are read here without a call.
    #[inline]
    fn value(&self, at: u32) -> Val {
        match *self.condition.node(at) {
            Node::Literal(value) => value,
            Node::Slot(slot) => self.slot(slot),
            _ => self.computed(at),
        }
    }

    #[inline]
    fn slot(&self, slot: u16) -> Val {
        self.slots.values.get(usize::from(slot)).copied().unwrap_or(Val::Unknown)
    }

    #[inline(never)]
    fn computed(&self, at: u32) -> Val {
        match *self.condition.node(at) {
            Node::Literal(value) => value,
            Node::Slot(slot) => self.slot(slot),
            Node::Has(question) => Val::Bool(self.slots.given.get(usize::from(question)).copied().unwrap_or(false)),
            Node::Not(inner) => not(self.value(inner)),
            Node::Negative(inner) => negative(self.value(inner)),
            Node::Size(inner) => self.size(self.value(inner)),
            Node::Conditional(condition, yes, no) => match self.truth(condition) {
                Ok(Truth::True) => self.value(yes),
                Ok(Truth::False) => self.value(no),
                open => of_truth(open),
            },
            Node::Test(operator, slot, value) => self.combined(operator, self.slot(slot), value),
            Node::Binary(Operator::And, left, right) => of_truth(self.absorbing(Truth::False, left, right)),
            Node::Binary(Operator::Or, left, right) => of_truth(self.absorbing(Truth::True, left, right)),
            Node::Binary(operator, left, right) => self.combined(operator, self.value(left), self.value(right)),
        }
    }

    #[inline]
    fn combined(&self, operator: Operator, a: Val, b: Val) -> Val {
        match operator {
            Operator::Equal => equality(true, a, b, || self.same_items(a, b)),
            Operator::NotEqual => equality(false, a, b, || self.same_items(a, b)),
            Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => order(operator, a, b),
            Operator::In => self.within(a, b),
            _ => arithmetic(operator, a, b),
        }
    }

    /// Adds the questions behind the value of a node.
    fn explain(&self, at: u32, reasons: &mut Reasons) {
        match *self.condition.node(at) {
            Node::Literal(_) => {}
            Node::Slot(slot) | Node::Has(slot) | Node::Test(_, slot, _) => {
                if let Some(behind) = self.slots.reasons.get(usize::from(slot)) {
                    reasons.add(behind);
                }
            }
            Node::Not(inner) | Node::Negative(inner) | Node::Size(inner) => self.explain(inner, reasons),
            Node::Conditional(condition, yes, no) => {
                self.explain(condition, reasons);
                match self.truth(condition) {
                    Ok(Truth::True) => self.explain(yes, reasons),
                    Ok(Truth::False) => self.explain(no, reasons),
                    Ok(Truth::Unknown) | Err(_) => {}
                }
            }
            Node::Binary(operator, left, right) => self.explain_sides(operator, left, right, reasons),
        }
    }

    /// The side that decides `&&` or `||` alone is the reason; else both are.
    fn explain_sides(&self, operator: Operator, left: u32, right: u32, reasons: &mut Reasons) {
        let decider = match operator {
            Operator::And => Some(Truth::False),
            Operator::Or => Some(Truth::True),
            _ => None,
        };
        let decides = |side| decider.is_some_and(|decider| self.truth(side) == Ok(decider));
        if decides(left) {
            self.explain(left, reasons);
        } else if decides(right) {
            self.explain(right, reasons);
        } else {
            self.explain(left, reasons);
            self.explain(right, reasons);
        }
    }

    fn items(&self, list: List) -> &[Val] {
        let pool = match list.pool {
            Pool::Literals => &self.condition.items,
            Pool::Answers => &self.slots.items,
        };
        let start = list.start as usize;
        pool.get(start..start + list.length as usize).unwrap_or(&[])
    }

    /// Ordered, as in CEL; a several-of answer has the order of its options.
    fn same_items(&self, left: Val, right: Val) -> bool {
        let (Val::List(a), Val::List(b)) = (left, right) else { return false };
        let (a, b) = (self.items(a), self.items(b));
        a == b
    }

    fn within(&self, item: Val, list: Val) -> Val {
        match item.propagated(list) {
            Some(Val::Absent) => return Val::Bool(false),
            Some(passed) => return passed,
            None => {}
        }
        match list {
            Val::List(list) => Val::Bool(self.items(list).contains(&item)),
            _ => Val::Error(EvalError::Type),
        }
    }

    fn size(&self, value: Val) -> Val {
        match value {
            Val::List(list) => Val::Number(f64::from(list.length)),
            Val::Text(symbol) => {
                let index = symbol.0 as usize;
                let of_answer = || self.slots.free.get(index.saturating_sub(self.slots.interned.len()));
                let length = self.slots.interned.get(index).or_else(of_answer);
                Val::Number(f64::from(length.copied().unwrap_or(0)))
            }
            Val::Unknown | Val::Absent | Val::Error(_) => value,
            _ => Val::Error(EvalError::Type),
        }
    }
}
