//! One finding: closed a line, opened its reasons, its rule and source, what to do, and what it still waits for.

use super::parts::{icon, leader, rich, severity_look, Page};
use super::question::sources;
use crate::model::Msg;
use crate::shell::dom;
use preflight_engine::assess::Finding;
use preflight_engine::content::Rule;
use preflight_engine::Action;
use yew::prelude::*;

pub fn finding(page: &Page<'_>, finding: &Finding) -> Html {
    let model = page.model;
    let Some(rule) = model.content.rule(&finding.rule).map(|place| &model.content.rules[place]) else {
        return html! {};
    };
    let (tone, name, label) = match (finding.holds(), severity_look(finding.severity)) {
        (true, (tone, name)) => (tone, name, page.word(&format!("severity.{}.one", finding.severity.name()))),
        (false, _) => ("open", "maybe", page.word("severity.possible.one")),
    };
    let owner = model.session.findings.get(&rule.id).map(|mark| mark.owner.clone()).unwrap_or_default();
    let shown_owner = if owner.is_empty() { page.word("task.no_owner") } else { owner.clone() };
    html! {
        <details class="f" key={rule.id.clone()}>
            <summary>
                <span class={classes!("tag", tone)}>{ icon(page, name) }{ label }</span>
                <span class="tx"><span class="t">{ rich(&model.fill(&rule.title)) }</span><span class="s">{ line(page, finding, rule) }</span></span>
                <span class="meta">{ &model.content.phases[rule.phase].title }</span>
                <span class="meta">{ shown_owner }</span>
                <span class="tw"></span>
            </summary>
            <div class="body">
                <div class="col">
                    <div><h3>{ page.word("finding.because") }</h3>{ because(page, finding) }</div>
                    <div class="o4">{ rule_and_source(page, rule) }</div>
                </div>
                <div class="col">
                    if !rule.steps.is_empty() { <div class="o2"><h3>{ page.word("finding.do") }</h3>{ steps(page, &rule.steps) }</div> }
                    if !rule.changed.is_empty() {
                        <div class="o3"><h3>{ page.word("finding.changed") }</h3><p>{ rich(&model.fill(&rule.changed)) }</p></div>
                    }
                    { owner_field(page, rule, owner) }
                </div>
            </div>
        </details>
    }
}

/// The line under the title: why, or what a possible finding waits for.
fn line(page: &Page<'_>, finding: &Finding, rule: &Rule) -> Html {
    let model = page.model;
    if finding.holds() {
        return rich(&model.fill(&rule.why));
    }
    if finding.wants.is_empty() {
        return html! { { page.word("finding.undecidable") } };
    }
    let waiting = model.content.numbers(&finding.wants);
    let severity = page.word(&format!("severity.{}.one", finding.severity.name()));
    html! { { model.with("finding.possible", &[("severity", &severity), ("waiting", &waiting)]) } }
}

fn because(page: &Page<'_>, finding: &Finding) -> Html {
    let rows = finding.because.iter().chain(&finding.wants).filter_map(|id| {
        let place = page.model.content.question(id)?;
        let question = &page.model.content.questions[place];
        let known = page.model.texts.get(id).filter(|_| finding.because.contains(id));
        let answer = known.map_or_else(|| page.word("answer.open"), str::to_owned);
        let challenge = html! { <span>{ page.model.content.number(place) }{ " " }{ rich(&question.text) }</span> };
        Some(leader(challenge, page.question_link(place, html! { { answer } })))
    });
    let rows: Vec<Html> = rows.collect();
    if rows.is_empty() {
        return html! { <p>{ page.word("finding.always") }</p> };
    }
    html! { <dl class="cr">{ for rows }</dl> }
}

fn rule_and_source(page: &Page<'_>, rule: &Rule) -> Html {
    html! {
        <>
            <h3>{ page.word("finding.rule") }</h3>
            <pre tabindex="0"><code>{ &rule.when.text }</code></pre>
            <dl class="cr">{ leader(html! { { page.word("finding.rule_id") } }, html! { <code>{ &rule.id }</code> }) }</dl>
            { sources(page, &rule.evidence) }
        </>
    }
}

/// Numbered steps.
pub fn steps(page: &Page<'_>, steps: &[String]) -> Html {
    let each = steps.iter().map(|step| html! { <li><span>{ rich(&page.model.fill(step)) }</span></li> });
    html! { <ol class="steps">{ for each }</ol> }
}

fn owner_field(page: &Page<'_>, rule: &Rule, owner: String) -> Html {
    let id = rule.id.clone();
    let oninput = page
        .on(move |event: InputEvent| Msg::Did(Action::FindingOwned { rule: id.clone(), owner: dom::value(&event) }));
    html! {
        <label class="field own"><span class="label">{ page.word("task.owner") }</span>
            <input type="text" value={owner} {oninput} maxlength="120" />
        </label>
    }
}
