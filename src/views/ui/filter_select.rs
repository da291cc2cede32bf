//! Select elements that filter a list: by phase or topic, and by owner. The lists of findings and tasks use them.

use super::context::ViewContext;
use super::node::{el, Node};
use super::widgets::{field, option};
use crate::model::{Filters, Msg};
use preflight_engine::content::Named;

/// The titles of named rows.
pub fn titles(rows: &[Named]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

/// Selects one of `titles` by its index, or all.
pub fn index_select(
    ctx: &ViewContext<'_>,
    key: &str,
    chosen: Option<usize>,
    titles: Vec<&str>,
    set: fn(&mut Filters, Option<usize>),
) -> Node {
    let current = ctx.model.view.filters.clone();
    let on_change = ctx.on_value(move |value| {
        let mut filters = current.clone();
        set(&mut filters, value.parse().ok());
        Msg::Filtered(filters)
    });
    let options =
        titles.iter().enumerate().map(|(index, title)| option(&index.to_string(), title, chosen == Some(index)));
    let all = option("", &ctx.text("choice.all"), chosen.is_none());
    field(ctx, "field", key).add(el("select").on_change(on_change).add(all).all(options))
}

/// Selects one owner of findings or tasks, no owner, or all. None while nobody owns anything.
pub fn owner_select(ctx: &ViewContext<'_>, all: &[&str]) -> Option<Node> {
    let mut names: Vec<&str> = all.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let filters = &ctx.model.view.filters;
    if names.is_empty() && filters.owner.is_none() {
        return None;
    }
    // An owner may be any text that a person typed, so the value of an option is an index.
    let owners: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let current = filters.clone();
    let on_change = ctx.on_value(move |value| {
        let selected = value.parse().ok().and_then(|index: usize| owners.get(index).cloned());
        let owner = if value == "none" { Some(String::new()) } else { selected };
        Msg::Filtered(Filters { owner, ..current.clone() })
    });
    let is_selected = |name: &str| filters.owner.as_deref() == Some(name);
    let options = names.iter().enumerate().map(|(index, name)| option(&index.to_string(), name, is_selected(name)));
    let list = el("select")
        .on_change(on_change)
        .add(option("", &ctx.text("choice.all"), filters.owner.is_none()))
        .add(option("none", &ctx.text("task.no_owner"), is_selected("")))
        .all(options);
    Some(field(ctx, "field", "task.owner").add(list))
}
