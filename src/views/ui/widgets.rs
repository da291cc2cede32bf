//! Small parts that several views use: fields, checkboxes, rows, cells, headings, buttons.

use super::context::ViewContext;
use super::events::Handler;
use super::icons::icon;
use super::node::{el, nodes, text, Node};
use crate::model::{Export, Msg};
use preflight_engine::quantity::format;
use preflight_engine::store::{Status, MAX_NOTE_LENGTH};

/// A text of content, in which words between backticks become code.
pub fn inline_code(words: &str) -> Node {
    let pieces = words.split('`').enumerate();
    nodes().all(pieces.map(|(index, piece)| if index % 2 == 1 { el("code").text(piece) } else { text(piece) }))
}

/// A term and its value on one dotted line.
pub fn definition_row(term: Node, value: Node) -> Node {
    el("div").add(el("dt").add(term)).add(el("dd").add(value))
}

/// The same with the text of a message key as the term.
pub fn definition_text(ctx: &ViewContext<'_>, key: &str, value: String) -> Node {
    definition_row(text(ctx.text(key)), text(value))
}

/// A checkbox.
pub fn checkbox(checked: bool, on_change: Handler) -> Node {
    el("input").set("type", "checkbox").checked(checked).on_change(on_change)
}

/// A checkbox with its label.
pub fn labelled_checkbox(label: String, checked: bool, on_change: Handler) -> Node {
    el("label").class("check").add(checkbox(checked, on_change)).add(el("span").text(label))
}

/// One option of a select element.
pub fn option(value: &str, words: &str, selected: bool) -> Node {
    el("option").attr("value", value.to_owned()).boolean_attribute("selected", selected).text(words)
}

/// The head of a view: its heading and its lead.
pub fn head(ctx: &ViewContext<'_>, key: &str, lead: String) -> Node {
    let title = el("h1").set("tabindex", "-1").message(ctx, key);
    el("div").class("head").add(el("div").add(title).add(el("p").class("lead").text(lead)))
}

/// The label of a field; the caller adds the field to it.
pub fn field(ctx: &ViewContext<'_>, class: &'static str, key: &str) -> Node {
    el("label").class(class).add(el("span").class("label").message(ctx, key))
}

/// The header row of a table.
pub fn table_head(ctx: &ViewContext<'_>, keys: &[&str]) -> Node {
    el("thead").add(el("tr").all(keys.iter().map(|key| el("th").set("scope", "col").message(ctx, key))))
}

/// A cell with the name of its column, which small screens show next to the value.
pub fn cell(ctx: &ViewContext<'_>, key: &str, inner: Node) -> Node {
    el("td").attr("data-l", ctx.text(key)).add(inner)
}

/// The button that closes a popover.
pub fn close(ctx: &ViewContext<'_>, id: &str) -> Node {
    el("button")
        .class("close s")
        .set("type", "button")
        .attr("popovertarget", id.to_owned())
        .set("popovertargetaction", "hide")
        .message(ctx, "action.close")
}

/// A bar that shows the share of answered questions; the sentence next to it says the same.
pub fn gauge(answered: usize, dont_know: usize, asked: usize) -> Node {
    let width = |n: usize| (n * 1040).checked_div(asked).unwrap_or(0);
    let (first, second) = (width(answered), width(answered + dont_know));
    el("svg")
        .class("gauge")
        .set("viewBox", "0 0 1040 60")
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .add(el("path").class("g0").set("d", "M0 0H1040V60H0z"))
        .add(el("path").class("g1").attr("d", format!("M0 0H{first}V60H0z")))
        .add(el("path").class("g2").attr("d", format!("M{first} 0H{second}V60H{first}z")))
}

/// The button that saves the plan as a file.
pub fn save_copy(ctx: &ViewContext<'_>) -> Node {
    let is_main = matches!(ctx.model.stored().open.status, Status::NotSaved(_) | Status::MemoryOnly);
    el("button")
        .class(if is_main { "main" } else { "" })
        .set("type", "button")
        .on_click(ctx.sends(Msg::DownloadRequested(Export::PlanFile)))
        .add(icon(ctx, "save"))
        .add(el("span").class("txt").message(ctx, "action.save_copy"))
}

/// The length of a note, shown if it exceeds half of the limit.
pub fn counter(ctx: &ViewContext<'_>, words: &str) -> Option<Node> {
    let length = words.encode_utf16().count();
    let lengths = [length, MAX_NOTE_LENGTH].map(|n| format::grouped(n as u64));
    let words = ctx.model.format("question.note_length", &[("n", &lengths[0]), ("of", &lengths[1])]);
    (length > MAX_NOTE_LENGTH / 2).then(|| el("p").class("hint").text(words))
}

/// A button that saves the plan as an export.
pub fn export_button(ctx: &ViewContext<'_>, class: &'static str, key: &str, export: Export) -> Node {
    ctx.button(class, key, ctx.sends(Msg::DownloadRequested(export)))
}

/// A button that copies a text.
pub fn copy_button(ctx: &ViewContext<'_>, class: &'static str, key: &str, text: &str) -> Node {
    ctx.button(class, key, ctx.sends(Msg::CopyRequested(text.to_owned())))
}
