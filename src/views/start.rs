//! The first page: what it does, that nothing leaves the browser, the plan in this browser, examples, opening a file.

use super::bar::{mark, route, save_copy};
use super::node::{el, nodes, text, Node};
use super::parts::{foot, icon, leader, leader_word, notices, Page};
use super::rail::gauge;
use crate::model::{Msg, Place};
use crate::shell::files;
use preflight_engine::answer::Complaint;
use preflight_engine::saved::{decode, decode_value, LONGEST};
use std::rc::Rc;
use yew::virtual_dom::ListenerKind;
use yew::{Callback, Event};

pub fn start(page: &Page<'_>) -> Node {
    let brand = el("span").class("brand").add(mark()).add(el("span").word(page, "app.title"));
    let columns =
        el("div").class("start").add(el("div").add(intro(page)).add(plan(page)).add(examples(page))).add(side(page));
    nodes()
        .add(el("header").class("bar start-bar").add(brand))
        .add(notices(page))
        .add(el("main").class("page start-page").add(columns))
        .add(foot(page))
}

fn intro(page: &Page<'_>) -> Node {
    let (model, has_plan) = (page.model, page.model.has_plan());
    let private = el("span").add(el("strong").word(page, "start.private")).text(" ").word(page, "start.private_how");
    let main = if has_plan {
        page.button("main", "start.go_on", page.sends(Msg::Went(model.resume())))
    } else {
        page.button("main", "start.begin", page.sends(Msg::Started))
    };
    let buttons = el("div")
        .class("do")
        .add(main)
        .maybe(has_plan.then(|| page.button("", "start.begin_new", page.sends(Msg::Started))))
        .maybe(has_plan.then(|| save_copy(page)));
    el("section")
        .class("intro")
        .add(el("h1").set("tabindex", "-1").word(page, "start.title"))
        .add(el("p").class("lead").word(page, "start.lead"))
        .add(el("p").class("promise").add(icon(page, "lock")).add(private))
        .add(buttons)
        .maybe(has_plan.then(|| el("p").class("hint").word(page, "start.replaces")))
}

fn plan(page: &Page<'_>) -> Node {
    let model = page.model;
    let block = el("section").class("block").add(el("h2").word(page, "start.plan"));
    if !model.has_plan() {
        return block.add(el("p").class("empty").word(page, "start.no_plan"));
    }
    let counts = &model.assessment.counts;
    let name =
        if model.session.name.trim().is_empty() { page.word("plan.unnamed") } else { model.session.name.clone() };
    let readiness =
        model.with("start.answered", &[("n", &counts.answered.to_string()), ("of", &counts.asked.to_string())]);
    let link = page.link(model.resume()).add(el("bdi").text(name));
    let drawn = nodes().text(readiness).add(gauge(counts.answered, counts.dont_know, counts.asked));
    let rows = el("dl")
        .class("cr")
        .add(leader(el("b").add(link), text(route(page))))
        .add(leader(text(page.word("start.readiness")), drawn))
        .add(leader_word(page, "severity.blocker.many", counts.blockers.to_string()))
        .add(leader_word(page, "severity.risk.many", counts.risks.to_string()));
    block.add(rows)
}

fn examples(page: &Page<'_>) -> Node {
    let each = page.model.content.examples.iter().map(|example| {
        let content = Rc::clone(&page.model.content);
        let (send, plan) = (page.send.clone(), example.plan.clone());
        let click = Callback::from(move |_| {
            send.emit(Msg::Opened(decode_value(&content, plan.clone()).map(Box::new)));
            send.emit(Msg::Went(Place::Findings));
        });
        let button = el("button").class("flat").set("type", "button").on_click(click).text(&example.title);
        el("li").key(&example.id).add(el("h3").add(button)).add(el("p").text(&example.about))
    });
    let title = el("h2").word(page, "start.examples");
    el("section").class("block").add(title).add(el("ul").class("ex").all(each))
}

fn side(page: &Page<'_>) -> Node {
    let content = &page.model.content;
    let regions = &content.tables.regions;
    let with_dms = regions.iter().filter(|region| region.dms == "yes").count();
    let of_all = page.model.with("count.of", &[("n", &with_dms.to_string()), ("of", &regions.len().to_string())]);
    let facts = [
        ("start.read", content.edition.clone()),
        ("start.regions", of_all),
        ("start.engines", content.tables.engines.len().to_string()),
        ("start.questions", content.questions.len().to_string()),
        ("start.rules", content.rules.len().to_string()),
        ("start.tasks", content.tasks.len().to_string()),
    ];
    let facts = facts.into_iter().map(|(key, value)| leader_word(page, key, value));
    let nots = ["start.not_read", "start.not_convert", "start.not_prices", "start.not_speed"];
    let nots = nots.into_iter().map(|key| el("li").word(page, key));
    let section = |key, inner| el("section").add(el("h2").word(page, key)).add(inner);
    el("div")
        .class("side")
        .add(section("start.open", open(page)))
        .add(section("start.not", el("ul").class("plainlist").all(nots)))
        .add(section("start.facts", el("dl").class("cr").all(facts)))
}

/// Opens a file that was chosen or dropped; a refusal is a sentence and changes nothing.
fn open(page: &Page<'_>) -> Node {
    let (content, send) = (Rc::clone(&page.model.content), page.send.clone());
    let read = Callback::from(move |file: files::File| {
        let (content, send) = (Rc::clone(&content), send.clone());
        files::read(&file, move |text| {
            let refused = |word| Complaint { word, with: vec![("most", (LONGEST / 1_000_000).to_string())] };
            let opened = text.map_err(refused).and_then(|text| decode(&content, &text));
            send.emit(Msg::Opened(opened.map(Box::new)));
        });
    });
    let file = |take: fn(&Event) -> Option<files::File>| {
        let read = read.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = take(&event) {
                read.emit(file);
            }
        })
    };
    let input = el("input").class("vh").set("type", "file").set("accept", ".json,application/json");
    let choose = el("label").class("btn").add(icon(page, "file")).word(page, "start.choose_file");
    el("div")
        .class("drop")
        .on(|| ListenerKind::ondrop, file(files::dropped))
        .on(|| ListenerKind::ondragover, Callback::from(|event: Event| event.prevent_default()))
        .add(el("p").word(page, "start.drop"))
        .add(choose.add(input.on_change(file(files::chosen))))
        .add(el("p").class("hint").word(page, "start.file_stays"))
}
