//! The sections in their groups, each with its honest state.

use super::parts::{icon, Page};
use crate::model::{Msg, Place};
use preflight_engine::assess::{SectionState, SectionStatus};
use preflight_engine::content::Severity;
use yew::prelude::*;

pub fn rail(page: &Page<'_>) -> Html {
    let model = page.model;
    let groups = model.content.groups.iter().enumerate().map(|(place, group)| {
        let own = model.content.sections.iter().enumerate().filter(move |(_, section)| section.group == place);
        let items = own.map(|(index, _)| item(page, index));
        html! { <><h2>{ &group.title }</h2><ul>{ for items }</ul></> }
    });
    let counts = &model.assessment.counts;
    let (answered, asked) = (counts.answered.to_string(), counts.asked.to_string());
    let sum = model.with(
        "questions.sum",
        &[("answered", &answered), ("asked", &asked), ("dont_know", &counts.dont_know.to_string())],
    );
    let id = model.id("rail");
    html! {
        <nav class="rail" id={id.clone()} popover="auto" aria-label={page.word("nav.sections")}><div class="stick">
            <button type="button" class="close s" popovertarget={id} popovertargetaction="hide">{ page.word("action.close") }</button>
            { for groups }
            <div class="sum">
                { sum }
                { gauge(counts.answered, counts.dont_know, counts.asked) }
                { page.link(Place::AllQuestions, html! { { page.word("questions.all") } }) }
            </div>
        </div></nav>
    }
}

/// How much is answered, drawn; the sentence beside it says the same.
pub fn gauge(answered: usize, dont_know: usize, asked: usize) -> Html {
    let width = |n: usize| (n * 1040).checked_div(asked).unwrap_or(0);
    let (first, second) = (width(answered), width(answered + dont_know));
    html! {
        <svg class="gauge" viewBox="0 0 1040 60" preserveAspectRatio="none" aria-hidden="true">
            <path class="g0" d="M0 0H1040V60H0z" />
            <path class="g1" d={format!("M0 0H{first}V60H0z")} />
            <path class="g2" d={format!("M{first} 0H{second}V60H{first}z")} />
        </svg>
    }
}

fn item(page: &Page<'_>, index: usize) -> Html {
    let model = page.model;
    let (section, state) = (&model.content.sections[index], &model.assessment.sections[index]);
    let href = format!("#{}", crate::shell::route::fragment(&model.content, Place::Section(index)));
    let now = (model.place == Place::Section(index)).then_some("page");
    let (tone, name, text) = status(page, state);
    html! {
        <li><a {href} aria-current={now} onclick={page.goes(Msg::Went(Place::Section(index)))}>
            <span class="no">{ index + 1 }</span>{ &section.title }
            <span class={classes!("st", tone)}>{ icon(page, name) }{ text }</span>
        </a></li>
    }
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
