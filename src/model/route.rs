//! The routes and the table of views, with the fragments of their addresses and the message keys of their titles. Pure:
//! `shell::address` touches the address bar. Links, navigation and the route hook use it, and the browser tests read
//! the table from this file.

use preflight_engine::store::is_id;
use preflight_engine::Content;

/// The view that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    Start,
    /// The questions of one section, by its index in content.
    Section(usize),
    AllQuestions,
    Findings,
    Approach,
    Regions,
    /// When the phases begin and end, and the odds of meeting the date.
    Timeline,
    /// What must be recreated at the target, and what to look up in the schema.
    TargetSchema,
    Tasks,
    /// Table mappings and task settings.
    TaskSettings,
    /// Premigration assessments.
    Premigration,
    Report,
    /// The plan itself: its name, copies, link, snapshots.
    Plan,
    /// Two plans side by side.
    Compare,
    Glossary,
}

/// A row of the table of views.
pub struct ViewEntry {
    pub route: Route,
    /// The part of the address after `#`.
    pub fragment: &'static str,
    /// The message key of the title.
    pub title: &'static str,
    /// Whether the navigation of a plan lists it.
    pub in_navigation: bool,
}

const fn view(route: Route, fragment: &'static str, title: &'static str, in_navigation: bool) -> ViewEntry {
    ViewEntry { route, fragment, title, in_navigation }
}

/// Every view except those of single sections, in the order of the navigation.
pub const VIEWS: [ViewEntry; 14] = [
    view(Route::Start, "/", "app.title", false),
    view(Route::AllQuestions, "/questions", "questions.all", false),
    view(Route::Findings, "/findings", "view.findings", true),
    view(Route::Approach, "/approach", "view.approach", true),
    view(Route::Regions, "/regions", "view.regions", true),
    view(Route::Timeline, "/timeline", "view.timeline", true),
    view(Route::TargetSchema, "/schema", "view.schema", true),
    view(Route::Tasks, "/tasks", "view.tasks", true),
    view(Route::TaskSettings, "/settings", "view.documents", true),
    view(Route::Premigration, "/checks", "view.coverage", true),
    view(Route::Report, "/report", "view.report", true),
    view(Route::Plan, "/plan", "view.plan", true),
    view(Route::Compare, "/compare", "view.compare", false),
    view(Route::Glossary, "/glossary", "view.glossary", false),
];

/// Precedes the id of a section in a fragment.
const SECTION: &str = "/questions/";

/// Precedes the id of a plan in a fragment.
const PLAN: &str = "?plan=";

/// Something on a view that should be scrolled to and focused, by its index in the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FocusTarget {
    Question(usize),
    Finding(usize),
    Task(usize),
    /// By its index among the terms, in the order of their ids.
    Term(usize),
}

impl Route {
    /// The row of the table; none for the view of one section.
    pub fn entry(self) -> Option<&'static ViewEntry> {
        VIEWS.iter().find(|view| view.route == self)
    }

    /// The fragment of a view of a plan, without `#`. Without an id, it means the plan that was changed last.
    pub fn fragment(self, content: &Content, plan_id: &str) -> String {
        let path = match (self, self.entry()) {
            (Self::Section(section), _) => {
                format!("{SECTION}{}", content.sections.get(section).map_or("", |section| section.id.as_str()))
            }
            (_, entry) => entry.map_or_else(String::new, |entry| entry.fragment.to_owned()),
        };
        if plan_id.is_empty() || self == Self::Start {
            return path;
        }
        format!("{path}{PLAN}{plan_id}")
    }

    /// The view that a fragment names, with or without `#`.
    pub fn parse(content: &Content, fragment: &str) -> Option<Self> {
        let path = fragment.trim_start_matches('#');
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let entry = VIEWS.iter().find(|view| view.fragment == path);
        entry.map(|view| view.route).or_else(|| {
            let id = path.strip_prefix(SECTION)?;
            content.sections.iter().position(|section| section.id == id).map(Self::Section)
        })
    }
}

/// The plan that a fragment names.
pub fn plan_id(fragment: &str) -> Option<&str> {
    fragment.split_once(PLAN).map(|(_, id)| id).filter(|id| is_id(id))
}
