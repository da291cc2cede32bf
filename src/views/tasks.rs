//! Tasks by phase, owner or day, with progress; tasks that may come once more is answered are counted, not listed among the others.

use super::choice::owners;
use super::node::{el, Node};
use super::parts::{check, field, head, option, rich, Page};
use super::task::task;
use crate::model::{Filters, Msg, Order};
use crate::shell::{dom, files};
use preflight_engine::condition::Truth;
use preflight_engine::content::Task;
use preflight_engine::progress::progress;
use preflight_engine::reading::{parse_date, format_date};
use preflight_engine::report;
use preflight_engine::Action;
use yew::Callback;

#[inline(never)]
pub fn tasks(page: &Page<'_>) -> Node {
    let model = page.model;
    let all = progress(&model.assessment, &model.session, None);
    let lead = model.with("tasks.lead", &[("done", &all.done.to_string()), ("of", &all.of.to_string())]);
    let hide = Filters { hide_done: !model.filters.hide_done, ..model.filters.clone() };
    let owned: Vec<&str> = model.session.tasks.iter().map(|(_, mark)| mark.owner.as_str()).collect();
    let tools = el("div")
        .class("tools")
        .add(check(page.word("tasks.hide_done"), model.filters.hide_done, page.sends(Msg::Filtered(hide))))
        .add(order(page))
        .maybe(owners(page, &owned))
        .add(export(page, "csv"))
        .add(export(page, "ics"));
    let none = (all.of == 0).then(|| el("p").class("empty").word(page, "tasks.empty"));
    el("main")
        .class("page")
        .add(head(page, "view.tasks", lead).add(tools))
        .maybe(none)
        .all(groups(page))
        .maybe(possible(page))
}

/// By what tasks are gathered.
fn order(page: &Page<'_>) -> Node {
    let current = page.model.filters.clone();
    let all = [(Order::Phase, "findings.phase"), (Order::Owner, "task.owner"), (Order::Due, "task.due")];
    let change = page.on(move |event| {
        let place: usize = dom::value(event).parse().unwrap_or_default();
        let order = all.get(place).map_or(Order::Phase, |(order, _)| *order);
        Msg::Filtered(Filters { order, ..current.clone() })
    });
    let each = all.iter().enumerate();
    let each = each
        .map(|(place, (order, key))| option(&place.to_string(), &page.word(key), *order == page.model.filters.order));
    field(page, "field", "tasks.order").add(el("select").on_change(change).all(each))
}

/// The tasks that are due, gathered as the reader chose; each group by its title.
fn groups(page: &Page<'_>) -> Vec<Node> {
    let model = page.model;
    let mark = |task: &Task| model.session.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
    let due = model.assessment.tasks.iter().filter(|state| state.state == Truth::True);
    let due = due.filter_map(|state| model.content.task(&state.task));
    let mut all: Vec<(String, Vec<usize>)> = Vec::new();
    for place in due {
        let (task, mark) = (&model.content.tasks[place], mark(&model.content.tasks[place]));
        if !model.filters.is_of(&mark.owner) {
            continue;
        }
        let group = match model.filters.order {
            Order::Phase => model.content.phases[task.phase].title.clone(),
            Order::Owner => mark.owner.trim().to_owned(),
            Order::Due => parse_date(&mark.due).map(format_date).unwrap_or_default(),
        };
        match all.iter_mut().find(|(title, _)| *title == group) {
            Some((_, places)) => places.push(place),
            None => all.push((group, vec![place])),
        }
    }
    if model.filters.order != Order::Phase {
        // What has no owner, or no day, comes last.
        all.sort_by(|(one, _), (other, _)| (one.is_empty(), one).cmp(&(other.is_empty(), other)));
    }
    all.into_iter().filter_map(|(title, places)| group(page, title, &places)).collect()
}

/// One group with how much of it is done, and a button that ticks all that is shown, or unticks it.
fn group(page: &Page<'_>, title: String, places: &[usize]) -> Option<Node> {
    let model = page.model;
    let is_done = |place: &&usize| {
        model.session.tasks.get(model.content.tasks[**place].id.as_str()).is_some_and(|mark| mark.done)
    };
    let done = places.iter().filter(is_done).count();
    let own: Vec<Node> = places
        .iter()
        .filter(|place| !(model.filters.hide_done && is_done(place)))
        .map(|place| task(page, *place, ""))
        .collect();
    if own.is_empty() {
        return None;
    }
    let named = match (title.is_empty(), model.filters.order) {
        (false, _) => title.clone(),
        (true, Order::Due) => page.word("tasks.no_due"),
        (true, _) => page.word("task.no_owner"),
    };
    let count = model.with("count.of", &[("n", &done.to_string()), ("of", &places.len().to_string())]);
    let all = done < places.len();
    let send = page.send.clone();
    let ids: Vec<String> = places.iter().map(|place| model.content.tasks[*place].id.to_string()).collect();
    let tick = Callback::from(move |_| {
        for task in &ids {
            send.emit(Msg::Did(Action::TaskTicked { task: task.clone(), done: all }));
        }
    });
    let words = page.word(if all { "tasks.tick_all" } else { "tasks.untick_all" });
    let label = model.with("tasks.of_group", &[("what", &words), ("group", &named)]);
    let button = el("button").class("s").set("type", "button").locked(page).on_click(tick);
    let button = button.attr("aria-label", label).text(words);
    let title = el("div").class("grouphead").add(el("h2").text(&named).add(el("small").text(count))).add(button);
    Some(el("section").class("group").key(&named).add(title).add(el("ul").class("tasks").all(own)))
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

/// Tasks whose condition is still open.
fn possible(page: &Page<'_>) -> Option<Node> {
    let model = page.model;
    let open: Vec<Node> = model
        .assessment
        .tasks
        .iter()
        .filter(|state| state.state == Truth::Unknown)
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
