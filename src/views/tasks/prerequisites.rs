//! The prerequisites that a task lists: what must be set, granted or set up, to which value, and how to check it.
//! Called by `task`.

use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::tag;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::inline_code;
use preflight_engine::assess::PrerequisiteState;
use preflight_engine::condition::Truth;
use preflight_engine::content::{guide_address, Prerequisite};

/// The prerequisites of a task; none if the task lists none.
pub fn prerequisites(ctx: &ViewContext<'_>, due: &[PrerequisiteState]) -> Option<Node> {
    let items = due.iter().filter_map(|state| {
        let row = ctx.model.page.content.prerequisites.iter().find(|row| row.id == state.prerequisite)?;
        Some(prerequisite(ctx, row, state.state))
    });
    let rows: Vec<Node> = items.collect();
    (!rows.is_empty()).then(|| el("ul").class("needs").all(rows))
}

fn prerequisite(ctx: &ViewContext<'_>, row: &Prerequisite, state: Truth) -> Node {
    let open = (state == Truth::Unknown).then(|| tag(ctx, "open", "maybe", ctx.text("prerequisite.open")));
    let hint = |words: &str| (!words.is_empty()).then(|| el("p").class("hint").add(inline_code(words)));
    let detail = |field: &str| ctx.model.page.content.prerequisite(row, field);
    let (condition, check, guide) = (detail("condition"), detail("check"), detail("page"));
    let needed_if = ctx.model.format("prerequisite.if", &[("condition", condition)]);
    let statement = nodes().add(el("pre").set("tabindex", "0").add(el("code").text(check)));
    let (address, title) = (guide_address(guide), guide.split('#').next().unwrap_or_default());
    let link = el("a").attr("href", address).set("rel", "noreferrer").set("target", "_blank").text(title);
    let source = el("p").class("src").add(link).text(", ").text(ctx.text(&format!("vintage.{}", detail("vintage"))));
    el("li")
        .key(&row.id)
        .add(el("p").add(el("b").add(inline_code(detail("name")))).optional(open))
        .optional(value(detail("value")))
        .optional((!condition.is_empty()).then(|| el("p").class("hint").add(inline_code(&needed_if))))
        .optional(hint(detail("note")))
        .optional((!check.is_empty()).then_some(statement))
        .add(source)
}

/// The value, or several values as a list.
fn value(value: &str) -> Option<Node> {
    let parts: Vec<Node> = value.split("; ").map(|part| el("li").add(el("code").text(part))).collect();
    match parts.len() {
        _ if value.is_empty() || value == "granted" => None,
        1 => Some(el("p").add(el("code").text(value))),
        _ => Some(el("ul").class("values").all(parts)),
    }
}
