//! The evidence for findings, tasks, approaches and phases: the questions behind them, their sources, and the steps to
//! take. Many views use it.

use super::context::ViewContext;
use super::node::{el, nodes, text, Node};
use super::widgets::inline_code;
use preflight_engine::content::{Evidence, Source};
use preflight_engine::Id;

/// The sources of a row of content.
pub fn sources(ctx: &ViewContext<'_>, evidence: &Evidence) -> Node {
    let known = evidence.sources.iter().filter_map(|index| ctx.model.page.content.sources.get(*index));
    nodes().all(known.map(|source| add_citation(ctx, el("p").class("src"), source, &evidence.read)))
}

/// Adds a source to an element: its title, linked if it has an address, and the day it was read.
pub fn add_citation(ctx: &ViewContext<'_>, element: Node, source: &Source, read: &str) -> Node {
    let title = if source.address.is_empty() {
        text(&source.title)
    } else {
        let link = el("a").attr("href", source.address.clone()).set("rel", "noreferrer").set("target", "_blank");
        link.text(&source.title)
    };
    let read = ctx.model.format("source.read", &[("read", read), ("vintage", &source.vintage)]);
    element.add(title).text(", ").text(read)
}

/// One line of links: the questions that decided something, with their answers, and those whose answers are missing.
pub fn deciding_questions(ctx: &ViewContext<'_>, because: &[Id], wants: &[Id]) -> Option<Node> {
    let links = because.iter().chain(wants).filter_map(|id| {
        let index = ctx.model.page.content.question_index(id)?;
        let known = ctx.model.computed.texts.get(id).filter(|_| because.contains(id));
        let answer = known.map_or_else(|| ctx.text("answer.open"), str::to_owned);
        let number = ctx.question_link(index).text(ctx.model.page.content.number(index));
        Some(el("span").class("ref").add(number).text(" ").text(answer))
    });
    let links: Vec<Node> = links.collect();
    (!links.is_empty()).then(|| el("p").class("hint refs").all(links))
}

/// Numbered steps.
pub fn steps(ctx: &ViewContext<'_>, steps: &[String]) -> Node {
    let items = steps.iter().map(|step| el("li").add(el("span").add(inline_code(&ctx.model.interpolate(step)))));
    el("ol").class("steps").all(items)
}
