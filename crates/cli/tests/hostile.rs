//! Files that are no plans, or bad ones: the command never panics, says one clear sentence, and keeps what it can read.

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
    let complaint = String::from_utf8(output.stderr.clone()).expect("text");
    assert!(!complaint.contains("panicked"), "{}: {complaint}", file.display());
    output
}

fn plan(file: &Path, form: &str) -> Output {
    run(&["plan", "--today", "2026-11-23", "--format", form], file)
}

/// A remark of the command on a file: one line, without what a terminal could misread.
fn remark(text: &[u8], file: &Path) -> String {
    let text = String::from_utf8(text.to_vec()).expect("text");
    let index = format!("{}: ", file.display());
    let said = text.trim_end().strip_prefix(&index).unwrap_or_else(|| panic!("{index}{text}")).to_owned();
    println!("{index}{said}");
    assert!(said.ends_with('.') && !said.contains(['\n', '\0', '\u{1b}', '\u{202e}']), "{index}{said:?}");
    said
}

/// Nothing of this file can be used: every form and the check refuse it with the same sentence, which contains `wanted`.
fn refused(name: &str, bytes: &[u8], wanted: &str) {
    let folder = Folder::new(name);
    let file = folder.write("plan.json", bytes);
    for form in FORMS {
        let output = plan(&file, form);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{name}");
        let said = remark(&output.stderr, &file);
        assert!(said.contains(wanted) && said.contains("Nothing was changed."), "{name}: {said}");
    }
    let output = run(&["check"], &file);
    assert_eq!(output.status.code(), Some(1), "{name}");
    assert!(remark(&output.stdout, &file).contains(wanted), "{name}");
}

/// What was kept of a file that can be read in part.
struct Kept {
    remarks: String,
    counts: Value,
    report: String,
}

fn kept(name: &str, bytes: &[u8]) -> Kept {
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
    Kept { remarks, counts: assessment["counts"].clone(), report }
}

fn file(plan: &Value) -> Vec<u8> {
    json!({ "app": "dms-preflight", "schema": 1, "edition": "2026-11-22", "plan": plan }).to_string().into_bytes()
}

#[test]
fn text_that_is_not_json() {
    refused("not-json", b"app = dms-preflight\n", "line 1, column 1");
}

#[test]
fn an_empty_file() {
    refused("empty", b"", "The file is empty");
}

#[test]
fn invalid_utf_8() {
    refused("utf-8", b"{\"app\":\"dms-preflight\",\"schema\":1,\"plan\":{\"name\":\"\xff\xfe\"}}", "UTF-8");
}

