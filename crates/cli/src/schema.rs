//! `preflight schema`: the JSON Schema of plan files, for editors and for programs that write plans.

use crate::End;

/// What `crates/schema` makes of its types, as a test compares it; so no program carries a generator of schemas.
const TEXT: &str = include_str!("../../schema/plan.schema.json");

pub fn schema() -> End {
    End { out: TEXT.to_owned(), code: 0 }
}
