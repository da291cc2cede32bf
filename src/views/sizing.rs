//! A range for the replication instance, and how LOBs travel, each with its reasons and formula.

use super::node::{el, Node};
use super::parts::{leader_word, rich, Page};
use super::question::sources;
use preflight_engine::content::Family;
use preflight_engine::show;
use preflight_engine::sizing::{lob_memory, sizing as range, Sizing};
use preflight_engine::state::EvaluatedPlan;

pub fn sizing(page: &Page<'_>, state: &EvaluatedPlan<'_>) -> Node {
    let range = range(state);
    let each = range.notes.iter();
    let notes = each.map(|note| el("li").add(rich(&note.text)).add(el("div").add(sources(page, &note.evidence))));
    let why = el("details")
        .class("fold")
        .add(el("summary").add(el("h3").word(page, "sizing.why")))
        .add(el("ul").class("plainlist").all(notes));
    el("section")
        .class("group")
        .add(el("h2").word(page, "sizing.title"))
        .add(el("p").class("hint").word(page, "sizing.no_formula"))
        .add(rows(page, state, &range))
        .maybe(range.without_lobs.then(|| el("p").class("hint").word(page, "sizing.without_lobs")))
        .add(why)
        .add(el("p").class("hint").word(page, "sizing.quotas"))
}

fn rows(page: &Page<'_>, state: &EvaluatedPlan<'_>, range: &Sizing<'_>) -> Node {
    let span = |low: String, high: String| page.model.with("figure.range", &[("low", &low), ("high", &high)]);
    let bytes = |n: i64| show::size(n.unsigned_abs());
    let family = match range.family {
        Some(Family::Memory) => "sizing.memory_family",
        Some(Family::Compute) => "sizing.compute_family",
        Some(Family::Burstable) => "sizing.burstable_family",
        None => "answer.unknown",
    };
    let classes = range.classes.iter().map(|(low, high)| {
        let words = if low == high { low.clone() } else { span(low.clone(), high.clone()) };
        leader_word(page, "sizing.classes", words)
    });
    let (least, most) = range.storage;
    let most = most.map_or_else(|| page.word("answer.unknown"), |most| most.to_string());
    let unit = |units: Option<i64>| units.map_or_else(|| page.word("sizing.beyond"), |units| units.to_string());
    let units = span(unit(range.capacity_units.0), unit(range.capacity_units.1));
    let standby = page.word(match state.truth_of_fact("changes_captured") {
        preflight_engine::condition::Truth::False => "sizing.standby_not_needed",
        _ => "sizing.standby_wanted",
    });
    let cost = page.model.texts.get("instance_cost").map(str::to_owned);
    el("dl")
        .class("cr")
        .add(leader_word(page, "sizing.family", page.word(family)))
        .all(classes)
        .add(leader_word(page, "sizing.memory", span(bytes(range.memory.0), bytes(range.memory.1))))
        .add(leader_word(page, "sizing.capacity", units))
        .add(leader_word(page, "sizing.storage", span(least.to_string(), most)))
        .add(leader_word(page, "sizing.standby", standby))
        .add(leader_word(page, "sizing.cost", cost.unwrap_or_else(|| page.word("sizing.no_price"))))
}

/// LOB mode, and in limited mode its size limit and memory, with the formula and its inputs.
pub fn lobs(page: &Page<'_>, state: &EvaluatedPlan<'_>) -> Option<Node> {
    let mode = state.text("lob_mode").filter(|mode| *mode != "none")?;
    let rows = el("dl").class("cr").add(leader_word(page, "lobs.mode", page.word(&format!("lob_mode.{mode}"))));
    let section = el("section").class("group").add(el("h2").word(page, "lobs.title"));
    if mode != "limited" {
        return Some(section.add(rows).add(el("p").class("hint").word(page, "lobs.not_limited")));
    }
    let unknown = || page.word("answer.unknown");
    let largest =
        state.figure("lob_max_size").map(|n| page.model.with("lobs.kilobytes", &[("n", &(n as u64).to_string())]));
    let memory = state.figure("lob_memory").map(|_| show::size(lob_memory(state) as u64));
    let rows = rows.add(leader_word(page, "lobs.max_size", largest.unwrap_or_else(unknown))).add(leader_word(
        page,
        "lobs.memory",
        memory.unwrap_or_else(unknown),
    ));
    Some(section.add(rows).add(el("p").class("hint").word(page, "lobs.formula")))
}
