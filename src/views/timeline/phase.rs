//! One phase of the timeline: the source of its duration, and the duration, owner and note that the reader enters.
//! Called by the timeline.

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

/// The words of a key with a low, a likely and a high number of days.
fn days_text(ctx: &ViewContext<'_>, key: &str, figures: [i64; 3]) -> String {
    let [low, likely, high] = figures.map(days);
    ctx.model.format(key, &[("low", &low), ("likely", &likely), ("high", &high)])
}

pub fn phase(ctx: &ViewContext<'_>, forecast: &PhaseForecast) -> Node {
    let model = ctx.model;
    let phase = &model.page.content.timeline[forecast.estimate.phase];
    let mark = model.open.plan.phases.get(phase.id.as_str()).cloned().unwrap_or_default();
    let texts = model.page.content.details("timeline", &phase.id, "texts");
    let title = model.page.content.detail("timeline", &phase.id, "title");
    let remark = if forecast.estimate.is_overridden { ctx.text("timeline.own") } else { mark.owner.clone() };
    let summary = el("summary")
        .add(el("span").class("t").text(title))
        .add(
            el("span")
                .class("meta")
                .text(days_text(ctx, "timeline.part", forecast.estimate.days))
                .text(if remark.is_empty() { String::new() } else { format!(", {remark}") }),
        )
        .add(el("span").class("tw"));
    let parts =
        forecast.estimate.parts.iter().filter_map(|estimate| Some(part(ctx, estimate, texts.get(estimate.part)?)));
    let explanation = el("div")
        .optional(
            forecast
                .estimate
                .is_overridden
                .then(|| el("p").class("hint").text(days_text(ctx, "timeline.model_says", forecast.estimate.model))),
        )
        .add(el("ul").class("parts").all(parts))
        .add(sources(ctx, &phase.evidence));
    let body = el("div").class("body").add(explanation).add(fields(ctx, &phase.id, &mark, forecast));
    el("li").class("task").key(&phase.id).add(el("span")).add(el("details").add(summary).add(body))
}

fn part(ctx: &ViewContext<'_>, part: &PartEstimate, text: &str) -> Node {
    let model = ctx.model;
    let numbers = |ids| model.page.content.numbers(ids);
    let open = part.state != Truth::True && !part.wants.is_empty();
    let reason = if open {
        model.format("timeline.part_open", &[("numbers", &numbers(&part.wants))])
    } else if part.because.is_empty() {
        String::new()
    } else {
        model.format("timeline.part_because", &[("numbers", &numbers(&part.because))])
    };
    el("li")
        .add(el("span").class("num").text(days_text(ctx, "timeline.part", part.days)))
        .add(el("span").add(inline_code(text)).add(el("span").class("hint").text(reason)))
}

fn fields(ctx: &ViewContext<'_>, id: &str, mark: &PhaseMark, forecast: &PhaseForecast) -> Node {
    let input = |tag: &'static str, field: PhaseField| {
        let phase = id.to_owned();
        let on_input = ctx
            .on_value(move |value| Msg::PlanEdited(Action::PhaseMarked { phase: phase.clone(), field, text: value }));
        el(tag).locked(ctx).value(field.of(mark).clone()).on_input(on_input)
    };
    let error = forecast.estimate.error.as_ref().map(|error| ctx.model.user_message(error));
    let days = input("input", PhaseField::Days).set("type", "text").set("maxlength", "60");
    let days = if error.is_some() { days.set("aria-invalid", "true") } else { days };
    let message = error.map(|words| el("span").class("msg").add(icon(ctx, "stop")).add(el("span").text(words)));
    let class = if message.is_some() { "field err" } else { "field" };
    el("div")
        .class("marks")
        .add(field(ctx, class, "timeline.own_days").optional(message).add(days))
        .add(
            field(ctx, "field", "timeline.owner")
                .add(input("input", PhaseField::Owner).set("type", "text").set("maxlength", "120")),
        )
        .add(
            field(ctx, "field", "question.note")
                .add(input("textarea", PhaseField::Note).attr("maxlength", MAX_NOTE_LENGTH.to_string())),
        )
        .add(counter(ctx, &mark.note).unwrap_or_else(nodes))
}
