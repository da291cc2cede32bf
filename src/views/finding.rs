//! One finding: closed a line, opened its reasons, its rule and source, what to do, and what it still waits for.

use super::node::{el, text, Node};
use super::parts::{field, leader, rich, severity_look, tag, Page};
use super::question::sources;
use crate::model::Msg;
use crate::shell::dom;
use preflight_engine::assess::Finding;
use preflight_engine::content::Rule;
use preflight_engine::{Action, Id};

pub fn finding(page: &Page<'_>, finding: &Finding) -> Option<Node> {
    let model = page.model;
    let place = model.content.rule(&finding.rule)?;
    let rule = &model.content.rules[place];
    let (tone, name, label) = match (finding.holds(), severity_look(finding.severity)) {
        (true, (tone, name)) => (tone, name, page.word(&format!("severity.{}.one", finding.severity.name()))),
        (false, _) => ("open", "maybe", page.word("severity.possible.one")),
    };
    let owner = model.session.findings.get(rule.id.as_str()).map(|mark| mark.owner.clone()).unwrap_or_default();
    let shown_owner = if owner.is_empty() { page.word("task.no_owner") } else { owner.clone() };
    let words = el("span")
        .class("tx")
        .add(el("span").class("t").add(rich(&model.fill(&rule.title))))
        .add(el("span").class("s").add(line(page, finding, rule)));
    let summary = el("summary")
        .add(tag(page, tone, name, label))
        .add(words)
        .add(el("span").class("meta").text(&model.content.phases[rule.phase].title))
        .add(el("span").class("meta").text(shown_owner))
        .add(el("span").class("tw"));
    let details = el("details").class("f").key(&rule.id).attr("data-rule", place.to_string()).add(summary);
    Some(details.add(el("div").class("body").add(reasons(page, finding, rule)).add(remedy(page, rule, owner))))
}

/// The left column: why the finding stands, by which rule and source.
fn reasons(page: &Page<'_>, finding: &Finding, rule: &Rule) -> Node {
    el("div")
        .class("col")
        .add(el("div").add(el("h3").word(page, "finding.because")).add(because(page, finding)))
        .add(rule_and_source(page, rule))
}

/// The right column: what to do, what changed since, who does it.
fn remedy(page: &Page<'_>, rule: &Rule, owner: String) -> Node {
    let part = |class, key, inner| el("div").class(class).add(el("h3").word(page, key)).add(inner);
    let to_do = || part("o2", "finding.do", steps(page, &page.model.content.steps(rule)));
    let changed =
        || part("o3", "finding.changed", el("p").add(rich(&page.model.fill(page.model.content.changed(rule)))));
    el("div")
        .class("col")
        .maybe((!page.model.content.steps(rule).is_empty()).then(to_do))
        .maybe((!page.model.content.changed(rule).is_empty()).then(changed))
        .add(owner_field(page, rule, owner))
}

/// The line under the title: why, or what a possible finding waits for.
fn line(page: &Page<'_>, finding: &Finding, rule: &Rule) -> Node {
    let model = page.model;
    if finding.holds() {
        return rich(&model.fill(&model.content.why(rule)));
    }
    if finding.wants.is_empty() {
        return text(page.word("finding.undecidable"));
    }
    let waiting = model.content.numbers(&finding.wants);
    let severity = page.word(&format!("severity.{}.one", finding.severity.name()));
    text(model.with("finding.possible", &[("severity", &severity), ("waiting", &waiting)]))
}

/// The questions that decided something, with their answers, and those still wanted, in one line of links.
pub fn deciding(page: &Page<'_>, because: &[Id], wants: &[Id]) -> Option<Node> {
    let each = because.iter().chain(wants).filter_map(|id| {
        let place = page.model.content.question(id)?;
        let known = page.model.texts.get(id).filter(|_| because.contains(id));
        let answer = known.map_or_else(|| page.word("answer.open"), str::to_owned);
        let number = page.question_link(place).text(page.model.content.number(place));
        Some(el("span").class("ref").add(number).text(" ").text(answer))
    });
    let all: Vec<Node> = each.collect();
    (!all.is_empty()).then(|| el("p").class("hint refs").all(all))
}

fn because(page: &Page<'_>, finding: &Finding) -> Node {
    let rows = finding.because.iter().chain(&finding.wants).filter_map(|id| {
        let place = page.model.content.question(id)?;
        let question = &page.model.content.questions[place];
        let known = page.model.texts.get(id).filter(|_| finding.because.contains(id));
        let answer = known.map_or_else(|| page.word("answer.open"), str::to_owned);
        let challenge = el("span").text(page.model.content.number(place)).text(" ").add(rich(&question.text));
        Some(leader(challenge, page.question_link(place).text(answer)))
    });
    let rows: Vec<Node> = rows.collect();
    if rows.is_empty() {
        return el("p").word(page, "finding.always");
    }
    el("dl").class("cr").all(rows)
}

fn rule_and_source(page: &Page<'_>, rule: &Rule) -> Node {
    let id = leader(text(page.word("finding.rule_id")), el("code").text(rule.id.as_str()));
    el("div")
        .class("o4")
        .add(el("h3").word(page, "finding.rule"))
        .add(el("pre").set("tabindex", "0").add(el("code").text(&rule.when.text)))
        .add(el("dl").class("cr").add(id))
        .add(sources(page, &rule.evidence))
}

/// Numbered steps.
pub fn steps(page: &Page<'_>, steps: &[String]) -> Node {
    let each = steps.iter().map(|step| el("li").add(el("span").add(rich(&page.model.fill(step)))));
    el("ol").class("steps").all(each)
}

fn owner_field(page: &Page<'_>, rule: &Rule, owner: String) -> Node {
    let id = rule.id.to_string();
    let typed = page.on(move |event| Msg::Did(Action::FindingOwned { rule: id.clone(), owner: dom::value(event) }));
    let input = el("input").set("type", "text").set("maxlength", "120").locked(page).value(owner).on_input(typed);
    field(page, "field own", "task.owner").add(input)
}
