//! Two small windows over every view of a plan: one search over questions, findings, tasks and terms, and the list of
//! keys.

use crate::model::{Filters, FocusTarget, Model, Msg};
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::icon;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{check, close, inline_code};
use preflight_engine::search::{search, Hit, SearchResult};
use std::rc::Rc;

/// How many hits are shown.
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

/// Whether the windows show the same: what is found follows from the plan.
pub fn shows_same(before: &Model, after: &Model) -> bool {
    let searches = !before.view.filters.global_search.trim().is_empty();
    let (one, other) = (&before.computed, &after.computed);
    let finds_same = || Rc::ptr_eq(&one.assessment, &other.assessment) && Rc::ptr_eq(&one.texts, &other.texts);
    before.page.shortcuts_on == after.page.shortcuts_on
        && before.view.filters == after.view.filters
        && (!searches || finds_same())
}

/// Both windows, closed.
pub fn windows(ctx: &ViewContext<'_>) -> Node {
    nodes().add(finder(ctx)).add(keys(ctx))
}

fn window(ctx: &ViewContext<'_>, name: &'static str, key: &str) -> Node {
    let id = ctx.model.id(name);
    let top = el("div").class("top").add(el("h2").message(ctx, key)).add(close(ctx, &id));
    el("div").class("window").attr("id", id).set("popover", "auto").set("role", "dialog").label(ctx, key).add(top)
}

fn finder(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let current = model.view.filters.clone();
    let typed = ctx.on_value(move |value| Msg::Filtered(Filters { global_search: value, ..current.clone() }));
    let field = el("input")
        .set("type", "search")
        .set("autofocus", "")
        .label(ctx, "search.what")
        .attr("placeholder", ctx.text("search.what"))
        .value(model.view.filters.global_search.clone())
        .on_input(typed);
    let found = search(
        &model.page.content,
        &model.computed.assessment,
        &model.computed.texts,
        &model.view.filters.global_search,
    );
    let says = match (model.view.filters.global_search.trim().is_empty(), found.len()) {
        (true, _) => ctx.text("search.hint"),
        (false, count) => model.plural("search.found", count),
    };
    let rows = found.iter().take(SHOWN).map(|found| hit(ctx, found));
    let more = found.len().saturating_sub(SHOWN);
    window(ctx, "finder", "search.open")
        .add(field)
        .add(el("p").class("hint").set("role", "status").text(says))
        .add(el("ul").class("hits").all(rows))
        .optional((more > 0).then(|| el("p").class("hint").text(model.plural("search.more", more))))
}

fn hit(ctx: &ViewContext<'_>, found: &SearchResult) -> Node {
    let content = &ctx.model.page.content;
    let (spot, key, number) = match found.hit {
        Hit::Question(index) => (FocusTarget::Question(index), "search.question", content.number(index)),
        Hit::Finding(index) => (FocusTarget::Finding(index), "search.finding", String::new()),
        Hit::Task(index) => (FocusTarget::Task(index), "search.task", String::new()),
        Hit::Term(index) => (FocusTarget::Term(index), "search.term", String::new()),
    };
    let kind = el("span").class("kind").message(ctx, key).text(" ").text(number);
    el("li").add(ctx.focus_link(spot).add(kind).add(inline_code(&found.title)))
}

fn keys(ctx: &ViewContext<'_>) -> Node {
    let rows = [("/", "keys.search"), ("n", "keys.next"), ("?", "keys.list"), ("Esc", "keys.escape")];
    let rows =
        rows.map(|(key, does)| el("div").add(el("dt").add(el("kbd").text(key))).add(el("dd").message(ctx, does)));
    let turn = ctx.sends(Msg::ShortcutsToggled(!ctx.model.page.shortcuts_on));
    window(ctx, "keys", "keys.title")
        .add(el("dl").class("keys").all(rows))
        .add(check(ctx.text("keys.on"), ctx.model.page.shortcuts_on, turn))
        .add(el("p").class("hint").message(ctx, "keys.hint"))
}

/// The button that opens the list of keys.
pub fn shortcuts_opener(ctx: &ViewContext<'_>) -> Node {
    let open = el("button").class("flat s").set("type", "button").attr("popovertarget", ctx.model.id("keys"));
    open.set("aria-keyshortcuts", "?").message(ctx, "keys.title")
}
