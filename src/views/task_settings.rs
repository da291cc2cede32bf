//! The documents that the task is created with: table mappings and task settings as JSON, and why each value.

use crate::model::{Export, Filters, Msg};
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::{deciding, sources};
use crate::views::ui::icons::tag;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{check, head, inline_code};
use crate::views::ui::widgets::{copy_button, export_button};
use preflight_engine::condition::Truth;
use preflight_engine::task_documents::{left_to_do, mappings_document, settings, settings_document, ChosenSetting};

pub fn task_settings(ctx: &ViewContext<'_>) -> Node {
    let state = ctx.model.evaluated();
    let full = ctx.model.view.filters.full_settings;
    let toggle = Filters { full_settings: !full, ..ctx.model.view.filters.clone() };
    let whole = check(ctx.text("documents.full"), full, ctx.sends(Msg::Filtered(toggle)));
    let each = settings(&state).into_iter().map(|own| reason(ctx, &own));
    let mappings = match mappings_document(&state) {
        Some(text) => document(ctx, Export::TableMappings, text),
        None => no_schemas(ctx),
    };
    el("main")
        .class("page")
        .add(head(ctx, "view.documents", ctx.text("documents.lead")))
        .add(group(ctx, "documents.mappings").add(mappings).optional(by_hand(ctx, &left_to_do(&state))))
        .add(group(ctx, "documents.settings").add(whole).add(document(
            ctx,
            Export::TaskSettings,
            settings_document(&state, full),
        )))
        .add(group(ctx, "documents.why").all(each))
}

fn group(ctx: &ViewContext<'_>, key: &str) -> Node {
    el("section").class("group").add(el("h2").message(ctx, key))
}

/// A document with the buttons that take it out of the page.
fn document(ctx: &ViewContext<'_>, export: Export, text: String) -> Node {
    let copy = copy_button(ctx, "s", "action.copy", &text);
    let save = export_button(ctx, "s", "action.save_file", export);
    let buttons = el("div").class("tools").add(copy).add(save);
    nodes().add(buttons).add(el("pre").set("tabindex", "0").add(el("code").text(text)))
}

/// What the mappings leave out, with the questions that ask for it.
fn by_hand(ctx: &ViewContext<'_>, ids: &[&str]) -> Option<Node> {
    let indexes = ids.iter().filter_map(|id| ctx.model.page.content.question(id));
    let links =
        indexes.map(|index| nodes().text(" ").add(ctx.question_link(index).text(ctx.model.page.content.number(index))));
    (!ids.is_empty()).then(|| el("p").class("hint").message(ctx, "documents.left_to_do").all(links))
}

fn no_schemas(ctx: &ViewContext<'_>) -> Node {
    let words = el("p").class("empty").message(ctx, "documents.no_schemas").text(" ");
    match ctx.model.page.content.question("schema_names") {
        Some(index) => words.add(ctx.question_link(index).text(ctx.model.page.content.number(index))),
        None => words,
    }
}

fn reason(ctx: &ViewContext<'_>, own: &ChosenSetting<'_>) -> Node {
    let row = own.row;
    let (tone, name, key) = match own.state {
        Truth::True => ("good", "done", "documents.decided"),
        _ => ("open", "maybe", "documents.open"),
    };
    let words = el("span")
        .class("tx")
        .add(el("span").class("t").add(el("code").text(format!("{} = {}", row.key, own.value))))
        .add(el("span").class("s").add(inline_code(ctx.model.page.content.detail("setting", &row.id, "why"))));
    let summary = el("summary")
        .add(tag(ctx, tone, name, ctx.text(key)))
        .add(words)
        .add(el("span").class("meta").text(&row.group))
        .add(el("span").class("meta"))
        .add(el("span").class("tw"));
    let left = el("div").class("col").optional(deciding(ctx, &own.because, &own.wants));
    let right = el("div").class("col").add(el("div").add(sources(ctx, &row.evidence)));
    let body = el("div").class("body").add(left).add(right);
    el("details").class("f").key(&row.id).add(summary).add(body)
}
