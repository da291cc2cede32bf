//! All findings: what stands, what is possible, by severity, narrowed by search, severity and phase.

use super::choice::{choice, owners, titles};
use super::finding::finding;
use super::node::{el, nodes, Node};
use super::parts::{field, head, rich, severity_look, tag, tick, Page};
use crate::model::{Filters, Model, Msg, Place};
use crate::shell::dom;
use preflight_engine::assess::Finding;
use preflight_engine::content::Severity;
use preflight_engine::scope::to_check_in_schema;

/// How many findings stand open to the eye at first.
const AT_FIRST: usize = 12;

#[inline(never)]
pub fn findings(page: &Page<'_>) -> Node {
    let model = page.model;
    let all = &model.assessment.findings;
    let holding = all.iter().filter(|finding| finding.holds()).count();
    let counts = &model.assessment.counts;
    let answered = model.count("findings.answers", counts.answered);
    let lead = model.with("findings.lead", &[("n", &model.count("findings.n", holding)), ("answers", &answered)]);
    let mut room = if everything(model) { usize::MAX } else { AT_FIRST };
    let [stop, risk, advice, note] = Severity::ALL.map(|severity| group(page, severity, &mut room));
    let groups = [stop, risk, possible(page), advice, note];
    let list = el("main")
        .class("list")
        .add(head(page, "view.findings", lead))
        .maybe((holding == 0).then(|| el("p").class("empty").word(page, "findings.empty")))
        .all(groups.into_iter().map(|group| group.unwrap_or_else(nodes)))
        .maybe(schema(page));
    el("div").class("two").add(filters(page)).add(list)
}

/// What only the schema can tell stands on a view of its own: counted here, one press away.
fn schema(page: &Page<'_>) -> Option<Node> {
    let count = to_check_in_schema(&page.model.state()).len();
    let link = || page.link(Place::Schema).text(page.model.count("findings.schema", count));
    (count > 0).then(|| el("p").class("group").key("schema").add(link()))
}

/// Who searches or narrows wants to see all that is found.
fn everything(model: &Model) -> bool {
    let filters = &model.filters;
    let narrowed = filters.phase.is_some() || filters.topic.is_some() || filters.owner.is_some();
    filters.all_findings || narrowed || !filters.search.trim().is_empty() || !filters.hidden.is_empty()
}

/// Whether a finding passes the filters.
fn shown(model: &Model, finding: &Finding) -> bool {
    let filters = &model.filters;
    let Some(rule) = model.content.rule(&finding.rule).map(|place| &model.content.rules[place]) else { return false };
    let phase = filters.phase.is_none_or(|phase| rule.phase == phase);
    let wanted = filters.search.trim().to_ascii_lowercase();
    let found = wanted.is_empty()
        || [rule.title.as_str(), &model.content.why(rule), rule.id.as_str()]
            .iter()
            .any(|text| model.fill(text).to_ascii_lowercase().contains(&wanted));
    let topic = filters.topic.is_none_or(|topic| rule.section == topic);
    let owner = model.session.findings.get(rule.id.as_str()).map_or("", |mark| mark.owner.as_str());
    phase && topic && found && filters.is_of(owner) && !filters.hidden.contains(&finding.severity)
}

/// The heading of a group, with how many there are and what they mean.
fn title(page: &Page<'_>, key: &str, count: usize) -> Node {
    let meaning = page.word(&format!("severity.{key}.means"));
    let meaning = page.model.with("findings.group", &[("n", &count.to_string()), ("meaning", &meaning)]);
    el("h2").word(page, &format!("severity.{key}.many")).add(el("small").text(meaning))
}

