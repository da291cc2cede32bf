//! `preflight when`: evaluates a condition over the answers of a plan. `main` calls it.

use crate::args::{content, open, Args};
use crate::End;
use preflight_engine::condition::{EvalError, Truth};
use preflight_engine::evaluated::EvaluatedPlan;

/// Runs the command. A condition that does not compile exits with 2 and one line that names the column.
pub fn when(args: &Args) -> Result<End, String> {
    let text = args.word(1).ok_or("Give a condition: preflight when EXPR --answers FILE.")?;
    let file = args.option("--answers").ok_or("Name the plan file: --answers FILE.")?;
    let mut content = content()?;
    let condition = content.compile(text).map_err(|error| error.to_string())?;
    let answers = open(&content, file)?.plan.answers;
    let evaluated = EvaluatedPlan::new(&content, &answers, args.today()?);
    let outcome = evaluated.outcome(Some(&condition));
    let mut lines = vec![match outcome.truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "open",
    }
    .to_owned()];
    if let Some(error) = outcome.error {
        lines.push(match error {
            EvalError::Type => "a type error: an operator met a value that it does not work on".to_owned(),
            EvalError::DivisionByZero => "a division by zero".to_owned(),
            EvalError::TooLarge => "a number that is too large".to_owned(),
        });
    }
    outcome.reasons.each(|question| {
        if let Some(row) = content.questions.get(question) {
            let kind = if evaluated.is_given(question) { "decided by" } else { "wants" };
            lines.push(format!("{kind} {} {}", row.id, row.text));
        }
    });
    Ok(End { out: lines.join("\n"), code: 0 })
}
