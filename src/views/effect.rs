//! What an answer causes, right under its question: findings that it decides, and the sign-in address it makes.

use super::kept::makes_address;
use super::node::{el, nodes, Node};
use super::parts::{icon, rich, severity_look, Page};
use crate::model::Place;
use crate::shell::dom;
use preflight_engine::content::Severity;
use preflight_engine::sign_in::{sign_in, SignIn};
use preflight_engine::{Id, Raw};
use yew::Callback;

/// Findings shown under one question; the others are on the findings' page.
const SHOWN: usize = 3;

/// A blocker or risk that stands under a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    rule: Id,
    severity: Severity,
    holds: bool,
    title: String,
}

/// What stands under each question. A blocker or risk is shown where its last reason is answered, so that one finding
/// is not told five times; a possible blocker under each question that it waits for and that is answered "don't know".
pub fn causes(page: &Page<'_>) -> Vec<Vec<Cause>> {
    let model = page.model;
    let mut all = vec![Vec::new(); model.content.questions.len()];
    for finding in model.assessment.findings.iter().filter(|finding| finding.severity <= Severity::Risk) {
        let Some(rule) = model.content.rule(&finding.rule).map(|place| &model.content.rules[place]) else { continue };
        let (severity, holds) = (finding.severity, finding.holds());
        let cause = || Cause { rule: finding.rule.clone(), severity, holds, title: model.fill(&rule.title) };
        let places = |ids: &[Id]| ids.iter().filter_map(|id| model.content.question(id)).collect::<Vec<usize>>();
        if holds {
            places(&finding.because).into_iter().max().into_iter().for_each(|place| all[place].push(cause()));
        } else if severity == Severity::Blocker {
            let unknown = |place: &usize| is_unknown(page, *place);
            places(&finding.wants).into_iter().filter(unknown).for_each(|place| all[place].push(cause()));
        }
    }
    all
}

fn is_unknown(page: &Page<'_>, place: usize) -> bool {
    page.model.session.raw(&page.model.content.questions[place].id) == Some(&Raw::DontKnow)
}

pub fn effects(page: &Page<'_>, place: usize, causes: &[Cause]) -> Node {
    let id = &page.model.content.questions[place].id;
    let more = causes.len().saturating_sub(SHOWN);
    let shown = causes.iter().take(SHOWN).map(|cause| effect(page, cause));
    let more = (more > 0).then(|| plain(el("span").text(page.model.count("effect.more", more))));
    let address = if makes_address(id) { address(page) } else { None };
    nodes().all(shown).maybe(more).maybe(address)
}

fn plain(inner: Node) -> Node {
    el("p").class("effect plain").add(inner)
}

fn effect(page: &Page<'_>, cause: &Cause) -> Node {
    let (tone, name, key) = match (cause.holds, severity_look(cause.severity)) {
        (true, (tone, name)) => (tone, name, format!("severity.{}.one", cause.severity.name())),
        (false, _) => ("open", "maybe", format!("severity.possible_{}", cause.severity.name())),
    };
    let words = el("span")
        .add(el("b").word(page, &key).text(". "))
        .add(rich(&cause.title))
        .text(". ")
        .add(page.link(Place::Findings).word(page, "effect.why"));
    el("p").classes("effect", tone).key(&cause.rule).add(icon(page, name)).add(words)
}

/// The sign-in address as far as the answers give it, with a button that copies it.
fn address(page: &Page<'_>) -> Option<Node> {
    match sign_in(&page.model.content, &page.model.session) {
        SignIn::Unknown => None,
        SignIn::OtherPartition => Some(plain(el("span").word(page, "sign_in.other_partition"))),
        SignIn::Address(address) => {
            let words = el("span").word(page, "sign_in.address").text(" ").add(el("code").text(&address));
            let copy = Callback::from(move |_| dom::copy(&address));
            Some(plain(words).add(page.button("s", "action.copy", copy)))
        }
    }
}
