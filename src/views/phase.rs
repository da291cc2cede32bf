//! One phase of the timeline: where its days come from, and the reader's own days, owner and note.

use super::node::{el, nodes, Node};
use super::parts::{field, icon, rich, Page};
use super::question::{counter, sources};
use crate::model::Msg;
use crate::shell::dom;
use preflight_engine::condition::Truth;
use preflight_engine::session::{PhaseField, PhaseMark};
use preflight_engine::store::MAX_NOTE_LENGTH;
use preflight_engine::timeline::{days, PhaseForecast, PartEstimate};
use preflight_engine::Action;

/// The three figures in words.
fn three(page: &Page<'_>, key: &str, figures: [i64; 3]) -> String {
    let [low, likely, high] = figures.map(days);
    page.model.with(key, &[("low", &low), ("likely", &likely), ("high", &high)])
}

pub fn phase(page: &Page<'_>, own: &PhaseForecast) -> Node {
    let model = page.model;
    let phase = &model.content.timeline[own.estimate.phase];
    let mark = model.session.phases.get(phase.id.as_str()).cloned().unwrap_or_default();
    let texts = model.content.details("timeline", &phase.id, "texts");
    let title = model.content.detail("timeline", &phase.id, "title");
    let kind = if own.estimate.is_overridden { page.word("timeline.own") } else { mark.owner.clone() };
    let summary = el("summary")
        .add(el("span").class("t").text(title))
        .add(el("span").class("meta").text(three(page, "timeline.part", own.estimate.days)).text(if kind.is_empty() {
            String::new()
        } else {
            format!(", {kind}")
        }))
        .add(el("span").class("tw"));
    let shares = own.estimate.parts.iter().filter_map(|share| Some(part(page, share, texts.get(share.part)?)));
    let what = el("div")
        .maybe(
            own.estimate
                .is_overridden
                .then(|| el("p").class("hint").text(three(page, "timeline.model_says", own.estimate.model))),
        )
        .add(el("ul").class("parts").all(shares))
        .add(sources(page, &phase.evidence));
    let body = el("div").class("body").add(what).add(fields(page, &phase.id, &mark, own));
    el("li").class("task").key(&phase.id).add(el("span")).add(el("details").add(summary).add(body))
}

fn part(page: &Page<'_>, share: &PartEstimate, text: &str) -> Node {
    let model = page.model;
    let numbers = |ids| model.content.numbers(ids);
    let open = share.state != Truth::True && !share.wants.is_empty();
    let why = if open {
        model.with("timeline.part_open", &[("numbers", &numbers(&share.wants))])
    } else if share.because.is_empty() {
        String::new()
    } else {
        model.with("timeline.part_because", &[("numbers", &numbers(&share.because))])
    };
    el("li")
        .add(el("span").class("num").text(three(page, "timeline.part", share.days)))
        .add(el("span").add(rich(text)).add(el("span").class("hint").text(why)))
}

fn fields(page: &Page<'_>, id: &str, mark: &PhaseMark, own: &PhaseForecast) -> Node {
    let typed = |tag: &'static str, field: PhaseField| {
        let phase = id.to_owned();
        let input = page
            .on(move |event| Msg::Did(Action::PhaseMarked { phase: phase.clone(), field, text: dom::value(event) }));
        el(tag).locked(page).value(field.of(mark).clone()).on_input(input)
    };
    let complaint = own.estimate.error.as_ref().map(|complaint| page.model.complaint(complaint));
    let days = typed("input", PhaseField::Days).set("type", "text").set("maxlength", "60");
    let days = if complaint.is_some() { days.set("aria-invalid", "true") } else { days };
    let message = complaint.map(|words| el("span").class("msg").add(icon(page, "stop")).add(el("span").text(words)));
    let class = if message.is_some() { "field err" } else { "field" };
    el("div")
        .class("marks")
        .add(field(page, class, "timeline.own_days").maybe(message).add(days))
        .add(
            field(page, "field", "timeline.owner")
                .add(typed("input", PhaseField::Owner).set("type", "text").set("maxlength", "120")),
        )
        .add(
            field(page, "field", "question.note")
                .add(typed("textarea", PhaseField::Note).attr("maxlength", MAX_NOTE_LENGTH.to_string())),
        )
        .add(counter(page, &mark.note).unwrap_or_else(nodes))
}
