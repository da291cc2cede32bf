//! Navigation to a route, to a focus target, to the next open question, and to where work continues; notices. Called by
//! `update`.

use super::{Effect, Filters, FocusTarget, HostEvent, Model, Route};
use preflight_engine::answer::UserMessage;
use preflight_engine::assess::AnswerState;
use preflight_engine::condition::Truth;

impl Model {
    pub(super) fn navigate(&mut self, route: Route) {
        self.view.route = route;
        self.view.focus = None;
        self.view.navigation += 1;
    }

    /// Goes to a focus target, on a view and with filters that show it.
    pub(super) fn focus_on(&mut self, target: FocusTarget) {
        self.view.navigation += 1;
        self.view.focus = Some(target);
        match target {
            FocusTarget::Question(question) if self.view.route != Route::AllQuestions => {
                let section = self.page.content.questions.get(question).map(|question| question.section);
                self.view.route = section.map_or(self.view.route, Route::Section);
            }
            FocusTarget::Question(_) => {}
            FocusTarget::Finding(_) => {
                let filters = self.view.filters.without_hiding();
                self.view.filters = Filters { all_findings: true, ..filters };
                self.view.route = Route::Findings;
            }
            FocusTarget::Task(_) => {
                self.view.filters = self.view.filters.without_hiding();
                self.view.route = Route::Tasks;
            }
            FocusTarget::Term(_) => self.view.route = Route::Glossary,
        }
    }

    /// Goes to the next open question after the focused one; after the last question it starts again at the first.
    pub(super) fn next_open(&mut self) {
        let questions = &self.page.content.questions;
        let from = match (self.view.focus, self.view.route) {
            (Some(FocusTarget::Question(question)), Route::Section(_) | Route::AllQuestions) => question + 1,
            (_, Route::Section(section)) => {
                questions.iter().position(|question| question.section == section).unwrap_or_default()
            }
            _ => 0,
        };
        let count = questions.len();
        let is_open = |index: &usize| {
            let state = &self.computed.assessment.questions[*index];
            state.asked == Truth::True && matches!(state.state, AnswerState::Missing | AnswerState::Bad)
        };
        match (from..count).chain(0..from.min(count)).find(is_open) {
            Some(index) => self.focus_on(FocusTarget::Question(index)),
            None => self.notice(self.text("keys.none_open")),
        }
    }

    /// The route where work on this plan continues: the first section with open questions, else the findings.
    pub fn resume(&self) -> Route {
        let open = self.computed.assessment.sections.iter().position(|section| section.open > 0);
        open.map_or(Route::Findings, Route::Section)
    }

    /// Shows a notice above every view. The same notice appears only once.
    pub(super) fn notice(&mut self, text: String) {
        if !self.view.notices.contains(&text) {
            self.view.notices.push(text);
        }
    }

    /// Tells the reader and the host why something could not be done.
    pub(super) fn failed(&mut self, reason: &UserMessage, effects: &mut Vec<Effect>) {
        let message = self.user_message(reason);
        effects.push(Effect::NotifyHost(HostEvent::Error { code: reason.key, message: message.clone() }));
        self.notice(message);
    }
}
