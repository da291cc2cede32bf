//! Errors in conditions with their columns, and errors in content: all at once, each with its file and row.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{content, load, options, push, question, region, row_of, rule, task, try_judge};
use preflight_engine::condition::parse;
use preflight_engine::content::ContentError;
use preflight_engine::{Answers, Content};
use serde_json::{json, Value};
use std::process::Command;

/// The column and the message of the error in `condition`.
fn condition_error(content: &Content, condition: &str) -> (usize, String) {
    match try_judge(content, condition, &Answers::default()) {
        Err(error) => (error.column, error.message),
        Ok(judged) => panic!("{condition:?} loads: {judged:?}"),
    }
}

#[test]
fn a_condition_error_names_its_column() {
    let cases = [
        ("", 1, "the condition ends"),
        ("   ", 4, "the condition ends"),
        ("nosuch", 1, "`nosuch`"),
        ("a && nosuch == 2", 6, "`nosuch`"),
        ("'äöü' == word && nosuch", 18, "`nosuch`"),
        ("a\n&& nosuch", 6, "`nosuch`"),
        ("A", 1, "`A`"),
        ("gb", 1, "`gb`"),
        ("has(nosuch)", 1, "`nosuch`"),
        ("has(GB)", 1, "`GB`"),
        ("has(today)", 1, "named fact"),
        ("has(a && b)", 1, "id of one question"),
        ("has('a')", 1, "id of one question"),
        ("a && length(word) > 1", 6, "`length`"),
        ("colour == 'purple'", 8, "red, green, blue"),
        ("'purple' != colour", 10, "purple"),
        ("colour in ['red', 'purple']", 8, "purple"),
        ("'purple' in toppings", 10, "ham, olives, rocket"),
        ("toppings == ['ham', 'cheese']", 10, "cheese"),
        ("hidden_colour == 'blue'", 15, "blue"),
        ("target_region == 'nowhere-1'", 15, "nowhere-1"),
        ("source_family == 'orcale'", 15, "orcale"),
        ("region_dms == 'maybe'", 12, "yes, no, unknown"),
        ("(a && b", 8, "`)`"),
        ("((a)", 5, "`)`"),
        ("a)", 2, "`)`"),
        ("[1, 2", 6, "`,`"),
        ("count in [1 2]", 13, "`,`"),
        ("count in [a]", 11, "literal"),
        ("count in [,]", 11, "`,`"),
        ("size(word", 10, "`)`"),
        ("has(a", 6, "`)`"),
        ("word == 'open", 9, "no closing"),
        ("word == \"open'", 9, "no closing"),
        ("word == '''open''", 9, "no closing"),
        ("word == 'open\\'", 9, "no closing"),
        ("word == 'a\\q'", 11, "backslash"),
        ("word == 'a\\", 11, "backslash"),
        ("a &&", 5, "ends"),
        ("&& a", 1, "`&&`"),
        ("a && && b", 6, "`&&`"),
        ("a b", 3, "`b`"),
        ("a ? b", 6, "`:`"),
        ("a ? b ? c : a : b", 7, "`?`"),
        ("a : b", 3, "`:`"),
        ("a = b", 3, "`=`"),
        ("a & b", 3, "`&`"),
        ("a | b", 3, "`|`"),
        ("a === b", 5, "`=`"),
        ("count % 2 == 0", 7, "`%`"),
        ("a.b", 2, "`.`"),
        ("a; b", 2, "`;`"),
        (". < count", 1, "`.`"),
        ("1. < count", 2, "`.`"),
        ("null == a", 1, "`null`"),
        ("in", 1, "`in`"),
        ("not a", 5, "`a`"),
        ("1e999 < count", 1, "too large"),
        ("“a”", 1, "“"),
    ];
    let content = content();
    for (condition, column, says) in cases {
        let (actual_column, message) = condition_error(&content, condition);
        assert_eq!(actual_column, column, "{condition:?}: {message}");
        assert!(message.contains(says), "{condition:?}: {message}");
    }
}

#[test]
fn deep_nesting_is_a_condition_error() {
    for sign in ["(", "[", "!", "-", "size(", "has(", "!(", "true ? false : ", "(true || "] {
        for times in [100, 10_000] {
            assert!(parse(&sign.repeat(times)).is_err(), "{times} times {sign}");
            let closed = format!("{}true{}", sign.repeat(times), ")".repeat(times));
            assert!(parse(&closed).is_err(), "{times} times {sign}, closed");
        }
    }
    assert!(parse(&format!("{}a{}", "(".repeat(50), ")".repeat(50))).is_ok());
}

