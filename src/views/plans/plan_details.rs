//! The view `plan`: its name, where it is stored, copies of it as file and as link, its snapshots, and other plans to
//! compare it with. Called by `views::main`.

use crate::model::{Access, Export, Link, Msg, PlanCommand};
use crate::views::ui::context::ViewContext;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::save_status::save_status;
use crate::views::ui::widgets::{copy_button, definition_text, export_button, field, head, save_copy};
use preflight_engine::quantity::format;
use preflight_engine::store::MAX_SNAPSHOTS;
use preflight_engine::Action;

pub fn plan_details(ctx: &ViewContext<'_>) -> Node {
    el("main")
        .class("page")
        .add(head(ctx, "view.plan", ctx.text("plan.lead")))
        .add(about_plan(ctx))
        .add(copies(ctx))
        .optional(ctx.model.page.host_context.owns_document.then(|| link_to_plan(ctx)))
        .add(snapshots(ctx))
        .add(others(ctx))
}

fn group(ctx: &ViewContext<'_>, key: &str) -> Node {
    el("section").class("group").add(el("h2").message(ctx, key))
}

fn about_plan(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let on_rename = ctx.on_value(|value| Msg::PlanEdited(Action::Renamed(value)));
    let name = el("input").set("type", "text").set("maxlength", "120").locked(ctx);
    let name = field(ctx, "field named", "plan.name").add(name.value(model.open.plan.name.clone()).on_input(on_rename));
    // A plan that was never stored has no size yet.
    let size = (model.stored().open.size > 0)
        .then(|| definition_text(ctx, "plan.size", format::size(model.stored().open.size as u64)));
    let stored = definition_text(ctx, "plan.stored", save_status(ctx).2);
    let rows = el("dl").class("cr").add(stored).optional(size);
    group(ctx, "plan.about").add(name).add(rows)
}

fn copies(ctx: &ViewContext<'_>) -> Node {
    let open = &ctx.model.open;
    let can_copy = open.access != Access::None
        && !matches!(open.access, Access::Preview(_))
        && !ctx.model.page.host_context.readonly;
    let command_button =
        |key: &str, command| ctx.button("", key, ctx.sends(Msg::PlanCommandGiven(open.id.to_string(), command)));
    let command_buttons = can_copy.then(|| {
        nodes()
            .add(command_button("plans.duplicate", PlanCommand::Duplicate))
            .add(command_button("plans.scenario", PlanCommand::Scenario))
            .add(command_button("plans.trash", PlanCommand::Trash))
    });
    let is_single_file = ctx.model.page.host_context.is_single_file;
    let page_button = is_single_file.then(|| ctx.button("", "plan.save_page", ctx.sends(Msg::PageDownloadRequested)));
    let tools = el("div")
        .class("tools")
        .add(save_copy(ctx))
        .optional(page_button)
        .add(export_button(ctx, "", "plan.csv", Export::AnswersCsv))
        .optional(command_buttons);
    group(ctx, "plan.copies").add(el("p").class("hint").message(ctx, "plan.file_is_safe")).add(tools)
}

fn link_to_plan(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let group = group(ctx, "plan.link").add(el("p").class("hint").message(ctx, "plan.link_stays"));
    let create_button =
        || el("div").class("tools").add(ctx.button("", "plan.make_link", ctx.sends(Msg::LinkRequested)));
    let length_text = |key: &str, n: usize| el("p").text(model.format(key, &[("n", &format::grouped(n as u64))]));
    match &model.open.link {
        Link::None => group.add(create_button()),
        Link::Impossible => group.add(el("p").message(ctx, "plan.link_impossible")),
        Link::TooLong(length) => {
            group.add(length_text("plan.link_too_long", *length)).add(el("div").class("tools").add(save_copy(ctx)))
        }
        Link::Address(address) => {
            let copy = copy_button(ctx, "", "action.copy", address);
            let is_safe = address.len() <= preflight_engine::link::SAFE;
            let input = el("input").set("type", "text").boolean_attribute("readonly", true).label(ctx, "plan.link");
            group.add(el("div").class("pair").add(input.value(address.clone())).add(copy)).add(
                length_text(if is_safe { "plan.link_length" } else { "plan.link_long" }, address.len()).class("hint"),
            )
        }
    }
}

fn snapshots(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let limit = model.format("plan.snapshots_kept", &[("n", &MAX_SNAPSHOTS.to_string())]);
    let group = group(ctx, "plan.snapshots");
    if !model.page.durable {
        return group.add(el("p").class("empty").message(ctx, "plan.no_snapshots_here"));
    }
    let group = group.add(el("p").class("hint").text(limit));
    let Some(snapshots) = model.open.snapshots.as_ref().filter(|all| !all.is_empty()) else {
        return group.add(el("p").class("empty").message(ctx, "plan.no_snapshots"));
    };
    let items = snapshots.iter().enumerate().map(|(index, snapshot)| {
        let reason = match snapshot.reason.as_str() {
            "snapshot.opened" => ctx.text("snapshot.opened"),
            "snapshot.hour" => ctx.text("snapshot.hour"),
            "snapshot.replaced" => ctx.text("snapshot.replaced"),
            "snapshot.merged" => ctx.text("snapshot.merged"),
            _ => String::new(),
        };
        let preview_button = ctx.button("s", "plan.look", ctx.sends(Msg::SnapshotChosen(index)));
        el("li")
            .key(&snapshot.key)
            .text(model.format_time(snapshot.saved_at))
            .add(el("span").class("sub").text(reason))
            .add(preview_button)
    });
    group.add(el("ul").class("shelved").all(items))
}

/// The other stored plans, each as a button that compares it with this one.
fn others(ctx: &ViewContext<'_>) -> Node {
    let group = group(ctx, "plan.compare");
    let open_id = ctx.model.open.id.to_string();
    let plans = ctx.model.page.plan_list.iter().flat_map(|plan_list| &plan_list.plans);
    let plans = plans.filter(|entry| entry.id != open_id && entry.summary.is_some());
    let items: Vec<Node> = plans
        .map(|entry| {
            let compare = ctx.sends(Msg::PlanCommandGiven(entry.id.to_string(), PlanCommand::Compare));
            let name = el("bdi").text(ctx.model.name_of(&entry.name));
            el("li").add(el("button").class("flat").set("type", "button").on_click(compare).add(name))
        })
        .collect();
    if items.is_empty() {
        return group.add(el("p").class("empty").message(ctx, "plan.nothing_to_compare"));
    }
    group.add(el("ul").all(items))
}
