//! The design that follows from a plan beside its findings: size, documents, assessments, Regions near the source.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::{base, content, Base};
use preflight_engine::answer::{Answer, Raw};
use preflight_engine::applicability::to_check_in_schema;
use preflight_engine::content::{Content, Family};
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::premigration::{premigration, AssessmentState};
use preflight_engine::sizing::sizing;
use preflight_engine::task_documents::{mappings_document, settings_document};
use preflight_engine::{assess, question_ranking};
use serde_json::Value;

/// The calm plan with other answers; an empty text removes an answer.
fn plan(content: &Content, changes: &[(&str, Raw)]) -> Base {
    let mut problems = Vec::new();
    let mut plan = base("calm", content, &mut problems);
    for (id, raw) in changes {
        match raw {
            Raw::Text(text) if text.is_empty() => drop(plan.answers.remove(*id)),
            raw => drop(plan.answers.insert((*id).to_owned(), Answer { raw: Some(raw.clone()), ..Answer::default() })),
        }
    }
    plan
}

fn text(text: &str) -> Raw {
    Raw::Text(text.to_owned())
}

fn evaluated<'a>(content: &'a Content, plan: &Base) -> EvaluatedPlan<'a> {
    EvaluatedPlan::new(content, &plan.answers, plan.today)
}

#[test]
fn a_plan_with_captured_changes_gets_memory_optimized_classes() {
    let content = content();
    let plan = plan(&content, &[]);
    let range = sizing(&evaluated(&content, &plan));
    assert_eq!(range.family, Some(Family::Memory));
    // 2 GiB and 1,053 MB fit into 16 GiB, the smallest class of the R families.
    assert_eq!(
        range.classes,
        [("dms.r5.large", "dms.r5.large"), ("dms.r6i.large", "dms.r6i.large"), ("dms.r7i.large", "dms.r7i.large")]
            .map(|(low, high)| (low.to_owned(), high.to_owned()))
    );
    assert_eq!(range.capacity_units, (Some(2), Some(4)));
    assert!(!range.notes.is_empty());
}

#[test]
fn large_lobs_make_the_range_wider() {
    let content = content();
    let lobs = [("has_lobs", Raw::Bool(true)), ("largest_lob", text("1 MB")), ("lob_columns", text("2"))];
    let plan = plan(&content, &lobs);
    let range = sizing(&evaluated(&content, &plan));
    // 977 KB x 2 columns x the CommitRate proposed, 1,000 rows, are 2 GB for one table and 16 GB for eight.
    assert!(range.memory.0 > 5_000_000_000 && range.memory.1 > 24_000_000_000, "{:?}", range.memory);
    assert_ne!(range.classes[0].0, range.classes[0].1);
}

#[test]
fn a_full_load_alone_needs_no_memory_for_changes() {
    let content = content();
    let (full, both) = (plan(&content, &[("migration_type", text("full_load"))]), plan(&content, &[]));
    assert!(sizing(&evaluated(&content, &full)).memory.0 < sizing(&evaluated(&content, &both)).memory.0);
}

#[test]
fn mappings_name_each_schema_once_and_leave_out_what_stays_behind() {
    let content = content();
    let changes = [
        ("schema_names", text(" SALES \n\nHR, SALES\n\"Odd name\"\nä_1")),
        ("all_data", Raw::Bool(false)),
        ("tables_left_out", text("SALES.OLD%\nTEMP")),
        ("lowercase_names", Raw::Bool(true)),
    ];
    let document = mappings_document(&evaluated(&content, &plan(&content, &changes))).expect("schemas are named");
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let rules = document["rules"].as_array().expect("rules");
    let of = |action: &str| -> Vec<&Value> { rules.iter().filter(|rule| rule["rule-action"] == action).collect() };
    let schemas: Vec<&str> =
        of("include").iter().filter_map(|rule| rule["object-locator"]["schema-name"].as_str()).collect();
    assert_eq!(schemas, ["SALES", "HR", "Odd name", "ä[_]1"]);
    let excluded: Vec<(&str, &str)> = of("exclude")
        .iter()
        .map(|rule| &rule["object-locator"])
        .map(|rule| (rule["schema-name"].as_str().unwrap(), rule["table-name"].as_str().unwrap()))
        .collect();
    let everywhere = ["SALES", "HR", "Odd name", "ä[_]1"].map(|schema| (schema, "TEMP"));
    assert_eq!(excluded, [&[("SALES", "OLD%")][..], &everywhere].concat());
    assert_eq!(of("convert-lowercase").len(), 12);
    for (field, count) in [("rule-id", rules.len()), ("rule-name", rules.len())] {
        let mut all: Vec<&str> = rules.iter().map(|rule| rule[field].as_str().expect("a text")).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "{field}");
    }
    assert!(mappings_document(&evaluated(&content, &plan(&content, &[("schema_names", text(""))]))).is_none());
}

