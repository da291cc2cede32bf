//! The top of every view but the start: plan, state of saving, the views.

use super::node::{el, nodes, Node};
use super::parts::{icon, Page};
use super::search::opener;
use crate::model::{Holding, Model, Msg, Place, Wish};
use crate::shell::dom;
use preflight_engine::progress::progress;
use preflight_engine::store::{StorageKind as Stored, Status};
use preflight_engine::Action;

pub fn bar(page: &Page<'_>) -> Node {
    let model = page.model;
    let brand = page.link(Place::Start).class("brand").label(page, "app.title");
    let name = el("input")
        .set("type", "text")
        .label(page, "plan.name")
        .attr("placeholder", page.word("plan.unnamed"))
        .set("maxlength", "120")
        .value(model.session.name.clone())
        .locked(page)
        .on_input(page.on(|event| Msg::Did(Action::Renamed(dom::value(event)))));
    el("header")
        .class("bar")
        .add(brand.add(mark()).add(el("span").word(page, "app.title")))
        .add(el("div").class("plan").add(name).add(el("span").class("route").text(route(page.model))))
        .add(saved(page))
        .add(el("div").class("acts").add(opener(page)).add(save_copy(page)))
}

/// The product's mark.
pub fn mark() -> Node {
    let line =
        |width, d| el("path").set("d", d).set("fill", "none").set("stroke", "currentColor").set("stroke-width", width);
    el("svg")
        .class("mark")
        .set("viewBox", "0 0 24 24")
        .set("aria-hidden", "true")
        .add(line("2", "M2.5 2.5h19v19h-19z"))
        .add(line("2.2", "M6 14.5h.01M9.2 14.5h.01").set("stroke-linecap", "round"))
        .add(line("2.2", "M12 13.2l2.3 2.6L18.4 8.6"))
}

/// Source, target, Region and date in one line, as far as they are known.
pub fn route(model: &Model) -> String {
    let known = |id: &str| model.texts.get(id).map(str::to_owned);
    let mut parts = Vec::new();
    if let (Some(source), Some(target)) = (known("source_engine"), known("target_engine")) {
        parts.push(model.with("plan.route", &[("source", &source), ("target", &target)]));
    }
    if let Some(region) = &model.assessment.region {
        parts.push(region.code.clone());
    }
    if let Some(date) = known("hard_date").filter(|_| model.assessment.figures.contains_key("days_to_date")) {
        parts.push(model.with("plan.by", &[("date", &date)]));
    }
    parts.join(", ")
}

/// What the top shows of the model, but for the plan's id.
pub fn shown(model: &Model) -> impl PartialEq + use<'_> {
    (&model.session.name, &model.held.holding, model.is_locked(), model.status, model.stored, route(model))
}

/// Tone, icon and words for how safe the plan is.
pub fn status(page: &Page<'_>) -> (&'static str, &'static str, String) {
    let (tone, name, key) = match (&page.model.held.holding, page.model.status) {
        (Holding::Along, _) => ("plain", "lock", "saving.along"),
        (Holding::Preview(_), _) => ("plain", "lock", "saving.preview"),
        (_, Status::Unsaved) => ("plain", "none", "saving.fresh"),
        (_, Status::Saving) => ("plain", "half", "saving.saving"),
        (_, Status::Saved) if page.model.stored == Stored::Host => ("good", "done", "saving.host"),
        (_, Status::Saved) => ("good", "done", "saving.saved"),
        (_, Status::SavedNotDurable) => ("good", "done", "saving.soon"),
        (_, Status::NotSaved(_)) => ("stop", "stop", "saving.failed"),
        (_, Status::MemoryOnly) => ("risk", "risk", "saving.forbidden"),
    };
    (tone, name, page.word(key))
}

fn saved(page: &Page<'_>) -> Node {
    let (tone, name, words) = status(page);
    el("span").classes("saved", tone).set("role", "status").add(icon(page, name)).add(el("span").text(words))
}

/// The button that saves the plan as a file.
pub fn save_copy(page: &Page<'_>) -> Node {
    let main = matches!(page.model.status, Status::NotSaved(_) | Status::MemoryOnly);
    el("button")
        .class(if main { "main" } else { "" })
        .set("type", "button")
        .on_click(page.sends(Msg::Wished(Wish::SaveCopy)))
        .add(icon(page, "save"))
        .add(el("span").class("txt").word(page, "action.save_copy"))
}

/// Beside the names of the views: answers of questions, findings that hold, tasks done of all.
pub fn counts(model: &Model) -> [usize; 5] {
    let counts = &model.assessment.counts;
    let tasks = progress(&model.assessment, &model.session, None);
    let holding = model.assessment.findings.iter().filter(|finding| finding.holds()).count();
    [counts.answered, counts.asked, holding, tasks.done, tasks.of]
}

/// Every view with its count, and on small screens the two buttons that open the lists.
pub fn views(page: &Page<'_>) -> Node {
    let model = page.model;
    let [answered, asked, holding, done, tasks] = counts(model);
    let of = |n: usize, of: usize| model.with("count.of", &[("n", &n.to_string()), ("of", &of.to_string())]);
    let questions = match model.place {
        Place::Section(_) | Place::AllQuestions => model.place,
        _ => Place::Section(0),
    };
    let all = [
        (questions, "view.questions", of(answered, asked)),
        (Place::Findings, "view.findings", holding.to_string()),
        (Place::Approach, "view.approach", String::new()),
        (Place::Regions, "view.regions", String::new()),
        (Place::Timeline, "view.timeline", String::new()),
        (Place::Schema, "view.schema", String::new()),
        (Place::Tasks, "view.tasks", of(done, tasks)),
        (Place::Documents, "view.documents", String::new()),
        (Place::Coverage, "view.coverage", String::new()),
        (Place::Report, "view.report", String::new()),
        (Place::Plan, "view.plan", String::new()),
    ];
    let current = all.iter().find(|(place, _, _)| *place == model.place).map(|(_, key, _)| page.word(key));
    let items = all.into_iter().map(|(place, key, count)| {
        el("li").add(page.link_here(place).word(page, key).add(el("span").class("count").text(count)))
    });
    let section = match model.place {
        Place::Section(section) => model.content.sections.get(section).map(|s| format!("{} {}", section + 1, s.title)),
        Place::AllQuestions => Some(page.word("questions.all")),
        _ => None,
    };
    let (views_id, rail_id) = (model.id("views"), model.id("rail"));
    let current = chooser(page, &views_id, "nav.view", &current.unwrap_or_default());
    let section = section.map(|section| chooser(page, &rail_id, "nav.section", &section));
    let list = el("nav").class("views").attr("id", views_id).set("popover", "auto").label(page, "nav.views");
    nodes().add(el("div").class("phonebar").add(current).maybe(section)).add(list.add(el("ul").all(items)))
}

/// A button of small screens that opens a list and says what is chosen in it.
fn chooser(page: &Page<'_>, list: &str, key: &str, chosen: &str) -> Node {
    el("button")
        .set("type", "button")
        .attr("popovertarget", list.to_owned())
        .add(el("span").add(el("small").word(page, key)).text(chosen))
        .add(icon(page, "chev"))
}
