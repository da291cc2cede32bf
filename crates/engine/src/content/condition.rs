//! A condition of a content row: its text, and the program that it was compiled to when the row was read. The evaluated
//! plan evaluates it.

use crate::condition::{compile, compile_number, parse, Compiled, ConditionError, Expr, Scope, Symbols};
use crate::condition::{Outcome, Slots, Truth};

/// A condition with the text it was compiled from.
#[derive(Debug, Clone)]
pub struct Condition {
    pub text: String,
    pub(crate) compiled: Compiled,
}

impl Condition {
    /// Compiles a text over the names of `scope`; new literal texts are added to `symbols`.
    pub(crate) fn compile(text: &str, scope: &Scope, symbols: &mut Symbols) -> Result<Self, ConditionError> {
        Self::compile_with(compile, text, scope, symbols)
    }

    /// Compiles a text that computes a number.
    pub(crate) fn compile_number(text: &str, scope: &Scope, symbols: &mut Symbols) -> Result<Self, ConditionError> {
        Self::compile_with(compile_number, text, scope, symbols)
    }

    fn compile_with(
        compile: fn(&Expr, &Scope, &mut Symbols) -> Result<Compiled, ConditionError>,
        text: &str,
        scope: &Scope,
        symbols: &mut Symbols,
    ) -> Result<Self, ConditionError> {
        let compiled = parse(text).and_then(|tree| compile(&tree, scope, symbols))?;
        Ok(Self { text: text.to_owned(), compiled })
    }

    /// A condition that is always false. It replaces a condition that does not compile, in content that does not load.
    pub(crate) fn never() -> Self {
        Self { text: "false".to_owned(), compiled: Compiled::never() }
    }

    /// Types that cannot fit, to be reported where the condition was written.
    pub(crate) fn warnings(&self) -> &[ConditionError] {
        &self.compiled.warnings
    }

    /// The numbers that the condition mentions.
    pub fn numbers(&self) -> Vec<f64> {
        self.compiled.numbers()
    }

    /// The slots of the questions and named facts that the condition mentions.
    pub fn reads(&self) -> &[u16] {
        self.compiled.reads()
    }

    pub(crate) fn truth(&self, slots: &Slots<'_>) -> Truth {
        preflight_evaluation::truth(self.compiled.program(), slots)
    }

    pub(crate) fn explain_unless_false(&self, slots: &Slots<'_>) -> Option<Outcome> {
        preflight_evaluation::explain_unless_false(self.compiled.program(), slots)
    }

    pub(crate) fn outcome(&self, slots: &Slots<'_>) -> Outcome {
        preflight_evaluation::evaluate(self.compiled.program(), slots)
    }

    /// The number that the condition's text computes, and the questions behind it.
    pub(crate) fn number(&self, slots: &Slots<'_>) -> (Option<f64>, preflight_evaluation::Reasons) {
        preflight_evaluation::evaluate_number(self.compiled.program(), slots)
    }
}
