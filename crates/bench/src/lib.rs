//! What `cargo xtask bench` times: the examples as they are shipped, and rules made up for comparing with other
//! programs. Built as WebAssembly like the page, and native.

pub mod checklist;
pub mod exports;
pub mod rules;

use preflight_engine::plan_file::decode;
use preflight_engine::{Answers, Content};

/// The day that is judged on, in days since 1970-01-01.
pub const TODAY: i64 = 20_780;

/// The content as it is shipped.
pub fn content() -> Option<Content> {
    Content::from_json(preflight_content::bundled()).ok()
}

/// The examples with their answers, in content order.
pub fn examples(content: &Content) -> Vec<(String, Answers)> {
    let plans = content.examples.iter().map(|own| (own, decode(content, &own.plan.to_string())));
    plans.filter_map(|(own, plan)| Some((own.id.clone(), plan.ok()?.plan.answers))).collect()
}

/// The answers of the example that gives the most of them.
pub fn largest(content: &Content) -> Option<Answers> {
    examples(content).into_iter().map(|(_, answers)| answers).max_by_key(Answers::len)
}
