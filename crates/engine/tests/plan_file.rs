//! Plan files: everything that is read is written again, whatever this version understands of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::plans::any_plan;
use common::{content, TODAY};
use preflight_engine::answer::UserMessage;
use preflight_engine::plan_file::{decode, encode, encode_pretty, LoadedPlan, APP, MAX_BYTES};
use preflight_engine::{assess, Content, Plan, Raw};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::{json, Map, Value};

const GOLDEN: &str = include_str!("golden/schema-1.preflight.json");

/// The golden file with the current digest of the pack's rule, which follows the content and not the plan.
fn golden(content: &Content) -> String {
    GOLDEN.replace("DIGEST", &content.rules[content.rule_index("a_blocks").unwrap()].digest)
}

fn loaded(content: &Content, text: &str) -> LoadedPlan {
    decode(content, text).unwrap_or_else(|error| panic!("{error:?}: {text:.60}"))
}

fn saved(content: &Content, plan: &Plan) -> String {
    encode_pretty(content, plan, &assess(content, &plan.answers, TODAY))
}

/// A plan file around these fields of a plan.
fn file(plan: Value) -> String {
    json!({ "app": APP, "schema": 1, "edition": "2026-11-22", "plan": plan }).to_string()
}

/// The plan of a file after reading and writing it.
fn rewritten(content: &Content, text: &str) -> Value {
    let plan = loaded(content, text).plan;
    let value: Value = serde_json::from_str(&saved(content, &plan)).unwrap();
    value["plan"].clone()
}

fn keys_and_counts(notices: &[UserMessage]) -> Vec<(&str, String)> {
    notices.iter().map(|notice| (notice.key, notice.args[0].1.clone())).collect()
}

#[test]
fn the_golden_file_is_written_unchanged() {
    let content = content();
    let loaded = loaded(&content, &golden(&content));
    assert_eq!(saved(&content, &loaded.plan), golden(&content));
    assert_eq!(loaded.edition, "2026-11-22");
    assert_eq!(keys_and_counts(&loaded.notices), [("file_unknown_ids", "2".to_owned())]);
}

#[test]
fn the_golden_file_has_the_expected_content() {
    let plan = loaded(&content(), GOLDEN).plan;
    let raw = |id: &str| plan.raw(id).cloned();
    assert_eq!(plan.name, "Golden plan");
    assert_eq!(raw("a"), Some(Raw::Bool(true)));
    assert_eq!((raw("b"), plan.note("b")), (Some(Raw::DontKnow), "The DBA is away"));
    assert_eq!((raw("c"), plan.note("c")), (None, "A note alone"));
    assert_eq!(raw("toppings"), Some(common::several(&["rocket", "ham"])));
    assert_eq!(raw("day"), Some(common::text("2027-02-30")));
    assert_eq!(plan.tasks.get("always").map(|mark| (mark.done, mark.due.as_str())), Some((true, "2027-01-31")));
    assert_eq!(plan.findings.get("a_blocks").map(|mark| mark.owner.as_str()), Some("Kim"));
}

#[test]
fn one_line_and_many_lines_say_the_same() {
    let content = content();
    let plan = loaded(&content, &golden(&content)).plan;
    let line = encode(&content, &plan, &assess(&content, &plan.answers, TODAY));
    assert!(!line.contains('\n'));
    assert_eq!(loaded(&content, &line).plan, plan);
    assert!(saved(&content, &plan).ends_with("}\n"));
}

#[test]
fn findings_that_hold_are_saved_with_severity_and_digest() {
    let content = content();
    let plan = rewritten(&content, &file(json!({ "answers": { "a": { "value": true } } })));
    let digest = plan["findings"]["a_blocks"]["digest"].as_str().unwrap();
    assert_eq!(plan["findings"]["a_blocks"]["severity"], "blocker");
    assert!(digest.len() == 16 && digest.bytes().all(|b| b.is_ascii_hexdigit()), "{digest}");
    // A finding that no longer holds and has no owner leaves the file, because each save writes severity and digest anew.
    let old = json!({ "findings": { "a_blocks": { "severity": "risk", "digest": "0123456789abcdef" } } });
    assert_eq!(rewritten(&content, &file(old))["findings"], json!({}));
}

#[test]
fn a_digest_changes_exactly_when_its_row_changes() {
    let digest = |content: &Content, id: &str| content.rules[content.rule_index(id).unwrap()].digest.clone();
    let changed = common::content_with(|pack| {
        common::row_of(pack, "rule", "a_blocks").insert("why".to_owned(), json!("Another reason."));
    });
    assert_ne!(digest(&content(), "a_blocks"), digest(&changed, "a_blocks"));
    assert_eq!(digest(&content(), "b_risks"), digest(&changed, "b_risks"));
}