#[test]
fn a_long_chain_parses_or_is_a_condition_error() {
    for sign in [" && ", " || ", " + ", " * ", " == ", " < ", " in "] {
        assert!(parse(&vec!["a"; 60].join(sign)).is_ok(), "60 times {sign}");
        assert!(parse(&vec!["a"; 10_000].join(sign)).is_err(), "10,000 times {sign}");
    }
    assert!(parse(&format!("1 in [{}]", "1, ".repeat(10_000))).is_ok());
    assert!(parse(&format!("'{}' == ''", "x".repeat(100_000))).is_ok());
}

/// Long chains inside deep brackets: each alone is within its limit, and together they make a tree of 20,000 levels.
fn chains_in_brackets() -> String {
    let mut text = "true".to_owned();
    for _ in 0..63 {
        let links = ["* 1 ", "+ 1 ", "< 1 ", "&& true ", "|| true "].map(|link| link.repeat(64)).concat();
        text = format!("({text}) {links}");
    }
    text
}

#[test]
#[ignore = "the child of the test below: an overflowing stack ends its process"]
fn chains_in_brackets_are_judged() {
    let _ = try_judge(&content(), &chains_in_brackets(), &Answers::default());
}

#[test]
fn chains_in_brackets_do_not_overflow_the_stack() {
    let mut child = Command::new(std::env::current_exe().unwrap());
    let done = child.args(["--exact", "--ignored", "chains_in_brackets_are_judged"]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn errors_of(change: impl FnOnce(&mut Value)) -> Vec<ContentError> {
    load(change).err().unwrap_or_default()
}

/// Whether an error at this row and field contains `says`.
fn names(problems: &[ContentError], id: &str, field: &str, says: &str) -> bool {
    problems.iter().any(|problem| problem.id == id && problem.field == field && problem.message.contains(says))
}

fn shown(problems: &[ContentError]) -> String {
    problems.iter().map(|problem| format!("\n{problem}")).collect()
}

#[test]
fn the_pack_itself_has_no_problem() {
    assert_eq!(shown(&errors_of(|_| {})), "");
}

#[test]
fn a_malformed_field_is_reported_with_its_row() {
    let set = |table: &'static str, id: &'static str, field: &'static str, value: Value, says: &'static str| {
        (table, id, field, value, says)
    };
    let cases = [
        set("question", "a", "id", json!("Not An Id"), "small letters"),
        set("question", "a", "kind", json!("yesno"), "none of: yes_no"),
        set("question", "a", "kind", json!(7), "must be a text"),
        set("question", "a", "section", json!("nowhere"), "none of: main"),
        set("question", "a", "text", json!("  "), "missing or empty"),
        set("question", "a", "colour", json!("red"), "not known"),
        set("question", "a", "options", options(&["x", "y"]), "Only one_of"),
        set("question", "a", "source", json!(["nosuch"]), "no source \"nosuch\""),
        set("question", "a", "source", json!([]), "at least one source"),
        set("question", "a", "source", json!("guide"), "list of texts"),
        set("question", "a", "read", json!("2026-02-30"), "YYYY-MM-DD"),
        set("question", "a", "read", json!("22.11.2026"), "YYYY-MM-DD"),
        set("question", "a", "read", json!(20261122), "must be a text"),
        set("question", "a", "mission", json!("M14"), "M0 to M13"),
        set("question", "a", "mission", json!("0"), "M0 to M13"),
        set("question", "a", "ask_when", json!("nosuch"), "Column 1"),
        set("question", "a", "ask_when", json!("colour"), "must be a yes or no"),
        set("question", "a", "ask_when", json!(true), "must be a text"),
        set("question", "colour", "options", json!([]), "at least two options"),
        set("question", "colour", "options", json!("red"), "list of rows"),
        set("question", "colour", "options", options(&["one"]), "at least two options"),
        set("question", "colour", "options_from", json!("planets"), "no table \"planets\""),
        set("question", "count", "min", json!("1"), "must be a number"),
        set("question", "count", "unit", json!(""), "missing or empty"),
        set("question", "account_number", "format", json!("iban"), "none of: aws_account_id"),
        set("rule", "a_blocks", "severity", json!("fatal"), "none of: blocker"),
        set("rule", "a_blocks", "phase", json!("later"), "none of: before"),
        set("rule", "a_blocks", "when", json!(""), "missing or empty"),
        set("rule", "a_blocks", "when", json!("a &&"), "Column 5"),
        set("rule", "a_blocks", "when", json!("a && 1"), "Column 3: The right side"),
        set("rule", "a_blocks", "when", json!("colour == 1"), "never equal"),
        set("rule", "a_blocks", "when", json!("word < 'x'"), "can be ordered or joined"),
        set("rule", "a_blocks", "when", json!("colour in 'red'"), "must be a list"),
        set("rule", "a_blocks", "when", json!("size(count) > 1"), "size()"),
        set("rule", "a_blocks", "do", json!([]), "missing or empty"),
        set("rule", "a_blocks", "do", json!(["Do it.", ""]), "not empty"),
        set("rule", "a_blocks", "do", json!(["Do it.", 2]), "not empty"),
        set("rule", "a_blocks", "why", json!("Takes {nosuch}."), "`{nosuch}`"),
        set("rule", "a_blocks", "do", json!(["Wait {nosuch}."]), "`{nosuch}`"),
        set("task", "always", "steps", json!([]), "missing or empty"),
        set("task", "always", "title", json!("Wait {nosuch}"), "`{nosuch}`"),
        set("task", "always", "after", json!(["nosuch"]), "no task \"nosuch\""),
        set("task", "always", "after", json!(["always"]), "waits for itself"),
        set("section", "main", "group", json!("nowhere"), "none of: all"),
        set("source", "guide", "read", json!("2026-13-01"), "YYYY-MM-DD"),
        set("region", "here-1", "dms", json!("perhaps"), "yes, no, unknown"),
        set("region", "here-1", "latitude", json!("north"), "degrees"),
        set("engine", "oracle", "source_cdc", json!("limited"), "yes, no, unknown"),
    ];
    for (table, id, field, value, says) in cases {
        let errors = errors_of(|pack| {
            row_of(pack, table, id).insert(field.to_owned(), value.clone());
        });
        let id = if field == "id" { value.as_str().unwrap() } else { id };
        assert!(names(&errors, id, field, says), "{table} {id} {field} {value}:{}", shown(&errors));
    }
}

#[test]
fn missing_fields_are_named() {
    let fields = [
        ("question", "a", &["id", "section", "kind", "text", "why", "source", "read", "mission"][..]),
        ("question", "count", &["unit"]),
        ("question", "colour", &["options"]),
        ("rule", "a_blocks", &["id", "section", "phase", "severity", "when", "title", "why", "do", "source"]),
        ("task", "always", &["id", "phase", "title", "steps", "source", "read", "mission"]),
        ("section", "main", &["id", "group", "title", "lead"]),
        ("source", "guide", &["id", "title", "vintage", "read"]),
        ("region", "here-1", &["code", "name", "partition", "dms", "read"]),
        ("engine", "oracle", &["id", "name", "family", "source", "target", "read"]),
    ];
    for (table, id, fields) in fields {
        for field in fields {
            let errors = errors_of(|pack| {
                row_of(pack, table, id).remove(*field);
            });
            assert!(errors.iter().any(|problem| problem.field == *field), "{table} {field}:{}", shown(&errors));
        }
    }
}

#[test]
fn all_problems_come_together_with_file_and_row() {
    let errors = errors_of(|pack| {
        pack["edition"] = json!("soon");
        let before = pack["question"].as_array().unwrap().len();
        push(pack, "question", question("first", "yes_no", json!({ "ask_when": "nosuch", "surprise": 1 })));
        push(pack, "question", question("second", "no_kind", json!({ "read": "yesterday" })));
        push(pack, "rule", rule("third", "a ||", json!({ "source": ["nosuch"] })));
        push(pack, "task", task("fourth", json!({ "when": "colour == 'purple'" })));
        pack["files"] = json!({ "question": [["q/one.toml", before], ["q/two.toml", 2]], "rule": [["r/one.toml", 5]] });
    });
    let wanted = [
        ("pack.toml", 0, "", ""),
        ("q/two.toml", 1, "first", "ask_when"),
        ("q/two.toml", 1, "first", "surprise"),
        ("q/two.toml", 2, "second", "kind"),
        ("q/two.toml", 2, "second", "read"),
        ("r/one.toml", 5, "third", "source"),
        ("r/one.toml", 5, "third", "when"),
        ("content.json, task", 4, "fourth", "when"),
    ];
    for (file, row, id, field) in wanted {
        let here =
            |p: &&ContentError| (p.file.as_str(), p.row, p.id.as_str(), p.field.as_str()) == (file, row, id, field);
        assert_eq!(errors.iter().filter(here).count(), 1, "{file} {row} {id} {field}:{}", shown(&errors));
    }
    assert_eq!(errors.len(), wanted.len(), "{}", shown(&errors));
    assert_eq!(errors[0].to_string().lines().count(), 1);
}

#[test]
fn text_that_is_not_content_gives_a_single_error() {
    for text in ["", "{", "nonsense", "[1, 2", "\u{0}", &"[".repeat(100_000)] {
        assert_eq!(Content::from_json(text).err().map(|problems| problems.len()), Some(1), "{text:.20}");
    }
    for text in ["null", "[]", "1", "{}", "\"text\""] {
        assert!(Content::from_json(text).is_err(), "{text}");
    }
}

#[test]
fn an_id_cannot_be_used_twice() {
    for table in ["group", "section", "phase", "source", "question", "rule", "task", "engine", "region"] {
        let errors = errors_of(|pack| {
            let again = pack[table][0].clone();
            push(pack, table, again);
        });
        assert!(errors.iter().any(|problem| problem.message.contains("taken")), "{table}:{}", shown(&errors));
    }
}

#[test]
fn the_name_of_a_fact_or_a_keyword_cannot_be_an_id() {
    for id in ["today", "skill_gaps", "region_dms"] {
        let errors = errors_of(|pack| push(pack, "question", question(id, "yes_no", json!({}))));
        assert!(errors.iter().any(|problem| problem.message.contains(id)), "{id}:{}", shown(&errors));
    }
    // No condition could ever read these.
    for id in ["true", "false", "null", "in"] {
        let errors = errors_of(|pack| push(pack, "question", question(id, "yes_no", json!({}))));
        assert!(!errors.is_empty(), "a question called `{id}` loads");
    }
}

#[test]
fn a_question_that_a_fact_reads_must_exist() {
    let errors = errors_of(|pack| pack["question"].as_array_mut().unwrap().retain(|row| row["id"] != "hard_date"));
    assert_eq!(errors.len(), 1, "{}", shown(&errors));
    assert!(errors[0].message.contains("`days_to_date`") && errors[0].message.contains("`hard_date`"));
}

#[test]
fn questions_that_depend_on_themselves_form_cycles() {
    let cycles: [&[(&str, &str)]; 5] = [
        &[("a", "a")],
        &[("a", "!has(a)")],
        &[("a", "b"), ("b", "a")],
        &[("a", "b || c"), ("c", "count > 1"), ("count", "a")],
        &[("target_region", "region_dms == 'yes'")],
    ];
    for cycle in cycles {
        let errors = errors_of(|pack| ask_when(pack, cycle));
        // One error for each question of the cycle.
        assert_eq!(errors.len(), cycle.len(), "{cycle:?}:{}", shown(&errors));
        assert!(errors.iter().all(|problem| problem.field == "ask_when"));
        assert!(cycle.iter().all(|(id, _)| errors.iter().any(|problem| problem.id == *id)), "{}", shown(&errors));
    }
    // Two paths to the same question are no cycle.
    assert!(load(|pack| ask_when(pack, &[("a", "b && c"), ("b", "gate"), ("c", "gate")])).is_ok());
}

fn ask_when(pack: &mut Value, conditions: &[(&str, &str)]) {
    for (id, condition) in conditions {
        row_of(pack, "question", id).insert("ask_when".to_owned(), json!(condition));
    }
}

#[test]
fn a_cycle_through_a_fact_is_reported_at_a_question_of_the_cycle() {
    // `a` reads the cycle but is not part of it; the cycle is `source_size` and the fact `transfer_low`.
    let errors = errors_of(|pack| ask_when(pack, &[("a", "transfer_low > 1"), ("source_size", "transfer_low > 1")]));
    assert!(names(&errors, "source_size", "ask_when", "its own answer"), "{}", shown(&errors));
}

#[test]
fn every_question_in_a_cycle_is_reported() {
    let errors = errors_of(|pack| ask_when(pack, &[("a", "b"), ("b", "a"), ("count", "c"), ("c", "count > 1")]));
    let named = |ids: [&str; 2]| errors.iter().any(|problem| ids.contains(&problem.id.as_str()));
    assert!(named(["a", "b"]) && named(["count", "c"]), "{}", shown(&errors));
}

#[test]
fn tasks_that_wait_for_each_other_form_a_cycle() {
    let errors = errors_of(|pack| {
        row_of(pack, "task", "always").insert("after".to_owned(), json!(["when_a"]));
    });
    assert!(
        ["always", "when_a"].iter().any(|id| names(&errors, id, "after", "waits for itself")),
        "{}",
        shown(&errors)
    );
}

#[test]
fn a_task_after_one_of_a_later_phase_is_a_problem() {
    // No order satisfies both the phases and `after`.
    let errors = errors_of(|pack| push(pack, "task", task("early", json!({ "after": ["when_a"], "phase": "before" }))));
    assert!(names(&errors, "early", "after", ""), "it loads:{}", shown(&errors));
}

#[test]
fn rows_after_a_row_that_is_no_table_have_the_right_number() {
    let errors = errors_of(|pack| {
        for table in ["question", "rule", "task"] {
            pack[table].as_array_mut().unwrap().insert(0, json!("junk"));
        }
        ask_when(pack, &[("b", "nosuch")]);
        row_of(pack, "rule", "b_risks").insert("when".to_owned(), json!("nosuch"));
        row_of(pack, "task", "when_a").insert("after".to_owned(), json!(["nosuch"]));
    });
    for (id, field, row) in [("b", "ask_when", 3), ("b_risks", "when", 3), ("when_a", "after", 3)] {
        let at = |p: &ContentError| p.id == id && p.field == field && p.row == row;
        assert!(errors.iter().any(at), "{id} {field}:{}", shown(&errors));
    }
}

#[test]
fn a_malformed_option_is_reported_even_when_two_others_are_left() {
    let whole = || options(&["red", "green", "blue"]);
    let broken = [
        ("no text", json!({ "id": "x" })),
        ("no id", json!({ "text": "X" })),
        ("an id that is a number", json!({ "id": 5, "text": "Five" })),
        ("an unknown field", json!({ "id": "x", "text": "X", "surprise": true })),
        ("an id twice", json!({ "id": "red", "text": "Red again" })),
        ("an id that is no id", json!({ "id": "Not An Id", "text": "X" })),
    ];
    let missed = broken.into_iter().filter(|(_, option)| {
        let mut list = whole();
        list.as_array_mut().unwrap().push(option.clone());
        errors_of(|pack| {
            row_of(pack, "question", "colour").insert("options".to_owned(), list);
        })
        .is_empty()
    });
    let missed: Vec<&str> = missed.map(|(what, _)| what).collect();
    assert!(missed.is_empty(), "options load with {missed:?}");
}

#[test]
fn a_table_that_cannot_be_read_is_a_problem() {
    // Content without its rules would report no blockers.
    for (table, rows) in [("rule", json!({ "id": "r" })), ("rule", json!("none")), ("task", json!(7))] {
        let errors = errors_of(|pack| pack[table] = rows.clone());
        assert!(!errors.is_empty(), "{table} = {rows} loads");
    }
    let errors = errors_of(|pack| pack["rules"] = json!([{ "id": "r" }]));
    assert!(!errors.is_empty(), "a table `rules` that nobody reads loads");
}

#[test]
fn a_point_that_is_nowhere_on_earth_is_a_problem() {
    let points =
        [("91", "0"), ("-90.5", "0"), ("0", "180.5"), ("0", "-999"), ("1e400", "0"), ("nan", "0"), ("--5", "0")];
    let loads = |point| errors_of(|pack| push(pack, "region", region("far-1", "aws", Some(point)))).is_empty();
    let missed: Vec<(&str, &str)> = points.into_iter().filter(|point| loads(*point)).collect();
    assert!(missed.is_empty(), "Regions load at {missed:?}");
}

#[test]
fn too_many_questions_are_a_problem_and_no_panic() {
    let many = |count: usize| {
        errors_of(|pack| {
            (0..count).for_each(|n| push(pack, "question", question(&format!("q{n}"), "yes_no", json!({}))))
        })
    };
    assert_eq!(many(100).len(), 0);
    assert!(many(1100).iter().any(|problem| problem.message.contains("1024")));
}
