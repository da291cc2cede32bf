//! Tasks by phase, owner or day, with progress; tasks that may come once more is answered are counted, not listed among the others.

use crate::model::Export;
use crate::model::{Filters, Msg, Order};
use crate::views::tasks::task::task;
use crate::views::ui::context::ViewContext;
use crate::views::ui::filter_select::owners;
use crate::views::ui::node::{el, Node};
use crate::views::ui::widgets::export_button;
use crate::views::ui::widgets::{check, field, head, inline_code, option};
use preflight_engine::condition::Truth;
use preflight_engine::content::Task;
use preflight_engine::progress::progress;
use preflight_engine::quantity::{format_date, parse_date};
use preflight_engine::Action;

pub fn tasks(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let all = progress(&model.computed.assessment, &model.open.plan, None);
    let lead = model.format("tasks.lead", &[("done", &all.done.to_string()), ("of", &all.of.to_string())]);
    let hide = Filters { hide_done: !model.view.filters.hide_done, ..model.view.filters.clone() };
    let owned: Vec<&str> = model.open.plan.tasks.iter().map(|(_, mark)| mark.owner.as_str()).collect();
    let tools = el("div")
        .class("tools")
        .add(check(ctx.text("tasks.hide_done"), model.view.filters.hide_done, ctx.sends(Msg::Filtered(hide))))
        .add(order(ctx))
        .optional(owners(ctx, &owned))
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

/// By what tasks are gathered.
fn order(ctx: &ViewContext<'_>) -> Node {
    let current = ctx.model.view.filters.clone();
    let all = [(Order::Phase, "findings.phase"), (Order::Owner, "task.owner"), (Order::Due, "task.due")];
    let change = ctx.on_value(move |value| {
        let index: usize = value.parse().unwrap_or_default();
        let order = all.get(index).map_or(Order::Phase, |(order, _)| *order);
        Msg::Filtered(Filters { order, ..current.clone() })
    });
    let each = all.iter().enumerate();
    let each = each.map(|(index, (order, key))| {
        option(&index.to_string(), &ctx.text(key), *order == ctx.model.view.filters.order)
    });
    field(ctx, "field", "tasks.order").add(el("select").on_change(change).all(each))
}

/// The tasks that are due, gathered as the reader chose; each group by its title.
fn groups(ctx: &ViewContext<'_>) -> Vec<Node> {
    let model = ctx.model;
    let mark = |task: &Task| model.open.plan.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
    let due = model.computed.assessment.tasks.iter().filter(|state| state.state == Truth::True);
    let due = due.filter_map(|state| model.page.content.task(&state.task));
    let mut all: Vec<(String, Vec<usize>)> = Vec::new();
    for index in due {
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
        // What has no owner, or no day, comes last.
        all.sort_by(|(one, _), (other, _)| (one.is_empty(), one).cmp(&(other.is_empty(), other)));
    }
    all.into_iter().filter_map(|(title, indexes)| group(ctx, title, &indexes)).collect()
}

/// One group with how much of it is done, and a button that ticks all that is shown, or unticks it.
fn group(ctx: &ViewContext<'_>, title: String, indexes: &[usize]) -> Option<Node> {
    let model = ctx.model;
    let is_done = |index: &&usize| {
        model.open.plan.tasks.get(model.page.content.tasks[**index].id.as_str()).is_some_and(|mark| mark.done)
    };
    let done = indexes.iter().filter(is_done).count();
    let own: Vec<Node> = indexes
        .iter()
        .filter(|index| !(model.view.filters.hide_done && is_done(index)))
        .map(|index| task(ctx, *index, ""))
        .collect();
    if own.is_empty() {
        return None;
    }
    let named = match (title.is_empty(), model.view.filters.order) {
        (false, _) => title.clone(),
        (true, Order::Due) => ctx.text("tasks.no_due"),
        (true, _) => ctx.text("task.no_owner"),
    };
    let count = model.format("count.of", &[("n", &done.to_string()), ("of", &indexes.len().to_string())]);
    let all = done < indexes.len();
    let ids = indexes.iter().map(|index| model.page.content.tasks[*index].id.to_string());
    let tick = ids.map(|task| Msg::PlanEdited(Action::TaskTicked { task, done: all })).collect();
    let words = ctx.text(if all { "tasks.tick_all" } else { "tasks.untick_all" });
    let label = model.format("tasks.of_group", &[("what", &words), ("group", &named)]);
    let button = el("button").class("s").set("type", "button").locked(ctx).on_click(ctx.sends_all(tick));
    let button = button.attr("aria-label", label).text(words);
    let title = el("div").class("grouphead").add(el("h2").text(&named).add(el("small").text(count))).add(button);
    Some(el("section").class("group").key(&named).add(title).add(el("ul").class("tasks").all(own)))
}

/// Tasks whose condition is still open.
fn possible(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    let open: Vec<Node> = model
        .computed
        .assessment
        .tasks
        .iter()
        .filter(|state| state.state == Truth::Unknown)
        .filter_map(|state| {
            let task = &model.page.content.tasks[model.page.content.task(&state.task)?];
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