#[test]
fn files_are_refused_with_a_sentence() {
    let with = |change: &dyn Fn(&mut Map<String, Value>)| {
        let mut file = json!({ "app": APP, "schema": 1, "edition": "2026-11-22", "plan": {} });
        change(file.as_object_mut().unwrap());
        file.to_string()
    };
    let set = |field: &'static str, value: Value| with(&move |file| drop(file.insert(field.to_owned(), value.clone())));
    let without = |field: &'static str| with(&move |file| drop(file.remove(field)));
    let cases = [
        (String::new(), "file_empty"),
        (" \r\n".to_owned(), "file_empty"),
        ("hello".to_owned(), "file_not_json"),
        ("{\"app\": ".to_owned(), "file_not_json"),
        ("{\"app\": \"dms-preflight\",}".to_owned(), "file_not_json"),
        ("{} {}".to_owned(), "file_not_json"),
        ("\u{0}\u{0}".to_owned(), "file_not_json"),
        ("<html>".to_owned(), "file_not_json"),
        ("[".repeat(100_000), "file_too_deep"),
        (format!("{{\"plan\": {}{}}}", "[".repeat(500), "]".repeat(500)), "file_too_deep"),
        (" ".repeat(MAX_BYTES + 1), "file_too_large"),
        ("null".to_owned(), "file_no_plan"),
        ("[]".to_owned(), "file_no_plan"),
        ("{}".to_owned(), "file_no_plan"),
        (without("app"), "file_no_plan"),
        (set("app", json!(1)), "file_no_plan"),
        (set("app", json!("other")), "file_other_app"),
        (set("app", json!("DMS-Preflight")), "file_other_app"),
        (without("schema"), "file_no_schema"),
        (set("schema", json!(0)), "file_no_schema"),
        (set("schema", json!(-1)), "file_no_schema"),
        (set("schema", json!("1")), "file_no_schema"),
        (set("schema", json!(2)), "file_newer"),
        (set("schema", json!(u64::MAX)), "file_newer"),
        (without("plan"), "file_no_plan"),
        (set("plan", json!(null)), "file_no_plan"),
        (set("plan", json!([])), "file_no_plan"),
    ];
    let content = content();
    for (text, word) in cases {
        assert_eq!(decode(&content, &text).err().map(|error| error.user_message().key), Some(word), "{text:.80}");
    }
    assert!(decode(&content, &without("edition")).is_ok_and(|loaded| loaded.edition.is_empty()));
    assert!(decode(&content, &format!("\u{feff}{}\r\n", file(json!({})))).is_ok());
}

