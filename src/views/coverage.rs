//! AWS's premigration assessments as far as they can be judged beforehand, and the list of what somebody must look up in
//! the schema.

use super::finding::deciding;
use super::node::{el, nodes, Node};
use super::parts::{head, rich, tag, Page};
use preflight_engine::premigration::{premigration, JudgedAssessment, AssessmentState};
use preflight_engine::scope::to_check_in_schema;

const ORDER: [AssessmentState; 6] = [
    AssessmentState::Fails,
    AssessmentState::Open,
    AssessmentState::NeedsSchema,
    AssessmentState::NeedsConnection,
    AssessmentState::PassesAsProposed,
    AssessmentState::Passes,
];

#[inline(never)]
pub fn coverage(page: &Page<'_>) -> Node {
    let state = page.model.state();
    let judged = premigration(&state);
    let count = |standing| judged.iter().filter(|own| own.state == standing).count();
    let all = judged.len() - count(AssessmentState::NotForThisPlan);
    let decided = count(AssessmentState::Fails) + count(AssessmentState::PassesAsProposed) + count(AssessmentState::Passes);
    let lead = page.model.with(
        "coverage.lead",
        &[("n", &decided.to_string()), ("of", &all.to_string()), ("all", &judged.len().to_string())],
    );
    let groups = ORDER.into_iter().filter_map(|standing| group(page, &judged, standing));
    el("main")
        .class("page")
        .add(head(page, "view.coverage", lead))
        .maybe((all == 0).then(|| el("p").class("empty").word(page, "coverage.no_engines")))
        .all(groups)
}

/// Tone, icon and key of a standing.
fn look(standing: AssessmentState) -> (&'static str, &'static str, &'static str) {
    match standing {
        AssessmentState::Fails => ("stop", "stop", "standing.fails"),
        AssessmentState::Open => ("open", "maybe", "standing.open"),
        AssessmentState::NeedsSchema => ("plain", "note", "standing.needs_schema"),
        AssessmentState::NeedsConnection => ("plain", "note", "standing.needs_connection"),
        AssessmentState::PassesAsProposed => ("good", "done", "standing.passes_as_proposed"),
        AssessmentState::Passes | AssessmentState::NotForThisPlan => ("good", "done", "standing.passes"),
    }
}

/// All of one standing: open where something is to be done, folded otherwise.
fn group(page: &Page<'_>, judged: &[JudgedAssessment<'_>], standing: AssessmentState) -> Option<Node> {
    let own = judged.iter().filter(|own| own.state == standing);
    let rows: Vec<Node> = own.map(|own| one(page, own)).collect();
    if rows.is_empty() {
        return None;
    }
    let key = look(standing).2;
    let title = el("h2").word(page, key).add(el("small").text(rows.len()));
    Some(folded(standing == AssessmentState::Fails, title, el("ul").class("checks").all(rows)))
}

fn folded(open: bool, title: Node, list: Node) -> Node {
    let fold = el("details").class("fold").flag("open", open).add(el("summary").add(title)).add(list);
    el("section").class("group").add(fold)
}

fn one(page: &Page<'_>, own: &JudgedAssessment<'_>) -> Node {
    let row = own.row;
    let (tone, name, key) = look(own.state);
    let detail = |field: &str| page.model.content.detail("assessment", &row.id, field);
    let notes = detail("notes");
    let words = el("div")
        .add(el("b").add(rich(detail("title"))))
        .add(el("p").add(rich(detail("advice"))))
        .maybe((!notes.is_empty()).then(|| el("p").class("hint").add(rich(notes))))
        .maybe(deciding(page, &own.because, &own.wants))
        .add(el("p").class("hint").add(el("code").text(page.model.content.api_key(&row.id))));
    el("li").key(&row.id).add(tag(page, tone, name, page.word(key))).add(words)
}

/// What the schema alone can tell, for this plan's engines and approach: listed until somebody has looked.
pub fn limitations(page: &Page<'_>) -> Option<Node> {
    let state = page.model.state();
    let rows = to_check_in_schema(&state);
    if rows.is_empty() {
        return None;
    }
    let each = rows.iter().map(|row| {
        let detail = |field: &str| page.model.content.detail("limitation", &row.id, field);
        let remedy = detail("remedy");
        let words = nodes()
            .add(el("b").add(rich(&row.title())))
            .add(el("p").add(rich(detail("consequence"))))
            .maybe((!remedy.is_empty()).then(|| el("p").class("hint").add(rich(remedy))));
        let effect = page.word(&format!("effect_of.{}", row.effect));
        el("li").key(&row.id).add(tag(page, "plain", "note", effect)).add(el("div").add(words))
    });
    let title = el("h2").word(page, "coverage.schema").add(el("small").text(rows.len()));
    Some(folded(false, title, el("ul").class("checks").all(each)))
}
