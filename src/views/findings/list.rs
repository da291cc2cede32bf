//! All findings: what stands, what is possible, by severity, narrowed by search, severity and phase.

use crate::model::{Filters, Model, Msg, Route};
use crate::views::findings::finding::finding;
use crate::views::ui::context::ViewContext;
use crate::views::ui::filter_select::{choice, owners, titles};
use crate::views::ui::icons::{severity_look, tag};
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{checkbox, field, head, inline_code};
use preflight_engine::applicability::to_check_in_schema;
use preflight_engine::assess::Finding;
use preflight_engine::content::Severity;

/// How many findings stand open to the eye at first.
const AT_FIRST: usize = 12;

pub fn findings(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let all = &model.computed.assessment.findings;
    let holding = all.iter().filter(|finding| finding.holds()).count();
    let counts = &model.computed.assessment.counts;
    let answered = model.plural("findings.answers", counts.answered);
    let lead = model.format("findings.lead", &[("n", &model.plural("findings.n", holding)), ("answers", &answered)]);
    let mut room = if everything(model) { usize::MAX } else { AT_FIRST };
    let [stop, risk, advice, note] = Severity::ALL.map(|severity| group(ctx, severity, &mut room));
    let groups = [stop, risk, possible(ctx), advice, note];
    let list = el("main")
        .class("list")
        .add(head(ctx, "view.findings", lead))
        .optional((holding == 0).then(|| el("p").class("empty").message(ctx, "findings.empty")))
        .all(groups.into_iter().map(|group| group.unwrap_or_else(nodes)))
        .optional(schema(ctx));
    el("div").class("two").add(filters(ctx)).add(list)
}

/// What only the schema can tell stands on a view of its own: counted here, one press away.
fn schema(ctx: &ViewContext<'_>) -> Option<Node> {
    let count = to_check_in_schema(&ctx.model.evaluated()).len();
    let link = || ctx.link(Route::TargetSchema).text(ctx.model.plural("findings.schema", count));
    (count > 0).then(|| el("p").class("group").key("schema").add(link()))
}

/// Who searches or narrows wants to see all that is found.
fn everything(model: &Model) -> bool {
    let filters = &model.view.filters;
    let narrowed = filters.phase.is_some() || filters.topic.is_some() || filters.owner.is_some();
    filters.all_findings || narrowed || !filters.search.trim().is_empty() || !filters.hidden.is_empty()
}

/// Whether a finding passes the filters.
fn shown(model: &Model, finding: &Finding) -> bool {
    let filters = &model.view.filters;
    let Some(rule) = model.page.content.rule(&finding.rule).map(|index| &model.page.content.rules[index]) else {
        return false;
    };
    let phase = filters.phase.is_none_or(|phase| rule.phase == phase);
    let wanted = filters.search.trim().to_ascii_lowercase();
    let found = wanted.is_empty()
        || [rule.title.as_str(), &model.page.content.why(rule), rule.id.as_str()]
            .iter()
            .any(|text| model.interpolate(text).to_ascii_lowercase().contains(&wanted));
    let topic = filters.topic.is_none_or(|topic| rule.section == topic);
    let owner = model.open.plan.findings.get(rule.id.as_str()).map_or("", |mark| mark.owner.as_str());
    phase && topic && found && filters.matches_owner(owner) && !filters.hidden.contains(&finding.severity)
}

/// The heading of a group, with how many there are and what they mean.
fn title(ctx: &ViewContext<'_>, key: &str, count: usize) -> Node {
    let meaning = ctx.text(&format!("severity.{key}.means"));
    let meaning = ctx.model.format("findings.group", &[("n", &count.to_string()), ("meaning", &meaning)]);
    el("h2").message(ctx, &format!("severity.{key}.many")).add(el("small").text(meaning))
}

