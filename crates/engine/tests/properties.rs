//! Properties of all answers, all conditions and all inputs. `PROPTEST_CASES` sets how many of each are tried.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{answers, content, judge, letter, several, text, Judged, TODAY};
use preflight_engine::assess::distances;
use preflight_engine::condition::{parse, Truth};
use preflight_engine::plan_file::{decode, encode_pretty};
use preflight_engine::report::{csv, ics, markdown};
use preflight_engine::{assess, Answers, Content, Plan, Raw};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence, Index};
use proptest::test_runner::FileFailurePersistence;
use serde_json::{json, Value};
use std::sync::OnceLock;

fn config() -> ProptestConfig {
    let seeds = FileFailurePersistence::Direct("tests/proptest-regressions/properties.txt");
    ProptestConfig { failure_persistence: Some(Box::new(seeds)), ..ProptestConfig::default() }
}

fn shared() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(content)
}

/// The questions that the conditions below read, each with answers that can be read.
fn readable() -> Vec<(&'static str, BoxedStrategy<Raw>)> {
    let flag = || any::<bool>().prop_map(Raw::Bool).boxed();
    let one_of = |ids: &'static [&'static str]| select(ids).prop_map(text).boxed();
    let some = |ids: &'static [&'static str]| subsequence(ids, 0..=ids.len()).prop_map(|ids| several(&ids)).boxed();
    let number = || (1..12_u8).prop_map(|n| text(&n.to_string())).boxed();
    let flags = ["a", "b", "c", "gate", "hidden", "deeper", "skill_source", "skill_target", "skill_network"];
    let more = ["skill_aws_service", "skill_iam", "skill_architecture"];
    let mut all: Vec<_> = flags.into_iter().chain(more).map(|id| (id, flag())).collect();
    all.extend([
        ("count", number()),
        ("plain", number()),
        ("hidden_count", number()),
        ("colour", one_of(&["red", "green", "blue"])),
        ("hidden_colour", one_of(&["red", "green"])),
        ("toppings", some(&["ham", "olives", "rocket"])),
        ("hidden_toppings", some(&["ham", "olives"])),
        ("migration_type", one_of(&["full_load", "cdc", "undecided"])),
        ("source_engine", one_of(&["oracle", "postgres"])),
        ("target_engine", one_of(&["oracle", "postgres"])),
        ("target_hosting", one_of(&["rds", "ec2"])),
        ("target_region", one_of(&["here-1", "gov-1"])),
        ("word", one_of(&["red", "ham", "", "x"])),
    ]);
    all
}

/// A readable answer to each of those questions.
fn complete() -> impl Strategy<Value = Vec<(&'static str, Raw)>> {
    readable().into_iter().map(|(id, raw)| raw.prop_map(move |raw| (id, raw))).collect::<Vec<_>>()
}

/// The answers with some left open: missing, "don't know" or unreadable.
fn some_answers(whole: &[(&'static str, Raw)], how: &[u8]) -> Vec<(&'static str, Raw)> {
    let each = whole.iter().zip(how).filter_map(|((id, raw), how)| match how {
        0 => None,
        1 => Some((*id, Raw::DontKnow)),
        // No kind of question accepts a list with an unknown option.
        2 => Some((*id, several(&["~"]))),
        _ => Some((*id, raw.clone())),
    });
    each.collect()
}

fn how() -> impl Strategy<Value = Vec<u8>> {
    vec(0..6_u8, readable().len())
}

/// Conditions without `has()`, the only function that a missing answer decides.
fn condition() -> impl Strategy<Value = String> {
    let number = select(
        &["count", "plain", "hidden_count", "2", "5", "size(toppings)", "skill_gaps", "today", "size(word)"][..],
    );
    let numbers = (number.clone(), select(&["+", "-", "*", "/"][..]), number);
    let numbers = numbers.prop_map(|(a, sign, b)| format!("({a} {sign} {b})"));
    let order = (numbers.clone(), select(&["<", "<=", ">", ">=", "==", "!="][..]), numbers);
    let fixed = select(
        &[
            "a",
            "b",
            "c",
            "gate",
            "hidden",
            "deeper",
            "true",
            "false",
            "colour == 'red'",
            "colour != 'green'",
            "colour in ['red', 'blue']",
            "hidden_colour != 'red'",
            "'ham' in toppings",
            "'olives' in hidden_toppings",
            "toppings == ['ham', 'olives']",
            "toppings != hidden_toppings",
            "colour == hidden_colour",
            "word == colour",
            "word in toppings",
            "changes_captured",
            "same_engine",
            "target_managed",
            "pair_sct == 'yes'",
            "source_family == 'oracle'",
            "source_family != target_family",
            "region_partition == 'aws'",
            "count == hidden_count",
        ][..],
    );
    let leaf =
        prop_oneof![3 => fixed.prop_map(str::to_owned), 1 => order.prop_map(|(a, sign, b)| format!("{a} {sign} {b}"))];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let pair = || (inner.clone(), inner.clone());
        prop_oneof![
            inner.clone().prop_map(|a| format!("!({a})")),
            pair().prop_map(|(a, b)| format!("({a} && {b})")),
            pair().prop_map(|(a, b)| format!("({a} || {b})")),
            pair().prop_map(|(a, b)| format!("(({a}) == ({b}))")),
            (inner.clone(), pair()).prop_map(|(c, (a, b))| format!("({c} ? {a} : {b})")),
        ]
    })
}

