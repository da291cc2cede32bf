//! Icons, tags in the tone of a severity, and the logo. Most views use them.

use super::context::ViewContext;
use super::memo::Memo;
use super::node::{el, Node};
use crate::model::Model;
use preflight_engine::content::Severity;
use std::any::Any;

/// The names and path data of the icons, in a 16 by 16 view box.
const ICONS: [(&str, &str); 18] = [
    ("stop", "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM4 6.9v2.2h8V6.9z"),
    ("risk", "M8 .9 16 15H0zM7.1 5.6l.25 5h1.3l.25-5zM7.2 11.6v1.7h1.6v-1.7z"),
    ("advice", "M8 .2 15.8 8 8 15.8.2 8zM8 2.3 2.3 8 8 13.7 13.7 8zM7.2 7.2h1.6v4H7.2zM7.2 4.6h1.6v1.6H7.2z"),
    ("note", "M1.2 1.2h13.6v13.6H1.2zM2.8 2.8v10.4h10.4V2.8zM4.8 5.3h6.4v1.4H4.8zM4.8 8.8h6.4v1.4H4.8z"),
    ("done", "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8zm3.4 3.7L7 9.6 4.7 7.3 3.6 8.4 7.1 12l5.5-6.4z"),
    ("half", "M8 .7a7.3 7.3 0 1 1 0 14.6A7.3 7.3 0 0 1 8 .7zm0 1.5a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zm0 1.2a4.6 4.6 0 0 1 0 9.2z"),
    ("none", "M8 .7a7.3 7.3 0 1 1 0 14.6A7.3 7.3 0 0 1 8 .7zm0 1.5a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2z"),
    ("na", "M8 .7a7.3 7.3 0 1 1 0 14.6A7.3 7.3 0 0 1 8 .7zm0 1.5a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM4.8 7.3h6.4v1.4H4.8z"),
    ("check", "M1.8 9.1 3.2 7.7l3 2.9L12.8 3.3l1.5 1.3-8 8.8z"),
    ("plus", "M7 2.5h2V7h4.5v2H9v4.5H7V9H2.5V7H7z"),
    ("minus", "M2.5 7h11v2h-11z"),
    ("move", "M1.5 7.1h9.4L8.9 5.1l1.3-1.3L14.4 8l-4.2 4.2-1.3-1.3 2-2H1.5z"),
    ("chev", "M3 6.5 4.1 5.4 8 9.3l3.9-3.9L13 6.5l-5 5z"),
    ("late", "M2 3.5h12L8 13.5z"),
    ("lock", "M2.5 7h1.6V4.6a3.9 3.9 0 0 1 7.8 0V7h1.6v7.5h-11zm3.2 0h4.6V4.6a2.3 2.3 0 0 0-4.6 0zm1.5 2.4v2.8h1.6V9.4z"),
    ("save", "M7.2 1.5h1.6v6.9l2.3-2.3 1.1 1.1L8 11.4 3.8 7.2l1.1-1.1 2.3 2.3zM2 13h12v1.6H2z"),
    ("search", "M6.5 1a5.5 5.5 0 0 1 4.4 8.8l4 4-1.1 1.1-4-4A5.5 5.5 0 1 1 6.5 1zm0 1.6a3.9 3.9 0 1 0 0 7.8 3.9 3.9 0 0 0 0-7.8z"),
    ("file", "M2.5.5h7.1l3.9 3.9v11h-11zM4 2v11.9h8V5.8H8.4V2zm5.8.5v1.9h1.9z"),
];

/// Two icons with a dashed ring: "possible" and "don't know".
const DASHED: [(&str, &str); 2] = [
    ("maybe", "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"),
    ("open", "M8 1.3a6.7 6.7 0 1 1 0 13.4A6.7 6.7 0 0 1 8 1.3z"),
];
const QUESTION_MARK: &str = "M5.4 6.3C5.4 4.8 6.5 3.7 8 3.7s2.6 1 2.6 2.4c0 1.7-1.9 1.9-1.9 3.1H7.3c0-1.9 1.8-2.1 1.8-3.1 0-.6-.4-1-1.1-1s-1.2.5-1.2 1.2zM7.3 10.3h1.5v1.5H7.3z";

/// The definitions of all icons, which the document contains once.
pub fn sprite(ctx: &ViewContext<'_>) -> Node {
    let symbol = |name: &str| el("symbol").attr("id", ctx.model.id(name)).set("viewBox", "0 0 16 16");
    let plain = ICONS.iter().map(|(name, d)| symbol(name).add(el("path").set("fill-rule", "evenodd").set("d", d)));
    let dashed = DASHED.iter().map(|(name, d)| {
        let ring = el("path").set("d", d).set("fill", "none").set("stroke", "currentColor");
        let ring = ring.set("stroke-width", "1.5").set("stroke-dasharray", "2.6 1.7");
        symbol(name).add(ring).add(el("path").set("d", QUESTION_MARK))
    });
    el("svg").class("sprite").set("aria-hidden", "true").all(plain.chain(dashed))
}

fn drawing(ctx: &ViewContext<'_>, name: &str) -> Node {
    el("use").attr("href", format!("#{}", ctx.model.id(name)))
}

/// An icon next to a word with the same meaning.
pub fn icon(ctx: &ViewContext<'_>, name: &str) -> Node {
    el("svg").class("i").set("aria-hidden", "true").add(drawing(ctx, name))
}

/// An icon without a word, with its meaning for screen readers.
pub fn icon_meaning(ctx: &ViewContext<'_>, name: &str, tone: &'static str, meaning: String) -> Node {
    el("svg").classes("i", tone).set("role", "img").attr("aria-label", meaning).add(drawing(ctx, name))
}

/// Tone and icon of a severity.
pub fn severity_look(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Blocker => ("stop", "stop"),
        Severity::Risk => ("risk", "risk"),
        Severity::Advice => ("plain", "advice"),
        Severity::Note => ("plain", "note"),
    }
}

/// An icon and words in one tone.
pub fn tag(ctx: &ViewContext<'_>, tone: &'static str, name: &str, words: String) -> Node {
    el("span").classes("tag", tone).add(icon(ctx, name)).text(words)
}

/// The logo.
pub fn mark() -> Node {
    let line =
        |width, d| el("path").set("d", d).set("fill", "none").set("stroke", "currentColor").set("stroke-width", width);
    el("svg")
        .class("mark")
        .set("viewBox", "0 0 24 24")
        .set("aria-hidden", "true")
        .add(line("2", "M2.5 2.5h19v19h-19z"))
        .add(line("2.2", "M6 14.5h.01M9.2 14.5h.01").set("stroke-linecap", "round"))
        .add(line("2.2", "M12 13.2l2.3 2.6L18.4 8.6"))
}

/// The memoised icons, which never change.
pub struct Sprite;

impl Memo for Sprite {
    fn shows_same(&self, _before: &dyn Any, _models: [&Model; 2]) -> bool {
        true
    }

    fn render(&self, ctx: &ViewContext<'_>) -> Node {
        sprite(ctx)
    }
}