/// Found by fuzzing: such a file was read, and what was then written could not be opened any more, because serde_json
/// takes an object that begins with this name for a number.
#[test]
fn a_field_named_as_serde_json_names_digits_is_kept_under_another_name() {
    let content = content();
    let name = "$serde_json::private::Number";
    let text = format!(
        r#"{{"app":"{APP}","schema":1,"plan":{{"answers":{{"a":{{"value":true,"{name}":[1]}}}},"{name}":4}}}}"#
    );
    let plan = rewritten(&content, &text);
    assert_eq!(plan[format!("_{name}")], json!(4));
    assert_eq!(plan["answers"]["a"], json!({ "value": true, (format!("_{name}")): [1] }));
    let twice = format!(r#"{{"app":"{APP}","schema":1,"plan":{{"_{name}":1,"{name}":2}}}}"#);
    let plan = rewritten(&content, &twice);
    assert_eq!((&plan[format!("_{name}")], &plan[format!("__{name}")]), (&json!(1), &json!(2)));
}

#[test]
fn unusable_entries_are_reported_and_preserved() {
    let content = content();
    let cases = [
        (json!({ "answers": { "a": { "value": { "x": 1 } } } }), "file_unreadable", 1),
        (json!({ "answers": { "a": { "value": [1, 2], "note": 7 } } }), "file_unreadable", 2),
        (json!({ "answers": { "a": true } }), "file_unreadable", 1),
        (json!({ "answers": [1] }), "file_unreadable", 1),
        (json!({ "name": 7 }), "file_unreadable", 1),
        (json!({ "tasks": { "always": { "done": "yes" } } }), "file_unreadable", 1),
        (json!({ "tasks": { "always": { "due": 20270131 } } }), "file_unreadable", 1),
        (json!({ "findings": { "a_blocks": { "owner": ["Kim"] } } }), "file_unreadable", 1),
        (
            json!({ "answers": { "nosuch": { "value": true } }, "tasks": { "never": { "done": true } } }),
            "file_unknown_ids",
            2,
        ),
    ];
    for (plan, word, count) in cases {
        let once = loaded(&content, &file(plan.clone()));
        assert_eq!(keys_and_counts(&once.notices), [(word, count.to_string())], "{plan}");
        let text = saved(&content, &once.plan);
        assert_eq!(loaded(&content, &text).plan, once.plan, "{plan}");
        // Everything that was written is still somewhere in the file.
        for leaf in leaves(&plan) {
            assert!(text.contains(&leaf), "{leaf} of {plan} is lost: {text}");
        }
    }
}

/// Every text, number and flag inside `value`, as written.
fn leaves(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => map.values().flat_map(leaves).collect(),
        Value::Array(items) => items.iter().flat_map(leaves).collect(),
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}

#[test]
fn a_json_number_is_parsed_like_typed_text() {
    let plan = loaded(&content(), &file(json!({ "answers": { "count": { "value": 12 } } }))).plan;
    assert_eq!(plan.raw("count"), Some(&common::text("12")));
}

#[test]
fn numbers_in_unknown_fields_are_preserved_as_written() {
    let content = content();
    for number in ["9007199254740993", "123456789012345678901234567890", "0.1", "2.5e-8", "-0.75"] {
        let text = file(json!({ "future": "NUMBER" })).replace("\"NUMBER\"", number);
        let rewritten = saved(&content, &loaded(&content, &text).plan);
        assert!(rewritten.contains(&format!("\"future\": {number}")), "{number} became {rewritten}");
    }
}

#[test]
fn no_field_of_the_assessment_is_null() {
    let plan = json!({ "name": null, "answers": { "a": { "value": null, "note": null } }, "tasks": null });
    let plan = loaded(&content(), &file(plan)).plan;
    assert_eq!((plan.name.as_str(), plan.raw("a"), plan.note("a")), ("", None, ""));
}

#[test]
fn an_unknown_field_beside_the_plan_is_preserved() {
    let content = content();
    let text = json!({ "app": APP, "schema": 1, "edition": "2026-11-22", "plan": {}, "future": { "kept": "FUTURE" } });
    let plan = loaded(&content, &text.to_string()).plan;
    assert!(saved(&content, &plan).contains("FUTURE"));
}

#[test]
fn an_answer_of_a_later_version_is_preserved() {
    let cases = [
        json!({ "dont_know": "until March" }),
        json!({ "dont_know": { "since": "2027-01-01" } }),
        json!({ "value": "red", "dont_know": true }),
    ];
    let content = content();
    for answer in cases {
        let plan = rewritten(&content, &file(json!({ "answers": { "colour": answer } })));
        let rewritten = plan["answers"]["colour"].to_string();
        for leaf in leaves(&answer) {
            assert!(rewritten.contains(&leaf), "{leaf} of {answer} is lost: {rewritten}");
        }
    }
}

#[test]
fn a_quarantined_text_is_not_overwritten() {
    let content = content();
    let cases = [
        json!({ "answers": { "a": { "note": "FIRST" , "unreadable_note": "SECOND" } } }),
        json!({ "answers": { "a": { "note": { "x": "FIRST" }, "unreadable_note": "SECOND" } } }),
        json!({ "answers": { "a": "FIRST" }, "unreadable_answers": { "b": "SECOND" } }),
    ];
    for plan in cases {
        let text = rewritten(&content, &file(plan.clone())).to_string();
        assert!(text.contains("FIRST") && text.contains("SECOND"), "{plan} became {text}");
    }
}

#[test]
fn a_finding_of_a_later_edition_is_preserved() {
    let content = content();
    let of = |mark: Value| rewritten(&content, &file(json!({ "findings": { "rule_of_a_later_edition": mark } })));
    let plan = of(json!({ "owner": "Lee", "severity": "risk", "digest": "0123456789abcdef" }));
    assert_eq!(plan["findings"]["rule_of_a_later_edition"]["owner"], "Lee");
}

fn config() -> ProptestConfig {
    let seeds = FileFailurePersistence::Direct("tests/proptest-regressions/saved.txt");
    ProptestConfig { failure_persistence: Some(Box::new(seeds)), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_plan_is_the_same_after_writing_and_reading(plan in any_plan()) {
        let content = shared();
        let text = saved(content, &plan);
        let loaded = loaded(content, &text);
        prop_assert_eq!(&loaded.plan, &plan);
        prop_assert_eq!(saved(content, &loaded.plan), text);
    }
}

fn shared() -> &'static Content {
    static CONTENT: std::sync::OnceLock<Content> = std::sync::OnceLock::new();
    CONTENT.get_or_init(content)
}
