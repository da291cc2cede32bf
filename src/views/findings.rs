//! All findings: what stands, what is possible, by severity, narrowed by search, severity and phase.

use super::finding::finding;
use super::parts::{check, severity_look, tag, Page};
use crate::model::{Filters, Model, Msg};
use crate::shell::dom;
use preflight_engine::assess::Finding;
use preflight_engine::content::Severity;
use yew::prelude::*;

pub fn findings(page: &Page<'_>) -> Html {
    let model = page.model;
    let all = &model.assessment.findings;
    let holding = all.iter().filter(|finding| finding.holds()).count();
    let counts = &model.assessment.counts;
    let answered = model.count("findings.answers", counts.answered + counts.dont_know);
    let lead = model.with("findings.lead", &[("n", &model.count("findings.n", holding)), ("answers", &answered)]);
    let groups = Severity::ALL.map(|severity| group(page, Some(severity)));
    let (stop, rest) = (&groups[..2], &groups[2..]);
    html! {
        <div class="two">
            { filters(page) }
            <main class="list">
                <div class="head"><div><h1 tabindex="-1">{ page.word("view.findings") }</h1><p class="lead">{ lead }</p></div></div>
                if holding == 0 { <p class="empty">{ page.word("findings.empty") }</p> }
                { for stop.iter().cloned() }
                { group(page, None) }
                { for rest.iter().cloned() }
            </main>
        </div>
    }
}

/// Whether a finding passes the filters.
fn shown(model: &Model, finding: &Finding) -> bool {
    let filters = &model.filters;
    let Some(rule) = model.content.rule(&finding.rule).map(|place| &model.content.rules[place]) else { return false };
    let phase = filters.phase.is_none_or(|phase| rule.phase == phase);
    let wanted = filters.search.trim().to_ascii_lowercase();
    let found = wanted.is_empty()
        || [&rule.title, &rule.why, &rule.id]
            .iter()
            .any(|text| model.fill(text).to_ascii_lowercase().contains(&wanted));
    phase && found && !filters.hidden.contains(&finding.severity)
}

/// One severity that stands, or with `None` all that is possible.
fn group(page: &Page<'_>, severity: Option<Severity>) -> Html {
    let model = page.model;
    let belongs = |finding: &&Finding| match severity {
        Some(severity) => finding.holds() && finding.severity == severity,
        None => !finding.holds() && finding.severity <= Severity::Risk,
    };
    let own: Vec<&Finding> = model.assessment.findings.iter().filter(belongs).filter(|f| shown(model, f)).collect();
    if own.is_empty() {
        return html! {};
    }
    let key = severity.map_or("possible", Severity::name);
    let meaning = model.with(
        "findings.group",
        &[("n", &own.len().to_string()), ("meaning", &page.word(&format!("severity.{key}.means")))],
    );
    let count = own.len();
    let list = own.into_iter().map(|f| finding(page, f));
    let title = page.word(&format!("severity.{key}.many"));
    // Possible findings can be many at the start of a plan: closed, counted, never hidden.
    if severity.is_none() && count > 12 {
        return html! {
            <section class="group" key={key}>
                <details class="fold"><summary><h2>{ title }<small>{ meaning }</small></h2></summary>{ for list }</details>
            </section>
        };
    }
    html! { <section class="group" key={key}><h2>{ title }<small>{ meaning }</small></h2>{ for list }</section> }
}

fn filters(page: &Page<'_>) -> Html {
    let model = page.model;
    let current = model.filters.clone();
    let search = {
        let current = current.clone();
        page.on(move |event: InputEvent| Msg::Filtered(Filters { search: dom::value(&event), ..current.clone() }))
    };
    let severities = Severity::ALL.map(|severity| {
        let (tone, name) = severity_look(severity);
        let count = model.assessment.findings.iter().filter(|f| f.holds() && f.severity == severity).count();
        let mut hidden = current.hidden.clone();
        let checked = !hidden.contains(&severity);
        if checked {
            hidden.push(severity);
        } else {
            hidden.retain(|other| *other != severity);
        }
        let onchange = page.sends::<Event>(Msg::Filtered(Filters { hidden, ..current.clone() }));
        html! {
            <label class="check">
                <input type="checkbox" {checked} {onchange} />
                { tag(page, tone, name, page.word(&format!("severity.{}.one", severity.name()))) }
                <span class="c">{ count }</span>
            </label>
        }
    });
    let phases = model.content.phases.iter().enumerate().map(|(place, phase)| {
        let chosen = current.phase == Some(place);
        let phase_filter = Filters { phase: (!chosen).then_some(place), ..current.clone() };
        check(phase.title.clone(), chosen, page.sends(Msg::Filtered(phase_filter)))
    });
    html! {
        <div class="filters" role="search" aria-label={page.word("findings.search")}><div class="stick">
            <label class="field"><span class="label">{ page.word("findings.search") }</span>
                <input type="search" value={current.search.clone()} oninput={search} />
            </label>
            <fieldset><legend>{ page.word("findings.severity") }</legend>{ for severities }</fieldset>
            <fieldset><legend>{ page.word("findings.phase") }</legend>{ for phases }</fieldset>
        </div></div>
    }
}
