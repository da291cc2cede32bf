//! What an answer causes, right under its question: findings that it decides, and the sign-in address it makes.

use super::parts::{icon, rich, severity_look, Page};
use crate::model::Place;
use crate::shell::dom;
use preflight_engine::assess::Finding;
use preflight_engine::content::Severity;
use preflight_engine::sign_in::{sign_in, SignIn};
use yew::prelude::*;

/// Findings shown under one question; the others are on the findings' page.
const SHOWN: usize = 3;

pub fn effects(page: &Page<'_>, place: usize) -> Html {
    let id = &page.model.content.questions[place].id;
    // A blocker or risk is shown where its last reason is answered, so that one finding is not told five times.
    let caused = page.model.assessment.findings.iter().filter(|finding| {
        finding.severity <= Severity::Risk
            && if finding.holds() { last_reason(page, finding) == Some(place) } else { is_unknown(page, finding, id) }
    });
    let caused: Vec<&Finding> = caused.collect();
    let more = caused.len().saturating_sub(SHOWN);
    let shown = caused.iter().take(SHOWN).map(|finding| effect(page, finding));
    html! {
        <>
            { for shown }
            if more > 0 { <p class="effect plain"><span>{ page.model.count("effect.more", more) }</span></p> }
            if id == "account_number" || id == "account_alias" { { address(page) } }
        </>
    }
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

fn effect(page: &Page<'_>, finding: &Finding) -> Html {
    let model = page.model;
    let Some(rule) = model.content.rule(&finding.rule).map(|place| &model.content.rules[place]) else {
        return html! {};
    };
    let (tone, name, key) = match (finding.holds(), severity_look(finding.severity)) {
        (true, (tone, name)) => (tone, name, format!("severity.{}.one", finding.severity.name())),
        (false, _) => ("open", "maybe", format!("severity.possible_{}", finding.severity.name())),
    };
    let link = page.link(Place::Findings, html! { { page.word("effect.why") } });
    html! {
        <p class={classes!("effect", tone)} key={finding.rule.clone()}>
            { icon(page, name) }
            <span><b>{ page.word(&key) }{ ". " }</b>{ rich(&model.fill(&rule.title)) }{ ". " }{ link }</span>
        </p>
    }
}

/// The sign-in address as far as the answers give it, with a button that copies it.
fn address(page: &Page<'_>) -> Html {
    match sign_in(&page.model.content, &page.model.session) {
        SignIn::Unknown => html! {},
        SignIn::OtherPartition => {
            html! { <p class="effect plain"><span>{ page.word("sign_in.other_partition") }</span></p> }
        }
        SignIn::Address(address) => {
            let copied = address.clone();
            let onclick = Callback::from(move |_: MouseEvent| dom::copy(&copied));
            html! {
                <p class="effect plain">
                    <span>{ page.word("sign_in.address") }{ " " }<code>{ &address }</code></span>
                    <button type="button" class="s" {onclick}>{ page.word("action.copy") }</button>
                </p>
            }
        }
    }
}
