//! What a compiled condition comes to over prepared answers, in three values, yes, no and open, and which questions
//! decided it. A crate of its own, because hundreds of conditions are evaluated for every answer: this loop is built
//! for speed where all else is built for size.

mod combine;
mod evaluate;
mod program;
mod reasons;
mod value;

pub use evaluate::{evaluate, evaluate_number, explain_unless_false, truth, Outcome, Slots};
pub use program::{Node, Operator, Program};
pub use reasons::{Reasons, MAX_QUESTIONS};
pub use value::{EvalError, List, Pool, Symbol, Truth, Val};
