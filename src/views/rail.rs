//! The sections in their groups, each with its honest state.

use super::node::{el, nodes, Node};
use super::parts::{icon, Page};
use crate::model::{Model, Place};
use preflight_engine::assess::{SectionState, SectionStatus};
use preflight_engine::content::Severity;

/// What the list shows of the model, but for the plan's id and the place.
pub fn shown(model: &Model) -> impl PartialEq + use<'_> {
    let counts = &model.assessment.counts;
    (&model.assessment.sections, counts.answered, counts.dont_know, counts.asked)
}

pub fn rail(page: &Page<'_>) -> Node {
    let model = page.model;
    let groups = model.content.groups.iter().enumerate().map(|(place, group)| {
        let own = model.content.sections.iter().enumerate().filter(move |(_, section)| section.group == place);
        let items = own.map(|(index, _)| item(page, index));
        nodes().add(el("h2").text(&group.title)).add(el("ul").all(items))
    });
    let counts = &model.assessment.counts;
    let (answered, asked) = (counts.answered.to_string(), counts.asked.to_string());
    let sum = model.with(
        "questions.sum",
        &[("answered", &answered), ("asked", &asked), ("dont_know", &counts.dont_know.to_string())],
    );
    let sum = el("div")
        .class("sum")
        .text(sum)
        .add(gauge(counts.answered, counts.dont_know, counts.asked))
        .add(page.link(Place::AllQuestions).word(page, "questions.all"));
    let id = model.id("rail");
    let stick = el("div").class("stick").add(close(page, &id)).all(groups).add(sum);
    el("nav").class("rail").attr("id", id).set("popover", "auto").label(page, "nav.sections").add(stick)
}

/// The button that closes a list which opened over the page.
pub fn close(page: &Page<'_>, id: &str) -> Node {
    el("button")
        .class("close s")
        .set("type", "button")
        .attr("popovertarget", id.to_owned())
        .set("popovertargetaction", "hide")
        .word(page, "action.close")
}

/// How much is answered, drawn; the sentence beside it says the same.
pub fn gauge(answered: usize, dont_know: usize, asked: usize) -> Node {
    let width = |n: usize| (n * 1040).checked_div(asked).unwrap_or(0);
    let (first, second) = (width(answered), width(answered + dont_know));
    el("svg")
        .class("gauge")
        .set("viewBox", "0 0 1040 60")
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .add(el("path").class("g0").set("d", "M0 0H1040V60H0z"))
        .add(el("path").class("g1").attr("d", format!("M0 0H{first}V60H0z")))
        .add(el("path").class("g2").attr("d", format!("M{first} 0H{second}V60H{first}z")))
}

fn item(page: &Page<'_>, index: usize) -> Node {
    let model = page.model;
    let (section, state) = (&model.content.sections[index], &model.assessment.sections[index]);
    let (tone, name, words) = status(page, state);
    let link = page
        .link_here(Place::Section(index))
        .add(el("span").class("no").text(index + 1))
        .text(&section.title)
        .add(el("span").classes("st", tone).add(icon(page, name)).text(words));
    el("li").add(link)
}

/// Tone, icon and words of a section's state.
fn status(page: &Page<'_>, state: &SectionState) -> (&'static str, &'static str, String) {
    let open = || page.model.count("status.open", state.open);
    let with_open = |key: &str| page.model.with(key, &[("open", &open())]);
    let (tone, name) = match (state.attention, state.status) {
        (Some(Severity::Blocker), _) => ("stop", "stop"),
        (Some(_), _) => ("risk", "risk"),
        (None, SectionStatus::Done) => ("good", "done"),
        (None, SectionStatus::InProgress) => ("plain", "half"),
        (None, SectionStatus::NotStarted) => ("", "none"),
        (None, SectionStatus::NotApplicable) => ("", "na"),
    };
    let text = match (state.status, state.attention) {
        (SectionStatus::Done, None) => page.word("status.done"),
        (SectionStatus::Done, Some(_)) => page.word("status.done_attention"),
        (SectionStatus::NotApplicable, _) => page.word("status.not_applicable"),
        (_, Some(_)) => with_open("status.attention"),
        (SectionStatus::InProgress, None) => with_open("status.in_progress"),
        (SectionStatus::NotStarted, None) => with_open("status.not_started"),
    };
    (tone, name, text)
}
