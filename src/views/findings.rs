//! All findings: what stands, what is possible, by severity, narrowed by search, severity and phase.

use super::finding::finding;
use super::node::{el, nodes, Node};
use super::parts::{check, field, head, severity_look, tag, tick, Page};
use crate::model::{Filters, Model, Msg};
use crate::shell::dom;
use preflight_engine::assess::Finding;
use preflight_engine::content::Severity;

pub fn findings(page: &Page<'_>) -> Node {
    let model = page.model;
    let all = &model.assessment.findings;
    let holding = all.iter().filter(|finding| finding.holds()).count();
    let counts = &model.assessment.counts;
    let answered = model.count("findings.answers", counts.answered + counts.dont_know);
    let lead = model.with("findings.lead", &[("n", &model.count("findings.n", holding)), ("answers", &answered)]);
    let [stop, risk, advice, note] = Severity::ALL.map(|severity| group(page, Some(severity)));
    let groups = [stop, risk, group(page, None), advice, note];
    let list = el("main")
        .class("list")
        .add(head(page, "view.findings", lead))
        .maybe((holding == 0).then(|| el("p").class("empty").word(page, "findings.empty")))
        .all(groups.into_iter().map(|group| group.unwrap_or_else(nodes)));
    el("div").class("two").add(filters(page)).add(list)
}

/// Whether a finding passes the filters.
fn shown(model: &Model, finding: &Finding) -> bool {
    let filters = &model.filters;
    let Some(rule) = model.content.rule(&finding.rule).map(|place| &model.content.rules[place]) else { return false };
    let phase = filters.phase.is_none_or(|phase| rule.phase == phase);
    let wanted = filters.search.trim().to_ascii_lowercase();
    let found = wanted.is_empty()
        || [rule.title.as_str(), rule.why.as_str(), rule.id.as_str()]
            .iter()
            .any(|text| model.fill(text).to_ascii_lowercase().contains(&wanted));
    phase && found && !filters.hidden.contains(&finding.severity)
}

/// One severity that stands, or with `None` all that is possible.
fn group(page: &Page<'_>, severity: Option<Severity>) -> Option<Node> {
    let model = page.model;
    let belongs = |finding: &&Finding| match severity {
        Some(severity) => finding.holds() && finding.severity == severity,
        None => !finding.holds() && finding.severity <= Severity::Risk,
    };
    let own: Vec<&Finding> = model.assessment.findings.iter().filter(belongs).filter(|f| shown(model, f)).collect();
    if own.is_empty() {
        return None;
    }
    let key = severity.map_or("possible", Severity::name);
    let meaning = model.with(
        "findings.group",
        &[("n", &own.len().to_string()), ("meaning", &page.word(&format!("severity.{key}.means")))],
    );
    let count = own.len();
    let list = own.into_iter().filter_map(|f| finding(page, f));
    let title = el("h2").word(page, &format!("severity.{key}.many")).add(el("small").text(meaning));
    let section = el("section").class("group").key(key);
    // Possible findings can be many at the start of a plan: closed, counted, never hidden.
    if severity.is_none() && count > 12 {
        return Some(section.add(el("details").class("fold").add(el("summary").add(title)).all(list)));
    }
    Some(section.add(title).all(list))
}

fn filters(page: &Page<'_>) -> Node {
    let model = page.model;
    let current = model.filters.clone();
    let search = {
        let current = current.clone();
        page.on(move |event| Msg::Filtered(Filters { search: dom::value(event), ..current.clone() }))
    };
    let severities = Severity::ALL.map(|severity| severity_box(page, severity));
    let phases = model.content.phases.iter().enumerate().map(|(place, phase)| {
        let chosen = current.phase == Some(place);
        let phase_filter = Filters { phase: (!chosen).then_some(place), ..current.clone() };
        check(phase.title.clone(), chosen, page.sends(Msg::Filtered(phase_filter)))
    });
    let search = el("input").set("type", "search").value(current.search.clone()).on_input(search);
    let set = |key: &str| el("fieldset").add(el("legend").word(page, key));
    let stick = el("div")
        .class("stick")
        .add(field(page, "field", "findings.search").add(search))
        .add(set("findings.severity").all(severities))
        .add(set("findings.phase").all(phases));
    el("div").class("filters").set("role", "search").label(page, "findings.search").add(stick)
}

/// The box that shows or hides a severity, with how many findings it has.
fn severity_box(page: &Page<'_>, severity: Severity) -> Node {
    let model = page.model;
    let (tone, name) = severity_look(severity);
    let count = model.assessment.findings.iter().filter(|f| f.holds() && f.severity == severity).count();
    let mut hidden = model.filters.hidden.clone();
    let checked = !hidden.contains(&severity);
    if checked {
        hidden.push(severity);
    } else {
        hidden.retain(|other| *other != severity);
    }
    let change = page.sends(Msg::Filtered(Filters { hidden, ..model.filters.clone() }));
    el("label")
        .class("check")
        .add(tick(checked, change))
        .add(tag(page, tone, name, page.word(&format!("severity.{}.one", severity.name()))))
        .add(el("span").class("c").text(count))
}
