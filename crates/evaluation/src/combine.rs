//! What each operator does with two values, apart from `&&` and `||`, which need not look at both.

use crate::program::Operator;
use crate::value::{Fault, Val};

/// Number from two numbers; anything else is a type fault.
pub(super) fn arithmetic(operator: Operator, left: Val, right: Val) -> Val {
    if let Some(passed) = left.passed_on(right) {
        return passed;
    }
    let (Val::Number(a), Val::Number(b)) = (left, right) else { return Val::Fault(Fault::Type) };
    let result = match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide if b == 0.0 => return Val::Fault(Fault::DivisionByZero),
        Operator::Divide => a / b,
        _ => return Val::Fault(Fault::Type),
    };
    if result.is_finite() {
        Val::Number(result)
    } else {
        Val::Fault(Fault::TooLarge)
    }
}

/// `< <= > >=`: numbers only.
pub(super) fn order(operator: Operator, left: Val, right: Val) -> Val {
    match left.passed_on(right) {
        Some(Val::Absent) => return Val::Flag(false),
        Some(passed) => return passed,
        None => {}
    }
    let (Val::Number(a), Val::Number(b)) = (left, right) else { return Val::Fault(Fault::Type) };
    Val::Flag(match operator {
        Operator::Less => a < b,
        Operator::LessEqual => a <= b,
        Operator::Greater => a > b,
        _ => a >= b,
    })
}

/// `==` and `!=`. Values of different types are unequal, as in CEL; with an absent side both are no.
pub(super) fn equality(wanted: bool, left: Val, right: Val, same_items: impl FnOnce() -> bool) -> Val {
    match left.passed_on(right) {
        Some(Val::Absent) => return Val::Flag(false),
        Some(passed) => return passed,
        None => {}
    }
    let equal = match (left, right) {
        (Val::List(a), Val::List(b)) => a.length == b.length && same_items(),
        (a, b) => a == b,
    };
    Val::Flag(equal == wanted)
}

/// `-` before a number.
pub(super) fn negative(value: Val) -> Val {
    match value {
        Val::Number(n) => Val::Number(-n),
        Val::Open | Val::Absent | Val::Fault(_) => value,
        _ => Val::Fault(Fault::Type),
    }
}

/// `!` before a yes or no. What is absent stays absent, and so counts as no.
pub(super) fn not(value: Val) -> Val {
    match value {
        Val::Flag(flag) => Val::Flag(!flag),
        Val::Open | Val::Absent | Val::Fault(_) => value,
        _ => Val::Fault(Fault::Type),
    }
}
