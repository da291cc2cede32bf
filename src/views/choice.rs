//! Lists of one choice that narrow a view: by a place in content, by owner.

use super::node::{el, Node};
use super::parts::{field, option, Page};
use crate::model::{Filters, Msg};
use crate::shell::dom;
use preflight_engine::content::Named;

/// The titles of named rows.
pub fn titles(rows: &[Named]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

/// One of `titles` by its place, or all.
pub fn choice(
    page: &Page<'_>,
    key: &str,
    chosen: Option<usize>,
    titles: Vec<&str>,
    set: fn(&mut Filters, Option<usize>),
) -> Node {
    let current = page.model.filters.clone();
    let change = page.on(move |event| {
        let mut filters = current.clone();
        set(&mut filters, dom::value(event).parse().ok());
        Msg::Filtered(filters)
    });
    let each = titles.iter().enumerate().map(|(place, title)| option(&place.to_string(), title, chosen == Some(place)));
    let all = option("", &page.word("choice.all"), chosen.is_none());
    field(page, "field", key).add(el("select").on_change(change).add(all).all(each))
}

/// One of the owners of findings or tasks, nobody, or all; nothing while nobody owns anything.
pub fn owners(page: &Page<'_>, all: &[&str]) -> Option<Node> {
    let mut names: Vec<&str> = all.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let filters = &page.model.filters;
    if names.is_empty() && filters.owner.is_none() {
        return None;
    }
    // What a person typed may be any text: the place says which is meant.
    let known: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let current = filters.clone();
    let change = page.on(move |event| {
        let value = dom::value(event);
        let named = value.parse().ok().and_then(|place: usize| known.get(place).cloned());
        let owner = if value == "none" { Some(String::new()) } else { named };
        Msg::Filtered(Filters { owner, ..current.clone() })
    });
    let is = |name: &str| filters.owner.as_deref() == Some(name);
    let each = names.iter().enumerate().map(|(place, name)| option(&place.to_string(), name, is(name)));
    let list = el("select")
        .on_change(change)
        .add(option("", &page.word("choice.all"), filters.owner.is_none()))
        .add(option("none", &page.word("task.no_owner"), is("")))
        .all(each);
    Some(field(page, "field", "task.owner").add(list))
}
