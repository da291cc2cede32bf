//! The view `findings`: the findings that hold and those that are possible, by severity, narrowed by the filters.
//! Called by `views::main`.

use crate::model::{Filters, Model, Msg, Route};
use crate::views::findings::finding::finding_details;
use crate::views::timeline::overview::date_warnings;
use crate::views::ui::context::ViewContext;
use crate::views::ui::filter_select::{index_select, owner_select, titles};
use crate::views::ui::icons::{severity_look, tag};
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{checkbox, field, head, inline_code};
use preflight_engine::assess::Finding;
use preflight_engine::content::Severity;

/// How many findings are listed before the reader asks for more.
const INITIAL_COUNT: usize = 12;

pub fn findings(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let all = &model.computed.assessment.findings;
    let holding = all.iter().filter(|finding| finding.holds()).count();
    let counts = &model.computed.assessment.counts;
    let answered = model.plural("findings.answers", counts.answered);
    let lead = model.format("findings.lead", &[("n", &model.plural("findings.n", holding)), ("answers", &answered)]);
    let mut remaining = if shows_all(model) { usize::MAX } else { INITIAL_COUNT };
    let [stop, risk, advice, note] = Severity::ALL.map(|severity| group(ctx, severity, &mut remaining));
    let groups = [stop, risk, possible(ctx), advice, note];
    let list = el("main")
        .class("list")
        .add(head(ctx, "view.findings", lead))
        .optional((holding == 0).then(|| el("p").class("empty").message(ctx, "findings.empty")))
        .optional(date_warnings(ctx).filter(|_| !is_narrowed(model)))
        .all(groups.into_iter().map(|group| group.unwrap_or_else(nodes)))
        .optional(schema_link(ctx));
    el("div").class("two").add(filters(ctx)).add(list)
}

/// A link to the limitations that only the schema can decide, with their count, because another view lists them.
fn schema_link(ctx: &ViewContext<'_>) -> Option<Node> {
    let count = ctx.model.computed.to_check_in_schema;
    let link = || ctx.link(Route::TargetSchema).text(ctx.model.plural("findings.schema", count));
    (count > 0).then(|| el("p").class("group").key("schema").add(link()))
}

/// Whether the whole list is shown: on request, and always while a search or a filter narrows it.
fn shows_all(model: &Model) -> bool {
    model.view.filters.all_findings || is_narrowed(model)
}

/// Whether a search or a filter narrows the list.
fn is_narrowed(model: &Model) -> bool {
    let filters = &model.view.filters;
    let chosen = filters.phase.is_some() || filters.topic.is_some() || filters.owner.is_some();
    chosen || !filters.search.trim().is_empty() || !filters.hidden.is_empty()
}

/// Whether a finding passes the filters.
fn passes_filters(model: &Model, finding: &Finding) -> bool {
    let filters = &model.view.filters;
    let Some(rule) = model.page.content.rule_index(&finding.rule).map(|index| &model.page.content.rules[index]) else {
        return false;
    };
    let phase = filters.phase.is_none_or(|phase| rule.phase == phase);
    let wanted = filters.search.trim().to_ascii_lowercase();
    let matches_search = wanted.is_empty()
        || [rule.title.as_str(), &model.page.content.why(rule), rule.id.as_str()]
            .iter()
            .any(|text| model.interpolate(text).to_ascii_lowercase().contains(&wanted));
    let topic = filters.topic.is_none_or(|topic| rule.section == topic);
    let owner = model.open.plan.findings.get(rule.id.as_str()).map_or("", |mark| mark.owner.as_str());
    phase && topic && matches_search && filters.matches_owner(owner) && !filters.hidden.contains(&finding.severity)
}

/// The heading of a group, with how many there are and what they mean.
fn title(ctx: &ViewContext<'_>, key: &str, count: usize) -> Node {
    let meaning = ctx.text(&format!("severity.{key}.means"));
    let meaning = ctx.model.format("findings.group", &[("n", &count.to_string()), ("meaning", &meaning)]);
    el("h2").message(ctx, &format!("severity.{key}.many")).add(el("small").text(meaning))
}

