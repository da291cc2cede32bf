//! The consequences of an answer, shown under its question: the findings that it decides, and the sign-in address that
//! it completes. Called by `section`, which computes them, and by `question`, which shows them.

use crate::model::Route;
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::{icon, severity_look};
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{copy_button, inline_code};
use preflight_engine::content::Severity;
use preflight_engine::sign_in::{sign_in, SignIn};
use preflight_engine::{Id, Raw};

/// The number of findings shown under one question; the view of findings lists the others.
const SHOWN: usize = 3;

/// A blocker or risk shown under a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Consequence {
    rule: Id,
    severity: Severity,
    holds: bool,
    title: String,
}

/// The consequences for each question, by its index. A blocker or risk appears only under the last of the questions
/// that caused it, because five copies of one finding would not help; a possible blocker appears under each question
/// that it waits for and that is answered "don't know".
pub fn consequences(ctx: &ViewContext<'_>) -> Vec<Vec<Consequence>> {
    let model = ctx.model;
    let mut all = vec![Vec::new(); model.page.content.questions.len()];
    for finding in model.computed.assessment.findings.iter().filter(|finding| finding.severity <= Severity::Risk) {
        let Some(rule) = model.page.content.rule_index(&finding.rule).map(|index| &model.page.content.rules[index])
        else {
            continue;
        };
        let (severity, holds) = (finding.severity, finding.holds());
        let consequence =
            || Consequence { rule: finding.rule.clone(), severity, holds, title: model.interpolate(&rule.title) };
        let indexes =
            |ids: &[Id]| ids.iter().filter_map(|id| model.page.content.question_index(id)).collect::<Vec<usize>>();
        if holds {
            indexes(&finding.because).into_iter().max().into_iter().for_each(|index| all[index].push(consequence()));
        } else if severity == Severity::Blocker {
            let unknown = |index: &usize| is_unknown(ctx, *index);
            indexes(&finding.wants).into_iter().filter(unknown).for_each(|index| all[index].push(consequence()));
        }
    }
    all
}

fn is_unknown(ctx: &ViewContext<'_>, index: usize) -> bool {
    ctx.model.open.plan.raw(&ctx.model.page.content.questions[index].id) == Some(&Raw::DontKnow)
}

pub fn list(ctx: &ViewContext<'_>, index: usize, consequences: &[Consequence]) -> Node {
    let id = &ctx.model.page.content.questions[index].id;
    let hidden_count = consequences.len().saturating_sub(SHOWN);
    let lines = consequences.iter().take(SHOWN).map(|consequence| consequence_line(ctx, consequence));
    let remainder =
        (hidden_count > 0).then(|| plain_line(el("span").text(ctx.model.plural("effect.more", hidden_count))));
    let address = if makes_address(id) { sign_in_address(ctx) } else { None };
    nodes().all(lines).optional(remainder).optional(address)
}

fn plain_line(inner: Node) -> Node {
    el("p").class("effect plain").add(inner)
}

fn consequence_line(ctx: &ViewContext<'_>, consequence: &Consequence) -> Node {
    let (tone, name, key) = match (consequence.holds, severity_look(consequence.severity)) {
        (true, (tone, name)) => (tone, name, format!("severity.{}.one", consequence.severity.name())),
        (false, _) => ("open", "maybe", format!("severity.possible_{}", consequence.severity.name())),
    };
    let words = el("span")
        .add(el("b").message(ctx, &key).text(". "))
        .add(inline_code(&consequence.title))
        .text(". ")
        .add(ctx.link(Route::Findings).message(ctx, "effect.why"));
    el("p").classes("effect", tone).key(&consequence.rule).add(icon(ctx, name)).add(words)
}

/// The sign-in address with a button that copies it, once the answers determine it.
fn sign_in_address(ctx: &ViewContext<'_>) -> Option<Node> {
    match sign_in(&ctx.model.page.content, &ctx.model.open.plan) {
        SignIn::Unknown => None,
        SignIn::OtherPartition => Some(plain_line(el("span").message(ctx, "sign_in.other_partition"))),
        SignIn::Address(address) => {
            let words = el("span").message(ctx, "sign_in.address").text(" ").add(el("code").text(&address));
            Some(plain_line(words).add(copy_button(ctx, "s", "action.copy", &address)))
        }
    }
}

/// Whether the sign-in address is shown under the question.
pub fn makes_address(id: &str) -> bool {
    id == "account_number" || id == "account_alias"
}
