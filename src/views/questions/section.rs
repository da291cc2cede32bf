//! The views of one section and of all sections: their questions with consequences. Called by `views::main`.

use crate::model::Route;
use crate::views::questions::consequences::{consequences, Consequence};
use crate::views::questions::question::QuestionPart;
use crate::views::ui::context::ViewContext;
use crate::views::ui::memo::memo;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::inline_code;
use preflight_engine::assess::SectionStatus;
use preflight_engine::condition::Truth;
use yew::virtual_dom::ListenerKind;

pub fn section(ctx: &ViewContext<'_>, index: usize) -> Node {
    let model = ctx.model;
    let Some(section) = model.page.content.sections.get(index) else { return nodes() };
    let state = &model.computed.assessment.sections[index];
    let answered = state.answered.to_string();
    let crumb = model.format(
        "section.crumb",
        &[
            ("n", (index + 1).to_string().as_str()),
            ("of", &model.page.content.sections.len().to_string()),
            ("answered", &answered),
            ("asked", &state.asked.to_string()),
        ],
    );
    let not_asked = state.status == SectionStatus::NotApplicable;
    let back = index.checked_sub(1).and_then(|before| step(ctx, before, "btn", "section.back"));
    let next = step(ctx, index + 1, "btn main", "section.next");
    let next = next.unwrap_or_else(|| ctx.link(Route::Findings).class("btn main").message(ctx, "section.to_findings"));
    let pager = el("div").class("pager").optional(back).add(next);
    el("main")
        .class("sheet")
        .add(el("p").class("crumb").text(crumb))
        .add(el("h1").set("tabindex", "-1").text(&section.title))
        .add(el("p").class("lead").add(inline_code(&section.lead)))
        .add(list(ctx, index, &mut consequences(ctx)))
        .optional(not_asked.then(|| el("p").class("empty").message(ctx, "section.not_applicable")))
        .optional(waiting(ctx, index))
        .add(pager)
}

/// The questions of a section. `consequences` covers all sections and is computed once; each question takes its part.
fn list(ctx: &ViewContext<'_>, section: usize, consequences: &mut [Vec<Consequence>]) -> Node {
    let model = ctx.model;
    let shown = model.page.content.questions.iter().enumerate().filter(|(index, question)| {
        question.section == section && model.computed.assessment.questions[*index].asked == Truth::True
    });
    el("form")
        .class("qs")
        .attr("aria-label", model.page.content.sections[section].title.clone())
        .on(|| ListenerKind::onsubmit, ctx.prevents_default())
        .all(shown.map(|(index, _)| {
            let consequences = std::mem::take(&mut consequences[index]);
            memo(ctx, QuestionPart { index, consequences })
        }))
}

/// The number of questions of the section whose conditions are still unknown.
fn waiting(ctx: &ViewContext<'_>, index: usize) -> Option<Node> {
    let model = ctx.model;
    let questions = model.page.content.questions.iter().zip(&model.computed.assessment.questions);
    let count =
        questions.filter(|(question, state)| question.section == index && state.asked == Truth::Unknown).count();
    (count > 0).then(|| el("p").class("hint more-come").text(model.plural("section.more_come", count)))
}

/// A link to the previous or next section, if there is one.
fn step(ctx: &ViewContext<'_>, to: usize, class: &'static str, key: &str) -> Option<Node> {
    let section = ctx.model.page.content.sections.get(to)?;
    let title = format!("{} {}", to + 1, section.title);
    Some(ctx.link(Route::Section(to)).class(class).text(ctx.model.format(key, &[("section", &title)])))
}

/// Every question that is asked now, section after section.
pub fn all(ctx: &ViewContext<'_>) -> Node {
    let mut consequences = consequences(ctx);
    let sections = ctx.model.page.content.sections.iter().enumerate().map(|(index, section)| {
        el("section")
            .class("block")
            .key(&index.to_string())
            .add(el("h2").text(format!("{} {}", index + 1, section.title)))
            .add(list(ctx, index, &mut consequences))
            .optional(waiting(ctx, index))
    });
    el("main")
        .class("sheet all")
        .add(el("h1").set("tabindex", "-1").message(ctx, "questions.all"))
        .add(el("p").class("lead").message(ctx, "questions.all_lead"))
        .all(sections)
}
