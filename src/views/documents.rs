//! The documents that the task is created with: table mappings and task settings as JSON, and why each value.

use super::finding::deciding;
use super::node::{el, nodes, Node};
use super::parts::{check, head, rich, tag, Page};
use super::question::sources;
use crate::model::{Filters, Msg};
use crate::shell::{dom, files};
use preflight_engine::condition::Truth;
use preflight_engine::task_documents::{left_to_do, mappings_document, settings, settings_document, ChosenSetting};
use yew::Callback;

#[inline(never)]
pub fn documents(page: &Page<'_>) -> Node {
    let state = page.model.state();
    let full = page.model.filters.full_settings;
    let toggle = Filters { full_settings: !full, ..page.model.filters.clone() };
    let whole = check(page.word("documents.full"), full, page.sends(Msg::Filtered(toggle)));
    let each = settings(&state).into_iter().map(|own| reason(page, &own));
    let mappings = match mappings_document(&state) {
        Some(text) => document(page, "table-mappings", text),
        None => no_schemas(page),
    };
    el("main")
        .class("page")
        .add(head(page, "view.documents", page.word("documents.lead")))
        .add(group(page, "documents.mappings").add(mappings).maybe(by_hand(page, &left_to_do(&state))))
        .add(group(page, "documents.settings").add(whole).add(document(
            page,
            "task-settings",
            settings_document(&state, full),
        )))
        .add(group(page, "documents.why").all(each))
}

fn group(page: &Page<'_>, key: &str) -> Node {
    el("section").class("group").add(el("h2").word(page, key))
}

/// A document with the buttons that take it out of the page.
fn document(page: &Page<'_>, name: &'static str, text: String) -> Node {
    let (copied, saved, stem) = (text.clone(), text.clone(), page.model.file_stem());
    let copy = Callback::from(move |_| dom::copy(&copied));
    let save = Callback::from(move |_| {
        let _ = files::download(&format!("{stem}.{name}.json"), "application/json", &saved);
    });
    let buttons = el("div").class("tools").add(page.button("s", "action.copy", copy)).add(page.button(
        "s",
        "action.save_file",
        save,
    ));
    nodes().add(buttons).add(el("pre").set("tabindex", "0").add(el("code").text(text)))
}

/// What the mappings leave out, with the questions that ask for it.
fn by_hand(page: &Page<'_>, ids: &[&str]) -> Option<Node> {
    let places = ids.iter().filter_map(|id| page.model.content.question(id));
    let links =
        places.map(|place| nodes().text(" ").add(page.question_link(place).text(page.model.content.number(place))));
    (!ids.is_empty()).then(|| el("p").class("hint").word(page, "documents.left_to_do").all(links))
}

fn no_schemas(page: &Page<'_>) -> Node {
    let words = el("p").class("empty").word(page, "documents.no_schemas").text(" ");
    match page.model.content.question("schema_names") {
        Some(place) => words.add(page.question_link(place).text(page.model.content.number(place))),
        None => words,
    }
}

fn reason(page: &Page<'_>, own: &ChosenSetting<'_>) -> Node {
    let row = own.row;
    let (tone, name, key) = match own.state {
        Truth::True => ("good", "done", "documents.decided"),
        _ => ("open", "maybe", "documents.open"),
    };
    let words = el("span")
        .class("tx")
        .add(el("span").class("t").add(el("code").text(format!("{} = {}", row.key, own.value))))
        .add(el("span").class("s").add(rich(page.model.content.detail("setting", &row.id, "why"))));
    let summary = el("summary")
        .add(tag(page, tone, name, page.word(key)))
        .add(words)
        .add(el("span").class("meta").text(&row.group))
        .add(el("span").class("meta"))
        .add(el("span").class("tw"));
    let left = el("div").class("col").maybe(deciding(page, &own.because, &own.wants));
    let right = el("div").class("col").add(el("div").add(sources(page, &row.evidence)));
    let body = el("div").class("body").add(left).add(right);
    el("details").class("f").key(&row.id).add(summary).add(body)
}
