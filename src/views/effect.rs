//! What an answer causes, right under its question: findings that it decides, and the sign-in address it makes.

use super::node::{el, nodes, Node};
use super::parts::{icon, rich, severity_look, Page};
use crate::model::Place;
use crate::shell::dom;
use preflight_engine::assess::Finding;
use preflight_engine::content::Severity;
use preflight_engine::sign_in::{sign_in, SignIn};
use yew::Callback;

/// Findings shown under one question; the others are on the findings' page.
const SHOWN: usize = 3;

pub fn effects(page: &Page<'_>, place: usize) -> Node {
    let id = &page.model.content.questions[place].id;
    // A blocker or risk is shown where its last reason is answered, so that one finding is not told five times.
    let caused = page.model.assessment.findings.iter().filter(|finding| {
        finding.severity <= Severity::Risk
            && if finding.holds() { last_reason(page, finding) == Some(place) } else { is_unknown(page, finding, id) }
    });
    let caused: Vec<&Finding> = caused.collect();
    let more = caused.len().saturating_sub(SHOWN);
    let shown = caused.iter().take(SHOWN).filter_map(|finding| effect(page, finding));
    let more = (more > 0).then(|| plain(el("span").text(page.model.count("effect.more", more))));
    let address = if id == "account_number" || id == "account_alias" { address(page) } else { None };
    nodes().all(shown).maybe(more).maybe(address)
}

fn plain(inner: Node) -> Node {
    el("p").class("effect plain").add(inner)
}

/// The place of the last question among a finding's reasons.
fn last_reason(page: &Page<'_>, finding: &Finding) -> Option<usize> {
    finding.because.iter().filter_map(|id| page.model.content.question(id)).max()
}

/// A possible blocker that waits for this question, once the question is answered "don't know".
fn is_unknown(page: &Page<'_>, finding: &Finding, id: &str) -> bool {
    let unknown = page.model.session.raw(id) == Some(&preflight_engine::Raw::DontKnow);
    unknown && finding.severity == Severity::Blocker && finding.wants.iter().any(|wanted| wanted == id)
}

fn effect(page: &Page<'_>, finding: &Finding) -> Option<Node> {
    let model = page.model;
    let rule = model.content.rule(&finding.rule).map(|place| &model.content.rules[place])?;
    let (tone, name, key) = match (finding.holds(), severity_look(finding.severity)) {
        (true, (tone, name)) => (tone, name, format!("severity.{}.one", finding.severity.name())),
        (false, _) => ("open", "maybe", format!("severity.possible_{}", finding.severity.name())),
    };
    let words = el("span")
        .add(el("b").word(page, &key).text(". "))
        .add(rich(&model.fill(&rule.title)))
        .text(". ")
        .add(page.link(Place::Findings).word(page, "effect.why"));
    Some(el("p").classes("effect", tone).key(&finding.rule).add(icon(page, name)).add(words))
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
