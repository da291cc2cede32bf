//! Random answers to the whole content, and plans with a part of them.

use preflight_engine::answer::{Answer, Answers, Raw};
use preflight_engine::content::{Content, Kind, Question};
use proptest::prelude::*;

/// Sizes, counts and days around the thresholds that rules mention.
const NUMBERS: [&str; 12] = ["0", "1", "2", "7", "32", "64", "300", "1250", "9999", "60001", "250000", "9000000000"];
const SIZES: [&str; 8] = ["1 KB", "33 KB", "64 KB", "5 GB", "21 GB", "101 MB", "2.4 TB", "900 TB"];
const DURATIONS: [&str; 6] = ["1 min", "9 min", "3 h", "8 h", "2 d", "400 d"];
const DATES: [&str; 5] = ["2020-01-01", "2026-11-22", "2027-01-31", "2027-09-30", "2031-01-01"];

/// An answer to a question, chosen by a number.
pub fn raw(question: &Question, pick: usize) -> Raw {
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

pub fn answer_of(raw: Raw) -> Answer {
    Answer { raw: Some(raw), ..Answer::default() }
}

/// An answer to every question.
pub fn all(content: &Content, picks: &[u16]) -> Answers {
    let questions = content.questions.iter().zip(picks);
    questions.map(|(question, pick)| (question.id.to_string(), answer_of(raw(question, usize::from(*pick))))).collect()
}

/// The same answers with some missing, some "don't know".
pub fn some(answers: &Answers, keep: &[u8]) -> Answers {
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

pub fn picks(content: &Content) -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::vec(any::<u16>(), content.questions.len())
}

pub fn keeps(content: &Content) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), content.questions.len())
}
