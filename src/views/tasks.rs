//! Tasks by phase, with progress; tasks that may come once more is answered are counted, not listed among the others.

use super::parts::{check, rich, Page};
use super::task::task;
use crate::model::{Filters, Msg};
use crate::shell::files;
use preflight_engine::condition::Truth;
use preflight_engine::progress::progress;
use preflight_engine::report;
use yew::prelude::*;

pub fn tasks(page: &Page<'_>) -> Html {
    let model = page.model;
    let all = progress(&model.assessment, &model.session, None);
    let lead = model.with("tasks.lead", &[("done", &all.done.to_string()), ("of", &all.of.to_string())]);
    let phases = (0..model.content.phases.len()).map(|phase| group(page, phase));
    let hide = Filters { hide_done: !model.filters.hide_done, ..model.filters.clone() };
    html! {
        <main class="page">
            <div class="head">
                <div><h1 tabindex="-1">{ page.word("view.tasks") }</h1><p class="lead">{ lead }</p></div>
                <div class="tools">
                    { check(page.word("tasks.hide_done"), model.filters.hide_done, page.sends(Msg::Filtered(hide))) }
                    { export(page, "csv") }
                    { export(page, "ics") }
                </div>
            </div>
            { for phases }
            { possible(page) }
        </main>
    }
}

fn export(page: &Page<'_>, kind: &'static str) -> Html {
    let model = page.model.clone();
    let onclick = move |_: MouseEvent| {
        let (text, mime) = match kind {
            "csv" => (report::csv(&model.content, &model.session, &model.assessment), "text/csv"),
            _ => (report::ics(&model.content, &model.session, &model.assessment), "text/calendar"),
        };
        let _ = files::download(&format!("{}.{kind}", model.file_stem()), mime, &text);
    };
    html! { <button type="button" {onclick}>{ page.word(&format!("tasks.{kind}")) }</button> }
}

fn group(page: &Page<'_>, phase: usize) -> Html {
    let model = page.model;
    let id = &model.content.phases[phase].id;
    let own: Vec<Html> = model
        .assessment
        .tasks
        .iter()
        .filter(|state| state.state == Truth::Yes && state.phase == *id)
        .filter(|state| {
            !(model.filters.hide_done && model.session.tasks.get(&state.task).is_some_and(|mark| mark.done))
        })
        .filter_map(|state| Some(task(page, model.content.task(&state.task)?)))
        .collect();
    if own.is_empty() {
        return html! {};
    }
    let done = progress(&model.assessment, &model.session, Some(id));
    let count = model.with("count.of", &[("n", &done.done.to_string()), ("of", &done.of.to_string())]);
    html! {
        <section class="group" key={id.clone()}>
            <h2>{ &model.content.phases[phase].title }<small>{ count }</small></h2>
            <ul class="tasks">{ for own }</ul>
        </section>
    }
}

/// Tasks whose condition is still open.
fn possible(page: &Page<'_>) -> Html {
    let model = page.model;
    let open: Vec<Html> = model
        .assessment
        .tasks
        .iter()
        .filter(|state| state.state == Truth::Open)
        .filter_map(|state| {
            let task = &model.content.tasks[model.content.task(&state.task)?];
            let waiting = model.with("tasks.waiting", &[("waiting", &model.content.numbers(&state.wants))]);
            Some(html! { <li>{ rich(&task.title) }<span class="hint">{ waiting }</span></li> })
        })
        .collect();
    if open.is_empty() {
        return html! {};
    }
    let title = model.count("tasks.possible", open.len());
    html! {
        <section class="group"><details class="fold"><summary><h2>{ title }</h2></summary><ul class="plainlist">{ for open }</ul></details></section>
    }
}
