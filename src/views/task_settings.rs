//! The view `task_settings`: the two JSON documents that a DMS task is created with, table mappings and task settings,
//! and the reason for each setting. Called by `views::main`.

use crate::model::{Export, Filters, Msg};
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::{deciding_questions, sources};
use crate::views::ui::icons::tag;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{copy_button, export_button, head, inline_code, labelled_checkbox};
use preflight_engine::condition::Truth;
use preflight_engine::task_documents::{left_to_do, mappings_document, settings, settings_document, ChosenSetting};

pub fn task_settings(ctx: &ViewContext<'_>) -> Node {
    let evaluated = ctx.model.evaluated();
    let full = ctx.model.view.filters.full_settings;
    let toggle = Filters { full_settings: !full, ..ctx.model.view.filters.clone() };
    let with_defaults = labelled_checkbox(ctx.text("documents.full"), full, ctx.sends(Msg::Filtered(toggle)));
    let reasons = settings(&evaluated).into_iter().map(|setting| reason(ctx, &setting));
    let mappings = match mappings_document(&evaluated) {
        Some(text) => document(ctx, Export::TableMappings, text),
        None => no_schemas(ctx),
    };
    el("main")
        .class("page")
        .add(head(ctx, "view.documents", ctx.text("documents.lead")))
        .add(group(ctx, "documents.mappings").add(mappings).optional(left_to_do_hint(ctx, &left_to_do(&evaluated))))
        .add(group(ctx, "documents.settings").add(with_defaults).add(document(
            ctx,
            Export::TaskSettings,
            settings_document(&evaluated, full),
        )))
        .add(group(ctx, "documents.why").all(reasons))
}

fn group(ctx: &ViewContext<'_>, key: &str) -> Node {
    el("section").class("group").add(el("h2").message(ctx, key))
}

/// A document with the buttons that copy and save it.
fn document(ctx: &ViewContext<'_>, export: Export, text: String) -> Node {
    let copy = copy_button(ctx, "s", "action.copy", &text);
    let save = export_button(ctx, "s", "action.save_file", export);
    let buttons = el("div").class("tools").add(copy).add(save);
    nodes().add(buttons).add(el("pre").set("tabindex", "0").add(el("code").text(text)))
}

/// What somebody must add to the mappings by hand, with the questions that ask for it.
fn left_to_do_hint(ctx: &ViewContext<'_>, ids: &[&str]) -> Option<Node> {
    let indexes = ids.iter().filter_map(|id| ctx.model.page.content.question_index(id));
    let links =
        indexes.map(|index| nodes().text(" ").add(ctx.question_link(index).text(ctx.model.page.content.number(index))));
    (!ids.is_empty()).then(|| el("p").class("hint").message(ctx, "documents.left_to_do").all(links))
}

fn no_schemas(ctx: &ViewContext<'_>) -> Node {
    let words = el("p").class("empty").message(ctx, "documents.no_schemas").text(" ");
    match ctx.model.page.content.question_index("schema_names") {
        Some(index) => words.add(ctx.question_link(index).text(ctx.model.page.content.number(index))),
        None => words,
    }
}

fn reason(ctx: &ViewContext<'_>, setting: &ChosenSetting<'_>) -> Node {
    let row = setting.row;
    let (tone, name, key) = match setting.state {
        Truth::True => ("good", "done", "documents.decided"),
        _ => ("open", "maybe", "documents.open"),
    };
    let words = el("span")
        .class("tx")
        .add(el("span").class("t").add(el("code").text(format!("{} = {}", row.key, setting.value))))
        .add(el("span").class("s").add(inline_code(ctx.model.page.content.detail("setting", &row.id, "why"))));
    let summary = el("summary")
        .add(tag(ctx, tone, name, ctx.text(key)))
        .add(words)
        .add(el("span").class("meta").text(&row.group))
        .add(el("span").class("meta"))
        .add(el("span").class("tw"));
    let left = el("div").class("col").optional(deciding_questions(ctx, &setting.because, &setting.wants));
    let right = el("div").class("col").add(el("div").add(sources(ctx, &row.evidence)));
    let body = el("div").class("body").add(left).add(right);
    el("details").class("f").key(&row.id).add(summary).add(body)
}
