//! Two small windows over every view of a plan: one search over questions, findings, tasks and terms, and the list of
//! keys.

use super::node::{el, nodes, Node};
use super::parts::{check, icon, rich, Page};
use super::rail::close;
use crate::model::{Filters, Msg, Spot, Wish};
use crate::shell::dom;
use preflight_engine::search::{search, SearchResult, Hit};

/// How many hits are shown.
const SHOWN: usize = 30;

/// The button that opens the search.
pub fn opener(page: &Page<'_>) -> Node {
    el("button")
        .set("type", "button")
        .attr("popovertarget", page.model.id("finder"))
        .set("aria-keyshortcuts", "/")
        .add(icon(page, "search"))
        .add(el("span").class("txt").word(page, "search.open"))
}

/// Both windows, closed.
pub fn windows(page: &Page<'_>) -> Node {
    nodes().add(finder(page)).add(keys(page))
}

fn window(page: &Page<'_>, name: &'static str, key: &str) -> Node {
    let id = page.model.id(name);
    let top = el("div").class("top").add(el("h2").word(page, key)).add(close(page, &id));
    el("div").class("window").attr("id", id).set("popover", "auto").set("role", "dialog").label(page, key).add(top)
}

fn finder(page: &Page<'_>) -> Node {
    let model = page.model;
    let current = model.filters.clone();
    let typed = page.on(move |event| Msg::Filtered(Filters { anywhere: dom::value(event), ..current.clone() }));
    let field = el("input")
        .set("type", "search")
        .set("autofocus", "")
        .label(page, "search.what")
        .attr("placeholder", page.word("search.what"))
        .value(model.filters.anywhere.clone())
        .on_input(typed);
    let found = search(&model.content, &model.assessment, &model.texts, &model.filters.anywhere);
    let says = match (model.filters.anywhere.trim().is_empty(), found.len()) {
        (true, _) => page.word("search.hint"),
        (false, count) => model.count("search.found", count),
    };
    let rows = found.iter().take(SHOWN).map(|found| hit(page, found));
    let more = found.len().saturating_sub(SHOWN);
    window(page, "finder", "search.open")
        .add(field)
        .add(el("p").class("hint").set("role", "status").text(says))
        .add(el("ul").class("hits").all(rows))
        .maybe((more > 0).then(|| el("p").class("hint").text(model.count("search.more", more))))
}

fn hit(page: &Page<'_>, found: &SearchResult) -> Node {
    let content = &page.model.content;
    let (spot, key, number) = match found.hit {
        Hit::Question(place) => (Spot::Question(place), "search.question", content.number(place)),
        Hit::Finding(place) => (Spot::Finding(place), "search.finding", String::new()),
        Hit::Task(place) => (Spot::Task(place), "search.task", String::new()),
        Hit::Term(place) => (Spot::Term(place), "search.term", String::new()),
    };
    let kind = el("span").class("kind").word(page, key).text(" ").text(number);
    el("li").add(page.spot_link(spot).add(kind).add(rich(&found.title)))
}

fn keys(page: &Page<'_>) -> Node {
    let rows = [("/", "keys.search"), ("n", "keys.next"), ("?", "keys.list"), ("Esc", "keys.escape")];
    let rows = rows.map(|(key, does)| el("div").add(el("dt").add(el("kbd").text(key))).add(el("dd").word(page, does)));
    let turn = page.sends(Msg::Wished(Wish::Keys(!page.model.keys)));
    window(page, "keys", "keys.title")
        .add(el("dl").class("keys").all(rows))
        .add(check(page.word("keys.on"), page.model.keys, turn))
        .add(el("p").class("hint").word(page, "keys.hint"))
}

/// The button that opens the list of keys.
pub fn keys_opener(page: &Page<'_>) -> Node {
    let open = el("button").class("flat s").set("type", "button").attr("popovertarget", page.model.id("keys"));
    open.set("aria-keyshortcuts", "?").word(page, "keys.title")
}
