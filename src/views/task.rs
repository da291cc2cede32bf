//! One task: tick, title, and opened its steps, what comes before it, owner, due date, note, source.

use super::finding::steps;
use super::node::{el, Node};
use super::parts::{field, icon, rich, tick, Page};
use super::prerequisites::prerequisites;
use super::question::{counter, sources};
use crate::model::Msg;
use crate::shell::dom;
use preflight_engine::condition::Truth;
use preflight_engine::reading::parse_date;
use preflight_engine::session::TaskMark;
use preflight_engine::store::MAX_NOTE_LENGTH;
use preflight_engine::Action;

/// `about` stands before the title; it may be empty.
pub fn task(page: &Page<'_>, place: usize, about: &str) -> Node {
    let model = page.model;
    let task = &model.content.tasks[place];
    let mark = model.session.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
    let id = task.id.to_string();
    let done = page.on(move |event| Msg::Did(Action::TaskTicked { task: id.clone(), done: dom::checked(event) }));
    let title = model.fill(&task.title);
    let kept: Vec<&str> = [mark.owner.as_str(), &mark.due].into_iter().filter(|words| !words.is_empty()).collect();
    let about = (!about.is_empty()).then(|| el("b").text(format!("{about}: ")));
    let summary = el("summary")
        .add(el("span").class("t").maybe(about).add(rich(&title)))
        .add(el("span").class("meta").text(kept.join(", ")))
        .add(el("span").class("tw"));
    let to_do = model.content.task_steps(task);
    let due = model.assessment.tasks.iter().find(|state| state.task == task.id);
    let what = el("div")
        .maybe(before(page, place))
        .maybe((!to_do.is_empty()).then(|| steps(page, &to_do)))
        .maybe(due.and_then(|due| prerequisites(page, &due.prerequisites)))
        .add(sources(page, &task.evidence));
    let body = el("div").class("body").add(what).add(fields(page, &task.id, &mark));
    el("li")
        .classes("task", if mark.done { "ticked" } else { "" })
        .key(&task.id)
        .attr("data-task", place.to_string())
        .add(tick(mark.done, done).locked(page).attr("aria-label", title))
        .add(el("details").add(summary).add(body))
}

/// Tasks that come first and are not done yet.
fn before(page: &Page<'_>, place: usize) -> Option<Node> {
    let model = page.model;
    let task = &model.content.tasks[place];
    let waiting: Vec<String> = task
        .after
        .iter()
        .map(|before| &model.content.tasks[*before])
        .filter(|before| {
            model.assessment.tasks.iter().any(|state| state.task == before.id && state.state == Truth::True)
        })
        .filter(|before| !model.session.tasks.get(before.id.as_str()).is_some_and(|mark| mark.done))
        .map(|before| model.fill(&before.title))
        .collect();
    let words = || model.with("task.after", &[("tasks", &waiting.join("; "))]);
    (!waiting.is_empty()).then(|| el("p").class("hint").add(rich(&words())))
}

fn fields(page: &Page<'_>, id: &str, mark: &TaskMark) -> Node {
    let typed = |tag: &'static str, value: &str, make: fn(String, String) -> Action| {
        let task = id.to_owned();
        let input = page.on(move |event| Msg::Did(make(task.clone(), dom::value(event))));
        el(tag).locked(page).value(value.to_owned()).on_input(input)
    };
    let owner = typed("input", &mark.owner, |task, owner| Action::TaskOwned { task, owner });
    let due = typed("input", &mark.due, |task, due| Action::TaskDue { task, due });
    let note = typed("textarea", &mark.note, |task, note| Action::TaskNoted { task, note });
    let bad = !mark.due.trim().is_empty() && parse_date(&mark.due).is_none();
    el("div")
        .class("marks")
        .add(field(page, "field", "task.owner").add(owner.set("type", "text").set("maxlength", "120")))
        .add(due_field(page, bad, due))
        .add(field(page, "field", "question.note").add(note.attr("maxlength", MAX_NOTE_LENGTH.to_string())))
        .maybe(counter(page, &mark.note))
}

fn due_field(page: &Page<'_>, bad: bool, input: Node) -> Node {
    let message = || el("span").class("msg").add(icon(page, "stop")).add(el("span").word(page, "task.bad_due"));
    let input = input.set("type", "text").attr("placeholder", page.word("answer.date_form"));
    let input = if bad { input.set("aria-invalid", "true") } else { input };
    field(page, if bad { "field err" } else { "field" }, "task.due").maybe(bad.then(message)).add(input)
}
