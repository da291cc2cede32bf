//! The state of each question and of each section.

use crate::answer::{ParsedAnswer, UserMessage};
use crate::condition::Truth;
use crate::content::Severity;
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use serde::Serialize;

/// What stands in a question's field.
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

/// How far a section is.
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

pub(super) fn questions(state: &EvaluatedPlan<'_>) -> Vec<QuestionState> {
    let indexes = state.content.questions.iter().zip(&state.asked).zip(&state.parsed_answers);
    indexes
        .map(|((question, asked), reading)| {
            let (answered, complaint) = match reading {
                _ if *asked != Truth::True => (AnswerState::NotAsked, None),
                ParsedAnswer::Missing => (AnswerState::Missing, None),
                ParsedAnswer::DontKnow => (AnswerState::DontKnow, None),
                ParsedAnswer::Valid(_) => (AnswerState::Given, None),
                ParsedAnswer::Invalid(complaint) => (AnswerState::Bad, Some(complaint.clone())),
            };
            QuestionState { question: question.id.clone(), asked: *asked, state: answered, complaint }
        })
        .collect()
}

pub(super) fn sections(
    state: &EvaluatedPlan<'_>,
    questions: &[QuestionState],
    attention: &[Option<Severity>],
) -> Vec<SectionState> {
    let content = state.content;
    let mut sums = vec![Sum::default(); content.sections.len()];
    for (question, state) in content.questions.iter().zip(questions) {
        if let Some(sum) = sums.get_mut(question.section) {
            sum.add(state);
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
