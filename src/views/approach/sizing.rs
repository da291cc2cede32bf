//! The recommended range of replication instances and the LOB settings, each with its reasons and formula. Called by
//! the view `approach`.

use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::sources;
use crate::views::ui::node::{el, Node};
use crate::views::ui::widgets::{definition_text, inline_code};
use preflight_engine::condition::Truth;
use preflight_engine::content::Family;
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::quantity::format;
use preflight_engine::sizing::{self as engine, lob_memory, Sizing};

pub fn sizing(ctx: &ViewContext<'_>, evaluated: &EvaluatedPlan<'_>) -> Node {
    let sizing = engine::sizing(evaluated);
    let notes = sizing.notes.iter();
    let notes =
        notes.map(|note| el("li").add(inline_code(&note.text)).add(el("div").add(sources(ctx, &note.evidence))));
    let explanation = el("details")
        .class("fold")
        .add(el("summary").add(el("h3").message(ctx, "sizing.why")))
        .add(el("ul").class("plainlist").all(notes));
    el("section")
        .class("group")
        .add(el("h2").message(ctx, "sizing.title"))
        .add(el("p").class("hint").message(ctx, "sizing.no_formula"))
        .add(rows(ctx, evaluated, &sizing))
        .optional(sizing.without_lobs.then(|| el("p").class("hint").message(ctx, "sizing.without_lobs")))
        .add(explanation)
        .add(el("p").class("hint").message(ctx, "sizing.quotas"))
}

fn rows(ctx: &ViewContext<'_>, evaluated: &EvaluatedPlan<'_>, sizing: &Sizing<'_>) -> Node {
    let span = |low: String, high: String| ctx.model.format("figure.range", &[("low", &low), ("high", &high)]);
    let bytes = |n: i64| format::size(n.unsigned_abs());
    let family = match sizing.family {
        Some(Family::Memory) => "sizing.memory_family",
        Some(Family::Compute) => "sizing.compute_family",
        Some(Family::Burstable) => "sizing.burstable_family",
        None => "answer.unknown",
    };
    let classes = sizing.classes.iter().map(|(low, high)| {
        let words = if low == high { low.clone() } else { span(low.clone(), high.clone()) };
        definition_text(ctx, "sizing.classes", words)
    });
    let (least, most) = sizing.storage;
    let most = most.map_or_else(|| ctx.text("answer.unknown"), |most| most.to_string());
    let unit = |units: Option<i64>| units.map_or_else(|| ctx.text("sizing.beyond"), |units| units.to_string());
    let units = span(unit(sizing.capacity_units.0), unit(sizing.capacity_units.1));
    let standby = ctx.text(match evaluated.truth_of_fact("changes_captured") {
        Truth::False => "sizing.standby_not_needed",
        _ => "sizing.standby_wanted",
    });
    let cost = ctx.model.computed.texts.get("instance_cost").map(str::to_owned);
    el("dl")
        .class("cr")
        .add(definition_text(ctx, "sizing.family", ctx.text(family)))
        .all(classes)
        .add(definition_text(ctx, "sizing.memory", span(bytes(sizing.memory.0), bytes(sizing.memory.1))))
        .add(definition_text(ctx, "sizing.capacity", units))
        .add(definition_text(ctx, "sizing.storage", span(least.to_string(), most)))
        .add(definition_text(ctx, "sizing.standby", standby))
        .add(definition_text(ctx, "sizing.cost", cost.unwrap_or_else(|| ctx.text("sizing.no_price"))))
}

/// LOB mode, and in limited mode its size limit and memory, with the formula and its inputs.
pub fn lobs(ctx: &ViewContext<'_>, evaluated: &EvaluatedPlan<'_>) -> Option<Node> {
    let mode = evaluated.text("lob_mode").filter(|mode| *mode != "none")?;
    let rows = el("dl").class("cr").add(definition_text(ctx, "lobs.mode", ctx.text(&format!("lob_mode.{mode}"))));
    let section = el("section").class("group").add(el("h2").message(ctx, "lobs.title"));
    if mode != "limited" {
        return Some(section.add(rows).add(el("p").class("hint").message(ctx, "lobs.not_limited")));
    }
    let unknown = || ctx.text("answer.unknown");
    let largest =
        evaluated.figure("lob_max_size").map(|n| ctx.model.format("lobs.kilobytes", &[("n", &(n as u64).to_string())]));
    let memory = evaluated.figure("lob_memory").map(|_| format::size(lob_memory(evaluated) as u64));
    let rows = rows.add(definition_text(ctx, "lobs.max_size", largest.unwrap_or_else(unknown))).add(definition_text(
        ctx,
        "lobs.memory",
        memory.unwrap_or_else(unknown),
    ));
    Some(section.add(rows).add(el("p").class("hint").message(ctx, "lobs.formula")))
}
