//! The recommended range of replication instances and the LOB settings, each with its reasons and formula. Called by
//! the view `approach`.

use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::sources;
use crate::views::ui::node::{el, text, Node};
use crate::views::ui::widgets::{definition_row, inline_code};
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::report::{instance, lob_lines, Line};
use preflight_engine::sizing::sizing as sized;

pub fn sizing(ctx: &ViewContext<'_>, evaluated: &EvaluatedPlan<'_>) -> Node {
    let sizing = sized(evaluated);
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
        .add(rows(instance(evaluated, &sizing, &ctx.model.computed.texts)))
        .optional(sizing.without_lobs.then(|| el("p").class("hint").message(ctx, "sizing.without_lobs")))
        .add(explanation)
        .add(el("p").class("hint").message(ctx, "sizing.quotas"))
}

fn rows(lines: Vec<Line>) -> Node {
    el("dl").class("cr").all(lines.iter().map(|line| definition_row(text(&line.challenge), text(&line.response))))
}

/// LOB mode, and in limited mode its size limit and memory, with the formula.
pub fn lobs(ctx: &ViewContext<'_>, evaluated: &EvaluatedPlan<'_>) -> Option<Node> {
    let lines = lob_lines(evaluated);
    let key = if lines.len() == 1 { "lobs.not_limited" } else { "lobs.formula" };
    let section = el("section").class("group").add(el("h2").message(ctx, "lobs.title"));
    (!lines.is_empty()).then(|| section.add(rows(lines)).add(el("p").class("hint").message(ctx, key)))
}
