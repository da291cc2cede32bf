//! Runs the scenario files: for every rule one plan in which it appears and one, its section fully answered, in which
//! it does not. A scenario is a sentence and a few answers over a base plan, so that a database person can review it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::{base, overlay, read, Base};
use preflight_engine::assess::AnswerState;
use preflight_engine::condition::Truth;
use preflight_engine::{assess, Content};
use std::collections::BTreeSet;
use toml::Value;

/// Checks one plan: the rule must be in `wanted`, and its section fully answered.
fn check(content: &Content, plan: &Base, rule: &str, wanted: Truth, name: &str, problems: &mut Vec<String>) {
    let Some(index) = content.rule_index(rule) else {
        problems.push(format!("{name}: there is no rule {rule}"));
        return;
    };
    let assessment = assess(content, &plan.answers, plan.today);
    let finding = assessment.findings.iter().find(|finding| finding.rule == rule);
    let state = finding.map_or(Truth::False, |finding| finding.state);
    if state != wanted {
        let wants = finding.map(|finding| finding.wants.join(", ")).unwrap_or_default();
        problems.push(format!("{rule}: \"{name}\" should be {wanted:?} and is {state:?} {wants}"));
    }
    let section = content.rules[index].section;
    for (question, question_state) in content.questions.iter().zip(&assessment.questions) {
        let done = question_state.asked == Truth::False || question_state.state == AnswerState::Given;
        if question.section == section && !done {
            problems.push(format!("{rule}: \"{name}\" leaves {} {:?}", question.id, question_state.state));
        }
    }
}

#[test]
fn every_rule_has_a_plan_with_it_and_a_plan_without_it() {
    let content = common::content();
    let mut problems = Vec::new();
    let mut covered = BTreeSet::new();
    for file in common::files("scenarios") {
        let table = read(&file);
        for scenario in table.get("scenario").and_then(Value::as_array).into_iter().flatten() {
            let text = |field: &str| scenario.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
            let rule = text("rule");
            let base_name = scenario.get("base").and_then(Value::as_str).unwrap_or("calm");
            for (title, field, wanted) in [("appears", "answers", Truth::True), ("vanishes", "instead", Truth::False)] {
                let mut plan = base(base_name, &content, &mut problems);
                let changes = scenario.get(field).and_then(Value::as_table).cloned().unwrap_or_default();
                overlay(&mut plan.answers, &changes, &content, &mut problems, &rule);
                let name = text(title);
                if name.is_empty() {
                    problems.push(format!("{rule}: a scenario needs the sentence `{title}`"));
                }
                check(&content, &plan, &rule, wanted, &name, &mut problems);
            }
            covered.insert(rule);
        }
    }
    let uncovered = content.rules.iter().filter(|rule| !rule.limitation && !covered.contains(rule.id.as_str()));
    problems.extend(uncovered.map(|rule| format!("{}: no scenario", rule.id)));
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn the_calm_plan_is_answered_in_full_and_free_of_blockers() {
    let content = common::content();
    let mut problems = Vec::new();
    let plan = base("calm", &content, &mut problems);
    let assessment = assess(&content, &plan.answers, plan.today);
    let blockers: Vec<_> =
        assessment.findings.iter().filter(|f| f.severity <= preflight_engine::content::Severity::Blocker).collect();
    assert_eq!(assessment.counts.open + assessment.counts.dont_know, 0, "{problems:?}");
    assert!(blockers.is_empty(), "{blockers:?}");
}
