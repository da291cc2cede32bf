//! Evaluates compiled conditions over prepared answers to one of three truth values (true, false, unknown), with the
//! questions that decided it. The engine evaluates hundreds of conditions for every answer, so this is a separate crate
//! that is built for speed, while everything else is built for size.

mod combine;
mod evaluate;
mod program;
mod reasons;
mod value;

pub use evaluate::{evaluate, evaluate_number, explain_unless_false, truth, Outcome, Slots};
pub use program::{Node, Operator, Program};
pub use reasons::{Reasons, MAX_QUESTIONS};
pub use value::{EvalError, List, Pool, Symbol, Truth, Val};