#[test]
fn settings_choose_one_lob_mode_and_the_full_form_has_every_default() {
    let content = content();
    let lobs = [("has_lobs", Raw::Bool(true)), ("largest_lob", text("40 KB")), ("lob_columns", text("1"))];
    let plan = plan(&content, &lobs);
    let read = |full: bool| -> Value {
        serde_json::from_str(&settings_document(&evaluated(&content, &plan), full)).expect("JSON")
    };
    let (chosen, full) = (read(false), read(true));
    let target = &chosen["TargetMetadata"];
    assert_eq!((&target["LimitedSizeLobMode"], &target["FullLobMode"]), (&Value::Bool(true), &Value::Bool(false)));
    assert_eq!(target["LobMaxSize"], 40);
    let count = |document: &Value| -> usize {
        document.as_object().unwrap().values().map(|group| group.as_object().unwrap().len()).sum()
    };
    assert!(count(&full) > count(&chosen) && count(&full) >= 80, "{} and {}", count(&chosen), count(&full));
    for (group, values) in chosen.as_object().unwrap() {
        for (key, value) in values.as_object().unwrap() {
            assert_eq!(&full[group][key], value, "{group}.{key}");
        }
    }
}

#[test]
fn assessments_of_other_engines_are_not_for_the_plan() {
    let content = content();
    let judged = premigration(&evaluated(&content, &plan(&content, &[])));
    let of = |engine: &str| {
        let rows = content.assessments.iter().zip(&judged).filter(move |(row, _)| row.engine == engine);
        rows.map(|(_, judged)| judged.state).collect::<Vec<_>>()
    };
    assert!(of("sqlserver").iter().chain(&of("mariadb")).all(|standing| *standing == AssessmentState::NotForThisPlan));
    assert!(
        of("oracle").contains(&AssessmentState::Passes) && of("oracle").contains(&AssessmentState::NeedsConnection)
    );
    assert!(of("*").iter().any(|standing| *standing != AssessmentState::NotForThisPlan));
    let elsewhere = content.assessments.iter().position(|row| row.id == "oracle-homogenous-partition-ops").unwrap();
    assert_eq!(judged[elsewhere].state, AssessmentState::NotForThisPlan);
}

#[test]
fn the_version_of_an_engine_that_is_not_asked_for_does_not_pass() {
    let content = content();
    let changed = [("source_engine", text("aurora")), ("source_hosting", text("aurora"))];
    let judged = premigration(&evaluated(&content, &plan(&content, &changed)));
    let index = content.assessments.iter().position(|row| row.id == "mysql-check-supported-version").unwrap();
    assert_eq!(judged[index].state, AssessmentState::NotForThisPlan);
}

#[test]
fn limitations_that_only_the_schema_shows_are_listed_for_the_plan_s_engines() {
    let content = content();
    let plan = plan(&content, &[]);
    let rows = to_check_in_schema(&evaluated(&content, &plan));
    assert!(rows.iter().any(|row| row.id == "ora-30-byte"));
    assert!(rows.iter().all(|row| row.engine != "mysql" && row.engine != "sqlserver"));
}

#[test]
fn the_regions_nearest_to_the_source_keep_to_the_residency() {
    let content = content();
    let near = |changes: &[(&str, Raw)]| -> Vec<(String, u32)> {
        let plan = plan(&content, changes);
        let near = assess(&content, &plan.answers, plan.today).near_source;
        near.into_iter().map(|near| (near.code, near.kilometres)).collect()
    };
    let anywhere = [("source_city", text("london")), ("data_residency", text("none"))];
    assert_eq!(near(&anywhere)[0].0, "eu-west-2");
    let eea = near(&[("source_city", text("london")), ("data_residency", text("eea"))]);
    assert!(!eea.iter().any(|(code, _)| code == "eu-west-2"), "{eea:?}");
    let sydney = [
        ("source_city", text("elsewhere")),
        ("source_coordinates", text("-33.87, 151.21")),
        ("data_residency", text("none")),
    ];
    assert_eq!(near(&sydney)[0], ("ap-southeast-2".to_owned(), 0));
    assert!(near(&[("source_city", text(""))]).is_empty());
}

#[test]
fn the_first_question_to_ask_is_the_one_that_decides_most() {
    let content = content();
    let plan = plan(
        &content,
        &[
            ("backup_source", text("")),
            ("link_sharing", text("")),
            ("sign_in_verified", text("")),
            ("trial_timed", Raw::Bool(false)),
        ],
    );
    let ranked = question_ranking::ranked(&content, &plan.answers, plan.today);
    let order: Vec<&str> = ranked.iter().map(|worth| worth.question.as_str()).collect();
    // The share of the link decides two findings, a backup one blocker, a tried sign-in one risk.
    assert_eq!(order, ["link_sharing", "backup_source", "sign_in_verified"]);
    let sharing = ranked.iter().find(|worth| worth.question == "link_sharing").expect("it is open");
    assert!(sharing.narrows_transfer.is_some_and(|minutes| minutes > 0));
}
