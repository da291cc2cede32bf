//! The views: pure functions from the model to markup. They decide nothing, word nothing, and touch no browser.

mod approach;
mod bar;
mod choice;
mod compare;
mod coverage;
mod documents;
mod effect;
mod finding;
mod findings;
mod gantt;
mod glossary;
mod heard;
mod html;
mod kept;
mod node;
mod odds;
mod parts;
mod phase;
mod plan;
mod plans;
mod prerequisites;
mod question;
mod rail;
mod regions;
mod report;
mod response;
mod schema;
mod search;
mod section;
mod sizing;
mod standing;
mod start;
mod task;
mod tasks;
mod timeline;
mod verdict;
mod words;

pub use report::document;

use crate::model::{Model, Msg, Place};
use kept::{kept, Part};
use node::{el, nodes, Node};
use parts::Page;
use std::rc::Rc;
use yew::{component, Callback, Html, Properties};

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
    // For an instant: the stored plans are being read.
    if page.model.shelf.is_none() {
        return start::reading(&page).html();
    }
    let main = match page.model.place {
        Place::Start => return nodes().add(parts::sprite(&page)).add(start::start(&page)).html(),
        Place::Section(section) => work(&page, section::section(&page, section)),
        Place::AllQuestions => work(&page, section::all(&page)),
        Place::Findings => findings::findings(&page),
        Place::Approach => approach::approach(&page),
        Place::Timeline => timeline::timeline(&page),
        Place::Documents => documents::documents(&page),
        Place::Schema => schema::schema(&page),
        Place::Coverage => coverage::coverage(&page),
        Place::Regions => regions::regions(&page),
        Place::Tasks => tasks::tasks(&page),
        Place::Report => report::report(&page),
        Place::Plan => plan::plan(&page),
        Place::Compare => compare::view(&page),
        Place::Glossary => glossary::glossary(&page),
    };
    nodes()
        .add(kept(&page, Part::Sprite))
        .add(kept(&page, Part::Bar))
        .add(kept(&page, Part::Views))
        .add(parts::notices(&page))
        .add(main)
        .add(kept(&page, Part::Foot))
        .html()
}

/// The foot of a plan's views, and the small windows over them.
fn foot(page: &Page<'_>) -> Node {
    let glossary = page.link(Place::Glossary).word(page, "view.glossary");
    let foot = parts::foot(page).add(glossary).add(search::keys_opener(page));
    nodes().add(foot).add(search::windows(page))
}

/// The questions between the list of sections and the verdict.
#[inline(never)]
fn work(page: &Page<'_>, sheet: Node) -> Node {
    let columns = el("div").class("work").add(kept(page, Part::Rail)).add(sheet).add(kept(page, Part::Verdict));
    nodes().add(columns).add(kept(page, Part::Bottom))
}

/// The document's title for the model's place.
pub fn title(model: &Model) -> String {
    title_at(model, model.place)
}

fn title_at(model: &Model, place: Place) -> String {
    let place = match place {
        Place::Start => return model.word("app.title"),
        Place::Section(section) => model.content.sections.get(section).map(|s| s.title.clone()).unwrap_or_default(),
        Place::AllQuestions => model.word("questions.all"),
        Place::Findings => model.word("view.findings"),
        Place::Approach => model.word("view.approach"),
        Place::Timeline => model.word("view.timeline"),
        Place::Documents => model.word("view.documents"),
        Place::Schema => model.word("view.schema"),
        Place::Coverage => model.word("view.coverage"),
        Place::Regions => model.word("view.regions"),
        Place::Tasks => model.word("view.tasks"),
        Place::Report => model.word("view.report"),
        Place::Plan => model.word("view.plan"),
        Place::Compare => model.word("view.compare"),
        Place::Glossary => model.word("view.glossary"),
    };
    model.with("app.title_of", &[("place", &place), ("plan", &model.plan_name())])
}
