//! Why something holds and where it comes from: the questions behind it, its sources, what to do.

use super::context::ViewContext;
use super::node::{el, nodes, text, Node};
use super::widgets::inline_code;
use preflight_engine::content::{Evidence, Source};
use preflight_engine::Id;

/// Where a row's facts come from.
pub fn sources(ctx: &ViewContext<'_>, evidence: &Evidence) -> Node {
    let known = evidence.sources.iter().filter_map(|index| ctx.model.page.content.sources.get(*index));
    nodes().all(known.map(|source| cited(ctx, el("p").class("src"), source, &evidence.read)))
}

/// Puts a source into an element: its title, linked where it has an address, and when it was read.
pub fn cited(ctx: &ViewContext<'_>, into: Node, source: &Source, read: &str) -> Node {
    let title = if source.address.is_empty() {
        text(&source.title)
    } else {
        let link = el("a").attr("href", source.address.clone()).set("rel", "noreferrer").set("target", "_blank");
        link.text(&source.title)
    };
    let read = ctx.model.format("source.read", &[("read", read), ("vintage", &source.vintage)]);
    into.add(title).text(", ").text(read)
}

/// The questions that decided something, with their answers, and those still wanted, in one line of links.
pub fn deciding(ctx: &ViewContext<'_>, because: &[Id], wants: &[Id]) -> Option<Node> {
    let each = because.iter().chain(wants).filter_map(|id| {
        let index = ctx.model.page.content.question(id)?;
        let known = ctx.model.computed.texts.get(id).filter(|_| because.contains(id));
        let answer = known.map_or_else(|| ctx.text("answer.open"), str::to_owned);
        let number = ctx.question_link(index).text(ctx.model.page.content.number(index));
        Some(el("span").class("ref").add(number).text(" ").text(answer))
    });
    let all: Vec<Node> = each.collect();
    (!all.is_empty()).then(|| el("p").class("hint refs").all(all))
}

/// Numbered steps.
pub fn steps(ctx: &ViewContext<'_>, steps: &[String]) -> Node {
    let each = steps.iter().map(|step| el("li").add(el("span").add(inline_code(&ctx.model.interpolate(step)))));
    el("ol").class("steps").all(each)
}
