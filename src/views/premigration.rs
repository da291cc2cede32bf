//! The view `premigration`: AWS's premigration assessments as far as this plan predicts their results. Called by
//! `views::main`; the view of the target schema shows the limitations.

use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::deciding_questions;
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
    let evaluated = ctx.model.evaluated();
    let judged = engine::premigration(&evaluated);
    let count = |state| judged.iter().filter(|assessment| assessment.state == state).count();
    let all = judged.len() - count(AssessmentState::NotForThisPlan);
    let decided =
        count(AssessmentState::Fails) + count(AssessmentState::PassesAsProposed) + count(AssessmentState::Passes);
    let lead = ctx.model.format(
        "coverage.lead",
        &[("n", &decided.to_string()), ("of", &all.to_string()), ("all", &judged.len().to_string())],
    );
    let groups = ORDER.into_iter().filter_map(|state| group(ctx, &judged, state));
    el("main")
        .class("page")
        .add(head(ctx, "view.coverage", lead))
        .optional((all == 0).then(|| el("p").class("empty").message(ctx, "coverage.no_engines")))
        .all(groups)
}

/// Tone and icon of a state.
fn appearance(state: AssessmentState) -> (&'static str, &'static str) {
    match state {
        AssessmentState::Fails => ("stop", "stop"),
        AssessmentState::Open => ("open", "maybe"),
        AssessmentState::NeedsSchema | AssessmentState::NeedsConnection => ("plain", "note"),
        _ => ("good", "done"),
    }
}

/// The assessments in one state: open if they fail, folded otherwise.
fn group(ctx: &ViewContext<'_>, judged: &[JudgedAssessment<'_>], state: AssessmentState) -> Option<Node> {
    let assessments = judged.iter().filter(|assessment| assessment.state == state);
    let rows: Vec<Node> = assessments.map(|assessment| assessment_row(ctx, assessment)).collect();
    if rows.is_empty() {
        return None;
    }
    let title = el("h2").message(ctx, state.word()).add(el("small").text(rows.len()));
    Some(folded(state == AssessmentState::Fails, title, el("ul").class("checks").all(rows)))
}

fn folded(open: bool, title: Node, list: Node) -> Node {
    let fold = el("details").class("fold").boolean_attribute("open", open).add(el("summary").add(title)).add(list);
    el("section").class("group").add(fold)
}

fn assessment_row(ctx: &ViewContext<'_>, assessment: &JudgedAssessment<'_>) -> Node {
    let row = assessment.row;
    let (tone, name) = appearance(assessment.state);
    let detail = |field: &str| ctx.model.page.content.detail("assessment", &row.id, field);
    let notes = detail("notes");
    let words = el("div")
        .add(el("b").add(inline_code(detail("title"))))
        .add(el("p").add(inline_code(detail("advice"))))
        .optional((!notes.is_empty()).then(|| el("p").class("hint").add(inline_code(notes))))
        .optional(deciding_questions(ctx, &assessment.because, &assessment.wants))
        .add(el("p").class("hint").add(el("code").text(ctx.model.page.content.api_key(&row.id))));
    el("li").key(&row.id).add(tag(ctx, tone, name, ctx.text(assessment.state.word()))).add(words)
}

/// The limitations that only somebody with access to the schema can decide, for the engines and the approach of this
/// plan.
pub fn limitations(ctx: &ViewContext<'_>) -> Option<Node> {
    let evaluated = ctx.model.evaluated();
    let rows = to_check_in_schema(&evaluated);
    if rows.is_empty() {
        return None;
    }
    let items = rows.iter().map(|row| {
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
    Some(folded(false, title, el("ul").class("checks").all(items)))
}
