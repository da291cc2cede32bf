//! Answers as CSV: one row for each question that is asked, and for each stored answer or note of a question that is
//! not, so that nothing that was entered is missing. Cells are formed and guarded as in the CSV of tasks. The app's
//! export and the command line call it.

use super::csv::row;
use crate::answer::{Answer, ParsedAnswer, Raw, Value};
use crate::answer_text;
use crate::assess::{AnswerState, Assessment};
use crate::content::{Content, Kind, Question};
use crate::parse::parse_answer;
use crate::plan::Plan;

/// Questions in the checklist's order, then answers to questions that this content does not have.
pub fn answers_csv(content: &Content, plan: &Plan, assessment: &Assessment) -> String {
    let mut out = String::from("question,number,section,text,state,answer,note\r\n");
    let no_answer = Answer::default();
    for (index, question) in content.questions.iter().enumerate() {
        let entered = plan.answers.get(question.id.as_str()).unwrap_or(&no_answer);
        let Some(state) = state(assessment.questions[index].state, entered) else { continue };
        let (number, answer) = (content.number(index), worded(content, question, entered.raw.as_ref()));
        let section = &content.sections[question.section].title;
        row(&mut out, [question.id.as_str(), &number, section, &question.text, state, &answer, &entered.note]);
    }
    for (id, entered) in &plan.answers {
        if content.question_index(id).is_none() {
            let answer = entered.raw.as_ref().map_or(String::new(), |raw| answer_text::typed(content, raw));
            row(&mut out, [id.as_str(), "", "", "", "unknown", &answer, &entered.note]);
        }
    }
    out
}

/// The text of the column `state`; none if the question needs no row.
fn state(state: AnswerState, entered: &Answer) -> Option<&'static str> {
    match state {
        AnswerState::Given => Some("answered"),
        AnswerState::DontKnow => Some("dont_know"),
        AnswerState::Missing => Some("open"),
        AnswerState::Bad => Some("unreadable"),
        AnswerState::NotAsked if entered.raw.is_none() && entered.note.is_empty() => None,
        AnswerState::NotAsked => Some("not_asked"),
    }
}

/// The answer as text. Numbers that reports round stay as typed, so that no digit is lost.
fn worded(content: &Content, question: &Question, raw: Option<&Raw>) -> String {
    match (parse_answer(question, raw), raw) {
        (ParsedAnswer::Valid(Value::Number(_) | Value::Size(_) | Value::Duration(_)), Some(Raw::Text(text))) => {
            match &question.kind {
                Kind::Number { unit, .. } => format!("{} {unit}", text.trim()),
                _ => text.trim().to_owned(),
            }
        }
        _ => answer_text::raw(content, question, raw).unwrap_or_default(),
    }
}
