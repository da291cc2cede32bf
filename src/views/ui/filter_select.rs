//! Lists of one choice that narrow a view: by a place in content, by owner.

use crate::model::{Filters, Msg};
use crate::views::ui::context::ViewContext;
use crate::views::ui::node::{el, Node};
use crate::views::ui::widgets::{field, option};
use preflight_engine::content::Named;

/// The titles of named rows.
pub fn titles(rows: &[Named]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

/// One of `titles` by its place, or all.
pub fn choice(
    ctx: &ViewContext<'_>,
    key: &str,
    chosen: Option<usize>,
    titles: Vec<&str>,
    set: fn(&mut Filters, Option<usize>),
) -> Node {
    let current = ctx.model.view.filters.clone();
    let change = ctx.on_value(move |value| {
        let mut filters = current.clone();
        set(&mut filters, value.parse().ok());
        Msg::Filtered(filters)
    });
    let each = titles.iter().enumerate().map(|(index, title)| option(&index.to_string(), title, chosen == Some(index)));
    let all = option("", &ctx.text("choice.all"), chosen.is_none());
    field(ctx, "field", key).add(el("select").on_change(change).add(all).all(each))
}

/// One of the owners of findings or tasks, nobody, or all; nothing while nobody owns anything.
pub fn owners(ctx: &ViewContext<'_>, all: &[&str]) -> Option<Node> {
    let mut names: Vec<&str> = all.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let filters = &ctx.model.view.filters;
    if names.is_empty() && filters.owner.is_none() {
        return None;
    }
    // What a person typed may be any text: the place says which is meant.
    let known: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let current = filters.clone();
    let change = ctx.on_value(move |value| {
        let named = value.parse().ok().and_then(|index: usize| known.get(index).cloned());
        let owner = if value == "none" { Some(String::new()) } else { named };
        Msg::Filtered(Filters { owner, ..current.clone() })
    });
    let is = |name: &str| filters.owner.as_deref() == Some(name);
    let each = names.iter().enumerate().map(|(index, name)| option(&index.to_string(), name, is(name)));
    let list = el("select")
        .on_change(change)
        .add(option("", &ctx.text("choice.all"), filters.owner.is_none()))
        .add(option("none", &ctx.text("task.no_owner"), is("")))
        .all(each);
    Some(field(ctx, "field", "task.owner").add(list))
}
