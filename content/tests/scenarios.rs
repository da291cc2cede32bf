//! Runs the scenario files: for every rule one plan in which it appears and one, its section fully answered, in which
//! it does not. A scenario is a sentence and a few answers over a base plan, so that a database person can review it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use preflight_engine::answer::{Answer, Answers, Raw};
use preflight_engine::assess::AnswerState;
use preflight_engine::condition::Truth;
use preflight_engine::reading::days_of;
use preflight_engine::{assess, Content};
use std::collections::BTreeSet;
use std::path::Path;
use toml::{Table, Value};

fn read(path: &Path) -> Table {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn raw(value: &Value) -> Raw {
    match value {
        Value::Boolean(flag) => Raw::Flag(*flag),
        Value::Array(items) => Raw::Several(items.iter().filter_map(|i| i.as_str().map(str::to_owned)).collect()),
        Value::String(text) if text == "?" => Raw::DontKnow,
        Value::String(text) => Raw::Text(text.clone()),
        Value::Integer(number) => Raw::Text(number.to_string()),
        Value::Float(number) => Raw::Text(number.to_string()),
        other => panic!("{other:?} is no answer"),
    }
}

fn overlay(answers: &mut Answers, table: &Table, content: &Content, problems: &mut Vec<String>, name: &str) {
    for (id, value) in table {
        if content.question(id).is_none() {
            problems.push(format!("{name}: there is no question {id}"));
        }
        answers.insert(id.clone(), Answer { raw: Some(raw(value)), ..Answer::default() });
    }
}

struct Base {
    today: i64,
    answers: Answers,
}

fn base(name: &str, content: &Content, problems: &mut Vec<String>) -> Base {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bases");
    let table = read(&folder.join(format!("{name}.toml")));
    let today = table.get("today").and_then(Value::as_str).and_then(days_of).expect("a base names its today");
    let mut answers = Answers::new();
    let given = table.get("answers").and_then(Value::as_table).expect("a base has answers");
    overlay(&mut answers, given, content, problems, name);
    Base { today, answers }
}

/// Checks one plan: the rule must be in `wanted`, and its section fully answered.
fn check(content: &Content, plan: &Base, rule: &str, wanted: Truth, name: &str, problems: &mut Vec<String>) {
    let Some(place) = content.rule(rule) else {
        problems.push(format!("{name}: there is no rule {rule}"));
        return;
    };
    let assessment = assess(content, &plan.answers, plan.today);
    let found = assessment.findings.iter().find(|finding| finding.rule == rule);
    let state = found.map_or(Truth::No, |finding| finding.state);
    if state != wanted {
        let wants = found.map(|finding| finding.wants.join(", ")).unwrap_or_default();
        problems.push(format!("{rule}: \"{name}\" should be {wanted:?} and is {state:?} {wants}"));
    }
    let section = content.rules[place].section;
    for (question, state) in content.questions.iter().zip(&assessment.questions) {
        let done = state.asked == Truth::No || state.state == AnswerState::Given;
        if question.section == section && !done {
            problems.push(format!("{rule}: \"{name}\" leaves {} {:?}", question.id, state.state));
        }
    }
}

#[test]
fn every_rule_appears_and_vanishes() {
    let content = Content::from_json(preflight_content::bundled()).expect("content loads");
    let mut problems = Vec::new();
    let mut covered = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("scenarios").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    for file in files {
        let table = read(&file);
        for scenario in table.get("scenario").and_then(Value::as_array).into_iter().flatten() {
            let text = |field: &str| scenario.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
            let rule = text("rule");
            let base_name = scenario.get("base").and_then(Value::as_str).unwrap_or("calm");
            for (title, field, wanted) in [("appears", "answers", Truth::Yes), ("vanishes", "instead", Truth::No)] {
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
    let uncovered = content.rules.iter().filter(|rule| !covered.contains(&rule.id));
    problems.extend(uncovered.map(|rule| format!("{}: no scenario", rule.id)));
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn the_calm_plan_is_answered_in_full_and_free_of_blockers() {
    let content = Content::from_json(preflight_content::bundled()).expect("content loads");
    let mut problems = Vec::new();
    let plan = base("calm", &content, &mut problems);
    let assessment = assess(&content, &plan.answers, plan.today);
    let blockers: Vec<_> =
        assessment.findings.iter().filter(|f| f.severity <= preflight_engine::content::Severity::Blocker).collect();
    assert_eq!(assessment.counts.open + assessment.counts.dont_know, 0, "{problems:?}");
    assert!(blockers.is_empty(), "{blockers:?}");
}
