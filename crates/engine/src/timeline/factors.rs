//! What the load times are made of, one by one: the speed that is assumed or was measured, and what slows it.

use crate::answer::Value;
use crate::condition::Truth;
use crate::evaluated::EvaluatedPlan;
use crate::quantity::format;

/// One of them: the key of its words and what to fill in.
pub type Factor = (&'static str, Vec<(&'static str, String)>);

/// Everything that the load times contain, and what they do not.
pub fn factors(state: &EvaluatedPlan<'_>) -> Vec<Factor> {
    let mut all: Vec<Factor> = Vec::new();
    let given = |id: &str, flag: bool| state.answer_value(id) == Some(&Value::Bool(flag));
    let percent = state.figure("trial_percent");
    let timed = state.number("trial_duration").is_some_and(|minutes| minutes > 0.0);
    if timed && state.number("trial_size").is_some_and(|size| size > 0.0) {
        all.push(("trial", Vec::new()));
        if let Some(percent) = percent {
            all.push(("trial_percent", vec![("percent", format::number(percent))]));
        }
        all.push((if given("trial_cold_cache", true) { "cold_cache" } else { "warm_cache" }, Vec::new()));
    } else {
        let tables = state.figure("full_load_sub_tasks").unwrap_or(8.0);
        all.push(("model", vec![("tables", format::number(tables))]));
        if let Some(Value::Several(chosen)) = state.answer_value("target_state") {
            if chosen.iter().any(|one| **one == *"secondary_indexes") {
                all.push(("indexes", Vec::new()));
            }
        }
    }
    if let Some(share) = state.choice("link_sharing") {
        all.push(("link", vec![("share", shares(share).to_owned())]));
    } else if state.content.question("link_sharing").is_some_and(|index| state.is_open(index)) {
        all.push(("no_link", Vec::new()));
    }
    if matches!(state.text("lob_mode"), Some("full" | "inline")) {
        all.push(("lob", Vec::new()));
    }
    if state.truth_of_fact("changes_captured") == Truth::True {
        let measured = state.number("apply_rate").is_some();
        all.push((if measured { "apply_measured" } else { "apply_model" }, Vec::new()));
        if matches!(state.text("catch_up_ends"), Some("perhaps" | "never")) {
            all.push(("never", Vec::new()));
        }
    }
    all
}

/// The share of the line at best, likely and at worst.
fn shares(sharing: &str) -> &'static str {
    match sharing {
        "dedicated" => "85, 80, 60",
        "managed" => "80, 60, 30",
        _ => "60, 30, 25",
    }
}
