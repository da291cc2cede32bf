//! The view `glossary`: each term once, with its source. Called by `views::main`; a question shows the links to the
//! terms that it uses.

use crate::model::FocusTarget;
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::add_citation;
use crate::views::ui::node::{el, nodes, text, Node};
use crate::views::ui::widgets::{head, inline_code};
use preflight_engine::content::{Question, Term};

pub fn glossary(ctx: &ViewContext<'_>) -> Node {
    let terms = ctx.model.page.content.terms();
    let lead = ctx.model.plural("glossary.lead", terms.len());
    let definitions = terms.iter().map(|term| definition(ctx, term));
    el("main").class("page").add(head(ctx, "view.glossary", lead)).add(el("dl").class("terms").all(definitions))
}

fn definition(ctx: &ViewContext<'_>, term: &Term<'_>) -> Node {
    let also = (!term.also.is_empty()).then(|| el("span").class("hint").text(format!(" {}", term.also.join(", "))));
    let source = term.source.map(|source| add_citation(ctx, el("p").class("src"), source, term.read));
    let name = el("dt").set("tabindex", "-1").attr("data-term", term.index.to_string()).text(term.term).optional(also);
    el("div").key(term.id).add(name).add(el("dd").add(el("p").add(inline_code(term.means))).optional(source))
}

/// Links to the definitions of the terms that a question uses.
pub fn terms(ctx: &ViewContext<'_>, question: &Question) -> Option<Node> {
    let used = ctx.model.page.content.term_names(question);
    if used.is_empty() {
        return None;
    }
    let links = used.into_iter().enumerate().map(|(nth, (index, name))| {
        let comma = if nth == 0 { nodes() } else { text(", ") };
        comma.add(ctx.focus_link(FocusTarget::Term(index)).text(name))
    });
    Some(el("p").class("hint").message(ctx, "glossary.terms").text(" ").all(links))
}
