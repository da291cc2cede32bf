//! The view `approach`: the ways to move the data, ranked for this plan, each with its downtime, effort, risk and
//! reasons. Called by `views::main`.

use crate::views::approach::sizing::{lobs, sizing};
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::{deciding_questions, sources};
use crate::views::ui::icons::tag;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{definition_text, head, inline_code};
use preflight_engine::approach::{approaches, ApproachVerdict, NoteState, RankedApproach};
use preflight_engine::condition::Truth;
use preflight_engine::content::Weight;
use preflight_engine::quantity::format;

pub fn approach(ctx: &ViewContext<'_>) -> Node {
    let evaluated = ctx.model.evaluated();
    let ranking = approaches(&evaluated);
    let items = ranking.iter().enumerate().map(|(rank, ranked)| ranked_approach(ctx, rank, ranked));
    el("main")
        .class("page")
        .add(head(ctx, "view.approach", ctx.text("approach.lead")))
        .add(el("section").class("group").add(el("h2").message(ctx, "approach.ranked")).all(items))
        .add(sizing(ctx, &evaluated))
        .optional(lobs(ctx, &evaluated))
}

/// The tag that says whether an approach is possible and fits into the downtime.
fn fit_tag(ctx: &ViewContext<'_>, ranked: &RankedApproach<'_>) -> Node {
    let (tone, name) = match ranked.verdict {
        ApproachVerdict::Excluded | ApproachVerdict::Blocked => ("stop", "stop"),
        ApproachVerdict::Open => ("open", "maybe"),
        ApproachVerdict::TooLong => ("risk", "risk"),
        ApproachVerdict::Possible => ("good", "done"),
    };
    tag(ctx, tone, name, ctx.text(ranked.verdict.word()))
}

fn ranked_approach(ctx: &ViewContext<'_>, rank: usize, ranked: &RankedApproach<'_>) -> Node {
    let row = ranked.row;
    let (title, reason) = (format!("{}. {}", rank + 1, row.title), ranked.first_reason(rank));
    let words = el("span")
        .class("tx")
        .add(el("span").class("t").text(title))
        .add(el("span").class("s").add(inline_code(&ctx.model.interpolate(reason.unwrap_or(&row.about)))));
    let summary = el("summary")
        .add(fit_tag(ctx, ranked))
        .add(words)
        .add(el("span").class("meta").text(downtime(ctx, ranked)))
        .add(el("span").class("meta").text(ctx.model.format("approach.effort", &[("level", &level(ctx, &row.effort))])))
        .add(el("span").class("tw"));
    let body = el("div").class("body").add(reasons(ctx, ranked, reason.is_some())).add(figures(ctx, ranked));
    el("details").class("f").key(&row.id).boolean_attribute("open", rank == 0).add(summary).add(body)
}

fn level(ctx: &ViewContext<'_>, level: &str) -> String {
    ctx.text(&format!("level.{level}"))
}

fn downtime(ctx: &ViewContext<'_>, ranked: &RankedApproach<'_>) -> String {
    let minutes = |n: i64| format::duration(n.unsigned_abs());
    match ranked.downtime {
        None => ctx.text("answer.unknown"),
        Some(span) if span.low == span.high => minutes(span.low),
        Some(span) => ctx.model.format("figure.range", &[("low", &minutes(span.low)), ("high", &minutes(span.high))]),
    }
}

fn reasons(ctx: &ViewContext<'_>, ranked: &RankedApproach<'_>, about: bool) -> Node {
    let part = |weight, key| {
        let notes: Vec<Node> =
            ranked.notes.iter().filter(|state| state.weight == weight).map(|state| note(ctx, state)).collect();
        let list = |notes| nodes().add(el("h3").message(ctx, key)).add(el("ul").class("plainlist").all(notes));
        (!notes.is_empty()).then(|| el("div").add(list(notes)))
    };
    let excludes = if ranked.is_ruled_out() { "approach.excludes" } else { "approach.would_exclude" };
    el("div")
        .class("col")
        .optional(about.then(|| el("p").text(&ranked.row.about)))
        .optional(part(Weight::Excludes, excludes))
        .optional(part(Weight::For, "approach.for"))
        .optional(part(Weight::Against, "approach.against"))
}

fn note(ctx: &ViewContext<'_>, note_state: &NoteState<'_>) -> Node {
    let open = (note_state.state == Truth::Unknown).then(|| el("b").message(ctx, "approach.note_open"));
    el("li").optional(open).add(inline_code(&ctx.model.interpolate(note_state.text))).optional(deciding_questions(
        ctx,
        &note_state.because,
        &note_state.wants,
    ))
}

fn figures(ctx: &ViewContext<'_>, ranked: &RankedApproach<'_>) -> Node {
    let row = ranked.row;
    let fits = match ranked.fits {
        Truth::True => "known.yes",
        Truth::False => "known.no",
        Truth::Unknown => "known.unknown",
    };
    let rows = el("dl")
        .class("cr")
        .add(definition_text(ctx, "approach.downtime", downtime(ctx, ranked)))
        .add(definition_text(ctx, "approach.fits", ctx.text(fits)))
        .add(definition_text(ctx, "approach.effort_is", level(ctx, &row.effort)))
        .add(definition_text(ctx, "approach.risk_is", level(ctx, &row.risk)))
        .add(definition_text(ctx, "approach.points", ranked.points.to_string()));
    el("div")
        .class("col")
        .add(el("div").add(el("h3").message(ctx, "approach.figures")).add(rows))
        .add(el("p").class("hint").message(ctx, "approach.model"))
        .add(el("div").add(el("h3").message(ctx, "approach.source")).add(sources(ctx, &row.evidence)))
}
