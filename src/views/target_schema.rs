//! The view `target_schema`: the objects that DMS does not create and this plan needs, in the order of the work, and
//! what somebody must look up in the schema. Called by `views::main`.

use crate::views::premigration::limitations;
use crate::views::tasks::task::task;
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::tag;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{head, inline_code};
use preflight_engine::assess::TaskState;
use preflight_engine::condition::Truth;
use preflight_engine::report::recreated;

pub fn target_schema(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let all: Vec<(&TaskState, &str)> = recreated(&model.page.content, &model.computed.assessment).collect();
    let (due, open): (Vec<_>, Vec<_>) = all.into_iter().partition(|(state, _)| state.state == Truth::True);
    let empty = due.is_empty().then(|| empty(ctx));
    el("main")
        .class("page")
        .add(head(ctx, "view.schema", ctx.text("schema.lead")))
        .optional(empty)
        .optional(objects(ctx, &due))
        .optional(possible(ctx, &open))
        .optional(limitations(ctx))
}

/// The questions to answer before this view can list objects.
fn empty(ctx: &ViewContext<'_>) -> Node {
    let links = ["source_engine", "target_engine", "schema_objects"].into_iter().filter_map(|id| {
        let index = ctx.model.page.content.question_index(id)?;
        let words = format!("{} ", ctx.model.page.content.number(index));
        let link = ctx.question_link(index).text(words).add(inline_code(&ctx.model.page.content.questions[index].text));
        Some(el("li").add(link))
    });
    nodes().add(el("p").class("empty").message(ctx, "schema.empty")).add(el("ul").class("plainlist").all(links))
}

/// The objects with their tasks, phase by phase.
fn objects(ctx: &ViewContext<'_>, due: &[(&TaskState, &str)]) -> Option<Node> {
    let content = &ctx.model.page.content;
    let phases = content.phases.iter().filter_map(|phase| {
        let tasks_of_phase = due.iter().filter(|(state, _)| state.phase == phase.id);
        let rows: Vec<Node> =
            tasks_of_phase.filter_map(|(state, objects)| task_with_objects(ctx, state, objects)).collect();
        let title = el("h2").text(&phase.title).add(el("small").text(rows.len()));
        let list = |rows| el("ul").class("tasks").all(rows);
        (!rows.is_empty()).then(|| el("section").class("group").key(&phase.id).add(title).add(list(rows)))
    });
    (!due.is_empty()).then(|| nodes().all(phases))
}

fn task_with_objects(ctx: &ViewContext<'_>, state: &TaskState, objects: &str) -> Option<Node> {
    let index = ctx.model.page.content.task_index(&state.task)?;
    Some(task(ctx, index, objects))
}

/// Objects that perhaps have to be recreated, with the answers that decide it.
fn possible(ctx: &ViewContext<'_>, open: &[(&TaskState, &str)]) -> Option<Node> {
    let rows = open.iter().map(|(state, objects)| {
        let waiting = ctx.model.page.content.numbers(&state.wants);
        let waiting = ctx.model.format("tasks.waiting", &[("waiting", &waiting)]);
        let words = el("span").text(*objects).add(el("span").class("hint").text(format!(" {waiting}")));
        el("li").add(tag(ctx, "open", "maybe", ctx.text("severity.possible.one"))).text(" ").add(words)
    });
    let title = el("h2").message(ctx, "schema.possible").add(el("small").text(open.len()));
    let list = el("ul").class("plainlist").all(rows);
    (!open.is_empty()).then(|| el("section").class("group").add(title).add(list))
}