/// One severity that stands, as far as there is room; the rest is counted and one press away.
fn group(ctx: &ViewContext<'_>, severity: Severity, room: &mut usize) -> Option<Node> {
    let model = ctx.model;
    let own = model.computed.assessment.findings.iter().filter(|found| found.holds() && found.severity == severity);
    let own: Vec<&Finding> = own.filter(|found| shown(model, found)).collect();
    if own.is_empty() {
        return None;
    }
    let fitting = own.len().min(*room);
    *room -= fitting;
    let more = own.len() - fitting;
    let all = Filters { all_findings: true, ..model.view.filters.clone() };
    let rest = || {
        let words =
            if fitting == 0 { model.plural("findings.show", more) } else { model.plural("findings.more", more) };
        el("p")
            .class("more")
            .add(el("button").set("type", "button").on_click(ctx.sends(Msg::Filtered(all))).text(words))
    };
    let section = el("section").class("group").key(severity.name()).add(title(ctx, severity.name(), own.len()));
    let (first, later) = own.split_at(fitting);
    let list = first.iter().filter_map(|found| finding(ctx, found));
    // On paper nothing can be pressed: there the rest stands as well.
    let later = || el("div").class("rest").all(later.iter().filter_map(|found| finding(ctx, found)));
    Some(section.all(list).optional((more > 0).then(rest)).optional((more > 0).then(later)))
}

/// What may come, gathered under the question that it waits for first: counted, never hidden.
fn possible(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    let own =
        model.computed.assessment.findings.iter().filter(|found| !found.holds() && found.severity <= Severity::Risk);
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
    let section = el("section").class("group").key("possible").add(title(ctx, "possible", own.len()));
    let fold = own.len() > AT_FIRST;
    Some(section.all(waited.into_iter().map(|(question, list)| waiting(ctx, question, &list, fold))))
}

fn blockers(list: &[&Finding]) -> usize {
    list.iter().filter(|found| found.severity == Severity::Blocker).count()
}

/// The findings that wait for one question, folded when there are several or when all would be many.
fn waiting(ctx: &ViewContext<'_>, question: &str, list: &[&Finding], fold: bool) -> Node {
    let findings = nodes().all(list.iter().filter_map(|found| finding(ctx, found)));
    let Some(index) = ctx.model.page.content.question(question).filter(|_| fold || list.len() > 2) else {
        return findings;
    };
    let number = ctx.model.page.content.number(index);
    let blocks = blockers(list);
    let blockers = (blocks > 0).then(|| tag(ctx, "open", "maybe", ctx.model.plural("next.blockers", blocks)));
    let summary = el("summary").add(
        el("span")
            .text(ctx.model.plural("findings.wait", list.len()))
            .text(format!(" {number} "))
            .add(inline_code(&ctx.model.page.content.questions[index].text)),
    );
    el("details").class("fold waits").key(question).add(summary.optional(blockers)).add(findings)
}

fn filters(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let current = model.view.filters.clone();
    let search = {
        let current = current.clone();
        ctx.on_value(move |value| Msg::Filtered(Filters { search: value, ..current.clone() }))
    };
    let severities = Severity::ALL.map(|severity| severity_box(ctx, severity));
    let search = el("input").set("type", "search").value(current.search.clone()).on_input(search);
    let sections = model.page.content.sections.iter().map(|section| section.title.as_str()).collect();
    let owned: Vec<&str> = model.open.plan.findings.iter().map(|(_, mark)| mark.owner.as_str()).collect();
    let set = |key: &str| el("fieldset").add(el("legend").message(ctx, key));
    let stick = el("div")
        .class("stick")
        .add(field(ctx, "field", "findings.search").add(search))
        .add(set("findings.severity").all(severities))
        .add(choice(ctx, "findings.phase", current.phase, titles(&model.page.content.phases), |filters, phase| {
            filters.phase = phase;
        }))
        .add(choice(ctx, "findings.topic", current.topic, sections, |filters, topic| filters.topic = topic))
        .optional(owners(ctx, &owned));
    el("div").class("filters").set("role", "search").label(ctx, "findings.search").add(stick)
}

/// The box that shows or hides a severity, with how many findings it has.
fn severity_box(ctx: &ViewContext<'_>, severity: Severity) -> Node {
    let model = ctx.model;
    let (tone, name) = severity_look(severity);
    let count = model.computed.assessment.findings.iter().filter(|f| f.holds() && f.severity == severity).count();
    let mut hidden = model.view.filters.hidden.clone();
    let checked = !hidden.contains(&severity);
    if checked {
        hidden.push(severity);
    } else {
        hidden.retain(|other| *other != severity);
    }
    let change = ctx.sends(Msg::Filtered(Filters { hidden, ..model.view.filters.clone() }));
    el("label")
        .class("check")
        .add(checkbox(checked, change))
        .add(tag(ctx, tone, name, ctx.text(&format!("severity.{}.one", severity.name()))))
        .add(el("span").class("c").text(count))
}
