//! One question: number and state, text, response, why and where to look, note, and what the answer causes.

use super::effect::{effects, Cause};
use super::glossary::terms;
use super::node::{el, nodes, text, Node};
use super::parts::{icon_meaning, rich, Page};
use super::response::response;
use crate::model::{Msg, Place};
use crate::shell::dom;
use preflight_engine::assess::AnswerState;
use preflight_engine::content::{Evidence, Source};
use preflight_engine::show;
use preflight_engine::store::MAX_NOTE_LENGTH;
use preflight_engine::{Action, Raw};
use yew::Callback;

pub fn question(page: &Page<'_>, place: usize, causes: &[Cause]) -> Node {
    let model = page.model;
    let question = &model.content.questions[place];
    let state = &model.assessment.questions[place];
    let (title_id, hint_id) = (model.id(&format!("{}-t", question.id)), model.id(&format!("{}-h", question.id)));
    let now = model.last.as_ref().is_some_and(|last| last.question == place);
    let number = model.content.number(place);
    // One level below the heading above it: the section's own on its page, the section's part on the page of all.
    let heading = if model.place == Place::AllQuestions { "h3" } else { "h2" };
    let heading = el(heading).class("ask").attr("id", title_id.clone()).add(rich(&question.text));
    let hint = (!question.hint.is_empty()).then(|| el("p").class("hint").attr("id", hint_id).add(rich(&question.hint)));
    el("div")
        .classes("q", if now { "now" } else { "" })
        .set("role", "group")
        .attr("aria-labelledby", title_id)
        .attr("data-question", place.to_string())
        .add(el("span").class("id").add(mark(page, state.state)).text(&number))
        .add(el("div").class("left").add(heading).maybe(hint))
        .add(response(page, place))
        .add(el("div").class("more").add(why(page, place)).add(note(page, place, &number)).maybe(clear(page, place)))
        .add(effects(page, place, causes))
}

fn mark(page: &Page<'_>, state: AnswerState) -> Node {
    let (name, tone, key) = match state {
        AnswerState::Given => ("done", "good", "state.given"),
        AnswerState::DontKnow => ("open", "open", "state.dont_know"),
        AnswerState::Bad => ("stop", "stop", "state.bad"),
        AnswerState::Missing | AnswerState::NotAsked => ("none", "plain", "state.missing"),
    };
    icon_meaning(page, name, tone, page.word(key))
}

fn why(page: &Page<'_>, place: usize) -> Node {
    let question = &page.model.content.questions[place];
    let (look, query) = (page.model.content.where_to_look(question), page.model.content.query(question));
    let query = (!query.is_empty()).then(|| {
        let copied = query.to_owned();
        let copy = Callback::from(move |_| dom::copy(&copied));
        nodes().add(el("pre").set("tabindex", "0").add(el("code").text(query))).add(el("p").add(page.button(
            "s",
            "action.copy_query",
            copy,
        )))
    });
    let inner = el("div")
        .class("inner")
        .add(el("p").add(rich(page.model.content.asked_because(question))))
        .maybe((!look.is_empty()).then(|| el("p").add(rich(look))))
        .maybe(query)
        .maybe(terms(page, question))
        .add(sources(page, &question.evidence));
    el("details").add(el("summary").word(page, "question.why")).add(inner)
}

/// Where a row's facts come from.
pub fn sources(page: &Page<'_>, evidence: &Evidence) -> Node {
    let known = evidence.sources.iter().filter_map(|place| page.model.content.sources.get(*place));
    nodes().all(known.map(|source| cited(page, el("p").class("src"), source, &evidence.read)))
}

/// Puts a source into an element: its title, linked where it has an address, and when it was read.
pub fn cited(page: &Page<'_>, into: Node, source: &Source, read: &str) -> Node {
    let title = if source.address.is_empty() {
        text(&source.title)
    } else {
        let link = el("a").attr("href", source.address.clone()).set("rel", "noreferrer").set("target", "_blank");
        link.text(&source.title)
    };
    let read = page.model.with("source.read", &[("read", read), ("vintage", &source.vintage)]);
    into.add(title).text(", ").text(read)
}

fn note(page: &Page<'_>, place: usize, number: &str) -> Node {
    let question = &page.model.content.questions[place];
    let words = page.model.session.note(&question.id).to_owned();
    let id = question.id.to_string();
    let input = page.on(move |event| Msg::Did(Action::Noted { question: id.clone(), note: dom::value(event) }));
    let title = if words.is_empty() { "question.add_note" } else { "question.note" };
    let open = !words.is_empty() || page.model.noting == Some(place);
    let area = el("textarea")
        .attr("aria-label", page.model.with("question.note_on", &[("number", number)]))
        .attr("maxlength", MAX_NOTE_LENGTH.to_string())
        .locked(page)
        .value(words.clone())
        .on_input(input);
    let inner = el("div").class("inner").add(area).maybe(counter(page, &words));
    el("details").flag("open", open).add(el("summary").word(page, title)).add(inner)
}

/// How much of a note's room is taken, once more than half of it is.
pub fn counter(page: &Page<'_>, words: &str) -> Option<Node> {
    let length = words.encode_utf16().count();
    let of = [length, MAX_NOTE_LENGTH].map(|n| show::grouped(n as u64));
    let words = page.model.with("question.note_length", &[("n", &of[0]), ("of", &of[1])]);
    (length > MAX_NOTE_LENGTH / 2).then(|| el("p").class("hint").text(words))
}

/// Takes a chosen answer back; what is typed is taken back by emptying its field.
fn clear(page: &Page<'_>, place: usize) -> Option<Node> {
    let question = &page.model.content.questions[place];
    let chosen = match page.model.session.raw(&question.id) {
        Some(Raw::Bool(_) | Raw::Several(_)) => true,
        Some(Raw::Text(_)) => !question.options.is_empty(),
        _ => false,
    };
    let clears = || page.sends(Msg::Did(Action::Cleared { question: question.id.to_string() }));
    (chosen && !page.model.is_locked()).then(|| page.button("flat s", "action.clear", clears()))
}
