//! One question: number and state, text, response, why and where to look, note, and what the answer causes.

use super::effect::effects;
use super::parts::{icon_meaning, rich, Page};
use super::response::response;
use crate::model::{Msg, Place};
use crate::shell::dom;
use preflight_engine::assess::AnswerState;
use preflight_engine::{Action, Raw};
use yew::prelude::*;

pub fn question(page: &Page<'_>, place: usize) -> Html {
    let model = page.model;
    let question = &model.content.questions[place];
    let state = &model.assessment.questions[place];
    let (title_id, hint_id) = (model.id(&format!("{}-t", question.id)), model.id(&format!("{}-h", question.id)));
    let now = model.last.as_ref().is_some_and(|last| last.question == place);
    let number = model.content.number(place);
    html! {
        <div class={classes!("q", now.then_some("now"))} key={question.id.clone()} role="group"
            aria-labelledby={title_id.clone()} data-question={place.to_string()}>
            <span class="id">{ mark(page, state.state) }{ &number }</span>
            <div class="left">
                { heading(page, title_id, rich(&question.text)) }
                if !question.hint.is_empty() { <p class="hint" id={hint_id}>{ rich(&question.hint) }</p> }
            </div>
            { response(page, place) }
            <div class="more">{ why(page, place) }{ note(page, place, &number) }{ clear(page, place) }</div>
            { effects(page, place) }
        </div>
    }
}

/// One level below the heading above it: the section's own on its page, the section's part on the page of all.
fn heading(page: &Page<'_>, id: String, text: Html) -> Html {
    if page.model.place == Place::AllQuestions {
        return html! { <h3 class="ask" {id}>{ text }</h3> };
    }
    html! { <h2 class="ask" {id}>{ text }</h2> }
}

fn mark(page: &Page<'_>, state: AnswerState) -> Html {
    let (name, tone, key) = match state {
        AnswerState::Given => ("done", "good", "state.given"),
        AnswerState::DontKnow => ("open", "open", "state.dont_know"),
        AnswerState::Bad => ("stop", "stop", "state.bad"),
        AnswerState::Missing | AnswerState::NotAsked => ("none", "plain", "state.missing"),
    };
    icon_meaning(page, name, tone, page.word(key))
}

fn why(page: &Page<'_>, place: usize) -> Html {
    let question = &page.model.content.questions[place];
    let query = question.query.clone();
    let copy = Callback::from(move |_: MouseEvent| dom::copy(&query));
    html! {
        <details>
            <summary>{ page.word("question.why") }</summary>
            <div class="inner">
                <p>{ rich(&question.why) }</p>
                if !question.look.is_empty() { <p>{ rich(&question.look) }</p> }
                if !question.query.is_empty() {
                    <pre tabindex="0"><code>{ &question.query }</code></pre>
                    <p><button type="button" class="s" onclick={copy}>{ page.word("action.copy_query") }</button></p>
                }
                { sources(page, &question.evidence) }
            </div>
        </details>
    }
}

/// Where a row's facts come from.
pub fn sources(page: &Page<'_>, evidence: &preflight_engine::content::Evidence) -> Html {
    let each = evidence.sources.iter().filter_map(|place| page.model.content.sources.get(*place)).map(|source| {
        let read = page.model.with("source.read", &[("read", &evidence.read), ("vintage", &source.vintage)]);
        let title = if source.address.is_empty() {
            html! { { &source.title } }
        } else {
            html! { <a href={source.address.clone()} rel="noreferrer" target="_blank">{ &source.title }</a> }
        };
        html! { <p class="src">{ title }{ ", " }{ read }</p> }
    });
    html! { <>{ for each }</> }
}

fn note(page: &Page<'_>, place: usize, number: &str) -> Html {
    let question = &page.model.content.questions[place];
    let text = page.model.session.note(&question.id).to_owned();
    let id = question.id.clone();
    let oninput =
        page.on(move |event: InputEvent| Msg::Did(Action::Noted { question: id.clone(), note: dom::value(&event) }));
    let label = page.model.with("question.note_on", &[("number", number)]);
    let title = if text.is_empty() { "question.add_note" } else { "question.note" };
    html! {
        <details open={!text.is_empty() || page.model.noting == Some(place)}>
            <summary>{ page.word(title) }</summary>
            <div class="inner"><textarea aria-label={label} value={text} {oninput} maxlength="20000" /></div>
        </details>
    }
}

/// Takes a chosen answer back; what is typed is taken back by emptying its field.
fn clear(page: &Page<'_>, place: usize) -> Html {
    let question = &page.model.content.questions[place];
    let chosen = match page.model.session.raw(&question.id) {
        Some(Raw::Flag(_) | Raw::Several(_)) => true,
        Some(Raw::Text(_)) => !question.options.is_empty(),
        _ => false,
    };
    if !chosen {
        return html! {};
    }
    let onclick = page.sends(Msg::Did(Action::Cleared { question: question.id.clone() }));
    html! { <button type="button" class="flat s" {onclick}>{ page.word("action.clear") }</button> }
}
