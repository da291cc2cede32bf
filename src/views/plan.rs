//! The plan itself: its name, where it is stored, copies of it as file and as link, its earlier states, and other plans
//! to compare it with.

use super::bar::save_copy;
use super::node::{el, nodes, Node};
use super::parts::{field, head, leader_word, Page};
use crate::model::{Holding, Link, Model, Msg, Target, Wish};
use crate::shell::{dom, files};
use preflight_engine::report::answers_csv;
use preflight_engine::show;
use preflight_engine::store::MAX_SNAPSHOTS;
use preflight_engine::Action;
use yew::Callback;

#[inline(never)]
pub fn plan(page: &Page<'_>) -> Node {
    el("main")
        .class("page")
        .add(head(page, "view.plan", page.word("plan.lead")))
        .add(about(page))
        .add(copies(page))
        .maybe(page.model.around.owner.then(|| link(page)))
        .add(snapshots(page))
        .add(others(page))
}

fn group(page: &Page<'_>, key: &str) -> Node {
    el("section").class("group").add(el("h2").word(page, key))
}

fn about(page: &Page<'_>) -> Node {
    let model = page.model;
    let named = page.on(|event| Msg::Did(Action::Renamed(dom::value(event))));
    let name = el("input").set("type", "text").set("maxlength", "120").locked(page);
    let name = field(page, "field named", "plan.name").add(name.value(model.session.name.clone()).on_input(named));
    // What was never stored has no size yet.
    let size = (model.size > 0).then(|| leader_word(page, "plan.size", show::size(model.size as u64)));
    let stored = leader_word(page, "plan.stored", super::bar::status(page).2);
    let rows = el("dl").class("cr").add(stored).maybe(size);
    group(page, "plan.about").add(name).add(rows)
}

fn copies(page: &Page<'_>) -> Node {
    let model = page.model.clone();
    let csv = Callback::from(move |_| {
        let text = answers_csv(&model.content, &model.session, &model.assessment);
        let _ = files::download(&format!("{}-answers.csv", model.file_stem()), "text/csv", &text);
    });
    let held = &page.model.held;
    let own =
        held.holding != Holding::Nothing && !matches!(held.holding, Holding::Preview(_)) && !page.model.around.readonly;
    let does = |key: &str, target| page.button("", key, page.sends(Model::wish(&held.id, target)));
    let stored = own.then(|| {
        nodes()
            .add(does("plans.duplicate", Target::Duplicate))
            .add(does("plans.scenario", Target::Scenario))
            .add(does("plans.trash", Target::Trash))
    });
    let whole = page.model.around.is_file;
    let whole = whole.then(|| page.button("", "plan.save_page", page.sends(Msg::Wished(Wish::SavePage))));
    let tools =
        el("div").class("tools").add(save_copy(page)).maybe(whole).add(page.button("", "plan.csv", csv)).maybe(stored);
    group(page, "plan.copies").add(el("p").class("hint").word(page, "plan.file_is_safe")).add(tools)
}

fn link(page: &Page<'_>) -> Node {
    let model = page.model;
    let group = group(page, "plan.link").add(el("p").class("hint").word(page, "plan.link_stays"));
    let make = || el("div").class("tools").add(page.button("", "plan.make_link", page.sends(Msg::Wished(Wish::Link))));
    let with = |key: &str, n: usize| el("p").text(model.with(key, &[("n", &show::grouped(n as u64))]));
    match &model.link {
        Link::None => group.add(make()),
        Link::Impossible => group.add(el("p").word(page, "plan.link_impossible")),
        Link::TooLong(length) => {
            group.add(with("plan.link_too_long", *length)).add(el("div").class("tools").add(save_copy(page)))
        }
        Link::Address(address) => {
            let copied = address.clone();
            let copy = page.button("", "action.copy", Callback::from(move |_| dom::copy(&copied)));
            let safe = address.len() <= preflight_engine::link::SAFE;
            let input = el("input").set("type", "text").flag("readonly", true).label(page, "plan.link");
            group
                .add(el("div").class("pair").add(input.value(address.clone())).add(copy))
                .add(with(if safe { "plan.link_length" } else { "plan.link_long" }, address.len()).class("hint"))
        }
    }
}

fn snapshots(page: &Page<'_>) -> Node {
    let model = page.model;
    let most = model.with("plan.snapshots_kept", &[("n", &MAX_SNAPSHOTS.to_string())]);
    let group = group(page, "plan.snapshots");
    if !model.lasting {
        return group.add(el("p").class("empty").word(page, "plan.no_snapshots_here"));
    }
    let group = group.add(el("p").class("hint").text(most));
    let Some(snapshots) = model.snapshots.as_ref().filter(|all| !all.is_empty()) else {
        return group.add(el("p").class("empty").word(page, "plan.no_snapshots"));
    };
    let each = snapshots.iter().enumerate().map(|(place, snapshot)| {
        let why = match snapshot.reason.as_str() {
            "snapshot.opened" => page.word("snapshot.opened"),
            "snapshot.hour" => page.word("snapshot.hour"),
            "snapshot.replaced" => page.word("snapshot.replaced"),
            "snapshot.merged" => page.word("snapshot.merged"),
            _ => String::new(),
        };
        let look = page.button("s", "plan.look", page.sends(Msg::Wished(Wish::Look(place))));
        el("li")
            .key(&snapshot.key)
            .text(model.moment(snapshot.saved_at))
            .add(el("span").class("sub").text(why))
            .add(look)
    });
    group.add(el("ul").class("shelved").all(each))
}

/// Other plans, to compare this one with.
fn others(page: &Page<'_>) -> Node {
    let group = group(page, "plan.compare");
    let own = page.model.held.id.to_string();
    let plans = page.model.shelf.iter().flat_map(|shelf| &shelf.plans);
    let plans = plans.filter(|entry| entry.id != own && entry.readiness.is_some());
    let each: Vec<Node> = plans
        .map(|entry| {
            let compare = page.sends(Model::wish(&entry.id, Target::Compare));
            let name = el("bdi").text(page.model.name_of(&entry.name));
            el("li").add(el("button").class("flat").set("type", "button").on_click(compare).add(name))
        })
        .collect();
    if each.is_empty() {
        return group.add(el("p").class("empty").word(page, "plan.nothing_to_compare"));
    }
    group.add(el("ul").all(each))
}