/// One severity that stands, as far as there is room; the rest is counted and one press away.
fn group(page: &Page<'_>, severity: Severity, room: &mut usize) -> Option<Node> {
    let model = page.model;
    let own = model.assessment.findings.iter().filter(|found| found.holds() && found.severity == severity);
    let own: Vec<&Finding> = own.filter(|found| shown(model, found)).collect();
    if own.is_empty() {
        return None;
    }
    let fitting = own.len().min(*room);
    *room -= fitting;
    let more = own.len() - fitting;
    let all = Filters { all_findings: true, ..model.filters.clone() };
    let rest = || {
        let words = if fitting == 0 { model.count("findings.show", more) } else { model.count("findings.more", more) };
        el("p")
            .class("more")
            .add(el("button").set("type", "button").on_click(page.sends(Msg::Filtered(all))).text(words))
    };
    let section = el("section").class("group").key(severity.name()).add(title(page, severity.name(), own.len()));
    let (first, later) = own.split_at(fitting);
    let list = first.iter().filter_map(|found| finding(page, found));
    // On paper nothing can be pressed: there the rest stands as well.
    let later = || el("div").class("rest").all(later.iter().filter_map(|found| finding(page, found)));
    Some(section.all(list).maybe((more > 0).then(rest)).maybe((more > 0).then(later)))
}

/// What may come, gathered under the question that it waits for first: counted, never hidden.
fn possible(page: &Page<'_>) -> Option<Node> {
    let model = page.model;
    let own = model.assessment.findings.iter().filter(|found| !found.holds() && found.severity <= Severity::Risk);
    let own: Vec<&Finding> = own.filter(|found| shown(model, found)).collect();
    if own.is_empty() {
        return None;
    }
    let mut waited: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for &found in &own {
        let question = found.wants.first().map_or("", |id| id.as_str());
        match waited.iter_mut().find(|(id, _)| *id == question) {
            Some((_, list)) => list.push(found),
            None => waited.push((question, vec![found])),
        }
    }
    // What blocks most comes first; within this, what decides most.
    waited.sort_by_key(|(_, list)| std::cmp::Reverse((blockers(list), list.len())));
    let section = el("section").class("group").key("possible").add(title(page, "possible", own.len()));
    let fold = own.len() > AT_FIRST;
    Some(section.all(waited.into_iter().map(|(question, list)| waiting(page, question, &list, fold))))
}

fn blockers(list: &[&Finding]) -> usize {
    list.iter().filter(|found| found.severity == Severity::Blocker).count()
}

/// The findings that wait for one question, folded when there are several or when all would be many.
fn waiting(page: &Page<'_>, question: &str, list: &[&Finding], fold: bool) -> Node {
    let findings = nodes().all(list.iter().filter_map(|found| finding(page, found)));
    let Some(place) = page.model.content.question(question).filter(|_| fold || list.len() > 2) else { return findings };
    let number = page.model.content.number(place);
    let blocks = blockers(list);
    let blockers = (blocks > 0).then(|| tag(page, "open", "maybe", page.model.count("next.blockers", blocks)));
    let summary = el("summary").add(
        el("span")
            .text(page.model.count("findings.wait", list.len()))
            .text(format!(" {number} "))
            .add(rich(&page.model.content.questions[place].text)),
    );
    el("details").class("fold waits").key(question).add(summary.maybe(blockers)).add(findings)
}

fn filters(page: &Page<'_>) -> Node {
    let model = page.model;
    let current = model.filters.clone();
    let search = {
        let current = current.clone();
        page.on(move |event| Msg::Filtered(Filters { search: dom::value(event), ..current.clone() }))
    };
    let severities = Severity::ALL.map(|severity| severity_box(page, severity));
    let search = el("input").set("type", "search").value(current.search.clone()).on_input(search);
    let sections = model.content.sections.iter().map(|section| section.title.as_str()).collect();
    let owned: Vec<&str> = model.session.findings.iter().map(|(_, mark)| mark.owner.as_str()).collect();
    let set = |key: &str| el("fieldset").add(el("legend").word(page, key));
    let stick = el("div")
        .class("stick")
        .add(field(page, "field", "findings.search").add(search))
        .add(set("findings.severity").all(severities))
        .add(choice(page, "findings.phase", current.phase, titles(&model.content.phases), |filters, phase| {
            filters.phase = phase;
        }))
        .add(choice(page, "findings.topic", current.topic, sections, |filters, topic| filters.topic = topic))
        .maybe(owners(page, &owned));
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
