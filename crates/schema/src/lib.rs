//! The JSON Schema of the plan file, made of the types in `shape`. A crate of its own that no program depends on:
//! Trunk compiles every default member for the page, and the page is not to carry a generator of schemas. The programs
//! ship `plan.schema.json` beside this folder; `crates/engine/tests/schema.rs` fails when it is not what is made here.
#![forbid(unsafe_code)]

mod shape;

pub use shape::{Answer, App, Finding, Given, Layout, Phase, Plan, PlanFile, Severity, Task};

/// The JSON Schema over many lines, keys in order: the same bytes each time.
pub fn schema() -> String {
    format!("{:#}\n", schemars::schema_for!(PlanFile).as_value())
}
