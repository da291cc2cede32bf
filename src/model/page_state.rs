//! The state that lives as long as the page is mounted: content, clock, host context, the list of plans, and the view.
//! `update` changes it, the views read it.

use super::{Filters, FocusTarget, HostContext, Route};
use preflight_engine::plan_file::LoadedPlan;
use preflight_engine::store::{PlanList, StorageKind};
use preflight_engine::Content;
use std::rc::Rc;

/// Whether the storage is ready.
#[derive(Clone)]
pub enum Opening {
    /// The plans are being read. A plan that the host gives meanwhile waits here.
    ReadingStorage {
        host_plan: Option<Box<LoadedPlan>>,
    },
    Ready,
}

/// The state of the page that does not depend on the open plan.
#[derive(Clone)]
pub struct PageState {
    pub content: Rc<Content>,
    /// The reader's local date, in days since 1970-01-01.
    pub today: i64,
    /// Minutes by which the reader's clock is ahead of UTC.
    pub utc_offset: i64,
    pub host_context: Rc<HostContext>,
    /// The prefix of every element id, so that several pages can share one document.
    pub id_prefix: Rc<str>,
    pub opening: Opening,
    /// The list of all plans, once it has been read.
    pub plan_list: Option<Rc<PlanList>>,
    /// Where plans are stored.
    pub storage: StorageKind,
    /// Whether the storage survives a crash of the browser. Only then are there snapshots.
    pub durable: bool,
    /// Whether shortcuts are on.
    pub shortcuts_on: bool,
}

/// The state of the view.
#[derive(Clone)]
pub struct ViewState {
    pub route: Route,
    /// The focus target to scroll to and to focus.
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
