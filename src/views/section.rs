//! The questions of one section, or all of them on one page.

use super::effect::{causes, Cause};
use super::kept::{kept, Part};
use super::node::{el, nodes, Node};
use super::parts::{rich, Page};
use crate::model::Place;
use preflight_engine::assess::SectionStatus;
use preflight_engine::condition::Truth;
use yew::virtual_dom::ListenerKind;
use yew::{Callback, Event};

#[inline(never)]
pub fn section(page: &Page<'_>, index: usize) -> Node {
    let model = page.model;
    let Some(section) = model.content.sections.get(index) else { return nodes() };
    let state = &model.assessment.sections[index];
    let answered = state.answered.to_string();
    let crumb = model.with(
        "section.crumb",
        &[
            ("n", (index + 1).to_string().as_str()),
            ("of", &model.content.sections.len().to_string()),
            ("answered", &answered),
            ("asked", &state.asked.to_string()),
        ],
    );
    let not_asked = state.status == SectionStatus::NotApplicable;
    let back = index.checked_sub(1).and_then(|before| step(page, before, "btn", "section.back"));
    let next = step(page, index + 1, "btn main", "section.next");
    let next = next.unwrap_or_else(|| page.link(Place::Findings).class("btn main").word(page, "section.to_findings"));
    let pager = el("div").class("pager").maybe(back).add(next);
    el("main")
        .class("sheet")
        .add(el("p").class("crumb").text(crumb))
        .add(el("h1").set("tabindex", "-1").text(&section.title))
        .add(el("p").class("lead").add(rich(&section.lead)))
        .add(list(page, index, &mut causes(page)))
        .maybe(not_asked.then(|| el("p").class("empty").word(page, "section.not_applicable")))
        .maybe(waiting(page, index))
        .add(pager)
}

/// What stands under each question is worked out once for all sections, and taken from `causes`.
fn list(page: &Page<'_>, index: usize, causes: &mut [Vec<Cause>]) -> Node {
    let model = page.model;
    let shown = model.content.questions.iter().enumerate().filter(|(place, question)| {
        question.section == index && model.assessment.questions[*place].asked == Truth::True
    });
    let stay = Callback::from(|event: Event| event.prevent_default());
    el("form")
        .class("qs")
        .attr("aria-label", model.content.sections[index].title.clone())
        .on(|| ListenerKind::onsubmit, stay)
        .all(shown.map(|(place, _)| kept(page, Part::Question(place, std::mem::take(&mut causes[place])))))
}

/// How many questions of the section may still come, depending on others.
fn waiting(page: &Page<'_>, index: usize) -> Option<Node> {
    let model = page.model;
    let own = model.content.questions.iter().zip(&model.assessment.questions);
    let count = own.filter(|(question, state)| question.section == index && state.asked == Truth::Unknown).count();
    (count > 0).then(|| el("p").class("hint more-come").text(model.count("section.more_come", count)))
}

/// A link to the section before or after, where there is one.
fn step(page: &Page<'_>, to: usize, class: &'static str, key: &str) -> Option<Node> {
    let section = page.model.content.sections.get(to)?;
    let title = format!("{} {}", to + 1, section.title);
    Some(page.link(Place::Section(to)).class(class).text(page.model.with(key, &[("section", &title)])))
}

/// Every question that is asked now, section after section.
#[inline(never)]
pub fn all(page: &Page<'_>) -> Node {
    let mut causes = causes(page);
    let sections = page.model.content.sections.iter().enumerate().map(|(index, section)| {
        el("section")
            .class("block")
            .key(&index.to_string())
            .add(el("h2").text(format!("{} {}", index + 1, section.title)))
            .add(list(page, index, &mut causes))
            .maybe(waiting(page, index))
    });
    el("main")
        .class("sheet all")
        .add(el("h1").set("tabindex", "-1").word(page, "questions.all"))
        .add(el("p").class("lead").word(page, "questions.all_lead"))
        .all(sections)
}
