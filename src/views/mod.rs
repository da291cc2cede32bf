//! The views: pure functions from the model to markup. They decide nothing, word nothing, and touch no browser.

mod bar;
mod effect;
mod finding;
mod findings;
mod parts;
mod question;
mod rail;
mod regions;
mod report;
mod response;
mod section;
mod start;
mod task;
mod tasks;
mod verdict;

use crate::model::{Model, Msg, Place};
use parts::Page;
use std::rc::Rc;
use yew::prelude::*;

/// Everything that is on the screen.
#[derive(Properties, Clone)]
pub struct ScreenProps {
    pub model: Rc<Model>,
    pub send: Callback<Msg>,
}

impl PartialEq for ScreenProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.model, &other.model) && self.send == other.send
    }
}

/// The whole page for a state of the model.
#[component]
pub fn Screen(props: &ScreenProps) -> Html {
    let page = Page { model: &props.model, send: &props.send };
    let main = match page.model.place {
        Place::Start => return html! { <>{ parts::sprite(&page) }{ start::start(&page) }</> },
        Place::Section(section) => work(&page, section::section(&page, section)),
        Place::AllQuestions => work(&page, section::all(&page)),
        Place::Findings => findings::findings(&page),
        Place::Regions => regions::regions(&page),
        Place::Tasks => tasks::tasks(&page),
        Place::Report => report::report(&page),
    };
    html! {
        <>
            { parts::sprite(&page) }
            { bar::bar(&page) }
            { bar::views(&page) }
            { parts::notices(&page) }
            { main }
            { parts::foot(&page) }
        </>
    }
}

/// The questions between the list of sections and the verdict.
fn work(page: &Page<'_>, sheet: Html) -> Html {
    html! {
        <>
            <div class="work">
                { rail::rail(page) }
                { sheet }
                { verdict::panel(page) }
            </div>
            { verdict::bottom(page) }
        </>
    }
}

/// The document's title for the model's place.
pub fn title(model: &Model) -> String {
    let place = match model.place {
        Place::Start => return model.word("app.title"),
        Place::Section(section) => model.content.sections.get(section).map(|s| s.title.clone()).unwrap_or_default(),
        Place::AllQuestions => model.word("questions.all"),
        Place::Findings => model.word("view.findings"),
        Place::Regions => model.word("view.regions"),
        Place::Tasks => model.word("view.tasks"),
        Place::Report => model.word("view.report"),
    };
    let plan =
        if model.session.name.trim().is_empty() { model.word("plan.unnamed") } else { model.session.name.clone() };
    model.with("app.title_of", &[("place", &place), ("plan", &plan)])
}
