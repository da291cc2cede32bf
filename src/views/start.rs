//! The first page: what it does, that nothing leaves the browser, the plan in this browser, examples, opening a file.

use super::bar::{mark, route, save_copy};
use super::parts::{foot, icon, leader, notices, Page};
use super::rail::gauge;
use crate::model::Msg;
use crate::shell::files;
use preflight_engine::answer::Complaint;
use preflight_engine::saved::{decode, decode_value, LONGEST};
use std::rc::Rc;
use yew::prelude::*;

pub fn start(page: &Page<'_>) -> Html {
    let model = page.model;
    let main = if model.has_plan() {
        html! { <button type="button" class="main" onclick={page.sends(Msg::Went(model.resume()))}>{ page.word("start.go_on") }</button> }
    } else {
        html! { <button type="button" class="main" onclick={page.sends(Msg::Started)}>{ page.word("start.begin") }</button> }
    };
    html! {
        <>
            <header class="bar start-bar"><span class="brand">{ mark() }<span>{ page.word("app.title") }</span></span></header>
            { notices(page) }
            <main class="page start-page"><div class="start">
                <div>
                    <section class="intro">
                        <h1 tabindex="-1">{ page.word("start.title") }</h1>
                        <p class="lead">{ page.word("start.lead") }</p>
                        <p class="promise">{ icon(page, "lock") }<span><strong>{ page.word("start.private") }</strong>{ " " }{ page.word("start.private_how") }</span></p>
                        <div class="do">{ main }
                            if model.has_plan() { <button type="button" onclick={page.sends(Msg::Started)}>{ page.word("start.begin_new") }</button> }
                            if model.has_plan() { { save_copy(page) } }
                        </div>
                        if model.has_plan() { <p class="hint">{ page.word("start.replaces") }</p> }
                    </section>
                    { plan(page) }
                    { examples(page) }
                </div>
                { side(page) }
            </div></main>
            { foot(page) }
        </>
    }
}

fn plan(page: &Page<'_>) -> Html {
    let model = page.model;
    if !model.has_plan() {
        return html! { <section class="block"><h2>{ page.word("start.plan") }</h2><p class="empty">{ page.word("start.no_plan") }</p></section> };
    }
    let counts = &model.assessment.counts;
    let name =
        if model.session.name.trim().is_empty() { page.word("plan.unnamed") } else { model.session.name.clone() };
    let readiness =
        model.with("start.answered", &[("n", &counts.answered.to_string()), ("of", &counts.asked.to_string())]);
    html! {
        <section class="block">
            <h2>{ page.word("start.plan") }</h2>
            <dl class="cr">
                { leader(html! { <b>{ page.link(model.resume(), html! { <bdi>{ name }</bdi> }) }</b> }, html! { { route(page) } }) }
                { leader(html! { { page.word("start.readiness") } }, html! { <>{ readiness }{ gauge(counts.answered, counts.dont_know, counts.asked) }</> }) }
                { leader(html! { { page.word("severity.blocker.many") } }, html! { { counts.blockers } }) }
                { leader(html! { { page.word("severity.risk.many") } }, html! { { counts.risks } }) }
            </dl>
        </section>
    }
}

fn examples(page: &Page<'_>) -> Html {
    let each = page.model.content.examples.iter().map(|example| {
        let content = Rc::clone(&page.model.content);
        let (send, plan) = (page.send.clone(), example.plan.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            send.emit(Msg::Opened(decode_value(&content, plan.clone()).map(Box::new)));
            send.emit(Msg::Went(crate::model::Place::Findings));
        });
        html! {
            <li key={example.id.clone()}>
                <h3><button type="button" class="flat" {onclick}>{ &example.title }</button></h3>
                <p>{ &example.about }</p>
            </li>
        }
    });
    html! { <section class="block"><h2>{ page.word("start.examples") }</h2><ul class="ex">{ for each }</ul></section> }
}

fn side(page: &Page<'_>) -> Html {
    let content = &page.model.content;
    let regions = &content.tables.regions;
    let facts = [
        ("start.read", content.edition.clone()),
        (
            "start.regions",
            page.model.with(
                "count.of",
                &[
                    ("n", &regions.iter().filter(|r| r.dms == "yes").count().to_string()),
                    ("of", &regions.len().to_string()),
                ],
            ),
        ),
        ("start.engines", content.tables.engines.len().to_string()),
        ("start.questions", content.questions.len().to_string()),
        ("start.rules", content.rules.len().to_string()),
        ("start.tasks", content.tasks.len().to_string()),
    ];
    let facts = facts.into_iter().map(|(key, value)| leader(html! { { page.word(key) } }, html! { { value } }));
    let nots = ["start.not_read", "start.not_convert", "start.not_prices", "start.not_speed"]
        .map(|key| html! { <li>{ page.word(key) }</li> });
    html! {
        <div class="side">
            <section><h2>{ page.word("start.open") }</h2>{ open(page) }</section>
            <section><h2>{ page.word("start.not") }</h2><ul class="plainlist">{ for nots }</ul></section>
            <section><h2>{ page.word("start.facts") }</h2><dl class="cr">{ for facts }</dl></section>
        </div>
    }
}

/// Opens a file that was chosen or dropped; a refusal is a sentence and changes nothing.
fn open(page: &Page<'_>) -> Html {
    let (content, send) = (Rc::clone(&page.model.content), page.send.clone());
    let read = Callback::from(move |file: files::File| {
        let (content, send) = (Rc::clone(&content), send.clone());
        files::read(&file, move |text| {
            let refused = |word| Complaint { word, with: vec![("most", (LONGEST / 1_000_000).to_string())] };
            let opened = text.map_err(refused).and_then(|text| decode(&content, &text));
            send.emit(Msg::Opened(opened.map(Box::new)));
        });
    });
    let chosen = read.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(file) = files::chosen(&event) {
            chosen.emit(file);
        }
    });
    let ondrop = Callback::from(move |event: DragEvent| {
        if let Some(file) = files::dropped(&event) {
            read.emit(file);
        }
    });
    html! {
        <div class="drop" {ondrop} ondragover={|event: DragEvent| event.prevent_default()}>
            <p>{ page.word("start.drop") }</p>
            <label class="btn">{ icon(page, "file") }{ page.word("start.choose_file") }<input type="file" class="vh" accept=".json,application/json" {onchange} /></label>
            <p class="hint">{ page.word("start.file_stays") }</p>
        </div>
    }
}
