//! The glossary: each term once, with its source.

use super::node::{el, nodes, text, Node};
use super::parts::{head, rich, Page};
use super::question::cited;
use crate::model::Spot;
use preflight_engine::content::{Question, Term};

#[inline(never)]
pub fn glossary(page: &Page<'_>) -> Node {
    let terms = page.model.content.terms();
    let lead = page.model.count("glossary.lead", terms.len());
    let each = terms.iter().map(|term| one(page, term));
    el("main").class("page").add(head(page, "view.glossary", lead)).add(el("dl").class("terms").all(each))
}

fn one(page: &Page<'_>, term: &Term<'_>) -> Node {
    let also = (!term.also.is_empty()).then(|| el("span").class("hint").text(format!(" {}", term.also.join(", "))));
    let source = term.source.map(|source| cited(page, el("p").class("src"), source, term.read));
    let name = el("dt").set("tabindex", "-1").attr("data-term", term.place.to_string()).text(term.term).maybe(also);
    el("div").key(term.id).add(name).add(el("dd").add(el("p").add(rich(term.means))).maybe(source))
}

/// The terms that a question's texts use, each linked to what it means.
pub fn terms(page: &Page<'_>, question: &Question) -> Option<Node> {
    let used = page.model.content.term_names(question);
    if used.is_empty() {
        return None;
    }
    let links = used.into_iter().enumerate().map(|(index, (place, name))| {
        let comma = if index == 0 { nodes() } else { text(", ") };
        comma.add(page.spot_link(Spot::Term(place)).text(name))
    });
    Some(el("p").class("hint").word(page, "glossary.terms").text(" ").all(links))
}
