//! `preflight schema`: prints the JSON Schema of plan files, for editors and programs that write plans. `main` calls it.

use crate::End;

/// The schema that `crates/schema` generates. A test compares them, so that no program needs the generator.
const TEXT: &str = include_str!("../../schema/plan.schema.json");

/// Runs the command.
pub fn schema() -> End {
    End { out: TEXT.to_owned(), code: 0 }
}