#[test]
fn a_file_of_another_program() {
    refused("other", br#"{"app":"<b>other</b>","schema":1,"plan":{}}"#, "another program, \"<b>other</b>\"");
}

#[test]

fn a_program_whose_name_holds_control_characters() {
    refused("controls", br#"{"app":"other\u001b[31m\n\u202egnp","schema":1,"plan":{}}"#, "another program");
}

#[test]
fn a_newer_schema() {
    refused("newer", br#"{"app":"dms-preflight","schema":2,"plan":{}}"#, "schema 2");
}

#[test]
fn a_missing_schema() {
    refused("schema", br#"{"app":"dms-preflight","plan":{}}"#, "which schema");
}

#[test]
fn an_array() {
    refused("array", b"[1, 2, 3]", "not a plan");
}

#[test]
fn a_null() {
    refused("null", b"null", "not a plan");
}

#[test]
fn fifty_megabytes() {
    refused("large", &vec![b' '; 50_000_000], "larger than 8 MB");
}

#[test]
fn a_hundred_thousand_levels() {
    let text = format!(r#"{{"app":"dms-preflight","schema":1,"plan":{}"#, r#"{"a":"#.repeat(100_000));
    refused("deep", text.as_bytes(), "nested too deeply");
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let plan = file(&json!({ "answers": { "account_exists": { "value": true } } }));
    let kept = kept("mark", &[b"\xef\xbb\xbf", plan.as_slice()].concat());
    assert_eq!((kept.remarks.as_str(), &kept.counts["answered"]), ("", &json!(1)));
}

#[test]
fn unknown_ids_are_counted_and_the_rest_is_kept() {
    let plan = json!({
        "answers": { "no_such_question": { "value": true }, "account_exists": { "value": true } },
        "tasks": { "no_such_task": { "done": true } },
        "findings": { "no_such_rule": { "owner": "Ann" } }
    });
    let kept = kept("unknown", &file(&plan));
    assert!(kept.remarks.contains("does not know: 2."), "{}", kept.remarks);
    assert_eq!(kept.counts["answered"], 1);
}

#[test]
fn wrong_types_everywhere_leave_the_one_right_answer() {
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
    let kept = kept("types", &file(&plan));
    assert!(kept.remarks.contains("cannot be read: 10."), "{}", kept.remarks);
    assert_eq!(kept.counts["answered"], 1);
}

#[test]
fn answers_that_are_not_an_object() {
    let kept = kept("answers", &file(&json!({ "name": "Ledger", "answers": ["account_exists"], "tasks": "none" })));
    assert!(kept.remarks.contains("cannot be read: 2.") && kept.report.starts_with("# Ledger\n"), "{}", kept.remarks);
    assert_eq!(kept.counts["answered"], 0);
}

#[test]
fn names_of_prototypes_are_ids_like_others() {
    let rows =
        json!({ "__proto__": { "value": true }, "constructor": { "value": true }, "toString": { "value": "x" } });
    let kept = kept("prototype", &file(&json!({ "answers": rows, "tasks": rows, "__proto__": { "name": "x" } })));
    assert!(kept.remarks.contains("does not know: 6."), "{}", kept.remarks);
    assert_eq!(kept.counts["answered"], 0);
}

#[test]
fn huge_numbers_are_bad_answers() {
    let text = r#"{"app":"dms-preflight","schema":1,"plan":{"answers":{
        "bandwidth":{"value":1e308},"table_count":{"value":"99999999999999999999999999"},"schema_count":{"value":-9223372036854775808},
        "source_size":{"value":"999999999999999999 PB"},"downtime":{"value":"99999999999999999999 weeks"},"hard_date_exists":{"value":true},
        "hard_date":{"value":"99999999-99-99"},"planning_days":{"value":18446744073709551615},"account_exists":{"value":true}}}}"#;
    let kept = kept("huge", text.as_bytes());
    assert_eq!((&kept.counts["answered"], &kept.counts["bad"]), (&json!(2), &json!(7)), "{}", kept.counts);
}

#[test]
fn a_number_beyond_every_float_is_one_bad_answer() {
    let text = r#"{"app":"dms-preflight","schema":1,"plan":{"answers":{"bandwidth":{"value":1e999},"account_exists":{"value":true}}}}"#;
    let kept = kept("overflow", text.as_bytes());
    assert_eq!((&kept.counts["answered"], &kept.counts["bad"]), (&json!(1), &json!(1)), "{}", kept.counts);
}

#[test]
fn the_key_that_serde_json_keeps_for_numbers_is_refused_unless_it_holds_one() {
    let plan = |inside: &str| {
        file(&json!({ "answers": { "bandwidth": { "value": { "$serde_json::private::Number": inside } } } }))
    };
    refused("private", &plan("x"), "not JSON");
    assert_eq!(kept("private-number", &plan("500")).counts["answered"], 1);
}

#[test]
fn nul_characters_stay_within_their_text() {
    let plan = json!({ "name": "a\0b", "answers": { "account_exists": { "value": true, "note": "c\0d" }, "decision_owner": { "value": "\0" } } });
    let kept = kept("nul", &file(&plan));
    assert_eq!(kept.remarks, "");
    assert_eq!(kept.counts["bad"], 0, "{}", kept.counts);
}

#[test]
fn right_to_left_overrides_change_no_count() {
    let text = "\u{202e}gnp.exe\u{2066}";
    let plan = json!({ "name": text, "answers": { "account_exists": { "value": text }, "decision_owner": { "value": text, "note": text } } });
    let kept = kept("overrides", &file(&plan));
    assert_eq!((&kept.counts["answered"], &kept.counts["bad"]), (&json!(1), &json!(1)));
}

#[test]
fn script_tags_do_not_reach_the_report_as_markup() {
    let tag = "<script>alert(1)</script>";
    let plan = json!({
        "name": tag,
        "answers": { "account_exists": { "value": true, "note": tag }, "decision_owner": { "value": tag, "note": tag }, "source_engine": { "value": tag } },
        "tasks": { "write_test_plan": { "owner": tag, "due": tag, "note": tag } }
    });
    let kept = kept("script", &file(&plan));
    assert_eq!(kept.counts["answered"], 2);
    let raw = kept.report.replace("\\<", "");
    assert!(!raw.contains("<script") && !raw.contains("</script"), "{}", kept.report);
}

#[test]
fn of_duplicate_keys_the_last_counts() {
    let text = r#"{"app":"dms-preflight","app":"dms-preflight","schema":1,"schema":1,"plan":{"name":"a","name":"b","answers":{
        "account_exists":{"value":"maybe"},"account_exists":{"value":true}}}}"#;
    let kept = kept("duplicate", text.as_bytes());
    assert_eq!((&kept.counts["answered"], &kept.counts["bad"]), (&json!(1), &json!(0)));
    assert!(kept.report.starts_with("# b\n"), "{}", kept.report);
}
