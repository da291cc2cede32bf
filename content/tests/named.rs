//! Runs the named scenarios: whole plans from the guide's own cases, each with what must hold, what may, what must
//! not, which approach comes first, which settings and tasks follow. Written so that a database person can review them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::{base, content, files, overlay, read, Base};
use preflight_engine::approach::approaches;
use preflight_engine::condition::Truth;
use preflight_engine::content::Severity;
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::quantity::parse_date;
use preflight_engine::task_documents::settings;
use preflight_engine::{assess, Assessment, Content};
use std::collections::BTreeSet;
use toml::{Table, Value};

struct Scenario {
    name: String,
    table: Table,
    plan: Base,
}

impl Scenario {
    fn list(&self, field: &str) -> Vec<String> {
        let items = self.table.get(field).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }

    fn chosen(&self, question: &str) -> String {
        match self.plan.answers.get(question).and_then(|answer| answer.raw.clone()) {
            Some(preflight_engine::Raw::Text(text)) => text,
            _ => String::new(),
        }
    }
}

fn scenarios(content: &Content, problems: &mut Vec<String>) -> Vec<Scenario> {
    let mut all = Vec::new();
    for file in files("named").into_iter().chain(files("field")) {
        for value in read(&file).get("scenario").and_then(Value::as_array).into_iter().flatten() {
            let table = value.as_table().cloned().unwrap_or_default();
            let name = table.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            let from = |field: &str| table.get(field).and_then(Value::as_str);
            let mut plan = match from("plan") {
                Some(file) => plan_file(file, content),
                None => base(from("base").unwrap_or("calm"), content, problems),
            };
            let answers = table.get("answers").and_then(Value::as_table).cloned().unwrap_or_default();
            overlay(&mut plan.answers, &answers, content, problems, &name);
            for key in table.keys() {
                if !FIELDS.contains(&key.as_str()) {
                    problems.push(format!("{name}: `{key}` is not known here"));
                }
            }
            all.push(Scenario { name, table, plan });
        }
    }
    all
}

