//! The state of each question and of each section. The assessment calls it.

use crate::answer::{ParsedAnswer, UserMessage};
use crate::condition::Truth;
use crate::content::Severity;
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use serde::Serialize;

/// The state of a question's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// Not asked, or not yet known whether it will be.
    NotAsked,
    Missing,
    DontKnow,
    Given,
    /// Typed, but not readable.
    Bad,
}

/// The state of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionState {
    pub question: Id,
    pub asked: Truth,
    pub state: AnswerState,
    pub complaint: Option<UserMessage>,
}

/// How far a section has been answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionStatus {
    NotApplicable,
    NotStarted,
    InProgress,
    Done,
}

/// The state of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionState {
    pub section: Id,
    pub status: SectionStatus,
    /// Questions asked now.
    pub asked: usize,
    pub answered: usize,
    pub dont_know: usize,
    /// Asked and neither answered nor "don't know".
    pub open: usize,
    /// The worst blocker or risk that holds in this section.
    pub attention: Option<Severity>,
}

pub(super) fn questions(evaluated: &EvaluatedPlan<'_>) -> Vec<QuestionState> {
    let indexes = evaluated.content.questions.iter().zip(&evaluated.asked).zip(&evaluated.parsed_answers);
    indexes
        .map(|((question, asked), parsed_answer)| {
            let (answer_state, message) = match parsed_answer {
                _ if *asked != Truth::True => (AnswerState::NotAsked, None),
                ParsedAnswer::Missing => (AnswerState::Missing, None),
                ParsedAnswer::DontKnow => (AnswerState::DontKnow, None),
                ParsedAnswer::Valid(_) => (AnswerState::Given, None),
                ParsedAnswer::Invalid(message) => (AnswerState::Bad, Some(message.clone())),
            };
            QuestionState { question: question.id.clone(), asked: *asked, state: answer_state, complaint: message }
        })
        .collect()
}

pub(super) fn sections(
    evaluated: &EvaluatedPlan<'_>,
    questions: &[QuestionState],
    attention: &[Option<Severity>],
) -> Vec<SectionState> {
    let content = evaluated.content;
    let mut sums = vec![Sum::default(); content.sections.len()];
    for (question, question_state) in content.questions.iter().zip(questions) {
        if let Some(sum) = sums.get_mut(question.section) {
            sum.add(question_state);
        }
    }
    let each = content.sections.iter().zip(sums).zip(attention);
    each.map(|((section, sum), attention)| SectionState {
        section: section.id.clone(),
        status: sum.status(),
        asked: sum.asked,
        answered: sum.answered,
        dont_know: sum.dont_know,
        open: sum.open(),
        attention: *attention,
    })
    .collect()
}

/// The questions of one section, counted.
#[derive(Debug, Clone, Default)]
struct Sum {
    asked: usize,
    answered: usize,
    dont_know: usize,
    bad: usize,
    /// Whether it is still open if one is asked.
    pending: bool,
}

impl Sum {
    fn add(&mut self, question: &QuestionState) {
        self.asked += usize::from(question.asked == Truth::True);
        self.pending |= question.asked == Truth::Unknown;
        match question.state {
            AnswerState::Given => self.answered += 1,
            AnswerState::DontKnow => self.dont_know += 1,
            AnswerState::Bad => self.bad += 1,
            AnswerState::Missing | AnswerState::NotAsked => {}
        }
    }

    fn open(&self) -> usize {
        self.asked - self.answered - self.dont_know
    }

    fn status(&self) -> SectionStatus {
        match (self.asked, self.open()) {
            (0, _) if !self.pending => SectionStatus::NotApplicable,
            (0, _) => SectionStatus::NotStarted,
            (_, 0) => SectionStatus::Done,
            _ if self.answered + self.dont_know + self.bad == 0 => SectionStatus::NotStarted,
            _ => SectionStatus::InProgress,
        }
    }
}
