//! The ways to move the data, ranked for this plan, each with its downtime, effort, risk and what speaks for it.

use super::finding::deciding;
use super::node::{el, nodes, Node};
use super::parts::{head, leader_word, rich, tag, Page};
use super::question::sources;
use super::sizing::{lobs, sizing};
use preflight_engine::approach::{approaches, NoteState, RankedApproach};
use preflight_engine::condition::Truth;
use preflight_engine::content::Weight;
use preflight_engine::show;

#[inline(never)]
pub fn approach(page: &Page<'_>) -> Node {
    let state = page.model.state();
    let ranked = approaches(&state);
    let each = ranked.iter().enumerate().map(|(rank, own)| one(page, rank, own));
    el("main")
        .class("page")
        .add(head(page, "view.approach", page.word("approach.lead")))
        .add(el("section").class("group").add(el("h2").word(page, "approach.ranked")).all(each))
        .add(sizing(page, &state))
        .maybe(lobs(page, &state))
}

/// How an approach stands, in tone, icon and words.
fn standing(page: &Page<'_>, own: &RankedApproach<'_>) -> Node {
    let (tone, name) = match (own.possible, own.fits) {
        (Truth::False, _) => ("stop", "stop"),
        (Truth::Unknown, _) => ("open", "maybe"),
        (Truth::True, Truth::False) => ("risk", "risk"),
        (Truth::True, _) => ("good", "done"),
    };
    tag(page, tone, name, page.word(own.word()))
}

fn one(page: &Page<'_>, rank: usize, own: &RankedApproach<'_>) -> Node {
    let row = own.row;
    let (title, reason) = (format!("{}. {}", rank + 1, row.title), own.first_reason(rank));
    let words = el("span")
        .class("tx")
        .add(el("span").class("t").text(title))
        .add(el("span").class("s").add(rich(&page.model.fill(reason.unwrap_or(&row.about)))));
    let summary = el("summary")
        .add(standing(page, own))
        .add(words)
        .add(el("span").class("meta").text(downtime(page, own)))
        .add(el("span").class("meta").text(page.model.with("approach.effort", &[("level", &level(page, &row.effort))])))
        .add(el("span").class("tw"));
    let body = el("div").class("body").add(reasons(page, own, reason.is_some())).add(figures(page, own));
    el("details").class("f").key(&row.id).flag("open", rank == 0).add(summary).add(body)
}

fn level(page: &Page<'_>, level: &str) -> String {
    page.word(&format!("level.{level}"))
}

fn downtime(page: &Page<'_>, own: &RankedApproach<'_>) -> String {
    let minutes = |n: i64| show::duration(n.unsigned_abs());
    match own.downtime {
        None => page.word("answer.unknown"),
        Some(span) if span.low == span.high => minutes(span.low),
        Some(span) => page.model.with("figure.range", &[("low", &minutes(span.low)), ("high", &minutes(span.high))]),
    }
}

fn reasons(page: &Page<'_>, own: &RankedApproach<'_>, about: bool) -> Node {
    let part = |weight, key| {
        let notes: Vec<Node> = own.notes.iter().filter(|n| n.row.weight == weight).map(|n| note(page, n)).collect();
        let list = |notes| nodes().add(el("h3").word(page, key)).add(el("ul").class("plainlist").all(notes));
        (!notes.is_empty()).then(|| el("div").add(list(notes)))
    };
    let excludes = if own.possible == Truth::False { "approach.excludes" } else { "approach.would_exclude" };
    el("div")
        .class("col")
        .maybe(about.then(|| el("p").text(&own.row.about)))
        .maybe(part(Weight::Excludes, excludes))
        .maybe(part(Weight::For, "approach.for"))
        .maybe(part(Weight::Against, "approach.against"))
}

fn note(page: &Page<'_>, own: &NoteState<'_>) -> Node {
    let open = (own.state == Truth::Unknown).then(|| el("b").word(page, "approach.note_open"));
    el("li").maybe(open).add(rich(&page.model.fill(&own.row.text))).maybe(deciding(page, &own.because, &own.wants))
}

fn figures(page: &Page<'_>, own: &RankedApproach<'_>) -> Node {
    let row = own.row;
    let fits = match own.fits {
        Truth::True => "known.yes",
        Truth::False => "known.no",
        Truth::Unknown => "known.unknown",
    };
    let rows = el("dl")
        .class("cr")
        .add(leader_word(page, "approach.downtime", downtime(page, own)))
        .add(leader_word(page, "approach.fits", page.word(fits)))
        .add(leader_word(page, "approach.effort_is", level(page, &row.effort)))
        .add(leader_word(page, "approach.risk_is", level(page, &row.risk)))
        .add(leader_word(page, "approach.points", own.points.to_string()));
    el("div")
        .class("col")
        .add(el("div").add(el("h3").word(page, "approach.figures")).add(rows))
        .add(el("p").class("hint").word(page, "approach.model"))
        .add(el("div").add(el("h3").word(page, "approach.source")).add(sources(page, &row.evidence)))
}