/// A plan as people save it, for what a public report says that its author knew beforehand.
fn plan_file(name: &str, content: &Content) -> Base {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/field").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let loaded =
        preflight_engine::plan_file::decode(content, &text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    Base { today: parse_date("2026-11-30").unwrap(), answers: loaded.plan.answers }
}

const FIELDS: [&str; 17] = [
    "name",
    "plan",
    "report",
    "went_wrong",
    "missing",
    "source",
    "base",
    "answers",
    "must",
    "may",
    "must_not",
    "first",
    "excluded",
    "settings",
    "tasks",
    "prerequisites",
    "verdict",
];

fn findings(content: &Content, scenario: &Scenario, assessment: &Assessment, problems: &mut Vec<String>) {
    let name = &scenario.name;
    let state = |id: &str| assessment.findings.iter().find(|finding| finding.rule == id).map(|finding| finding.state);
    let (must, may, must_not) = (scenario.list("must"), scenario.list("may"), scenario.list("must_not"));
    for id in must.iter().chain(&may).chain(&must_not) {
        if content.rule_index(id).is_none() {
            problems.push(format!("{name}: there is no rule {id}"));
        }
    }
    for id in must.iter().filter(|id| state(id) != Some(Truth::True)) {
        problems.push(format!("{name}: {id} must hold and is {:?}", state(id)));
    }
    for id in must_not.iter().filter(|id| state(id).is_some()) {
        problems.push(format!("{name}: {id} must not appear and is {:?}", state(id)));
    }
    for finding in assessment.findings.iter().filter(|finding| finding.severity == Severity::Blocker) {
        if !must.iter().chain(&may).any(|id| finding.rule == *id) {
            problems
                .push(format!("{name}: the blocker {} appears ({:?}) and is not named", finding.rule, finding.state));
        }
    }
    if must.len() + must_not.len() < 3 {
        problems.push(format!("{name}: names fewer than three findings"));
    }
}

fn design(scenario: &Scenario, evaluated: &EvaluatedPlan<'_>, problems: &mut Vec<String>) {
    let name = &scenario.name;
    let ranked = approaches(evaluated);
    let first = ranked.first().map(|approach| approach.row.id.clone()).unwrap_or_default();
    if let Some(wanted) = scenario.table.get("first").and_then(Value::as_str).filter(|wanted| first != *wanted) {
        let order: Vec<String> = ranked
            .iter()
            .map(|approach| format!("{} {:?} {}", approach.row.id, approach.verdict, approach.points))
            .collect();
        problems.push(format!("{name}: {wanted} should come first, but the order is {}", order.join(", ")));
    }
    for wanted in scenario.list("excluded") {
        if !ranked.iter().any(|approach| approach.row.id == wanted && approach.is_ruled_out()) {
            problems.push(format!("{name}: the approach {wanted} should be excluded"));
        }
    }
    let chosen = settings(evaluated);
    for (key, wanted) in scenario.table.get("settings").and_then(Value::as_table).into_iter().flatten() {
        let setting = chosen.iter().find(|setting| format!("{}.{}", setting.row.group, setting.row.key) == *key);
        let value = setting.map(|setting| setting.value.to_string());
        let wanted = match wanted {
            Value::String(text) => format!("\"{text}\""),
            Value::Boolean(flag) => flag.to_string(),
            Value::Integer(number) => number.to_string(),
            other => panic!("{name}: {other:?} is no value of a setting"),
        };
        if value.as_ref() != Some(&wanted) {
            problems.push(format!("{name}: the setting {key} should be {wanted} and is {value:?}"));
        }
    }
}

fn tasks(scenario: &Scenario, assessment: &Assessment, problems: &mut Vec<String>) {
    let name = &scenario.name;
    for id in scenario.list("tasks") {
        if !assessment.tasks.iter().any(|task| task.task == id && task.state == Truth::True) {
            problems.push(format!("{name}: the task {id} should be due"));
        }
    }
    let due: BTreeSet<&str> = assessment
        .tasks
        .iter()
        .flat_map(|task| &task.prerequisites)
        .filter(|row| row.state == Truth::True)
        .map(|row| row.prerequisite.as_str())
        .collect();
    for id in scenario.list("prerequisites").iter().filter(|id| !due.contains(id.as_str())) {
        problems.push(format!("{name}: the prerequisite {id} should be due"));
    }
}

#[test]
fn every_named_scenario_is_as_written() {
    let content = content();
    let mut problems = Vec::new();
    for scenario in scenarios(&content, &mut problems) {
        let assessment = assess(&content, &scenario.plan.answers, scenario.plan.today);
        let evaluated = EvaluatedPlan::new(&content, &scenario.plan.answers, scenario.plan.today);
        findings(&content, &scenario, &assessment, &mut problems);
        design(&scenario, &evaluated, &mut problems);
        tasks(&scenario, &assessment, &mut problems);
        let verdict = format!("{:?}", assessment.verdict).to_lowercase();
        if let Some(wanted) = scenario.table.get("verdict").and_then(Value::as_str).filter(|wanted| *wanted != verdict)
        {
            problems.push(format!("{}: the verdict should be {wanted} and is {verdict}", scenario.name));
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn named_scenarios_cover_every_source_engine_every_same_engine_pair_and_every_approach() {
    let content = content();
    let mut problems = Vec::new();
    let all = scenarios(&content, &mut problems);
    assert!(all.len() >= 40, "{} scenarios", all.len());
    let engines = &content.tables.engines;
    for engine in engines.iter().filter(|engine| engine.source) {
        if !all.iter().any(|scenario| scenario.chosen("source_engine") == engine.id) {
            problems.push(format!("no scenario with {} as source", engine.id));
        }
        let same = |scenario: &Scenario| {
            scenario.chosen("source_engine") == engine.id && scenario.chosen("target_engine") == engine.id
        };
        if engine.target && !all.iter().any(same) {
            problems.push(format!("no scenario from {0} to {0}", engine.id));
        }
    }
    for approach in ["full_load", "full_load_and_cdc", "cdc_only"] {
        if !all.iter().any(|scenario| scenario.chosen("migration_type") == approach) {
            problems.push(format!("no scenario with {approach}"));
        }
    }
    for approach in &content.approaches {
        if !all.iter().any(|scenario| scenario.table.get("first").and_then(Value::as_str) == Some(&approach.id)) {
            problems.push(format!("no scenario in which {} comes first", approach.id));
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}
