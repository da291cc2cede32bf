//! The view `tasks`: tasks grouped by phase, owner or due date, with progress; tasks whose condition is unknown follow
//! in a separate list. Called by `views::main`.

use crate::model::{Export, Filters, Msg, Order};
use crate::views::tasks::task::task;
use crate::views::ui::context::ViewContext;
use crate::views::ui::filter_select::owner_select;
use crate::views::ui::node::{el, Node};
use crate::views::ui::widgets::{export_button, field, head, inline_code, labelled_checkbox, option};
use preflight_engine::condition::Truth;
use preflight_engine::content::Task;
use preflight_engine::progress::progress;
use preflight_engine::quantity::{format_date, parse_date};
use preflight_engine::Action;

pub fn tasks(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let all = progress(&model.computed.assessment, &model.open.plan, None);
    let lead = model.format("tasks.lead", &[("done", &all.done.to_string()), ("of", &all.of.to_string())]);
    let toggled = Filters { hide_done: !model.view.filters.hide_done, ..model.view.filters.clone() };
    let owner_names: Vec<&str> = model.open.plan.tasks.iter().map(|(_, mark)| mark.owner.as_str()).collect();
    let tools = el("div")
        .class("tools")
        .add(labelled_checkbox(
            ctx.text("tasks.hide_done"),
            model.view.filters.hide_done,
            ctx.sends(Msg::Filtered(toggled)),
        ))
        .add(order(ctx))
        .optional(owner_select(ctx, &owner_names))
        .add(export_button(ctx, "", "tasks.csv", Export::TasksCsv))
        .add(export_button(ctx, "", "tasks.ics", Export::Calendar));
    let none = (all.of == 0).then(|| el("p").class("empty").message(ctx, "tasks.empty"));
    el("main")
        .class("page")
        .add(head(ctx, "view.tasks", lead).add(tools))
        .optional(none)
        .all(groups(ctx))
        .optional(possible(ctx))
}

/// The field that selects how tasks are grouped.
fn order(ctx: &ViewContext<'_>) -> Node {
    let current = ctx.model.view.filters.clone();
    let orders = [(Order::Phase, "findings.phase"), (Order::Owner, "task.owner"), (Order::Due, "task.due")];
    let on_change = ctx.on_value(move |value| {
        let index: usize = value.parse().unwrap_or_default();
        let order = orders.get(index).map_or(Order::Phase, |(order, _)| *order);
        Msg::Filtered(Filters { order, ..current.clone() })
    });
    let options = orders.iter().enumerate();
    let options = options.map(|(index, (order, key))| {
        option(&index.to_string(), &ctx.text(key), *order == ctx.model.view.filters.order)
    });
    field(ctx, "field", "tasks.order").add(el("select").on_change(on_change).all(options))
}

/// The tasks that apply, in the groups that the reader selected.
fn groups(ctx: &ViewContext<'_>) -> Vec<Node> {
    let model = ctx.model;
    let mark = |task: &Task| model.open.plan.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
    let applicable = model.computed.assessment.tasks.iter().filter(|state| state.state == Truth::True);
    let applicable = applicable.filter_map(|state| model.page.content.task_index(&state.task));
    let mut all: Vec<(String, Vec<usize>)> = Vec::new();
    for index in applicable {
        let (task, mark) = (&model.page.content.tasks[index], mark(&model.page.content.tasks[index]));
        if !model.view.filters.matches_owner(&mark.owner) {
            continue;
        }
        let group = match model.view.filters.order {
            Order::Phase => model.page.content.phases[task.phase].title.clone(),
            Order::Owner => mark.owner.trim().to_owned(),
            Order::Due => parse_date(&mark.due).map(format_date).unwrap_or_default(),
        };
        match all.iter_mut().find(|(title, _)| *title == group) {
            Some((_, indexes)) => indexes.push(index),
            None => all.push((group, vec![index])),
        }
    }
    if model.view.filters.order != Order::Phase {
        // Tasks without an owner or a due date come last.
        all.sort_by(|(left, _), (right, _)| (left.is_empty(), left).cmp(&(right.is_empty(), right)));
    }
    all.into_iter().filter_map(|(title, indexes)| group(ctx, title, &indexes)).collect()
}

/// One group with its progress and a button that ticks all of its tasks, or unticks them if all are done.
fn group(ctx: &ViewContext<'_>, title: String, indexes: &[usize]) -> Option<Node> {
    let model = ctx.model;
    let is_done = |index: &&usize| {
        model.open.plan.tasks.get(model.page.content.tasks[**index].id.as_str()).is_some_and(|mark| mark.done)
    };
    let done = indexes.iter().filter(is_done).count();
    let tasks: Vec<Node> = indexes
        .iter()
        .filter(|index| !(model.view.filters.hide_done && is_done(index)))
        .map(|index| task(ctx, *index, ""))
        .collect();
    if tasks.is_empty() {
        return None;
    }
    let name = match (title.is_empty(), model.view.filters.order) {
        (false, _) => title.clone(),
        (true, Order::Due) => ctx.text("tasks.no_due"),
        (true, _) => ctx.text("task.no_owner"),
    };
    let count = model.format("count.of", &[("n", &done.to_string()), ("of", &indexes.len().to_string())]);
    let ticks_all = done < indexes.len();
    let ids = indexes.iter().map(|index| model.page.content.tasks[*index].id.to_string());
    let messages = ids.map(|task| Msg::PlanEdited(Action::TaskTicked { task, done: ticks_all })).collect();
    let words = ctx.text(if ticks_all { "tasks.tick_all" } else { "tasks.untick_all" });
    let label = model.format("tasks.of_group", &[("what", &words), ("group", &name)]);
    let button = el("button").class("s").set("type", "button").locked(ctx).on_click(ctx.sends_all(messages));
    let button = button.attr("aria-label", label).text(words);
    let title = el("div").class("grouphead").add(el("h2").text(&name).add(el("small").text(count))).add(button);
    Some(el("section").class("group").key(&name).add(title).add(el("ul").class("tasks").all(tasks)))
}

/// Tasks whose condition is unknown.
fn possible(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    let open: Vec<Node> = model
        .computed
        .assessment
        .tasks
        .iter()
        .filter(|state| state.state == Truth::Unknown)
        .filter_map(|state| {
            let task = &model.page.content.tasks[model.page.content.task_index(&state.task)?];
            let waiting = model.format("tasks.waiting", &[("waiting", &model.page.content.numbers(&state.wants))]);
            Some(el("li").add(inline_code(&task.title)).add(el("span").class("hint").text(waiting)))
        })
        .collect();
    if open.is_empty() {
        return None;
    }
    let title = el("summary").add(el("h2").text(model.plural("tasks.possible", open.len())));
    let fold = el("details").class("fold").add(title).add(el("ul").class("plainlist").all(open));
    Some(el("section").class("group").add(fold))
}
