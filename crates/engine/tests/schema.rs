//! The JSON Schema of plan files: every file that is written fits it, and a malformed one does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::plans::any_plan;
use common::{content, TODAY};
use expect_test::expect_file;
use preflight_engine::plan_file::{decode, encode, encode_answers, encode_pretty, APP};
use preflight_engine::{assess, Content, Plan};
use preflight_schema::{schema, PlanFile};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::{json, Value};
use std::sync::OnceLock;

const SHIPPED: &str = include_str!("../../schema/plan.schema.json");

const PLANS: [&str; 7] = [
    include_str!("../../../examples/mysql-to-aurora-mysql.preflight.json"),
    include_str!("../../../examples/oracle-to-aurora-postgresql.preflight.json"),
    include_str!("../../../examples/postgresql-to-postgresql-spain.preflight.json"),
    include_str!("../../../examples/sqlserver-to-rds-sqlserver.preflight.json"),
    include_str!("golden/plans/schema-1-every-field.preflight.json"),
    include_str!("golden/plans/schema-1-example.preflight.json"),
    include_str!("golden/plans/schema-1-unknown-fields.preflight.json"),
];

fn shared() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(content)
}

/// Why a text does not fit the types, or changes when it is read and written through them.
fn misfit(text: &str) -> Option<String> {
    let shape: PlanFile = match serde_json::from_str(text) {
        Ok(shape) => shape,
        Err(error) => return Some(error.to_string()),
    };
    let (before, after): (Value, _) = (serde_json::from_str(text).unwrap(), serde_json::to_value(&shape).unwrap());
    (before != after).then(|| format!("{before} became {after}"))
}

#[test]
fn the_schema_file_is_up_to_date() {
    expect_file!["../../schema/plan.schema.json"].assert_eq(&schema());
}

#[test]
fn the_schema_describes_every_field_and_allows_others() {
    let schema: Value = serde_json::from_str(SHIPPED).unwrap();
    assert_eq!(schema["$id"], "urn:dms-preflight:plan:1");
    assert_eq!(schema["properties"]["schema"]["$ref"], "#/$defs/Layout");
    assert_eq!(schema["$defs"]["Layout"]["const"], 1);
    assert_eq!(schema["required"], json!(["app", "schema", "plan"]));
    let objects = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    for object in objects.filter(|object| object["type"] == "object") {
        assert_eq!(object["additionalProperties"], true, "{object}");
        for (name, field) in object["properties"].as_object().unwrap() {
            let is_described = field["description"].is_string() || field["$ref"].is_string();
            assert!(is_described, "{name} of {}", object["description"]);
        }
    }
}

#[test]
fn every_plan_file_fits_the_schema_before_and_after_rewriting() {
    for text in PLANS {
        assert_eq!(misfit(text), None);
        let plan = decode(shared(), text).unwrap().plan;
        let assessment = assess(shared(), &plan.answers, TODAY);
        assert_eq!(misfit(&encode(shared(), &plan, &assessment)), None);
    }
}

#[test]
fn a_malformed_plan_file_does_not_fit_the_schema() {
    let plan = |plan: Value| json!({ "app": APP, "schema": 1, "edition": "2026-11-22", "plan": plan });
    let wrong = [
        json!([]),
        json!({ "app": APP, "schema": 1 }),
        json!({ "app": "other", "schema": 1, "plan": {} }),
        json!({ "schema": 1, "plan": {} }),
        json!({ "app": APP, "plan": {} }),
        json!({ "app": APP, "schema": 2, "plan": {} }),
        json!({ "app": APP, "schema": "1", "plan": {} }),
        json!({ "app": APP, "schema": 1, "edition": 20261122, "plan": {} }),
        plan(json!([])),
        plan(json!({ "name": 7 })),
        plan(json!({ "answers": [] })),
        plan(json!({ "answers": { "a": true } })),
        plan(json!({ "answers": { "a": { "value": { "x": 1 } } } })),
        plan(json!({ "answers": { "a": { "value": [1, 2] } } })),
        plan(json!({ "answers": { "a": { "value": null } } })),
        plan(json!({ "answers": { "a": { "dont_know": "yes" } } })),
        plan(json!({ "answers": { "a": { "note": ["x"] } } })),
        plan(json!({ "tasks": { "always": { "done": "yes" } } })),
        plan(json!({ "tasks": { "always": { "due": 20270131 } } })),
        plan(json!({ "findings": { "a_blocks": { "severity": "terrible" } } })),
        plan(json!({ "findings": { "a_blocks": { "severity": null } } })),
        plan(json!({ "findings": { "a_blocks": { "owner": ["Kim"] } } })),
    ];
    for file in wrong {
        assert!(serde_json::from_value::<PlanFile>(file.clone()).is_err(), "{file}");
        assert!(serde_json::from_str::<PlanFile>(&file.to_string()).is_err(), "{file}");
    }
    // An empty plan is a plan.
    assert!(serde_json::from_value::<PlanFile>(plan(json!({}))).is_ok());
    assert_eq!(misfit(&plan(json!({ "answers": {}, "findings": {}, "name": "", "tasks": {} })).to_string()), None);
    let number = json!({ "answers": { "a": { "value": 12.5 } }, "findings": {}, "name": "", "tasks": {} });
    assert_eq!(misfit(&plan(number).to_string()), None);
}

fn config() -> ProptestConfig {
    let seeds = FileFailurePersistence::Direct("tests/proptest-regressions/schema.txt");
    ProptestConfig { failure_persistence: Some(Box::new(seeds)), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_plan_file_that_is_written_fits_the_schema(plan in any_plan(), beside in "x_[a-z]{0,4}") {
        let plan = Plan { beside_plan: [(beside, json!(-1.5e300))].into_iter().collect(), ..plan };
        let assessment = assess(shared(), &plan.answers, TODAY);
        let texts = [
            encode(shared(), &plan, &assessment),
            encode_pretty(shared(), &plan, &assessment),
            encode_answers(shared(), &plan),
        ];
        for text in texts {
            prop_assert_eq!(misfit(&text), None);
        }
    }
}
