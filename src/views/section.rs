//! The questions of one section, or all of them on one page.

use super::parts::{rich, Page};
use super::question::question;
use crate::model::{Msg, Place};
use preflight_engine::assess::SectionStatus;
use preflight_engine::condition::Truth;
use yew::prelude::*;

pub fn section(page: &Page<'_>, index: usize) -> Html {
    let model = page.model;
    let Some(section) = model.content.sections.get(index) else { return html! {} };
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
    html! {
        <main class="sheet">
            <p class="crumb">{ crumb }</p>
            <h1 tabindex="-1">{ &section.title }</h1>
            <p class="lead">{ rich(&section.lead) }</p>
            { list(page, index) }
            if state.status == SectionStatus::NotApplicable { <p class="empty">{ page.word("section.not_applicable") }</p> }
            { waiting(page, index) }
            <div class="pager">{ step(page, index.checked_sub(1), "section.back", false) }{ step(page, Some(index + 1), "section.next", true) }</div>
        </main>
    }
}

fn list(page: &Page<'_>, index: usize) -> Html {
    let model = page.model;
    let asked = model.content.questions.iter().enumerate().filter(|(place, question)| {
        question.section == index && model.assessment.questions[*place].asked == Truth::Yes
    });
    let questions = asked.map(|(place, _)| question(page, place));
    let label = model.content.sections[index].title.clone();
    html! { <form class="qs" aria-label={label} onsubmit={|event: SubmitEvent| event.prevent_default()}>{ for questions }</form> }
}

/// How many questions of the section may still come, depending on others.
fn waiting(page: &Page<'_>, index: usize) -> Html {
    let model = page.model;
    let own = model.content.questions.iter().zip(&model.assessment.questions);
    let count = own.filter(|(question, state)| question.section == index && state.asked == Truth::Open).count();
    if count == 0 {
        return html! {};
    }
    html! { <p class="hint more-come">{ model.count("section.more_come", count) }</p> }
}

fn step(page: &Page<'_>, to: Option<usize>, key: &str, main: bool) -> Html {
    let Some((index, section)) = to.and_then(|to| Some((to, page.model.content.sections.get(to)?))) else {
        let last = main.then(|| {
            let href = format!("#{}", crate::shell::route::fragment(&page.model.content, Place::Findings));
            html! { <a class="btn main" {href} onclick={page.goes(Msg::Went(Place::Findings))}>{ page.word("section.to_findings") }</a> }
        });
        return html! { <>{ for last }</> };
    };
    let title = format!("{} {}", index + 1, section.title);
    let href = format!("#{}", crate::shell::route::fragment(&page.model.content, Place::Section(index)));
    html! {
        <a class={classes!("btn", main.then_some("main"))} {href} onclick={page.goes(Msg::Went(Place::Section(index)))}>
            { page.model.with(key, &[("section", &title)]) }
        </a>
    }
}

/// Every question that is asked now, section after section.
pub fn all(page: &Page<'_>) -> Html {
    let sections = page.model.content.sections.iter().enumerate().map(|(index, section)| {
        let heading = format!("{} {}", index + 1, section.title);
        html! { <section class="block" key={index}><h2>{ heading }</h2>{ list(page, index) }{ waiting(page, index) }</section> }
    });
    html! {
        <main class="sheet all">
            <h1 tabindex="-1">{ page.word("questions.all") }</h1>
            <p class="lead">{ page.word("questions.all_lead") }</p>
            { for sections }
        </main>
    }
}
