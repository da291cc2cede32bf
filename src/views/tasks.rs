//! Tasks by phase, with progress; tasks that may come once more is answered are counted, not listed among the others.

use super::node::{el, Node};
use super::parts::{check, head, rich, Page};
use super::task::task;
use crate::model::{Filters, Msg};
use crate::shell::files;
use preflight_engine::condition::Truth;
use preflight_engine::progress::progress;
use preflight_engine::report;
use yew::Callback;

#[inline(never)]
pub fn tasks(page: &Page<'_>) -> Node {
    let model = page.model;
    let all = progress(&model.assessment, &model.session, None);
    let lead = model.with("tasks.lead", &[("done", &all.done.to_string()), ("of", &all.of.to_string())]);
    let phases = (0..model.content.phases.len()).filter_map(|phase| group(page, phase));
    let hide = Filters { hide_done: !model.filters.hide_done, ..model.filters.clone() };
    let tools = el("div")
        .class("tools")
        .add(check(page.word("tasks.hide_done"), model.filters.hide_done, page.sends(Msg::Filtered(hide))))
        .add(export(page, "csv"))
        .add(export(page, "ics"));
    el("main").class("page").add(head(page, "view.tasks", lead).add(tools)).all(phases).maybe(possible(page))
}

pub fn export(page: &Page<'_>, kind: &'static str) -> Node {
    let model = page.model.clone();
    let save = Callback::from(move |_| {
        let (text, mime) = match kind {
            "csv" => (report::csv(&model.content, &model.session, &model.assessment), "text/csv"),
            _ => (report::ics(&model.content, &model.session, &model.assessment), "text/calendar"),
        };
        let _ = files::download(&format!("{}.{kind}", model.file_stem()), mime, &text);
    });
    page.button("", &format!("tasks.{kind}"), save)
}

fn group(page: &Page<'_>, phase: usize) -> Option<Node> {
    let model = page.model;
    let id = &model.content.phases[phase].id;
    let own: Vec<Node> = model
        .assessment
        .tasks
        .iter()
        .filter(|state| state.state == Truth::Yes && state.phase == *id)
        .filter(|state| {
            !(model.filters.hide_done && model.session.tasks.get(state.task.as_str()).is_some_and(|mark| mark.done))
        })
        .filter_map(|state| Some(task(page, model.content.task(&state.task)?)))
        .collect();
    if own.is_empty() {
        return None;
    }
    let done = progress(&model.assessment, &model.session, Some(id));
    let count = model.with("count.of", &[("n", &done.done.to_string()), ("of", &done.of.to_string())]);
    let title = el("h2").text(&model.content.phases[phase].title).add(el("small").text(count));
    Some(el("section").class("group").key(id).add(title).add(el("ul").class("tasks").all(own)))
}

/// Tasks whose condition is still open.
fn possible(page: &Page<'_>) -> Option<Node> {
    let model = page.model;
    let open: Vec<Node> = model
        .assessment
        .tasks
        .iter()
        .filter(|state| state.state == Truth::Open)
        .filter_map(|state| {
            let task = &model.content.tasks[model.content.task(&state.task)?];
            let waiting = model.with("tasks.waiting", &[("waiting", &model.content.numbers(&state.wants))]);
            Some(el("li").add(rich(&task.title)).add(el("span").class("hint").text(waiting)))
        })
        .collect();
    if open.is_empty() {
        return None;
    }
    let title = el("summary").add(el("h2").text(model.count("tasks.possible", open.len())));
    let fold = el("details").class("fold").add(title).add(el("ul").class("plainlist").all(open));
    Some(el("section").class("group").add(fold))
}
