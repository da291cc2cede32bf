//! The list of stored plans: the progress of each, its next deadline, and the commands that act on it. Called by the
//! start page.

use crate::model::{Msg, PlanCommand};
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::{icon, tag};
use crate::views::ui::node::{el, nodes, text, Node};
use crate::views::ui::widgets::{cell, gauge, table_head};
use preflight_engine::quantity::{format, format_date};
use preflight_engine::store::{PlanEntry, PlanList, PlanSummary, TRASH_MS};
use preflight_engine::timeline::percent;

/// The table of plans, the trash, the quarantined texts, and how much storage is used.
pub fn plans(ctx: &ViewContext<'_>) -> Node {
    let block = el("section").class("block").add(el("h2").message(ctx, "start.plans"));
    let Some(plan_list) = &ctx.model.page.plan_list else { return block };
    if plan_list.plans.is_empty() {
        return block.add(el("p").class("empty").message(ctx, "start.no_plan")).add(trash_and_usage(ctx, plan_list));
    }
    let columns = ["plans.plan", "start.readiness", "view.findings", "plans.deadline", "plans.changed", "plans.more"];
    let rows = plan_list.plans.iter().map(|entry| row(ctx, plan_list, entry));
    let table = el("table").class("stack plans").add(table_head(ctx, &columns)).add(el("tbody").all(rows));
    block.add(table).add(trash_and_usage(ctx, plan_list))
}

fn row(ctx: &ViewContext<'_>, plan_list: &PlanList, entry: &PlanEntry) -> Node {
    let title = el("th").set("scope", "row").add(title(ctx, entry)).optional(subtitles(ctx, plan_list, entry));
    let row = el("tr").key(&entry.id).add(title);
    let (saved, size) = (ctx.model.format_time(entry.saved_at), format::size(entry.size as u64));
    let changed = el("span").class("v").add(el("span").text(saved).add(el("span").class("sub").text(size)));
    let row = match &entry.summary {
        Some(ready) => ready_cells(ctx, row, ready),
        None => row.add(el("td")).add(el("td")).add(el("td")),
    };
    row.add(cell(ctx, "plans.changed", changed)).add(el("td").add(menu(ctx, entry)))
}

/// The name of the plan as a button that opens it, or the reason why it cannot be opened.
fn title(ctx: &ViewContext<'_>, entry: &PlanEntry) -> Node {
    let name = ctx.model.name_of(&entry.name);
    if entry.summary.is_some() {
        let open = ctx.sends(Msg::PlanCommandGiven(entry.id.to_string(), PlanCommand::Open));
        return el("button").class("flat").set("type", "button").on_click(open).add(el("bdi").text(name));
    }
    tag(ctx, "stop", "stop", ctx.text(if entry.newer { "plans.newer" } else { "plans.damaged" }))
}

/// Below the name: the plan that a scenario is based on, and the route of the migration.
fn subtitles(ctx: &ViewContext<'_>, plan_list: &PlanList, entry: &PlanEntry) -> Option<Node> {
    let route = entry.summary.as_ref().map(|ready| ready.route.as_str()).filter(|route| !route.is_empty());
    let base = entry.scenario_of.as_ref().map(|base| {
        let known = plan_list.plans.iter().chain(&plan_list.trash).find(|other| other.id == *base);
        let name = known.map_or_else(|| ctx.text("plans.gone"), |other| ctx.model.name_of(&other.name));
        ctx.model.format("plans.scenario_of", &[("name", &name)])
    });
    let lines = [base, route.map(str::to_owned)].into_iter().flatten();
    let lines: Vec<Node> = lines.map(|line| el("span").class("sub").text(line)).collect();
    (!lines.is_empty()).then(|| nodes().all(lines))
}

