//! What an answer causes, right under its question: findings that it decides, and the sign-in address it makes.

use crate::model::Route;
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::{icon, severity_look};
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::copy_button;
use crate::views::ui::widgets::inline_code;
use preflight_engine::content::Severity;
use preflight_engine::sign_in::{sign_in, SignIn};
use preflight_engine::{Id, Raw};

/// Findings shown under one question; the others are on the findings' page.
const SHOWN: usize = 3;

/// A blocker or risk that stands under a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Consequence {
    rule: Id,
    severity: Severity,
    holds: bool,
    title: String,
}

/// What stands under each question. A blocker or risk is shown where its last reason is answered, so that one finding
/// is not told five times; a possible blocker under each question that it waits for and that is answered "don't know".
pub fn consequences(ctx: &ViewContext<'_>) -> Vec<Vec<Consequence>> {
    let model = ctx.model;
    let mut all = vec![Vec::new(); model.page.content.questions.len()];
    for finding in model.computed.assessment.findings.iter().filter(|finding| finding.severity <= Severity::Risk) {
        let Some(rule) = model.page.content.rule(&finding.rule).map(|index| &model.page.content.rules[index]) else {
            continue;
        };
        let (severity, holds) = (finding.severity, finding.holds());
        let cause =
            || Consequence { rule: finding.rule.clone(), severity, holds, title: model.interpolate(&rule.title) };
        let indexes = |ids: &[Id]| ids.iter().filter_map(|id| model.page.content.question(id)).collect::<Vec<usize>>();
        if holds {
            indexes(&finding.because).into_iter().max().into_iter().for_each(|index| all[index].push(cause()));
        } else if severity == Severity::Blocker {
            let unknown = |index: &usize| is_unknown(ctx, *index);
            indexes(&finding.wants).into_iter().filter(unknown).for_each(|index| all[index].push(cause()));
        }
    }
    all
}

fn is_unknown(ctx: &ViewContext<'_>, index: usize) -> bool {
    ctx.model.open.plan.raw(&ctx.model.page.content.questions[index].id) == Some(&Raw::DontKnow)
}

pub fn list(ctx: &ViewContext<'_>, index: usize, consequences: &[Consequence]) -> Node {
    let id = &ctx.model.page.content.questions[index].id;
    let more = consequences.len().saturating_sub(SHOWN);
    let shown = consequences.iter().take(SHOWN).map(|cause| effect(ctx, cause));
    let more = (more > 0).then(|| plain(el("span").text(ctx.model.plural("effect.more", more))));
    let address = if makes_address(id) { address(ctx) } else { None };
    nodes().all(shown).optional(more).optional(address)
}

fn plain(inner: Node) -> Node {
    el("p").class("effect plain").add(inner)
}

fn effect(ctx: &ViewContext<'_>, cause: &Consequence) -> Node {
    let (tone, name, key) = match (cause.holds, severity_look(cause.severity)) {
        (true, (tone, name)) => (tone, name, format!("severity.{}.one", cause.severity.name())),
        (false, _) => ("open", "maybe", format!("severity.possible_{}", cause.severity.name())),
    };
    let words = el("span")
        .add(el("b").message(ctx, &key).text(". "))
        .add(inline_code(&cause.title))
        .text(". ")
        .add(ctx.link(Route::Findings).message(ctx, "effect.why"));
    el("p").classes("effect", tone).key(&cause.rule).add(icon(ctx, name)).add(words)
}

/// The sign-in address as far as the answers give it, with a button that copies it.
fn address(ctx: &ViewContext<'_>) -> Option<Node> {
    match sign_in(&ctx.model.page.content, &ctx.model.open.plan) {
        SignIn::Unknown => None,
        SignIn::OtherPartition => Some(plain(el("span").message(ctx, "sign_in.other_partition"))),
        SignIn::Address(address) => {
            let words = el("span").message(ctx, "sign_in.address").text(" ").add(el("code").text(&address));
            Some(plain(words).add(copy_button(ctx, "s", "action.copy", &address)))
        }
    }
}

/// Whether the sign-in address is shown under the question.
pub fn makes_address(id: &str) -> bool {
    id == "account_number" || id == "account_alias"
}
