//! Properties of the bundled content for all answers: nothing panics, a decided finding changes only when an answer
//! that decided it changes, and no finding that further answers could bring is hidden while they are open.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use preflight_engine::answer::{Answer, Answers, Raw};
use preflight_engine::condition::Truth;
use preflight_engine::content::{Content, Kind, Question};
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::{approach, assess, premigration, question_ranking, sizing, task_documents};
use proptest::prelude::*;
use std::sync::OnceLock;

const TODAY: i64 = 20_779;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(common::content)
}

/// Sizes, counts and days around the thresholds that rules mention.
const NUMBERS: [&str; 12] = ["0", "1", "2", "7", "32", "64", "300", "1250", "9999", "60001", "250000", "9000000000"];
const SIZES: [&str; 8] = ["1 KB", "33 KB", "64 KB", "5 GB", "21 GB", "101 MB", "2.4 TB", "900 TB"];
const DURATIONS: [&str; 6] = ["1 min", "9 min", "3 h", "8 h", "2 d", "400 d"];
const DATES: [&str; 5] = ["2020-01-01", "2026-11-22", "2027-01-31", "2027-09-30", "2031-01-01"];

/// An answer to a question, chosen by a number.
fn raw(question: &Question, pick: usize) -> Raw {
    let text = |list: &[&str]| Raw::Text(list[pick % list.len()].to_owned());
    match &question.kind {
        Kind::YesNo => Raw::Bool(pick.is_multiple_of(2)),
        Kind::OneOf => Raw::Text(question.options[pick % question.options.len()].id.to_string()),
        Kind::SeveralOf => {
            let chosen = question.options.iter().enumerate().filter(|(index, _)| pick >> (index % 16) & 1 == 1);
            Raw::Several(chosen.map(|(_, option)| option.id.to_string()).collect())
        }
        Kind::Number { .. } => text(&NUMBERS),
        Kind::Size => text(&SIZES),
        Kind::Duration => text(&DURATIONS),
        Kind::Date => text(&DATES),
        Kind::ShortText(_) | Kind::LongText => text(&["", "x", "SALES\nHR", "Germany", "{transfer_low}"]),
    }
}

fn answer_of(raw: Raw) -> Answer {
    Answer { raw: Some(raw), ..Answer::default() }
}

/// An answer to every question.
fn all(picks: &[u16]) -> Answers {
    let questions = content().questions.iter().zip(picks);
    questions.map(|(question, pick)| (question.id.to_string(), answer_of(raw(question, usize::from(*pick))))).collect()
}

/// The same answers with some missing, some "don't know".
fn some(answers: &Answers, keep: &[u8]) -> Answers {
    let mut left = Answers::new();
    for ((id, answer), keep) in answers.iter().zip(keep) {
        match keep % 3 {
            0 => {}
            1 => drop(left.insert(id.clone(), answer_of(Raw::DontKnow))),
            _ => drop(left.insert(id.clone(), answer.clone())),
        }
    }
    left
}

fn picks() -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::vec(any::<u16>(), content().questions.len())
}

fn keeps() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), content().questions.len())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_finding_of_a_complete_plan_is_possible_before(picks in picks(), keeps in keeps()) {
        let whole = all(&picks);
        let part = some(&whole, &keeps);
        let (after, before) = (EvaluatedPlan::new(content(), &whole, TODAY), EvaluatedPlan::new(content(), &part, TODAY));
        for rule in &content().rules {
            let completed = after.outcome(Some(&rule.when)).truth;
            let shown = before.outcome(Some(&rule.when)).truth;
            prop_assert!(shown == Truth::Unknown || shown == completed, "{}: {:?}, then {:?}", rule.id, shown, completed);
        }
    }

    #[test]
    fn a_decided_finding_changes_only_when_its_reasons_change(
        picks in picks(), keeps in keeps(), question in any::<prop::sample::Index>(), pick in any::<u16>(),
    ) {
        let before = some(&all(&picks), &keeps);
        let changed = question.index(content().questions.len());
        let mut after = before.clone();
        let question = &content().questions[changed];
        after.insert(question.id.to_string(), answer_of(raw(question, usize::from(pick))));
        let (before, after) = (EvaluatedPlan::new(content(), &before, TODAY), EvaluatedPlan::new(content(), &after, TODAY));
        for rule in &content().rules {
            let outcome = before.outcome(Some(&rule.when));
            if outcome.truth != Truth::Unknown && !outcome.reasons.has(changed) {
                let now = after.outcome(Some(&rule.when)).truth;
                prop_assert_eq!(outcome.truth, now, "{} changed with {}", &rule.id, &question.id);
            }
        }
    }

    #[test]
    fn nothing_panics_and_the_same_answers_give_the_same_bytes(picks in picks(), keeps in keeps()) {
        let answers = some(&all(&picks), &keeps);
        let first = assess(content(), &answers, TODAY);
        prop_assert_eq!(first.canonical(), assess(content(), &answers, TODAY).canonical());
        let evaluated = EvaluatedPlan::new(content(), &answers, TODAY);
        prop_assert_eq!(approach::approaches(&evaluated).len(), content().approaches.len());
        prop_assert_eq!(premigration::premigration(&evaluated).len(), content().assessments.len());
        let full = task_documents::settings_document(&evaluated, true);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&full).is_ok());
        let range = sizing::sizing(&evaluated);
        prop_assert!(range.memory.0 <= range.memory.1);
    }
}

#[test]
fn the_next_questions_are_ranked_by_what_they_decide() {
    let content = content();
    let answers: Answers = Answers::new();
    let ranked = question_ranking::ranked(content, &answers, TODAY);
    assert_eq!(ranked.first().map(|worth| worth.question.to_string()).as_deref(), Some("source_engine"));
    for worth in &ranked {
        assert!(worth.least <= worth.most, "{}", worth.question);
    }
}
