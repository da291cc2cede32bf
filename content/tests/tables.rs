//! The fact tables are complete: their ids are those of the fact base that they were taken from, and each row has its
//! required texts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::content;
use preflight_engine::content::DecidedBy;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The ids that the fact base has.
fn pinned(name: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(folder(&format!("tests/pinned/{name}.txt"))).expect("a pinned list");
    text.lines().map(str::to_owned).collect()
}

/// The rows of a CSV file, or of every CSV file of a folder.
fn rows(path: &str) -> Vec<BTreeMap<String, String>> {
    let path = folder(path);
    let mut files = vec![path.clone()];
    if path.is_dir() {
        files = std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("entry").path()).collect();
    }
    let mut all = Vec::new();
    for file in files {
        let mut reader = csv::Reader::from_path(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let headers = reader.headers().expect("headers").clone();
        for record in reader.records() {
            let record = record.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            all.push(headers.iter().zip(record.iter()).map(|(k, v)| (k.to_owned(), v.to_owned())).collect());
        }
    }
    all
}

fn ids(path: &str, field: &str) -> BTreeSet<String> {
    rows(path).iter().map(|row| row[field].clone()).collect()
}

#[test]
fn every_table_has_the_rows_of_the_fact_base() {
    assert_eq!(ids("facts/limitations", "id"), pinned("limitations"));
    assert_eq!(ids("facts/prerequisites", "id"), pinned("prerequisites"));
    assert_eq!(ids("facts/instances.csv", "class"), pinned("instances"));
    let settings = rows("facts/task_settings.csv");
    let settings: BTreeSet<String> = settings.iter().map(|row| format!("{}.{}", row["group"], row["key"])).collect();
    assert_eq!(settings, pinned("task_settings"));
    let pairs: BTreeSet<String> =
        rows("facts/pairs.csv").iter().map(|row| format!("{} {}", row["source"], row["target"])).collect();
    assert_eq!(pairs, pinned("pairs"));
    assert_eq!(rows("facts/limitations").len(), 405);
    assert_eq!(rows("facts/prerequisites").len(), 181);
    assert_eq!(rows("facts/assessments").len(), 276);
}

#[test]
fn every_premigration_assessment_has_its_row_and_most_that_can_be_are_decided() {
    let content = content();
    let page = |engine: &str| match engine {
        "postgres" => "postgresql".to_owned(),
        "db2" => "db2luw".to_owned(),
        "*" => "all".to_owned(),
        other => other.to_owned(),
    };
    let key = |id: &str| match content.api_key(id) {
        "none" => "(no key documented)".to_owned(),
        key => key.to_owned(),
    };
    let ids: BTreeSet<String> =
        content.assessments.iter().map(|row| format!("{} {}", key(&row.id), page(&row.engine))).collect();
    assert_eq!(ids, pinned("assessments"));
    let decided = content.assessments.iter().filter(|row| row.fails.is_some() || row.rule.is_some()).count();
    assert!(decided >= 120, "{decided} are decided");
    for row in &content.assessments {
        let by_answer = !matches!(row.decided_by, DecidedBy::Schema | DecidedBy::Connection);
        assert!(!by_answer || row.fails.is_some() || row.rule.is_some(), "{}", row.id);
    }
}

/// Limitations that no answer but engine, role and approach decides, with the reason.
const ENGINE_ONLY: [(&str, &str); 5] = [
    ("pg-slot-left", "true of every task that captures changes: its rule says what to remove afterwards"),
    ("mss-publisher-left", "true of every task that captures changes: its rule says what to remove afterwards"),
    ("db2-t-source", "source and target engine alone decide it"),
    ("ase-reorg", "its rule tells every such plan not to reorganise while changes are captured"),
    ("my-azure-gipk", "the service's default makes it true of every such source: its rule asks to look"),
];

