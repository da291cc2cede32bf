//! Runs the cases of the fact tables: for every limitation, premigration assessment and prerequisite that answers
//! decide, one plan in which its condition holds and one, a near miss, in which it does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::{base, content, files, overlay, read, Base};
use preflight_engine::condition::Truth;
use preflight_engine::content::Condition;
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::{Content, Id};
use std::collections::BTreeSet;
use toml::{Table, Value};

/// The kinds of rows with the names of their two cases.
const KINDS: [(&str, &str, &str); 3] =
    [("limitation", "holds", "not"), ("assessment", "fails", "passes"), ("prerequisite", "applies", "not")];

/// The condition of a row that answers decide.
fn condition<'a>(content: &'a Content, kind: &str, id: &str) -> Option<&'a Condition> {
    let of_rule = |rule: &Option<Id>| Some(&content.rules[content.rule_index(rule.as_ref()?)?].when);
    match kind {
        "limitation" => of_rule(&content.limitations.iter().find(|row| row.id == id)?.rule),
        "assessment" => {
            let row = content.assessments.iter().find(|row| row.id == id)?;
            row.fails.as_ref().or_else(|| of_rule(&row.rule))
        }
        _ => content.prerequisites.iter().find(|row| row.id == id).map(|row| &row.when),
    }
}

/// Rows that must have cases.
fn wanted(content: &Content) -> BTreeSet<String> {
    let limitations = content.limitations.iter().filter(|row| row.rule.as_ref() == Some(&row.id));
    let assessments = content.assessments.iter().filter(|row| row.fails.is_some() || row.rule.is_some());
    let limitations = limitations.map(|row| format!("limitation.{}", row.id));
    limitations.chain(assessments.map(|row| format!("assessment.{}", row.id))).collect()
}

struct Case<'a> {
    name: String,
    plan: &'a Base,
    changes: &'a Table,
    wanted: Truth,
}

fn check(content: &Content, condition: &Condition, case: &Case<'_>, problems: &mut Vec<String>) {
    let mut plan = case.plan.clone();
    overlay(&mut plan.answers, case.changes, content, problems, &case.name);
    let outcome = EvaluatedPlan::new(content, &plan.answers, plan.today).outcome(Some(condition));
    if outcome.truth != case.wanted {
        let indexes = (0..content.questions.len()).filter(|index| outcome.reasons.has(*index));
        let because: Vec<&str> = indexes.map(|index| content.questions[index].id.as_str()).collect();
        let (wanted, truth) = (case.wanted, outcome.truth);
        problems.push(format!("{}: should be {wanted:?} and is {truth:?}, by {}", case.name, because.join(", ")));
    }
}

#[test]
fn every_condition_of_the_fact_tables_holds_and_fails() {
    let content = content();
    let (mut problems, mut covered) = (Vec::new(), BTreeSet::new());
    for file in files("facts") {
        let table = read(&file);
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut plan = base("calm", &content, &mut problems);
        let base_answers = table.get("base").and_then(Value::as_table).cloned().unwrap_or_default();
        overlay(&mut plan.answers, &base_answers, &content, &mut problems, &name);
        for (kind, yes, no) in KINDS {
            for (id, cases) in table.get(kind).and_then(Value::as_table).into_iter().flatten() {
                let Some(condition) = condition(&content, kind, id) else {
                    problems.push(format!("{name}: {kind} {id} is no row with a condition"));
                    continue;
                };
                for (case, wanted) in [(yes, Truth::True), (no, Truth::False)] {
                    let Some(changes) = cases.get(case).and_then(Value::as_table) else {
                        problems.push(format!("{name}: {kind} {id} has no case `{case}`"));
                        continue;
                    };
                    let name = format!("{name}: {kind} {id}, {case}");
                    check(&content, condition, &Case { name, plan: &plan, changes, wanted }, &mut problems);
                }
                covered.insert(format!("{kind}.{id}"));
            }
        }
    }
    problems.extend(wanted(&content).difference(&covered).map(|id| format!("{id}: no cases")));
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}
