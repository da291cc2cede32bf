//! The list of sections in their groups, each with its status. Called by the layout of the questions in `views`.

use crate::model::{Model, Route};
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::icon;
use crate::views::ui::memo::Memo;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{close, gauge};
use preflight_engine::assess::{SectionState, SectionStatus};
use preflight_engine::content::Severity;
use std::any::Any;

/// The list of sections.
pub struct SectionNav;

impl Memo for SectionNav {
    fn shows_same(&self, _before: &dyn Any, models: [&Model; 2]) -> bool {
        let shown = |model: &Model| {
            let counts = &model.computed.assessment.counts;
            (model.view.route, counts.answered, counts.dont_know, counts.asked)
        };
        let [before, after] = models;
        shown(before) == shown(after) && before.computed.assessment.sections == after.computed.assessment.sections
    }

    fn render(&self, ctx: &ViewContext<'_>) -> Node {
        section_nav(ctx)
    }
}

fn section_nav(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let groups = model.page.content.groups.iter().enumerate().map(|(group_index, group)| {
        let sections =
            model.page.content.sections.iter().enumerate().filter(move |(_, section)| section.group == group_index);
        let items = sections.map(|(index, _)| item(ctx, index));
        nodes().add(el("h2").text(&group.title)).add(el("ul").all(items))
    });
    let counts = &model.computed.assessment.counts;
    let (answered, asked) = (counts.answered.to_string(), counts.asked.to_string());
    let summary = model.format(
        "questions.sum",
        &[("answered", &answered), ("asked", &asked), ("dont_know", &counts.dont_know.to_string())],
    );
    let summary = el("div")
        .class("sum")
        .text(summary)
        .add(gauge(counts.answered, counts.dont_know, counts.asked))
        .add(ctx.link(Route::AllQuestions).message(ctx, "questions.all"));
    let id = model.id("rail");
    let content = el("div").class("stick").add(close(ctx, &id)).all(groups).add(summary);
    el("nav").class("rail").attr("id", id).set("popover", "auto").label(ctx, "nav.sections").add(content)
}

fn item(ctx: &ViewContext<'_>, index: usize) -> Node {
    let model = ctx.model;
    let (section, state) = (&model.page.content.sections[index], &model.computed.assessment.sections[index]);
    let (tone, name, words) = status(ctx, state);
    let link = ctx
        .link_here(Route::Section(index))
        .add(el("span").class("no").text(index + 1))
        .text(&section.title)
        .add(el("span").classes("st", tone).add(icon(ctx, name)).text(words));
    el("li").add(link)
}

/// Tone, icon and words for the status of a section.
fn status(ctx: &ViewContext<'_>, state: &SectionState) -> (&'static str, &'static str, String) {
    let open = || ctx.model.plural("status.open", state.open);
    let with_open = |key: &str| ctx.model.format(key, &[("open", &open())]);
    let (tone, name) = match (state.attention, state.status) {
        (Some(Severity::Blocker), _) => ("stop", "stop"),
        (Some(_), _) => ("risk", "risk"),
        (None, SectionStatus::Done) => ("good", "done"),
        (None, SectionStatus::InProgress) => ("plain", "half"),
        (None, SectionStatus::NotStarted) => ("", "none"),
        (None, SectionStatus::NotApplicable) => ("", "na"),
    };
    let text = match (state.status, state.attention) {
        (SectionStatus::Done, None) => ctx.text("status.done"),
        (SectionStatus::Done, Some(_)) => ctx.text("status.done_attention"),
        (SectionStatus::NotApplicable, _) => ctx.text("status.not_applicable"),
        (_, Some(_)) => with_open("status.attention"),
        (SectionStatus::InProgress, None) => with_open("status.in_progress"),
        (SectionStatus::NotStarted, None) => with_open("status.not_started"),
    };
    (tone, name, text)
}