fn ready_cells(ctx: &ViewContext<'_>, row: Node, ready: &PlanSummary) -> Node {
    let model = ctx.model;
    let percent = (ready.answered * 100).checked_div(ready.asked).unwrap_or_default();
    let values = [("n", ready.answered.to_string()), ("of", ready.asked.to_string()), ("percent", percent.to_string())];
    let answered = model.format("plans.answered", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    let progress = el("span").text(answered).add(gauge(ready.answered, ready.dont_know, ready.asked));
    let count = |tone, name, key: &str, n: usize| tag(ctx, tone, name, model.plural(key, n));
    let findings = el("span")
        .class("counts")
        .add(if ready.blockers > 0 {
            count("stop", "stop", "plans.blockers", ready.blockers)
        } else {
            tag(ctx, "plain", "none", ctx.text("plans.no_blocker"))
        })
        .optional((ready.risks > 0).then(|| count("risk", "risk", "plans.risks", ready.risks)));
    row.add(cell(ctx, "start.readiness", el("span").class("v").add(progress)))
        .add(cell(ctx, "view.findings", el("span").class("v").add(findings)))
        .add(cell(ctx, "plans.deadline", el("span").class("v").add(deadline(ctx, ready))))
}

fn deadline(ctx: &ViewContext<'_>, ready: &PlanSummary) -> Node {
    let Some((day, task)) = &ready.deadline else { return text(ctx.text("plans.none")) };
    let date = format_date(*day);
    let date = if *day < ctx.model.page.today { tag(ctx, "stop", "stop", date) } else { text(date) };
    let about = if task.is_empty() { ctx.text("report.hard_date") } else { task.clone() };
    let odds = ready.odds.map(|share| ctx.model.format("plans.odds", &[("odds", &percent(share))]));
    let odds = odds.map(|words| el("span").class("sub").text(words));
    el("span").add(date).add(el("span").class("sub").text(about)).optional(odds)
}

/// The menu of a plan: every command except opening it.
fn menu(ctx: &ViewContext<'_>, entry: &PlanEntry) -> Node {
    let model = ctx.model;
    let command_button =
        |key: &str, command| ctx.button("flat s", key, ctx.sends(Msg::PlanCommandGiven(entry.id.to_string(), command)));
    let mut items = Vec::new();
    let writes = !model.page.host_context.readonly;
    if writes && entry.summary.is_some() {
        let id = entry.id.clone();
        let on_rename = ctx.on_value(move |value| Msg::PlanCommandGiven(id.to_string(), PlanCommand::Rename(value)));
        let name = el("input").set("type", "text").set("maxlength", "120").label(ctx, "plan.name");
        items.push(name.value(entry.name.clone()).on_change(on_rename));
        items.push(command_button("plans.duplicate", PlanCommand::Duplicate));
        items.push(command_button("plans.scenario", PlanCommand::Scenario));
    }
    if entry.summary.is_some() && model.has_plan() && *model.open.id != entry.id {
        items.push(command_button("plans.compare", PlanCommand::Compare));
    }
    items.push(command_button("action.save_copy", PlanCommand::Download));
    if writes && entry.summary.is_some() {
        items.push(command_button("plans.trash", PlanCommand::Trash));
    } else if writes && !entry.newer {
        items.push(command_button("plans.erase", PlanCommand::Erase));
    }
    let label = model.format("plans.more_of", &[("name", &model.name_of(&entry.name))]);
    let summary = el("summary").attr("aria-label", label).message(ctx, "plans.more").add(icon(ctx, "chev"));
    let items = items.into_iter().map(|item| el("li").add(item));
    el("details").class("menu").add(summary).add(el("ul").all(items))
}

/// The trash, the quarantined texts, and how much storage is used.
fn trash_and_usage(ctx: &ViewContext<'_>, plan_list: &PlanList) -> Node {
    let model = ctx.model;
    let trash = plan_list.trash.iter().map(|entry| trashed(ctx, entry));
    let quarantined = plan_list.quarantined.iter().enumerate().map(|(index, (_, text))| {
        let save = ctx.button("s", "action.save_file", ctx.sends(Msg::QuarantinedDownloadRequested(index)));
        el("li").text(format::size(text.len() as u64)).add(save)
    });
    let fold = |title: String, list: Node| el("details").class("fold").add(el("summary").text(title)).add(list);
    let list = || el("ul").class("shelved");
    let used = model.format("plans.used", &[("size", &format::size(plan_list.used as u64))]);
    nodes()
        .optional(
            (!plan_list.trash.is_empty())
                .then(|| fold(model.plural("plans.in_trash", plan_list.trash.len()), list().all(trash))),
        )
        .optional(
            (!plan_list.quarantined.is_empty())
                .then(|| fold(model.plural("plans.kept", plan_list.quarantined.len()), list().all(quarantined))),
        )
        .optional((plan_list.used > 0).then(|| el("p").class("hint").text(used)))
}

fn trashed(ctx: &ViewContext<'_>, entry: &PlanEntry) -> Node {
    let model = ctx.model;
    let until = model.format_time(entry.trashed_at.unwrap_or_default() + TRASH_MS);
    let until = model.format("plans.until", &[("time", &until)]);
    let command_button =
        |key: &str, command| ctx.button("s", key, ctx.sends(Msg::PlanCommandGiven(entry.id.to_string(), command)));
    let item = el("li")
        .key(&entry.id)
        .add(el("bdi").text(model.name_of(&entry.name)))
        .add(el("span").class("sub").text(until));
    if model.page.host_context.readonly {
        return item;
    }
    item.add(command_button("plans.restore", PlanCommand::Restore))
        .add(command_button("plans.erase", PlanCommand::Erase))
}