#[test]
fn every_limitation_that_an_answer_reveals_reads_an_answer() {
    let content = content();
    let frame = ["source_engine", "target_engine", "migration_type"];
    let frame_facts = ["source_family", "target_family", "same_engine", "changes_captured", "full_load_runs"];
    let (mut of_answers, mut bare) = (0, Vec::new());
    for row in rows("facts/limitations").iter().filter(|row| row["check_from"] != "schema") {
        of_answers += 1;
        let limitation =
            content.limitations.iter().find(|limitation| limitation.id == row["id"].as_str()).expect("a row");
        let rule = limitation.rule.as_ref().and_then(|id| content.rule_index(id)).expect("a rule");
        let reads = content.rules[rule].when.reads();
        let beyond = reads.iter().filter(|slot| match content.questions.get(usize::from(**slot)) {
            Some(question) => !frame.contains(&question.id.as_str()),
            None => {
                let fact = &preflight_engine::facts::ALL[usize::from(**slot) - content.questions.len()];
                !frame_facts.contains(&fact.name)
            }
        });
        let named = ENGINE_ONLY.iter().any(|(id, _)| row["id"] == *id);
        if beyond.count() == 0 && !named {
            bare.push(row["id"].clone());
        }
    }
    assert!(bare.is_empty(), "read nothing but engine and approach: {bare:?}");
    assert!(of_answers >= 212, "{of_answers}");
}

#[test]
fn every_prerequisite_is_listed_by_exactly_one_task() {
    let content = content();
    for row in &content.prerequisites {
        let tasks = content.tasks.iter().filter(|task| task.lists.as_ref().is_some_and(|lists| lists.has(row)));
        let tasks: Vec<&str> = tasks.map(|task| task.id.as_str()).collect();
        assert_eq!(tasks.len(), 1, "{}: {tasks:?}", row.id);
    }
}

#[test]
fn every_object_to_recreate_has_a_task() {
    let content = content();
    assert_eq!(ids("tests/recreate.csv", "id"), pinned("recreate"));
    for row in rows("tests/recreate.csv") {
        let tasks: Vec<&str> = row["task"].split_whitespace().collect();
        assert!(!tasks.is_empty(), "{}", row["id"]);
        for id in tasks {
            assert!(content.task_index(id).is_some(), "{}: there is no task {id}", row["id"]);
        }
    }
}

#[test]
fn every_best_practice_is_in_the_content_or_has_a_reason() {
    let content = content();
    assert_eq!(ids("tests/best_practices.csv", "id"), pinned("best_practices"));
    let known = |id: &str| {
        content.rule_index(id).is_some()
            || content.task_index(id).is_some()
            || content.question_index(id).is_some()
            || content.settings.iter().any(|row| row.id == id)
            || content.limitations.iter().any(|row| row.id == id)
            || content.approaches.iter().any(|row| row.id == id)
    };
    let mut rows_with_rule = 0;
    for row in rows("tests/best_practices.csv") {
        let named: Vec<&str> = row["rows"].split_whitespace().collect();
        for id in &named {
            assert!(known(id), "{}: there is no row {id}", row["id"]);
        }
        assert!(!named.is_empty() || !row["why"].is_empty(), "{}: neither said nor a reason", row["id"]);
        rows_with_rule += usize::from(!named.is_empty());
    }
    assert!(rows_with_rule >= 130, "{rows_with_rule} are said");
}

#[test]
fn every_chosen_setting_is_a_setting_of_the_guide() {
    let content = content();
    let known = pinned("task_settings");
    for row in &content.settings {
        assert!(known.contains(&format!("{}.{}", row.group, row.key)), "{}: {}.{}", row.id, row.group, row.key);
    }
}

#[test]
fn every_default_of_a_setting_is_json() {
    for row in rows("facts/task_settings.csv").iter().filter(|row| !row["default"].is_empty()) {
        let read = serde_json::from_str::<serde_json::Value>(&row["default"]);
        assert!(read.is_ok(), "{}.{}: {}", row["group"], row["key"], row["default"]);
    }
}
