//! Files that are no plans or malformed plans: the command never panics, prints one clear sentence, and reads what it
//! can.

// Helpers of tests: a failure in them is the failure of the test.
#![allow(clippy::expect_used, clippy::panic)]

use serde_json::{json, Value};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("preflight-hostile-{}-{test}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.0.join(name);
        std::fs::write(&file, bytes).expect("a file written");
        file
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const FORMS: [&str; 5] = ["json", "markdown", "csv", "answers", "ics"];

/// Runs a command, which must end by itself with 0, 1 or 2 and without a panic.
fn run(words: &[&str], file: &Path) -> Output {
    let output =
        Command::new(env!("CARGO_BIN_EXE_preflight")).args(words).arg(file).output().expect("the command runs");
    assert!(matches!(output.status.code(), Some(0..=2)), "{}: {output:?}", file.display());
    let message = String::from_utf8(output.stderr.clone()).expect("text");
    assert!(!message.contains("panicked"), "{}: {message}", file.display());
    output
}

fn plan(file: &Path, form: &str) -> Output {
    run(&["plan", "--today", "2026-11-23", "--format", form], file)
}

/// The message of the command about a file: one line, without characters that a terminal could misread.
fn remark(text: &[u8], file: &Path) -> String {
    let text = String::from_utf8(text.to_vec()).expect("text");
    let prefix = format!("{}: ", file.display());
    let sentence = text.trim_end().strip_prefix(&prefix).unwrap_or_else(|| panic!("{prefix}{text}")).to_owned();
    println!("{prefix}{sentence}");
    assert!(sentence.ends_with('.') && !sentence.contains(['\n', '\0', '\u{1b}', '\u{202e}']), "{prefix}{sentence:?}");
    sentence
}

/// Checks that every format and `check` refuse a file with the same sentence, which contains `wanted`.
fn refused(name: &str, bytes: &[u8], wanted: &str) {
    let folder = Folder::new(name);
    let file = folder.write("plan.json", bytes);
    for form in FORMS {
        let output = plan(&file, form);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{name}");
        let sentence = remark(&output.stderr, &file);
        assert!(sentence.contains(wanted) && sentence.contains("Nothing was changed."), "{name}: {sentence}");
    }
    let output = run(&["check"], &file);
    assert_eq!(output.status.code(), Some(1), "{name}");
    assert!(remark(&output.stdout, &file).contains(wanted), "{name}");
}

/// The output for a file that can be read in part.
struct PartlyRead {
    remarks: String,
    counts: Value,
    report: String,
}

fn partly_read(name: &str, bytes: &[u8]) -> PartlyRead {
    let folder = Folder::new(name);
    let file = folder.write("plan.json", bytes);
    let outputs = FORMS.map(|form| plan(&file, form));
    for output in &outputs {
        assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
        String::from_utf8(output.stdout.clone()).expect("text");
    }
    run(&["check"], &file);
    let remarks = String::from_utf8(outputs[0].stderr.clone()).expect("text");
    print!("{remarks}");
    for line in remarks.lines() {
        remark(line.as_bytes(), &file);
    }
    let assessment: Value = serde_json::from_slice(&outputs[0].stdout).expect("JSON");
    let report = String::from_utf8(outputs[1].stdout.clone()).expect("text");
    PartlyRead { remarks, counts: assessment["counts"].clone(), report }
}

fn file(plan: &Value) -> Vec<u8> {
    json!({ "app": "dms-preflight", "schema": 1, "edition": "2026-11-22", "plan": plan }).to_string().into_bytes()
}

#[test]
fn text_that_is_not_json_is_refused() {
    refused("not-json", b"app = dms-preflight\n", "line 1, column 1");
}

#[test]
fn an_empty_file_is_refused() {
    refused("empty", b"", "The file is empty");
}

#[test]
fn invalid_utf_8_is_refused() {
    refused("utf-8", b"{\"app\":\"dms-preflight\",\"schema\":1,\"plan\":{\"name\":\"\xff\xfe\"}}", "UTF-8");
}

#[test]
fn a_file_of_another_program_is_refused() {
    refused("other", br#"{"app":"<b>other</b>","schema":1,"plan":{}}"#, "another program, \"<b>other</b>\"");
}

#[test]

fn a_program_whose_name_holds_control_characters() {
    refused("controls", br#"{"app":"other\u001b[31m\n\u202egnp","schema":1,"plan":{}}"#, "another program");
}

#[test]
fn a_newer_schema_is_refused() {
    refused("newer", br#"{"app":"dms-preflight","schema":2,"plan":{}}"#, "schema 2");
}

#[test]
fn a_missing_schema_is_refused() {
    refused("schema", br#"{"app":"dms-preflight","plan":{}}"#, "which schema");
}

#[test]
fn an_array_is_refused() {
    refused("array", b"[1, 2, 3]", "not a plan");
}

#[test]
fn a_null_is_refused() {
    refused("null", b"null", "not a plan");
}

#[test]
fn fifty_megabytes_are_refused() {
    refused("large", &vec![b' '; 50_000_000], "larger than 8 MB");
}

#[test]
fn a_hundred_thousand_levels_are_refused() {
    let text = format!(r#"{{"app":"dms-preflight","schema":1,"plan":{}"#, r#"{"a":"#.repeat(100_000));
    refused("deep", text.as_bytes(), "nested too deeply");
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let plan = file(&json!({ "answers": { "account_exists": { "value": true } } }));
    let result = partly_read("mark", &[b"\xef\xbb\xbf", plan.as_slice()].concat());
    assert_eq!((result.remarks.as_str(), &result.counts["answered"]), ("", &json!(1)));
}

#[test]
fn unknown_ids_are_counted_and_the_rest_is_read() {
    let plan = json!({
        "answers": { "no_such_question": { "value": true }, "account_exists": { "value": true } },
        "tasks": { "no_such_task": { "done": true } },
        "findings": { "no_such_rule": { "owner": "Ann" } }
    });
    let result = partly_read("unknown", &file(&plan));
    assert!(result.remarks.contains("does not know: 2."), "{}", result.remarks);
    assert_eq!(result.counts["answered"], 1);
}

#[test]
fn wrong_types_everywhere_leave_the_only_right_answer() {
    let plan = json!({
        "name": { "first": "Ann" },
        "answers": {
            "account_exists": { "value": true, "note": 7 },
            "root_mfa": { "value": { "yes": true } }, "dms_roles": { "value": [1, 2] },
            "hard_date_exists": [], "source_size": "2.4 TB", "least_privilege": null
        },
        "tasks": { "write_test_plan": { "done": "yes", "owner": [], "due": 20261211, "note": {} } },
        "findings": []
    });
    let result = partly_read("types", &file(&plan));
    assert!(result.remarks.contains("cannot be read: 10."), "{}", result.remarks);
    assert_eq!(result.counts["answered"], 1);
}

#[test]
fn answers_that_are_not_an_object_are_skipped() {
    let result =
        partly_read("answers", &file(&json!({ "name": "Ledger", "answers": ["account_exists"], "tasks": "none" })));
    assert!(
        result.remarks.contains("cannot be read: 2.") && result.report.starts_with("# Ledger\n"),
        "{}",
        result.remarks
    );
    assert_eq!(result.counts["answered"], 0);
}

#[test]
fn names_of_prototypes_are_ids_like_others() {
    let rows =
        json!({ "__proto__": { "value": true }, "constructor": { "value": true }, "toString": { "value": "x" } });
    let result =
        partly_read("prototype", &file(&json!({ "answers": rows, "tasks": rows, "__proto__": { "name": "x" } })));
    assert!(result.remarks.contains("does not know: 6."), "{}", result.remarks);
    assert_eq!(result.counts["answered"], 0);
}

#[test]
fn huge_numbers_are_bad_answers() {
    let text = r#"{"app":"dms-preflight","schema":1,"plan":{"answers":{
        "bandwidth":{"value":1e308},"table_count":{"value":"99999999999999999999999999"},"schema_count":{"value":-9223372036854775808},
        "source_size":{"value":"999999999999999999 PB"},"downtime":{"value":"99999999999999999999 weeks"},"hard_date_exists":{"value":true},
        "hard_date":{"value":"99999999-99-99"},"planning_days":{"value":18446744073709551615},"account_exists":{"value":true}}}}"#;
    let result = partly_read("huge", text.as_bytes());
    assert_eq!((&result.counts["answered"], &result.counts["bad"]), (&json!(2), &json!(7)), "{}", result.counts);
}

#[test]
fn a_number_larger_than_any_float_makes_only_its_answer_unreadable() {
    let text = r#"{"app":"dms-preflight","schema":1,"plan":{"answers":{"bandwidth":{"value":1e999},"account_exists":{"value":true}}}}"#;
    let result = partly_read("overflow", text.as_bytes());
    assert_eq!((&result.counts["answered"], &result.counts["bad"]), (&json!(1), &json!(1)), "{}", result.counts);
}

#[test]
fn the_number_key_of_serde_json_is_refused_unless_its_value_is_a_number() {
    let plan = |inside: &str| {
        file(&json!({ "answers": { "bandwidth": { "value": { "$serde_json::private::Number": inside } } } }))
    };
    refused("private", &plan("x"), "not JSON");
    assert_eq!(partly_read("private-number", &plan("500")).counts["answered"], 1);
}

#[test]
fn nul_characters_stay_within_their_text() {
    let plan = json!({ "name": "a\0b", "answers": { "account_exists": { "value": true, "note": "c\0d" }, "decision_owner": { "value": "\0" } } });
    let result = partly_read("nul", &file(&plan));
    assert_eq!(result.remarks, "");
    assert_eq!(result.counts["bad"], 0, "{}", result.counts);
}

#[test]
fn right_to_left_overrides_do_not_change_the_counts() {
    let text = "\u{202e}gnp.exe\u{2066}";
    let plan = json!({ "name": text, "answers": { "account_exists": { "value": text }, "decision_owner": { "value": text, "note": text } } });
    let result = partly_read("overrides", &file(&plan));
    assert_eq!((&result.counts["answered"], &result.counts["bad"]), (&json!(1), &json!(1)));
}

#[test]
fn script_tags_do_not_reach_the_report_as_markup() {
    let tag = "<script>alert(1)</script>";
    let plan = json!({
        "name": tag,
        "answers": { "account_exists": { "value": true, "note": tag }, "decision_owner": { "value": tag, "note": tag }, "source_engine": { "value": tag } },
        "tasks": { "write_test_plan": { "owner": tag, "due": tag, "note": tag } }
    });
    let result = partly_read("script", &file(&plan));
    assert_eq!(result.counts["answered"], 2);
    let raw = result.report.replace("\\<", "");
    assert!(!raw.contains("<script") && !raw.contains("</script"), "{}", result.report);
}

#[test]
fn the_last_of_duplicate_keys_counts() {
    let text = r#"{"app":"dms-preflight","app":"dms-preflight","schema":1,"schema":1,"plan":{"name":"a","name":"b","answers":{
        "account_exists":{"value":"maybe"},"account_exists":{"value":true}}}}"#;
    let result = partly_read("duplicate", text.as_bytes());
    assert_eq!((&result.counts["answered"], &result.counts["bad"]), (&json!(1), &json!(0)));
    assert!(result.report.starts_with("# b\n"), "{}", result.report);
}