fn of(condition: &str, list: &[(&'static str, Raw)]) -> Judged {
    judge(shared(), condition, &answers(list))
}

/// Answers of any kind to any question.
fn any_answers() -> impl Strategy<Value = Answers> {
    let typed = select(
        &[
            "",
            " ",
            "12",
            "2.4 TB",
            "90 min",
            "2027-01-31",
            "red",
            "oracle",
            "rds",
            "here-1",
            "0",
            "9007199254740991",
            "123456789012",
        ][..],
    );
    let raw = prop_oneof![
        any::<bool>().prop_map(Raw::Bool),
        typed.prop_map(text),
        any::<String>().prop_map(Raw::Text),
        vec(prop_oneof![Just("ham".to_owned()), any::<String>()], 0..4).prop_map(Raw::Several),
        Just(Raw::DontKnow),
    ];
    let ids: Vec<String> = shared().questions.iter().map(|question| question.id.to_string()).collect();
    let all = btree_map(prop_oneof![20 => select(ids), 1 => any::<String>()], raw, 0..40);
    all.prop_map(|all| answers(&all.iter().map(|(id, raw)| (id.as_str(), raw.clone())).collect::<Vec<_>>()))
}

/// Text that looks like a condition.
fn soup() -> impl Strategy<Value = String> {
    let parts = [
        "a", "count", "colour", "toppings", "today", "GB", "true", "null", "in", "has", "size", "(", ")", "[", "]",
        ",", "?", ":", "!", "-", "+", "*", "/", "==", "!=", "<", ">=", "&&", "||", "'red'", "\"", "'''", "\\", "1",
        "0", "1e9", ".", "é", "\n",
    ];
    vec(select(parts.to_vec()), 0..40).prop_map(|parts| parts.join(" "))
}

/// The JSON pointer of every value inside `value`.
fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| pointers(inner, &format!("{here}/{key}"), all)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, inner)| pointers(inner, &format!("{here}/{n}"), all));
        }
        _ => {}
    }
}

/// `value` with one of its parts replaced.
fn broken(mut value: Value, index: &Index, by: Value) -> Value {
    let mut all = Vec::new();
    pointers(&value, "", &mut all);
    let index: &String = index.get(&all);
    if let Some(part) = value.pointer_mut(index) {
        *part = by;
    }
    value
}

fn scrap() -> impl Strategy<Value = Value> {
    let texts = select(
        &["", "a", "a &&", "!a", "2026-02-30", "main", "{nosuch}", "one_of", "regions", "0", "-1e400", "M3"][..],
    );
    prop_oneof![
        Just(json!(null)),
        Just(json!([])),
        Just(json!({})),
        Just(json!([null, 1, "x", [], {}])),
        Just(json!({ "": 1, "id": [] })),
        Just(json!([["a", 1]])),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        texts.prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ]
}

