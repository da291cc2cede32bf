//! One finding: closed, one line; opened, its reasons, its rule and source, what to do, and the answers that it still
//! waits for. Called by the list of findings.

use crate::model::Msg;
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::{sources, steps};
use crate::views::ui::icons::{severity_look, tag};
use crate::views::ui::node::{el, text, Node};
use crate::views::ui::widgets::{definition_row, field, inline_code};
use preflight_engine::assess::Finding;
use preflight_engine::content::Rule;
use preflight_engine::Action;

pub fn finding_details(ctx: &ViewContext<'_>, finding: &Finding) -> Option<Node> {
    let model = ctx.model;
    let index = model.page.content.rule_index(&finding.rule)?;
    let rule = &model.page.content.rules[index];
    let (tone, name, label) = match (finding.holds(), severity_look(finding.severity)) {
        (true, (tone, name)) => (tone, name, ctx.text(&format!("severity.{}.one", finding.severity.name()))),
        (false, _) => ("open", "maybe", ctx.text("severity.possible.one")),
    };
    let owner = model.open.plan.findings.get(rule.id.as_str()).map(|mark| mark.owner.clone()).unwrap_or_default();
    let shown_owner = if owner.is_empty() { ctx.text("task.no_owner") } else { owner.clone() };
    let words = el("span")
        .class("tx")
        .add(el("span").class("t").add(inline_code(&model.interpolate(&rule.title))))
        .add(el("span").class("s").add(subtitle(ctx, finding, rule)));
    let summary = el("summary")
        .add(tag(ctx, tone, name, label))
        .add(words)
        .add(el("span").class("meta").text(&model.page.content.phases[rule.phase].title))
        .add(el("span").class("meta").text(shown_owner))
        .add(el("span").class("tw"));
    let details = el("details").class("f").key(&rule.id).attr("data-rule", index.to_string()).add(summary);
    Some(details.add(el("div").class("body").add(reasons(ctx, finding, rule)).add(remedy(ctx, rule, owner))))
}

/// The left column: why the finding holds, and by which rule and source.
fn reasons(ctx: &ViewContext<'_>, finding: &Finding, rule: &Rule) -> Node {
    el("div")
        .class("col")
        .add(el("div").add(el("h3").message(ctx, "finding.because")).add(because(ctx, finding)))
        .add(rule_and_source(ctx, rule))
}

/// The right column: what to do, what AWS changed, and who does it.
fn remedy(ctx: &ViewContext<'_>, rule: &Rule, owner: String) -> Node {
    let part = |class, key, inner| el("div").class(class).add(el("h3").message(ctx, key)).add(inner);
    let to_do = || part("o2", "finding.do", steps(ctx, &ctx.model.page.content.steps(rule)));
    let changed = || {
        part(
            "o3",
            "finding.changed",
            el("p").add(inline_code(&ctx.model.interpolate(ctx.model.page.content.changed(rule)))),
        )
    };
    el("div")
        .class("col")
        .optional((!ctx.model.page.content.steps(rule).is_empty()).then(to_do))
        .optional((!ctx.model.page.content.changed(rule).is_empty()).then(changed))
        .add(owner_field(ctx, rule, owner))
}

/// The line under the title: the reason, or the answers that a possible finding waits for.
fn subtitle(ctx: &ViewContext<'_>, finding: &Finding, rule: &Rule) -> Node {
    let model = ctx.model;
    if finding.holds() {
        return inline_code(&model.interpolate(&model.page.content.why(rule)));
    }
    if finding.wants.is_empty() {
        return text(ctx.text("finding.undecidable"));
    }
    let waiting = model.page.content.numbers(&finding.wants);
    let severity = ctx.text(&format!("severity.{}.one", finding.severity.name()));
    text(model.format("finding.possible", &[("severity", &severity), ("waiting", &waiting)]))
}

fn because(ctx: &ViewContext<'_>, finding: &Finding) -> Node {
    let rows = finding.because.iter().chain(&finding.wants).filter_map(|id| {
        let index = ctx.model.page.content.question_index(id)?;
        let question = &ctx.model.page.content.questions[index];
        let known = ctx.model.computed.texts.get(id).filter(|_| finding.because.contains(id));
        let answer = known.map_or_else(|| ctx.text("answer.open"), str::to_owned);
        let challenge =
            el("span").text(ctx.model.page.content.number(index)).text(" ").add(inline_code(&question.text));
        Some(definition_row(challenge, ctx.question_link(index).text(answer)))
    });
    let rows: Vec<Node> = rows.collect();
    if rows.is_empty() {
        return el("p").message(ctx, "finding.always");
    }
    el("dl").class("cr").all(rows)
}

fn rule_and_source(ctx: &ViewContext<'_>, rule: &Rule) -> Node {
    let id = definition_row(text(ctx.text("finding.rule_id")), el("code").text(rule.id.as_str()));
    el("div")
        .class("o4")
        .add(el("h3").message(ctx, "finding.rule"))
        .add(el("pre").set("tabindex", "0").add(el("code").text(&rule.when.text)))
        .add(el("dl").class("cr").add(id))
        .add(sources(ctx, &rule.evidence))
}

fn owner_field(ctx: &ViewContext<'_>, rule: &Rule, owner: String) -> Node {
    let id = rule.id.to_string();
    let on_input = ctx.on_value(move |value| Msg::PlanEdited(Action::FindingOwned { rule: id.clone(), owner: value }));
    let input = el("input").set("type", "text").set("maxlength", "120").locked(ctx).value(owner).on_input(on_input);
    field(ctx, "field own", "task.owner").add(input)
}
