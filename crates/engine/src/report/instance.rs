//! The size of the replication instance and the LOB settings as lines of label and value. The app's approach view and
//! every report show them.

use super::line::{pair, Line};
use super::texts::Texts;
use crate::condition::Truth;
use crate::content::Family;
use crate::evaluated::EvaluatedPlan;
use crate::quantity::format::size;
use crate::sizing::{lob_memory, Sizing};

/// Family, classes, memory, capacity units, storage, Multi-AZ and cost.
pub fn instance(evaluated: &EvaluatedPlan<'_>, sizing: &Sizing<'_>, texts: &Texts) -> Vec<Line> {
    let messages = &evaluated.content.messages;
    let word = |key: &str| messages.get(key).to_owned();
    let span = |low: &str, high: &str| match low == high {
        true => low.to_owned(),
        false => messages.format("figure.range", &[("low", low), ("high", high)]),
    };
    let line = |key: &str, value: String| pair(word(key), value);
    let mut lines = vec![line("sizing.family", word(family(sizing.family)))];
    lines.extend(sizing.classes.iter().map(|(low, high)| line("sizing.classes", span(low, high))));
    let memory = [sizing.memory.0, sizing.memory.1].map(|bytes| size(bytes.unsigned_abs()));
    lines.push(line("sizing.memory", span(&memory[0], &memory[1])));
    let units = [sizing.capacity_units.0, sizing.capacity_units.1];
    let units = units.map(|units| units.map_or_else(|| word("sizing.beyond"), |units| units.to_string()));
    lines.push(line("sizing.capacity", span(&units[0], &units[1])));
    let most = sizing.storage.1.map_or_else(|| word("answer.unknown"), |most| most.to_string());
    lines.push(line("sizing.storage", span(&sizing.storage.0.to_string(), &most)));
    let standby = match evaluated.truth_of_fact("changes_captured") {
        Truth::False => "sizing.standby_not_needed",
        _ => "sizing.standby_wanted",
    };
    lines.push(line("sizing.standby", word(standby)));
    let cost = texts.get("instance_cost").map(str::to_owned);
    lines.push(line("sizing.cost", cost.unwrap_or_else(|| word("sizing.no_price"))));
    lines
}

fn family(family: Option<Family>) -> &'static str {
    match family {
        Some(Family::Memory) => "sizing.memory_family",
        Some(Family::Compute) => "sizing.compute_family",
        Some(Family::Burstable) => "sizing.burstable_family",
        None => "answer.unknown",
    }
}

/// LOB mode, and in limited mode its size limit and memory; empty for a plan without LOBs or with an open mode.
pub fn lob_lines(evaluated: &EvaluatedPlan<'_>) -> Vec<Line> {
    let messages = &evaluated.content.messages;
    let Some(mode) = evaluated.text("lob_mode").filter(|mode| *mode != "none") else { return Vec::new() };
    let line = |key: &str, value: String| pair(messages.get(key).to_owned(), value);
    let mut lines = vec![line("lobs.mode", messages.get(&format!("lob_mode.{mode}")).to_owned())];
    if mode == "limited" {
        let unknown = || messages.get("answer.unknown").to_owned();
        let kilobytes = |n: f64| messages.format("lobs.kilobytes", &[("n", &(n as u64).to_string())]);
        lines.push(line("lobs.max_size", evaluated.figure("lob_max_size").map_or_else(unknown, kilobytes)));
        let memory = evaluated.figure("lob_memory").map(|_| size(lob_memory(evaluated) as u64));
        lines.push(line("lobs.memory", memory.unwrap_or_else(unknown)));
    }
    lines
}
