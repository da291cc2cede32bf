//! The work that `cargo xtask bench` times: the shipped examples, and generated rules for a comparison with other
//! programs. It is built as WebAssembly like the page, and natively.

pub mod checklist;
pub mod exports;
pub mod rules;

use preflight_engine::plan_file::decode;
use preflight_engine::{Answers, Content};

/// The day on which plans are judged, in days since 1970-01-01.
pub const TODAY: i64 = 20_780;

/// The content as it is shipped.
pub fn content() -> Option<Content> {
    Content::from_json(preflight_content::bundled()).ok()
}

/// The examples with their answers, in content order.
pub fn examples(content: &Content) -> Vec<(String, Answers)> {
    let plans = content.examples.iter().map(|example| (example, decode(content, &example.plan.to_string())));
    plans.filter_map(|(example, plan)| Some((example.id.clone(), plan.ok()?.plan.answers))).collect()
}

/// The answers of the example with the most answers.
pub fn largest(content: &Content) -> Option<Answers> {
    examples(content).into_iter().map(|(_, answers)| answers).max_by_key(Answers::len)
}
