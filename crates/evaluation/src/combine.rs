//! What each operator computes from two values, except `&&` and `||`, which may need only one. Evaluation calls it.

use crate::program::Operator;
use crate::value::{EvalError, Val};

/// A number from two numbers; anything else is a type error.
pub(super) fn arithmetic(operator: Operator, left: Val, right: Val) -> Val {
    if let Some(passed) = left.propagated(right) {
        return passed;
    }
    let (Val::Number(a), Val::Number(b)) = (left, right) else { return Val::Error(EvalError::Type) };
    let result = match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide if b == 0.0 => return Val::Error(EvalError::DivisionByZero),
        Operator::Divide => a / b,
        _ => return Val::Error(EvalError::Type),
    };
    if result.is_finite() {
        Val::Number(result)
    } else {
        Val::Error(EvalError::TooLarge)
    }
}

/// `< <= > >=` of two numbers, or of two truth values, where false comes before true. Texts are ordered when a condition
/// is compiled.
pub(super) fn order(operator: Operator, left: Val, right: Val) -> Val {
    match left.propagated(right) {
        Some(Val::Absent) => return Val::Bool(false),
        Some(passed) => return passed,
        None => {}
    }
    let (a, b) = match (left, right) {
        (Val::Number(a), Val::Number(b)) => (a, b),
        (Val::Bool(a), Val::Bool(b)) => (f64::from(u8::from(a)), f64::from(u8::from(b))),
        _ => return Val::Error(EvalError::Type),
    };
    Val::Bool(match operator {
        Operator::Less => a < b,
        Operator::LessEqual => a <= b,
        Operator::Greater => a > b,
        _ => a >= b,
    })
}

/// `==` and `!=`. Values of different types are unequal, as in CEL; with an absent side both are false.
pub(super) fn equality(wanted: bool, left: Val, right: Val, same_items: impl FnOnce() -> bool) -> Val {
    match left.propagated(right) {
        Some(Val::Absent) => return Val::Bool(false),
        Some(passed) => return passed,
        None => {}
    }
    let equal = match (left, right) {
        (Val::List(a), Val::List(b)) => a.length == b.length && same_items(),
        (a, b) => a == b,
    };
    Val::Bool(equal == wanted)
}

/// `-` before a number.
pub(super) fn negative(value: Val) -> Val {
    match value {
        Val::Number(n) => Val::Number(-n),
        Val::Unknown | Val::Absent | Val::Error(_) => value,
        _ => Val::Error(EvalError::Type),
    }
}

/// `!` before a truth value. An absent value stays absent, and so counts as false.
pub(super) fn not(value: Val) -> Val {
    match value {
        Val::Bool(flag) => Val::Bool(!flag),
        Val::Unknown | Val::Absent | Val::Error(_) => value,
        _ => Val::Error(EvalError::Type),
    }
}
