//! The example plans, judged by the built command and compared with snapshots that people review.
//! `UPDATE_EXPECT=1` writes the snapshots and the examples anew.

// Helpers of tests: a failure in them is the failure of the test.
#![allow(clippy::expect_used)]

use expect_test::expect_file;
use preflight_engine::plan_file::{decode, encode_pretty};
use preflight_engine::quantity::parse_date;
use preflight_engine::{assess, Content};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TODAY: &str = "2026-11-23";

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let entries = std::fs::read_dir(folder).expect("the folder of examples");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert_eq!(files.len(), 4, "{files:?}");
    files
}

fn name(file: &Path) -> &str {
    file.file_name()
        .and_then(|name| name.to_str())
        .and_then(|name| name.strip_suffix(".preflight.json"))
        .expect("a plan's name")
}

fn run(command: &str, file: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_preflight"))
        .arg(command)
        .arg(file)
        .args(options)
        .output()
        .expect("the command runs")
}

/// The output of `preflight plan` in a format, without any remark.
fn plan(file: &Path, form: &str) -> String {
    let output = run("plan", file, &["--today", TODAY, "--format", form]);
    assert!(output.status.success() && output.stderr.is_empty(), "{}: {output:?}", file.display());
    String::from_utf8(output.stdout).expect("text")
}

fn json(file: &Path) -> Value {
    serde_json::from_str(&plan(file, "json")).expect("JSON")
}

fn snapshot(file: &Path, form: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshots/{}.{form}", name(file)))
}

#[test]
fn the_assessment_of_every_example_equals_its_snapshot() {
    for file in examples() {
        let pretty = serde_json::to_string_pretty(&json(&file)).expect("printed");
        expect_file![snapshot(&file, "json")].assert_eq(&(pretty + "\n"));
    }
}

#[test]
fn the_report_of_every_example_equals_its_snapshot() {
    for file in examples() {
        expect_file![snapshot(&file, "md")].assert_eq(&plan(&file, "markdown"));
    }
}

#[test]
fn the_answers_csv_of_every_example_equals_its_snapshot() {
    for file in examples() {
        let text = plan(&file, "answers");
        // The command ends lines as RFC 4180 asks; the comparison reads files with either ending as one.
        expect_file![snapshot(&file, "answers.csv")].assert_eq(&text.replace("\r\n", "\n"));
        let rows = cells(&text);
        assert!(rows.iter().all(|row| row.len() == 7), "{}", file.display());
        let saved: Value = serde_json::from_str(&std::fs::read_to_string(&file).expect("an example")).expect("JSON");
        for id in saved["plan"]["answers"].as_object().expect("answers").keys() {
            assert!(rows.iter().any(|row| row.first() == Some(id)), "{}: {id}", file.display());
        }
    }
}

#[test]
fn the_schema_is_printed_as_it_is_shipped() {
    let output = Command::new(env!("CARGO_BIN_EXE_preflight")).arg("schema").output().expect("the command runs");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/plan.schema.json");
    assert_eq!(String::from_utf8(output.stdout).expect("text"), std::fs::read_to_string(shipped).expect("the schema"));
    assert!(output.status.success() && output.stderr.is_empty());
}

#[test]
fn every_example_is_written_as_the_tool_writes_it() {
    let content = Content::from_json(preflight_content::bundled()).expect("content loads");
    for file in examples() {
        let text = std::fs::read_to_string(&file).expect("an example");
        let plan = decode(&content, &text).expect("a plan").plan;
        let assessment = assess(&content, &plan.answers, parse_date(TODAY).expect("a day"));
        expect_file![&file].assert_eq(&encode_pretty(&content, &plan, &assessment));
    }
}

#[test]
fn every_asked_question_of_every_example_is_answered() {
    for file in examples() {
        let assessment = json(&file);
        for question in assessment["questions"].as_array().expect("questions") {
            let asked = question["asked"] != "no";
            let answered = question["state"] == "given" || question["state"] == "dont_know";
            assert_eq!(asked, answered, "{}: {question}", file.display());
        }
        let dont_know = assessment["counts"]["dont_know"].as_u64().expect("a count");
        assert!((1..=3).contains(&dont_know), "{}: {dont_know} don't know", file.display());
    }
}

