//! The state of each question and of each section.

use super::findings::Finding;
use crate::answer::{Complaint, Reading};
use crate::condition::Truth;
use crate::content::Severity;
use crate::id::Id;
use crate::state::State;
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
    pub complaint: Option<Complaint>,
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

pub(super) fn questions(state: &State<'_>) -> Vec<QuestionState> {
    let places = state.content.questions.iter().zip(&state.asked).zip(&state.readings);
    places
        .map(|((question, (asked, _)), reading)| {
            let (answered, complaint) = match reading {
                _ if *asked != Truth::Yes => (AnswerState::NotAsked, None),
                Reading::Missing => (AnswerState::Missing, None),
                Reading::DontKnow => (AnswerState::DontKnow, None),
                Reading::Given(_) => (AnswerState::Given, None),
                Reading::Bad(complaint) => (AnswerState::Bad, Some(complaint.clone())),
            };
            QuestionState { question: question.id.clone(), asked: *asked, state: answered, complaint }
        })
        .collect()
}

pub(super) fn sections(state: &State<'_>, questions: &[QuestionState], findings: &[Finding]) -> Vec<SectionState> {
    let content = state.content;
    let of = |place: usize| {
        let own = content.questions.iter().zip(questions).filter(move |(question, _)| question.section == place);
        own.map(|(_, question)| question)
    };
    let each = content.sections.iter().enumerate();
    each.map(|(place, section)| {
        let asked = of(place).filter(|question| question.asked == Truth::Yes).count();
        let count = |wanted| of(place).filter(|question| question.state == wanted).count();
        let (answered, dont_know) = (count(AnswerState::Given), count(AnswerState::DontKnow));
        let bad = count(AnswerState::Bad);
        let open = asked - answered - dont_know;
        let pending = of(place).any(|question| question.asked == Truth::Open);
        let status = match (asked, open) {
            (0, _) if !pending => SectionStatus::NotApplicable,
            (0, _) => SectionStatus::NotStarted,
            (_, 0) => SectionStatus::Done,
            _ if answered + dont_know + bad == 0 => SectionStatus::NotStarted,
            _ => SectionStatus::InProgress,
        };
        let own = findings.iter().filter(|finding| finding.holds() && finding.section == section.id);
        let attention = own.map(|finding| finding.severity).min().filter(|worst| *worst <= Severity::Risk);
        SectionState { section: section.id.clone(), status, asked, answered, dont_know, open, attention }
    })
    .collect()
}