/// The findings of one severity that hold, at most `remaining`; a button shows the others and their number.
fn group(ctx: &ViewContext<'_>, severity: Severity, remaining: &mut usize) -> Option<Node> {
    let model = ctx.model;
    let findings =
        model.computed.assessment.findings.iter().filter(|finding| finding.holds() && finding.severity == severity);
    let findings: Vec<&Finding> = findings.filter(|finding| passes_filters(model, finding)).collect();
    if findings.is_empty() {
        return None;
    }
    let visible_count = findings.len().min(*remaining);
    *remaining -= visible_count;
    let hidden_count = findings.len() - visible_count;
    let all = Filters { all_findings: true, ..model.view.filters.clone() };
    let show_more = || {
        let words = if visible_count == 0 {
            model.plural("findings.show", hidden_count)
        } else {
            model.plural("findings.more", hidden_count)
        };
        el("p")
            .class("more")
            .add(el("button").set("type", "button").on_click(ctx.sends(Msg::Filtered(all))).text(words))
    };
    let section = el("section").class("group").key(severity.name()).add(title(ctx, severity.name(), findings.len()));
    let (first, rest) = findings.split_at(visible_count);
    let visible = first.iter().filter_map(|finding| finding_details(ctx, finding));
    // The rest is rendered for print, because nobody can press a button on paper.
    let rest = || el("div").class("rest").all(rest.iter().filter_map(|finding| finding_details(ctx, finding)));
    Some(section.all(visible).optional((hidden_count > 0).then(show_more)).optional((hidden_count > 0).then(rest)))
}

/// Possible findings, grouped by the first question that they wait for. The initial limit does not hide them.
fn possible(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    let findings = model
        .computed
        .assessment
        .findings
        .iter()
        .filter(|finding| !finding.holds() && finding.severity <= Severity::Risk);
    let findings: Vec<&Finding> = findings.filter(|finding| passes_filters(model, finding)).collect();
    if findings.is_empty() {
        return None;
    }
    let mut by_question: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for &finding in &findings {
        let question = finding.wants.first().map_or("", |id| id.as_str());
        match by_question.iter_mut().find(|(id, _)| *id == question) {
            Some((_, list)) => list.push(finding),
            None => by_question.push((question, vec![finding])),
        }
    }
    // The group with the most blockers comes first; among equals, the largest group.
    by_question.sort_by_key(|(_, list)| std::cmp::Reverse((blockers(list), list.len())));
    let section = el("section").class("group").key("possible").add(title(ctx, "possible", findings.len()));
    let folded = findings.len() > INITIAL_COUNT;
    Some(section.all(by_question.into_iter().map(|(question, list)| waiting(ctx, question, &list, folded))))
}

fn blockers(findings: &[&Finding]) -> usize {
    findings.iter().filter(|finding| finding.severity == Severity::Blocker).count()
}

/// The findings that wait for one question, folded if they are several or if all groups together are many.
fn waiting(ctx: &ViewContext<'_>, question: &str, findings: &[&Finding], folded: bool) -> Node {
    let details = nodes().all(findings.iter().filter_map(|finding| finding_details(ctx, finding)));
    let Some(index) = ctx.model.page.content.question_index(question).filter(|_| folded || findings.len() > 2) else {
        return details;
    };
    let number = ctx.model.page.content.number(index);
    let blocker_count = blockers(findings);
    let blockers =
        (blocker_count > 0).then(|| tag(ctx, "open", "maybe", ctx.model.plural("next.blockers", blocker_count)));
    let summary = el("summary").add(
        el("span")
            .text(ctx.model.plural("findings.wait", findings.len()))
            .text(format!(" {number} "))
            .add(inline_code(&ctx.model.page.content.questions[index].text)),
    );
    el("details").class("fold waits").key(question).add(summary.optional(blockers)).add(details)
}

fn filters(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let current = model.view.filters.clone();
    let search = {
        let current = current.clone();
        ctx.on_value(move |value| Msg::Filtered(Filters { search: value, ..current.clone() }))
    };
    let severities = Severity::ALL.map(|severity| severity_checkbox(ctx, severity));
    let search = el("input").set("type", "search").value(current.search.clone()).on_input(search);
    let sections = model.page.content.sections.iter().map(|section| section.title.as_str()).collect();
    let owner_names: Vec<&str> = model.open.plan.findings.iter().map(|(_, mark)| mark.owner.as_str()).collect();
    let fieldset = |key: &str| el("fieldset").add(el("legend").message(ctx, key));
    let sidebar = el("div")
        .class("stick")
        .add(field(ctx, "field", "findings.search").add(search))
        .add(fieldset("findings.severity").all(severities))
        .add(index_select(
            ctx,
            "findings.phase",
            current.phase,
            titles(&model.page.content.phases),
            |filters, phase| {
                filters.phase = phase;
            },
        ))
        .add(index_select(ctx, "findings.topic", current.topic, sections, |filters, topic| filters.topic = topic))
        .optional(owner_select(ctx, &owner_names));
    el("div").class("filters").set("role", "search").label(ctx, "findings.search").add(sidebar)
}

/// The checkbox that shows or hides a severity, with its number of findings.
fn severity_checkbox(ctx: &ViewContext<'_>, severity: Severity) -> Node {
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
