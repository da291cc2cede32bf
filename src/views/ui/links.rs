//! Links to views, questions and other targets, and buttons. All views use them.

use super::context::ViewContext;
use super::events::Handler;
use super::node::{el, Node};
use crate::model::{FocusTarget, Msg, Route};

impl ViewContext<'_> {
    /// A link with the address of a route that sends a message instead of loading a page.
    fn link_with_message(&self, route: Route, msg: Msg) -> Node {
        let fragment = route.fragment(&self.model.page.content, &self.model.open.id);
        el("a").attr("href", format!("#{fragment}")).on_click(self.sends_instead(msg))
    }

    /// A link to a view.
    pub fn link(&self, route: Route) -> Node {
        self.link_with_message(route, Msg::Navigated(route))
    }

    /// A link in the navigation, marked if it leads to the current view.
    pub fn link_here(&self, route: Route) -> Node {
        let link = self.link(route);
        if route == self.model.view.route {
            return link.set("aria-current", "page");
        }
        link
    }

    /// A link to a question, by its index in content.
    pub fn question_link(&self, question: usize) -> Node {
        let section = self.model.page.content.questions.get(question).map_or(0, |question| question.section);
        self.link_with_message(Route::Section(section), Msg::FocusRequested(FocusTarget::Question(question)))
    }

    /// A link to a focus target.
    pub fn focus_link(&self, target: FocusTarget) -> Node {
        let route = match target {
            FocusTarget::Question(question) => return self.question_link(question),
            FocusTarget::Finding(_) => Route::Findings,
            FocusTarget::Task(_) => Route::Tasks,
            FocusTarget::Term(_) => Route::Glossary,
        };
        self.link_with_message(route, Msg::FocusRequested(target))
    }

    /// A button with the text of a message key.
    pub fn button(&self, class: &'static str, key: &str, click: Handler) -> Node {
        el("button").class(class).set("type", "button").on_click(click).message(self, key)
    }
}
