//! AWS's premigration assessments as far as they can be judged beforehand, and the list of what somebody must look up in
//! the schema.

use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::deciding;
use crate::views::ui::icons::tag;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{head, inline_code};
use preflight_engine::applicability::to_check_in_schema;
use preflight_engine::premigration::{self as engine, AssessmentState, JudgedAssessment};

const ORDER: [AssessmentState; 6] = [
    AssessmentState::Fails,
    AssessmentState::Open,
    AssessmentState::NeedsSchema,
    AssessmentState::NeedsConnection,
    AssessmentState::PassesAsProposed,
    AssessmentState::Passes,
];

pub fn premigration(ctx: &ViewContext<'_>) -> Node {
    let state = ctx.model.evaluated();
    let judged = engine::premigration(&state);
    let count = |standing| judged.iter().filter(|own| own.state == standing).count();
    let all = judged.len() - count(AssessmentState::NotForThisPlan);
    let decided =
        count(AssessmentState::Fails) + count(AssessmentState::PassesAsProposed) + count(AssessmentState::Passes);
    let lead = ctx.model.format(
        "coverage.lead",
        &[("n", &decided.to_string()), ("of", &all.to_string()), ("all", &judged.len().to_string())],
    );
    let groups = ORDER.into_iter().filter_map(|standing| group(ctx, &judged, standing));
    el("main")
        .class("page")
        .add(head(ctx, "view.coverage", lead))
        .optional((all == 0).then(|| el("p").class("empty").message(ctx, "coverage.no_engines")))
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
fn group(ctx: &ViewContext<'_>, judged: &[JudgedAssessment<'_>], standing: AssessmentState) -> Option<Node> {
    let own = judged.iter().filter(|own| own.state == standing);
    let rows: Vec<Node> = own.map(|own| one(ctx, own)).collect();
    if rows.is_empty() {
        return None;
    }
    let key = look(standing).2;
    let title = el("h2").message(ctx, key).add(el("small").text(rows.len()));
    Some(folded(standing == AssessmentState::Fails, title, el("ul").class("checks").all(rows)))
}

fn folded(open: bool, title: Node, list: Node) -> Node {
    let fold = el("details").class("fold").boolean_attribute("open", open).add(el("summary").add(title)).add(list);
    el("section").class("group").add(fold)
}

fn one(ctx: &ViewContext<'_>, own: &JudgedAssessment<'_>) -> Node {
    let row = own.row;
    let (tone, name, key) = look(own.state);
    let detail = |field: &str| ctx.model.page.content.detail("assessment", &row.id, field);
    let notes = detail("notes");
    let words = el("div")
        .add(el("b").add(inline_code(detail("title"))))
        .add(el("p").add(inline_code(detail("advice"))))
        .optional((!notes.is_empty()).then(|| el("p").class("hint").add(inline_code(notes))))
        .optional(deciding(ctx, &own.because, &own.wants))
        .add(el("p").class("hint").add(el("code").text(ctx.model.page.content.api_key(&row.id))));
    el("li").key(&row.id).add(tag(ctx, tone, name, ctx.text(key))).add(words)
}

/// What the schema alone can tell, for this plan's engines and approach: listed until somebody has looked.
pub fn limitations(ctx: &ViewContext<'_>) -> Option<Node> {
    let state = ctx.model.evaluated();
    let rows = to_check_in_schema(&state);
    if rows.is_empty() {
        return None;
    }
    let each = rows.iter().map(|row| {
        let detail = |field: &str| ctx.model.page.content.detail("limitation", &row.id, field);
        let remedy = detail("remedy");
        let words = nodes()
            .add(el("b").add(inline_code(&row.title())))
            .add(el("p").add(inline_code(detail("consequence"))))
            .optional((!remedy.is_empty()).then(|| el("p").class("hint").add(inline_code(remedy))));
        let effect = ctx.text(&format!("effect_of.{}", row.effect));
        el("li").key(&row.id).add(tag(ctx, "plain", "note", effect)).add(el("div").add(words))
    });
    let title = el("h2").message(ctx, "coverage.schema").add(el("small").text(rows.len()));
    Some(folded(false, title, el("ul").class("checks").all(each)))
}
