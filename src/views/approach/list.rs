//! The ways to move the data, ranked for this plan, each with its downtime, effort, risk and what speaks for it.

use crate::views::approach::sizing::{lobs, sizing};
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::{deciding, sources};
use crate::views::ui::icons::tag;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{definition_text, head, inline_code};
use preflight_engine::approach::{approaches, NoteState, RankedApproach};
use preflight_engine::condition::Truth;
use preflight_engine::content::Weight;
use preflight_engine::quantity::format;

pub fn approach(ctx: &ViewContext<'_>) -> Node {
    let state = ctx.model.evaluated();
    let ranked = approaches(&state);
    let each = ranked.iter().enumerate().map(|(rank, own)| one(ctx, rank, own));
    el("main")
        .class("page")
        .add(head(ctx, "view.approach", ctx.text("approach.lead")))
        .add(el("section").class("group").add(el("h2").message(ctx, "approach.ranked")).all(each))
        .add(sizing(ctx, &state))
        .optional(lobs(ctx, &state))
}

/// How an approach stands, in tone, icon and words.
fn standing(ctx: &ViewContext<'_>, own: &RankedApproach<'_>) -> Node {
    let (tone, name) = match (own.possible, own.fits) {
        (Truth::False, _) => ("stop", "stop"),
        (Truth::Unknown, _) => ("open", "maybe"),
        (Truth::True, Truth::False) => ("risk", "risk"),
        (Truth::True, _) => ("good", "done"),
    };
    tag(ctx, tone, name, ctx.text(own.word()))
}

fn one(ctx: &ViewContext<'_>, rank: usize, own: &RankedApproach<'_>) -> Node {
    let row = own.row;
    let (title, reason) = (format!("{}. {}", rank + 1, row.title), own.first_reason(rank));
    let words = el("span")
        .class("tx")
        .add(el("span").class("t").text(title))
        .add(el("span").class("s").add(inline_code(&ctx.model.interpolate(reason.unwrap_or(&row.about)))));
    let summary = el("summary")
        .add(standing(ctx, own))
        .add(words)
        .add(el("span").class("meta").text(downtime(ctx, own)))
        .add(el("span").class("meta").text(ctx.model.format("approach.effort", &[("level", &level(ctx, &row.effort))])))
        .add(el("span").class("tw"));
    let body = el("div").class("body").add(reasons(ctx, own, reason.is_some())).add(figures(ctx, own));
    el("details").class("f").key(&row.id).boolean_attribute("open", rank == 0).add(summary).add(body)
}

fn level(ctx: &ViewContext<'_>, level: &str) -> String {
    ctx.text(&format!("level.{level}"))
}

fn downtime(ctx: &ViewContext<'_>, own: &RankedApproach<'_>) -> String {
    let minutes = |n: i64| format::duration(n.unsigned_abs());
    match own.downtime {
        None => ctx.text("answer.unknown"),
        Some(span) if span.low == span.high => minutes(span.low),
        Some(span) => ctx.model.format("figure.range", &[("low", &minutes(span.low)), ("high", &minutes(span.high))]),
    }
}

fn reasons(ctx: &ViewContext<'_>, own: &RankedApproach<'_>, about: bool) -> Node {
    let part = |weight, key| {
        let notes: Vec<Node> = own.notes.iter().filter(|n| n.row.weight == weight).map(|n| note(ctx, n)).collect();
        let list = |notes| nodes().add(el("h3").message(ctx, key)).add(el("ul").class("plainlist").all(notes));
        (!notes.is_empty()).then(|| el("div").add(list(notes)))
    };
    let excludes = if own.possible == Truth::False { "approach.excludes" } else { "approach.would_exclude" };
    el("div")
        .class("col")
        .optional(about.then(|| el("p").text(&own.row.about)))
        .optional(part(Weight::Excludes, excludes))
        .optional(part(Weight::For, "approach.for"))
        .optional(part(Weight::Against, "approach.against"))
}

fn note(ctx: &ViewContext<'_>, own: &NoteState<'_>) -> Node {
    let open = (own.state == Truth::Unknown).then(|| el("b").message(ctx, "approach.note_open"));
    el("li").optional(open).add(inline_code(&ctx.model.interpolate(&own.row.text))).optional(deciding(
        ctx,
        &own.because,
        &own.wants,
    ))
}

fn figures(ctx: &ViewContext<'_>, own: &RankedApproach<'_>) -> Node {
    let row = own.row;
    let fits = match own.fits {
        Truth::True => "known.yes",
        Truth::False => "known.no",
        Truth::Unknown => "known.unknown",
    };
    let rows = el("dl")
        .class("cr")
        .add(definition_text(ctx, "approach.downtime", downtime(ctx, own)))
        .add(definition_text(ctx, "approach.fits", ctx.text(fits)))
        .add(definition_text(ctx, "approach.effort_is", level(ctx, &row.effort)))
        .add(definition_text(ctx, "approach.risk_is", level(ctx, &row.risk)))
        .add(definition_text(ctx, "approach.points", own.points.to_string()));
    el("div")
        .class("col")
        .add(el("div").add(el("h3").message(ctx, "approach.figures")).add(rows))
        .add(el("p").class("hint").message(ctx, "approach.model"))
        .add(el("div").add(el("h3").message(ctx, "approach.source")).add(sources(ctx, &row.evidence)))
}
