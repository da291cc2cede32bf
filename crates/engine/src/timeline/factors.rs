//! Lists the factors of the load times: the speed that was assumed or measured, and what slows the load. The app's
//! timeline and report show them.

use crate::answer::Value;
use crate::condition::Truth;
use crate::evaluated::EvaluatedPlan;
use crate::facts::link_shares;
use crate::quantity::format;

/// A factor: its message key and the arguments of the message.
pub type Factor = (&'static str, Vec<(&'static str, String)>);

/// Every factor that the load times contain or leave out.
pub fn factors(evaluated: &EvaluatedPlan<'_>) -> Vec<Factor> {
    let mut all: Vec<Factor> = Vec::new();
    let is_answered = |id: &str, flag: bool| evaluated.answer_value(id) == Some(&Value::Bool(flag));
    let percent = evaluated.figure("trial_percent");
    let timed = evaluated.number("trial_duration").is_some_and(|minutes| minutes > 0.0);
    if timed && evaluated.number("trial_size").is_some_and(|size| size > 0.0) {
        all.push(("trial", Vec::new()));
        if let Some(percent) = percent {
            all.push(("trial_percent", vec![("percent", format::number(percent))]));
        }
        all.push((if is_answered("trial_cold_cache", true) { "cold_cache" } else { "warm_cache" }, Vec::new()));
    } else {
        let tables = evaluated.figure("full_load_sub_tasks").unwrap_or(8.0);
        all.push(("model", vec![("tables", format::number(tables))]));
        if let Some(Value::Several(chosen)) = evaluated.answer_value("target_state") {
            if chosen.iter().any(|option_ref| **option_ref == *"secondary_indexes") {
                all.push(("indexes", Vec::new()));
            }
        }
    }
    if let Some(sharing) = evaluated.choice("link_sharing") {
        let shares = link_shares(sharing).map(|share| share.to_string()).join(", ");
        all.push(("link", vec![("share", shares)]));
    } else if evaluated.content.question_index("link_sharing").is_some_and(|index| evaluated.is_open(index)) {
        all.push(("no_link", Vec::new()));
    }
    if matches!(evaluated.text("lob_mode"), Some("full" | "inline")) {
        all.push(("lob", Vec::new()));
    }
    if evaluated.truth_of_fact("changes_captured") == Truth::True {
        let measured = evaluated.number("apply_rate").is_some();
        all.push((if measured { "apply_measured" } else { "apply_model" }, Vec::new()));
        if matches!(evaluated.text("catch_up_ends"), Some("perhaps" | "never")) {
            all.push(("never", Vec::new()));
        }
    }
    all
}
