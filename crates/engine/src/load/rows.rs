//! Reads evidence, which every table has, and the small tables: named rows, sections, sources, examples. The loader and
//! the other readers call it.

use super::row::Row;
use crate::content::{Content, Evidence, Example, Named, Section, Source};

pub(super) fn evidence(row: &mut Row<'_>, content: &Content) -> Evidence {
    let ids = row.texts("source");
    if ids.is_empty() {
        row.problem("source", "Every row names at least one source.");
    }
    let mut sources = Vec::new();
    for id in ids {
        match content.sources.iter().position(|source| source.id == id) {
            Some(index) => sources.push(index),
            None => row.problem("source", format!("There is no source \"{id}\".")),
        }
    }
    Evidence { sources, read: row.day("read"), mission: mission(row) }
}

fn mission(row: &mut Row<'_>) -> String {
    let text = row.text("mission");
    let known = (0..=13).any(|number| text == format!("M{number}"));
    if !text.is_empty() && !known {
        row.problem("mission", "This is M0 to M13, one line of the mission.");
    }
    text
}

pub(super) fn named(row: &mut Row<'_>) -> Named {
    Named { id: row.identifier().into(), title: row.text("title") }
}

pub(super) fn section(row: &mut Row<'_>, content: &Content) -> Section {
    Section {
        id: row.identifier().into(),
        group: row.index_in("group", content.groups.iter().map(|group| group.id.as_str())),
        title: row.text("title"),
        lead: row.text("lead"),
    }
}

pub(super) fn source(row: &mut Row<'_>) -> Source {
    Source {
        id: row.identifier(),
        title: row.text("title"),
        address: row.optional_text("address"),
        vintage: row.text("vintage"),
        read: row.day("read"),
    }
}

pub(super) fn example(row: &mut Row<'_>) -> Example {
    let (id, title, about) = (row.text("id"), row.text("title"), row.text("about"));
    Example { id, title, about, plan: row.value("plan") }
}