proptest! {
    #![proptest_config(config())]

    /// Kleene logic: a decided outcome stays decided whatever the open answers will be, so every possible finding is
    /// listed.
    #[test]
    fn no_further_answer_overturns_a_decided_outcome(
        condition in condition(), whole in complete(), other in complete(), how in how(),
    ) {
        let partial = some_answers(&whole, &how);
        let before = of(&condition, &partial);
        let open = |n: usize| how[n] < 3;
        let completion: Vec<_> = (0..whole.len()).map(|n| if open(n) { other[n].clone() } else { whole[n].clone() }).collect();
        let after = of(&condition, &completion);
        if before.truth != Truth::Unknown {
            prop_assert_eq!(letter(&before), letter(&after), "{} {:?} {:?}", condition, partial, completion);
        }
    }

    #[test]
    fn a_decided_outcome_changes_only_when_its_reasons_change(
        condition in condition(), whole in complete(), other in complete(), how in how(), which in any::<Index>(),
    ) {
        let mut partial = some_answers(&whole, &how);
        let before = of(&condition, &partial);
        let (id, raw) = which.get(&other).clone();
        let among = |ids: &[String]| ids.iter().any(|known| known == id);
        if among(&before.because) || (before.truth == Truth::Unknown && among(&before.wants)) {
            return Ok(());
        }
        partial.retain(|(known, _)| *known != id);
        prop_assert_eq!(letter(&before), letter(&of(&condition, &partial)), "{} without {}", &condition, id);
        partial.push((id, raw));
        prop_assert_eq!(letter(&before), letter(&of(&condition, &partial)), "{} with {:?}", condition, partial.last());
    }

    /// An unknown outcome names at least one wanted question, or an error.
    #[test]
    fn an_unknown_outcome_wants_an_answer_or_has_an_error(condition in condition(), whole in complete(), how in how()) {
        let partial: Vec<_> = some_answers(&whole, &how).into_iter().filter(|(_, raw)| *raw != text("undecided")).collect();
        let judged = of(&condition, &partial);
        let says_why = judged.truth != Truth::Unknown || judged.error.is_some() || !judged.wants.is_empty();
        prop_assert!(says_why, "{} {:?} {:?}", condition, partial, judged);
    }

    #[test]
    fn no_answers_panic_and_the_same_answers_give_the_same_bytes(all in any_answers(), today in -100_000..400_000_i64) {
        let once = assess(shared(), &all, today);
        prop_assert_eq!(once.canonical(), assess(&shared().clone(), &all.clone(), today).canonical());
        let counts = &once.counts;
        prop_assert_eq!(counts.asked, counts.answered + counts.dont_know + counts.open);
        prop_assert_eq!(once.next.len(), counts.dont_know + counts.open);
        let from_sections: usize = once.sections.iter().map(|section| section.open).sum();
        prop_assert_eq!(from_sections, counts.open);
        prop_assert!(once.findings.is_sorted_by_key(|finding| (finding.state, finding.severity)));
    }

    #[test]
    fn reports_of_any_answers_are_well_formed(all in any_answers(), note in any::<String>(), due in "[0-9-]{0,10}|2027-01-[0-3][0-9]") {
        let mark = preflight_engine::plan::TaskMark { note: note.clone(), owner: note, due, ..Default::default() };
        let mut plan = Plan { answers: all, ..Plan::default() };
        plan.tasks.insert("always".to_owned(), mark);
        let assessment = assess(shared(), &plan.answers, TODAY);
        markdown(shared(), &plan, &assessment);
        for line in ics(shared(), &plan, &assessment).split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains('\n'), "{line:?}");
        }
        for row in records(&csv(shared(), &plan, &assessment)) {
            prop_assert_eq!(row.len(), 11, "{:?}", row);
            prop_assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
        }
    }

    #[test]
    fn no_text_makes_a_condition_panic(condition in prop_oneof![any::<String>(), soup()], all in any_answers()) {
        let _ = parse(&condition);
        if let Err(error) = common::try_judge(shared(), &condition, &all) {
            prop_assert!((1..=condition.chars().count() + 1).contains(&error.column), "{condition:?}: {error}");
            prop_assert!(!error.message.is_empty());
        }
    }

    #[test]
    fn no_bytes_make_reading_a_plan_file_panic(bytes in vec(any::<u8>(), 0..200), start in any::<Index>(), length in 0..50_usize) {
        let _ = decode(shared(), &String::from_utf8_lossy(&bytes));
        let mut golden = include_str!("golden/schema-1.preflight.json").as_bytes().to_vec();
        let start = start.index(golden.len());
        golden.splice(start..golden.len().min(start + length), bytes.into_iter().take(length));
        let _ = decode(shared(), &String::from_utf8_lossy(&golden));
    }

    #[test]
    fn a_broken_plan_file_reads_the_same_once_it_is_saved(index in any::<Index>(), by in scrap()) {
        let golden = serde_json::from_str(include_str!("golden/schema-1.preflight.json")).unwrap();
        if let Ok(loaded) = decode(shared(), &broken(golden, &index, by).to_string()) {
            let assessment = assess(shared(), &loaded.plan.answers, TODAY);
            let text = encode_pretty(shared(), &loaded.plan, &assessment);
            prop_assert_eq!(decode(shared(), &text).unwrap().plan, loaded.plan);
        }
    }

    #[test]
    fn broken_content_has_problems_and_never_panics(index in any::<Index>(), by in scrap(), all in any_answers()) {
        let text = broken(common::pack(), &index, by).to_string();
        match Content::from_json(&text) {
            Ok(content) => {
                let plan = Plan { answers: all, ..Plan::default() };
                let assessment = assess(&content, &plan.answers, TODAY);
                markdown(&content, &plan, &assessment);
                for region in &content.tables.regions {
                    distances(&content, &region.code);
                }
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}

/// The rows of a CSV text (RFC 4180).
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}
