//! Answers as CSV: no answer is missing, and no cell is run as a formula.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{answers, content, several, text, NO, TODAY, YES};
use preflight_engine::report::answers_csv;
use preflight_engine::{assess, Action, Plan, Raw};

fn lines(plan: &Plan) -> Vec<String> {
    let content = content();
    let text = answers_csv(&content, plan, &assess(&content, &plan.answers, TODAY));
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

/// The row of a question without the columns that come from content.
fn row(lines: &[String], id: &str) -> String {
    let rows: Vec<&String> = lines.iter().filter(|line| line.starts_with(&format!("{id},"))).collect();
    assert_eq!(rows.len(), 1, "{id}: {rows:?}");
    rows[0].split(',').skip(4).collect::<Vec<_>>().join(",")
}

#[test]
fn every_answer_state_has_its_word_in_the_csv() {
    let plan = Plan {
        answers: answers(&[
            ("a", YES),
            ("b", Raw::DontKnow),
            ("colour", text("red")),
            ("toppings", several(&["ham"])),
            ("count", text(" 950.25 ")),
            ("volume", text("2.4137 TB")),
            ("span", text("1 h 30 min")),
            ("day", text("soon")),
            ("word", text("=1+1")),
            ("gate", NO),
            ("hidden", YES),
            ("later", several(&["x", "y"])),
        ]),
        ..Plan::default()
    };
    let plan = plan.apply(Action::Noted { question: "c".to_owned(), note: "Ask, \"Kim\"".to_owned() });
    let plan = plan.apply(Action::Noted { question: "hidden_count".to_owned(), note: "Only noted".to_owned() });
    let lines = lines(&plan);
    assert_eq!(lines[0], "question,number,section,text,state,answer,note");
    assert_eq!(lines[1], "a,1.1,Main,What is a?,answered,Yes,");
    assert_eq!(row(&lines, "b"), "dont_know,Don't know,");
    assert_eq!(row(&lines, "c"), "open,,\"Ask, \"\"Kim\"\"\"");
    assert_eq!(row(&lines, "colour"), "answered,The red,");
    assert_eq!(row(&lines, "toppings"), "answered,The ham,");
    assert_eq!(row(&lines, "count"), "answered,950.25 things,");
    assert_eq!(row(&lines, "volume"), "answered,2.4137 TB,");
    assert_eq!(row(&lines, "span"), "answered,1 h 30 min,");
    assert_eq!(row(&lines, "day"), "unreadable,soon,");
    assert_eq!(row(&lines, "word"), "answered,'=1+1,");
    assert_eq!(row(&lines, "essay"), "open,,");
    assert_eq!(row(&lines, "hidden"), "not_asked,Yes,");
    assert_eq!(row(&lines, "hidden_count"), "not_asked,,Only noted");
    assert_eq!(lines.last().map(String::as_str), Some("later,,,,unknown,\"x, y\","));
    assert!(!lines.iter().any(|line| line.starts_with("hidden_colour,")));
}

#[test]
fn an_empty_plan_lists_the_questions_that_are_asked() {
    let content = content();
    let asked = assess(&content, &Plan::default().answers, TODAY).counts.asked;
    let lines = lines(&Plan::default());
    assert_eq!(lines.len(), asked + 1);
    assert!(lines.iter().skip(1).all(|line| line.ends_with(",open,,")));
}
