//! What lives as long as the page is mounted: content, clock, host, the list of plans, and what the reader looks at.

use super::{Filters, FocusTarget, HostContext, Route};
use preflight_engine::plan_file::LoadedPlan;
use preflight_engine::store::{PlanList, StorageKind};
use preflight_engine::Content;
use std::rc::Rc;

/// How far the page has come with opening its storage.
#[derive(Clone)]
pub enum Opening {
    /// The plans are being read; what the host gave meanwhile waits.
    ReadingStorage {
        host_plan: Option<Box<LoadedPlan>>,
    },
    Ready,
}

/// What belongs to the page, whichever plan is open.
#[derive(Clone)]
pub struct PageState {
    pub content: Rc<Content>,
    /// The reader's local date, in days since 1970-01-01.
    pub today: i64,
    /// Minutes by which the reader's clock is ahead of UTC.
    pub utc_offset: i64,
    pub host_context: Rc<HostContext>,
    /// In front of every id, so that several pages can live in one document.
    pub id_prefix: Rc<str>,
    pub opening: Opening,
    /// All plans, once they are read.
    pub plan_list: Option<Rc<PlanList>>,
    /// Where plans are stored.
    pub storage: StorageKind,
    /// Whether the storage survives a crash of the browser, and keeps snapshots.
    pub durable: bool,
    /// Whether single keys act.
    pub shortcuts_on: bool,
}

/// What the reader looks at.
#[derive(Clone)]
pub struct ViewState {
    pub route: Route,
    /// What to bring into view.
    pub focus: Option<FocusTarget>,
    /// Incremented on every navigation, so that navigating to the current route moves the focus again.
    pub navigation: u32,
    pub filters: Filters,
    pub notices: Vec<String>,
}

impl PageState {
    pub fn new(content: Rc<Content>, today: i64, id_prefix: &str) -> Self {
        Self {
            content,
            today,
            utc_offset: 0,
            host_context: Rc::default(),
            id_prefix: id_prefix.into(),
            opening: Opening::ReadingStorage { host_plan: None },
            plan_list: None,
            storage: StorageKind::Browser,
            durable: true,
            shortcuts_on: true,
        }
    }

    /// Whether other tabs may have the same plans open.
    pub fn is_shared(&self) -> bool {
        self.storage == StorageKind::Browser
    }
}

impl Default for ViewState {
    fn default() -> Self {
        let filters = Filters::default();
        Self { route: Route::Start, focus: None, navigation: 0, filters, notices: Vec::new() }
    }
}