#[test]
fn every_task_mark_of_an_example_belongs_to_a_task_of_its_plan() {
    for file in examples() {
        let saved: Value = serde_json::from_str(&std::fs::read_to_string(&file).expect("an example")).expect("JSON");
        let assessment = json(&file);
        let listed: Vec<&Value> =
            assessment["tasks"].as_array().expect("tasks").iter().map(|task| &task["task"]).collect();
        for task in saved["plan"]["tasks"].as_object().expect("tasks").keys() {
            assert!(listed.iter().any(|id| *id == task), "{}: {task}", file.display());
        }
    }
}

#[test]
fn check_finds_nothing_unreadable_in_an_example() {
    for file in examples() {
        let output = run("check", &file, &[]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1, "{output:?}");
    }
}

/// Splits CSV into rows of cells; a quote inside quotes is doubled.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for character in text.chars().filter(|character| *character != '\r') {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the text ends within a row");
    rows
}

/// The phases that a plan has, or may have.
fn phases(file: &Path) -> Vec<Value> {
    let forecast: Value = serde_json::from_str(&plan(file, "forecast")).expect("JSON");
    let phases = forecast["phases"].as_array().expect("phases").iter();
    phases.filter(|phase| phase["applies"] != "no").cloned().collect()
}

#[test]
fn the_csv_of_every_example_has_one_row_per_task_and_phase() {
    for file in examples() {
        let rows = cells(&plan(&file, "csv"));
        let width = rows.first().expect("a head").len();
        assert!(rows.iter().all(|row| row.len() == width), "{}", file.display());
        let tasks =
            json(&file)["tasks"].as_array().expect("tasks").iter().filter(|task| task["state"] == "yes").count();
        let phases = phases(&file);
        assert_eq!(rows.len(), tasks + phases.len() + 1, "{}", file.display());
        let kind = rows[0].iter().position(|column| column == "kind").expect("a kind");
        assert_eq!(rows.iter().filter(|row| row[kind] == "phase").count(), phases.len(), "{}", file.display());
    }
}

#[test]
fn the_calendar_of_every_example_has_short_lines_every_due_date_and_the_hard_date() {
    for file in examples() {
        let text = plan(&file, "ics");
        assert!(text.ends_with("END:VCALENDAR\r\n"), "{}", file.display());
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{}: {line}", file.display());
        }
        let saved: Value = serde_json::from_str(&std::fs::read_to_string(&file).expect("an example")).expect("JSON");
        let tasks = saved["plan"]["tasks"].as_object().expect("tasks");
        let due = tasks.values().filter(|task| task.get("due").is_some()).count();
        let events = due + 1 + phases(&file).len();
        assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), events, "{}", file.display());
        assert_eq!(text.matches("END:VEVENT\r\n").count(), events, "{}", file.display());
    }
}

#[test]
fn another_program_reads_the_calendar_of_every_example() {
    use icalendar::Component;
    for file in examples() {
        let calendar: icalendar::Calendar = plan(&file, "ics").parse().expect("a calendar");
        let mut events = calendar.components.iter().filter_map(|component| component.as_event());
        for phase in phases(&file) {
            let uid = format!("phase_{}@dms-preflight", phase["phase"].as_str().expect("an id"));
            let event = events.clone().find(|event| event.get_uid() == Some(&uid)).expect("an event for the phase");
            let day = |date: Option<icalendar::DatePerhapsTime>| match date {
                Some(icalendar::DatePerhapsTime::Date(day)) => day,
                other => panic!("{uid}: {other:?}"),
            };
            assert_eq!(day(event.get_start()).to_string(), phase["start"].as_str().expect("a day"));
            // The end of a whole day is the day after it.
            let end = day(event.get_end()).pred_opt().expect("a day before");
            assert_eq!(end.to_string(), phase["finish"][0].as_str().expect("a day"));
            assert!(event.get_summary().is_some_and(|title| !title.is_empty()), "{uid}");
        }
        assert!(events.any(|event| event.get_uid() == Some("hard_date@dms-preflight")), "{}", file.display());
    }
}
