//! Where the reader goes: to a view, to one thing on it, to the next question, to where work goes on.

use super::{Filters, Model, Place, Spot};
use preflight_engine::assess::AnswerState;
use preflight_engine::condition::Truth;

impl Model {
    pub(super) fn went(&mut self, place: Place) {
        self.place = place;
        self.focus = None;
        self.turn += 1;
    }

    /// To one thing, on a view that shows it.
    #[inline(never)]
    pub(super) fn sought(&mut self, spot: Spot) {
        self.turn += 1;
        self.focus = Some(spot);
        match spot {
            Spot::Question(question) if self.place != Place::AllQuestions => {
                let section = self.content.questions.get(question).map(|question| question.section);
                self.place = section.map_or(self.place, Place::Section);
            }
            Spot::Question(_) => {}
            Spot::Finding(_) => {
                let shown = self.filters.shown();
                self.filters = Filters { all_findings: true, ..shown };
                self.place = Place::Findings;
            }
            Spot::Task(_) => {
                self.filters = self.filters.shown();
                self.place = Place::Tasks;
            }
            Spot::Term(_) => self.place = Place::Glossary,
        }
    }

    /// To the next open question after the one that was sought last, from the first one again after the last.
    #[inline(never)]
    pub(super) fn next_open(&mut self) {
        let from = match (self.focus, self.place) {
            (Some(Spot::Question(question)), Place::Section(_) | Place::AllQuestions) => question + 1,
            (_, Place::Section(section)) => {
                self.content.questions.iter().position(|question| question.section == section).unwrap_or_default()
            }
            _ => 0,
        };
        let count = self.content.questions.len();
        let is_open = |place: &usize| {
            let state = &self.assessment.questions[*place];
            state.asked == Truth::True && matches!(state.state, AnswerState::Missing | AnswerState::Bad)
        };
        match (from..count).chain(0..from.min(count)).find(is_open) {
            Some(place) => self.sought(Spot::Question(place)),
            None => self.notice(self.word("keys.none_open")),
        }
    }

    /// Where a reader goes on with this plan: the first section with something open, else the findings.
    pub fn resume(&self) -> Place {
        let open = self.assessment.sections.iter().position(|section| section.open > 0);
        open.map_or(Place::Findings, Place::Section)
    }
}
