//! The target schema: what DMS does not create and this plan needs, in the order of the work, and what somebody must
//! look up in the schema.

use super::coverage::limitations;
use super::node::{el, nodes, Node};
use super::parts::{head, rich, tag, Page};
use super::task::task;
use preflight_engine::assess::TaskState;
use preflight_engine::condition::Truth;
use preflight_engine::report::recreated;

#[inline(never)]
pub fn schema(page: &Page<'_>) -> Node {
    let model = page.model;
    let all: Vec<(&TaskState, &str)> = recreated(&model.content, &model.assessment).collect();
    let (due, open): (Vec<_>, Vec<_>) = all.into_iter().partition(|(state, _)| state.state == Truth::True);
    let empty = due.is_empty().then(|| empty(page));
    el("main")
        .class("page")
        .add(head(page, "view.schema", page.word("schema.lead")))
        .maybe(empty)
        .maybe(objects(page, &due))
        .maybe(possible(page, &open))
        .maybe(limitations(page))
}

/// What to answer so that this view has something to say.
fn empty(page: &Page<'_>) -> Node {
    let links = ["source_engine", "target_engine", "schema_objects"].into_iter().filter_map(|id| {
        let place = page.model.content.question(id)?;
        let words = format!("{} ", page.model.content.number(place));
        let link = page.question_link(place).text(words).add(rich(&page.model.content.questions[place].text));
        Some(el("li").add(link))
    });
    nodes().add(el("p").class("empty").word(page, "schema.empty")).add(el("ul").class("plainlist").all(links))
}

/// The objects with their tasks, phase by phase.
fn objects(page: &Page<'_>, due: &[(&TaskState, &str)]) -> Option<Node> {
    let content = &page.model.content;
    let phases = content.phases.iter().filter_map(|phase| {
        let own = due.iter().filter(|(state, _)| state.phase == phase.id);
        let rows: Vec<Node> = own.filter_map(|(state, objects)| one(page, state, objects)).collect();
        let title = el("h2").text(&phase.title).add(el("small").text(rows.len()));
        let list = |rows| el("ul").class("tasks").all(rows);
        (!rows.is_empty()).then(|| el("section").class("group").key(&phase.id).add(title).add(list(rows)))
    });
    (!due.is_empty()).then(|| nodes().all(phases))
}

fn one(page: &Page<'_>, state: &TaskState, objects: &str) -> Option<Node> {
    let place = page.model.content.task(&state.task)?;
    Some(task(page, place, objects))
}

/// What may have to be recreated, and for which answers it waits.
fn possible(page: &Page<'_>, open: &[(&TaskState, &str)]) -> Option<Node> {
    let rows = open.iter().map(|(state, objects)| {
        let waiting = page.model.content.numbers(&state.wants);
        let waiting = page.model.with("tasks.waiting", &[("waiting", &waiting)]);
        let words = el("span").text(*objects).add(el("span").class("hint").text(format!(" {waiting}")));
        el("li").add(tag(page, "open", "maybe", page.word("severity.possible.one"))).text(" ").add(words)
    });
    let title = el("h2").word(page, "schema.possible").add(el("small").text(open.len()));
    let list = el("ul").class("plainlist").all(rows);
    (!open.is_empty()).then(|| el("section").class("group").add(title).add(list))
}
