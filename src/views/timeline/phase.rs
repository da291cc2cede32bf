//! One phase of the timeline: where its days come from, and the reader's own days, owner and note.

use crate::model::Msg;
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::sources;
use crate::views::ui::icons::icon;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{counter, field, inline_code};
use preflight_engine::condition::Truth;
use preflight_engine::plan::{PhaseField, PhaseMark};
use preflight_engine::store::MAX_NOTE_LENGTH;
use preflight_engine::timeline::{days, PartEstimate, PhaseForecast};
use preflight_engine::Action;

/// The three figures in words.
fn three(ctx: &ViewContext<'_>, key: &str, figures: [i64; 3]) -> String {
    let [low, likely, high] = figures.map(days);
    ctx.model.format(key, &[("low", &low), ("likely", &likely), ("high", &high)])
}

pub fn phase(ctx: &ViewContext<'_>, own: &PhaseForecast) -> Node {
    let model = ctx.model;
    let phase = &model.page.content.timeline[own.estimate.phase];
    let mark = model.open.plan.phases.get(phase.id.as_str()).cloned().unwrap_or_default();
    let texts = model.page.content.details("timeline", &phase.id, "texts");
    let title = model.page.content.detail("timeline", &phase.id, "title");
    let kind = if own.estimate.is_overridden { ctx.text("timeline.own") } else { mark.owner.clone() };
    let summary = el("summary")
        .add(el("span").class("t").text(title))
        .add(el("span").class("meta").text(three(ctx, "timeline.part", own.estimate.days)).text(if kind.is_empty() {
            String::new()
        } else {
            format!(", {kind}")
        }))
        .add(el("span").class("tw"));
    let shares = own.estimate.parts.iter().filter_map(|share| Some(part(ctx, share, texts.get(share.part)?)));
    let what = el("div")
        .optional(
            own.estimate
                .is_overridden
                .then(|| el("p").class("hint").text(three(ctx, "timeline.model_says", own.estimate.model))),
        )
        .add(el("ul").class("parts").all(shares))
        .add(sources(ctx, &phase.evidence));
    let body = el("div").class("body").add(what).add(fields(ctx, &phase.id, &mark, own));
    el("li").class("task").key(&phase.id).add(el("span")).add(el("details").add(summary).add(body))
}

fn part(ctx: &ViewContext<'_>, share: &PartEstimate, text: &str) -> Node {
    let model = ctx.model;
    let numbers = |ids| model.page.content.numbers(ids);
    let open = share.state != Truth::True && !share.wants.is_empty();
    let why = if open {
        model.format("timeline.part_open", &[("numbers", &numbers(&share.wants))])
    } else if share.because.is_empty() {
        String::new()
    } else {
        model.format("timeline.part_because", &[("numbers", &numbers(&share.because))])
    };
    el("li")
        .add(el("span").class("num").text(three(ctx, "timeline.part", share.days)))
        .add(el("span").add(inline_code(text)).add(el("span").class("hint").text(why)))
}

fn fields(ctx: &ViewContext<'_>, id: &str, mark: &PhaseMark, own: &PhaseForecast) -> Node {
    let typed = |tag: &'static str, field: PhaseField| {
        let phase = id.to_owned();
        let input = ctx
            .on_value(move |value| Msg::PlanEdited(Action::PhaseMarked { phase: phase.clone(), field, text: value }));
        el(tag).locked(ctx).value(field.of(mark).clone()).on_input(input)
    };
    let complaint = own.estimate.error.as_ref().map(|complaint| ctx.model.user_message(complaint));
    let days = typed("input", PhaseField::Days).set("type", "text").set("maxlength", "60");
    let days = if complaint.is_some() { days.set("aria-invalid", "true") } else { days };
    let message = complaint.map(|words| el("span").class("msg").add(icon(ctx, "stop")).add(el("span").text(words)));
    let class = if message.is_some() { "field err" } else { "field" };
    el("div")
        .class("marks")
        .add(field(ctx, class, "timeline.own_days").optional(message).add(days))
        .add(
            field(ctx, "field", "timeline.owner")
                .add(typed("input", PhaseField::Owner).set("type", "text").set("maxlength", "120")),
        )
        .add(
            field(ctx, "field", "question.note")
                .add(typed("textarea", PhaseField::Note).attr("maxlength", MAX_NOTE_LENGTH.to_string())),
        )
        .add(counter(ctx, &mark.note).unwrap_or_else(nodes))
}
