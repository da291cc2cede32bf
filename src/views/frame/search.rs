//! Two small windows over every view of a plan: the search over questions, findings, tasks and terms, and the list of
//! shortcuts. Called by the header, which opens the search, and by the footer.

use crate::model::{Filters, FocusTarget, Model, Msg};
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::icon;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{close, inline_code, labelled_checkbox};
use preflight_engine::search::{search, Hit, SearchResult};
use std::rc::Rc;

/// The number of results shown.
const SHOWN: usize = 30;

/// The button that opens the search.
pub fn opener(ctx: &ViewContext<'_>) -> Node {
    el("button")
        .set("type", "button")
        .attr("popovertarget", ctx.model.id("finder"))
        .set("aria-keyshortcuts", "/")
        .add(icon(ctx, "search"))
        .add(el("span").class("txt").message(ctx, "search.open"))
}

/// Whether the windows show the same. The results of a search depend on the plan.
pub fn shows_same(before: &Model, after: &Model) -> bool {
    let is_searching = !before.view.filters.global_search.trim().is_empty();
    let (old, new) = (&before.computed, &after.computed);
    let finds_same = || Rc::ptr_eq(&old.assessment, &new.assessment) && Rc::ptr_eq(&old.texts, &new.texts);
    before.page.shortcuts_on == after.page.shortcuts_on
        && before.view.filters == after.view.filters
        && (!is_searching || finds_same())
}

/// Both windows, closed.
pub fn windows(ctx: &ViewContext<'_>) -> Node {
    nodes().add(search_window(ctx)).add(shortcuts_window(ctx))
}

fn window(ctx: &ViewContext<'_>, name: &'static str, key: &str) -> Node {
    let id = ctx.model.id(name);
    let top = el("div").class("top").add(el("h2").message(ctx, key)).add(close(ctx, &id));
    el("div").class("window").attr("id", id).set("popover", "auto").set("role", "dialog").label(ctx, key).add(top)
}

fn search_window(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let current = model.view.filters.clone();
    let on_input = ctx.on_value(move |value| Msg::Filtered(Filters { global_search: value, ..current.clone() }));
    let field = el("input")
        .set("type", "search")
        .set("autofocus", "")
        .label(ctx, "search.what")
        .attr("placeholder", ctx.text("search.what"))
        .value(model.view.filters.global_search.clone())
        .on_input(on_input);
    let results = search(
        &model.page.content,
        &model.computed.assessment,
        &model.computed.texts,
        &model.view.filters.global_search,
    );
    let summary = match (model.view.filters.global_search.trim().is_empty(), results.len()) {
        (true, _) => ctx.text("search.hint"),
        (false, count) => model.plural("search.found", count),
    };
    let rows = results.iter().take(SHOWN).map(|result| result_item(ctx, result));
    let hidden_count = results.len().saturating_sub(SHOWN);
    window(ctx, "finder", "search.open")
        .add(field)
        .add(el("p").class("hint").set("role", "status").text(summary))
        .add(el("ul").class("hits").all(rows))
        .optional((hidden_count > 0).then(|| el("p").class("hint").text(model.plural("search.more", hidden_count))))
}

fn result_item(ctx: &ViewContext<'_>, result: &SearchResult) -> Node {
    let content = &ctx.model.page.content;
    let (target, key, number) = match result.hit {
        Hit::Question(index) => (FocusTarget::Question(index), "search.question", content.number(index)),
        Hit::Finding(index) => (FocusTarget::Finding(index), "search.finding", String::new()),
        Hit::Task(index) => (FocusTarget::Task(index), "search.task", String::new()),
        Hit::Term(index) => (FocusTarget::Term(index), "search.term", String::new()),
    };
    let kind = el("span").class("kind").message(ctx, key).text(" ").text(number);
    el("li").add(ctx.focus_link(target).add(kind).add(inline_code(&result.title)))
}

fn shortcuts_window(ctx: &ViewContext<'_>) -> Node {
    let rows = [("/", "keys.search"), ("n", "keys.next"), ("?", "keys.list"), ("Esc", "keys.escape")];
    let rows = rows.map(|(key, message_key)| {
        el("div").add(el("dt").add(el("kbd").text(key))).add(el("dd").message(ctx, message_key))
    });
    let toggle = ctx.sends(Msg::ShortcutsToggled(!ctx.model.page.shortcuts_on));
    window(ctx, "keys", "keys.title")
        .add(el("dl").class("keys").all(rows))
        .add(labelled_checkbox(ctx.text("keys.on"), ctx.model.page.shortcuts_on, toggle))
        .add(el("p").class("hint").message(ctx, "keys.hint"))
}

/// The button that opens the list of shortcuts.
pub fn shortcuts_opener(ctx: &ViewContext<'_>) -> Node {
    let open = el("button").class("flat s").set("type", "button").attr("popovertarget", ctx.model.id("keys"));
    open.set("aria-keyshortcuts", "?").message(ctx, "keys.title")
}
