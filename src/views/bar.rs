//! The top of every view but the start: plan, state of saving, the views.

use super::parts::{icon, Page};
use crate::model::{Msg, Place, Saving};
use crate::shell::{dom, files};
use preflight_engine::progress::progress;
use preflight_engine::Action;
use yew::prelude::*;

pub fn bar(page: &Page<'_>) -> Html {
    let model = page.model;
    let rename = page.on(|event: InputEvent| Msg::Did(Action::Renamed(dom::value(&event))));
    html! {
        <header class="bar">
            <a class="brand" href="#/" aria-label={page.word("app.title")} onclick={page.goes(Msg::Went(Place::Start))}>
                { mark() }<span>{ page.word("app.title") }</span>
            </a>
            <div class="plan">
                <input type="text" aria-label={page.word("plan.name")} placeholder={page.word("plan.unnamed")}
                    value={model.session.name.clone()} oninput={rename} maxlength="120" />
                <span class="route">{ route(page) }</span>
            </div>
            { saved(page) }
            <div class="acts">{ save_copy(page) }</div>
        </header>
    }
}

/// The product's mark.
pub fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M2.5 2.5h19v19h-19z" fill="none" stroke="currentColor" stroke-width="2" />
            <path d="M6 14.5h.01M9.2 14.5h.01" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />
            <path d="M12 13.2l2.3 2.6L18.4 8.6" fill="none" stroke="currentColor" stroke-width="2.2" />
        </svg>
    }
}

/// Source, target, Region and date in one line, as far as they are known.
pub fn route(page: &Page<'_>) -> String {
    let model = page.model;
    let known = |id: &str| model.texts.get(id).map(str::to_owned);
    let mut parts = Vec::new();
    if let (Some(source), Some(target)) = (known("source_engine"), known("target_engine")) {
        parts.push(model.with("plan.route", &[("source", &source), ("target", &target)]));
    }
    if let Some(region) = &model.assessment.region {
        parts.push(region.code.clone());
    }
    if let Some(date) = known("hard_date").filter(|_| model.assessment.figures.contains_key("days_to_date")) {
        parts.push(model.with("plan.by", &[("date", &date)]));
    }
    parts.join(", ")
}

fn saved(page: &Page<'_>) -> Html {
    let (tone, name, key) = match page.model.saving {
        Saving::Fresh => ("plain", "none", "saving.fresh"),
        Saving::Saved => ("good", "done", "saving.saved"),
        Saving::Failed => ("stop", "stop", "saving.failed"),
        Saving::Forbidden => ("risk", "risk", "saving.forbidden"),
    };
    html! { <span class={classes!("saved", tone)} role="status">{ icon(page, name) }<span>{ page.word(key) }</span></span> }
}

/// The button that saves the plan as a file.
pub fn save_copy(page: &Page<'_>) -> Html {
    let model = page.model.clone();
    let onclick = move |_: MouseEvent| {
        let name = format!("{}.preflight.json", model.file_stem());
        let _ = files::download(&name, "application/json", &model.file());
    };
    let main = page.model.saving == Saving::Failed;
    html! {
        <button type="button" class={main.then_some("main")} {onclick}>
            { icon(page, "save") }<span class="txt">{ page.word("action.save_copy") }</span>
        </button>
    }
}

/// Every view with its count, and on small screens the two buttons that open the lists.
pub fn views(page: &Page<'_>) -> Html {
    let model = page.model;
    let counts = &model.assessment.counts;
    let answered = counts.answered.to_string();
    let tasks = progress(&model.assessment, &model.session, None);
    let of = |n: &str, of: usize| model.with("count.of", &[("n", n), ("of", &of.to_string())]);
    let holding = model.assessment.findings.iter().filter(|finding| finding.holds()).count();
    let questions = match model.place {
        Place::Section(_) | Place::AllQuestions => model.place,
        _ => Place::Section(0),
    };
    let all = [
        (questions, "view.questions", of(&answered, counts.asked)),
        (Place::Findings, "view.findings", holding.to_string()),
        (Place::Regions, "view.regions", String::new()),
        (Place::Tasks, "view.tasks", of(&tasks.done.to_string(), tasks.of)),
        (Place::Report, "view.report", String::new()),
    ];
    let current = all.iter().find(|(place, _, _)| *place == model.place).map(|(_, key, _)| page.word(key));
    let items = all.into_iter().map(|(place, key, count)| {
        let href = format!("#{}", crate::shell::route::fragment(&model.content, place));
        let now = (place == model.place).then_some("page");
        html! {
            <li><a {href} aria-current={now} onclick={page.goes(Msg::Went(place))}>
                { page.word(key) }<span class="count">{ count }</span>
            </a></li>
        }
    });
    let section = match model.place {
        Place::Section(section) => model.content.sections.get(section).map(|s| format!("{} {}", section + 1, s.title)),
        Place::AllQuestions => Some(page.word("questions.all")),
        _ => None,
    };
    let (views_id, rail_id) = (model.id("views"), model.id("rail"));
    html! {
        <>
            <div class="phonebar">
                <button type="button" popovertarget={views_id.clone()}>
                    <span><small>{ page.word("nav.view") }</small>{ current }</span>{ icon(page, "chev") }
                </button>
                if let Some(section) = section {
                    <button type="button" popovertarget={rail_id}>
                        <span><small>{ page.word("nav.section") }</small>{ section }</span>{ icon(page, "chev") }
                    </button>
                }
            </div>
            <nav class="views" id={views_id} popover="auto" aria-label={page.word("nav.views")}><ul>{ for items }</ul></nav>
        </>
    }
}
