//! Computes what operators make of literal texts and lists while a condition is compiled, because evaluation knows texts
//! by their symbols alone. What would need the text of an answer does not compile. The compiler calls it.

use super::check::Typed;
use super::expr::Literal;
use super::scope::Type;
use super::{ConditionError, Operator};

/// The result for two literal texts: their order, or both joined. An error if a text that is no literal would have to be
/// ordered or joined; none for everything that evaluation computes.
pub(super) fn texts(
    operator: Operator,
    a: &Typed,
    b: &Typed,
    column: usize,
) -> Result<Option<Literal>, ConditionError> {
    let is_text = |typed: &Typed| matches!(typed.of, Type::Text | Type::Choice(_));
    let orders = matches!(operator, Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual);
    if !is_text(a) || !is_text(b) || !(orders || operator == Operator::Add) {
        return Ok(None);
    }
    let (Some(left), Some(right)) = (literal(a), literal(b)) else {
        let message = "Only texts written in the condition can be ordered or joined; compare an answer with == or in.";
        return Err(ConditionError::new(column, message));
    };
    // By code points, as in CEL.
    let order = left.cmp(right);
    Ok(Some(match operator {
        Operator::Less => Literal::Bool(order.is_lt()),
        Operator::LessEqual => Literal::Bool(order.is_le()),
        Operator::Greater => Literal::Bool(order.is_gt()),
        Operator::GreaterEqual => Literal::Bool(order.is_ge()),
        _ => Literal::Text(format!("{left}{right}")),
    }))
}

/// The text of a node that is a literal text.
fn literal(typed: &Typed) -> Option<&str> {
    match (&typed.of, typed.text.as_deref()) {
        (Type::Text, Some([text])) => Some(text),
        _ => None,
    }
}
