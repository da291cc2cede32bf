//! The state of the open plan. Opening another plan replaces all of it. `update` changes it, the views read it.

use preflight_engine::assessment_diff::Changes;
use preflight_engine::edition::EditionChange;
use preflight_engine::merge::Conflict;
use preflight_engine::store::{Snapshot, Status};
use preflight_engine::{Assessment, Plan, Raw};
use std::rc::Rc;

/// Whether the open plan can be changed here.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Access {
    /// No plan is open.
    #[default]
    None,
    Write,
    /// Another tab writes this plan, and this page follows its changes.
    ReadOnly,
    /// The plan is shown but not stored.
    Preview(PreviewSource),
}

/// Where a previewed plan comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum PreviewSource {
    /// A file with this name.
    File(String),
    Link,
    /// A snapshot of the open plan, saved at this time.
    Snapshot(u64),
    /// The host that mounted the page.
    Host,
}

/// Another plan with its assessment, for a comparison.
pub struct Compared {
    pub name: String,
    pub plan: Rc<Plan>,
    pub assessment: Rc<Assessment>,
}

/// The link that contains this plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Link {
    #[default]
    None,
    Address(String),
    /// The link would have this many characters, more than allowed.
    TooLong(usize),
    /// The browser cannot compress.
    Impossible,
}

/// A command for a stored plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanCommand {
    Open,
    Duplicate,
    /// A copy for a trial that records the plan it is based on.
    Scenario,
    Rename(String),
    Trash,
    Restore,
    /// Delete it from the trash permanently.
    Erase,
    /// The stored file, unchanged.
    Download,
    Compare,
}

impl PlanCommand {
    /// Whether it changes stored plans.
    pub fn writes(&self) -> bool {
        !matches!(self, Self::Open | Self::Download | Self::Compare)
    }
}

/// The last answer and what it changed.
#[derive(Debug, Clone, PartialEq)]
pub struct LastChange {
    pub question: usize,
    pub changes: Changes,
}

/// The open plan. If the id is empty, no plan is open.
#[derive(Clone)]
pub struct OpenPlan {
    pub id: Rc<str>,
    pub access: Access,
    pub plan: Rc<Plan>,
    /// The question that was answered last, and its previous answer.
    pub undo: Option<(String, Option<Raw>)>,
    pub last_change: Option<Rc<LastChange>>,
    /// The question whose note is being edited. Its note stays open even if it is empty.
    pub open_note: Option<usize>,
    /// Incremented on every edit, even if it changed nothing.
    pub edit_count: u32,
    pub status: Status,
    /// The size of the plan file in bytes; 0 while unknown.
    pub size: usize,
    /// The snapshots, once they have been read.
    pub snapshots: Option<Rc<Vec<Snapshot>>>,
    pub link: Link,
    /// Conflicts: values that this tab and another tab changed differently.
    pub conflicts: Vec<Conflict>,
    /// What the content's newer edition changed in this plan's assessment since the plan was saved.
    pub edition_changes: Rc<Vec<EditionChange>>,
    /// The plan that this one is compared with.
    pub compared: Option<Rc<Compared>>,
}

impl Default for OpenPlan {
    fn default() -> Self {
        Self {
            id: Rc::default(),
            access: Access::None,
            plan: Rc::default(),
            undo: None,
            last_change: None,
            open_note: None,
            edit_count: 0,
            status: Status::Unsaved,
            size: 0,
            snapshots: None,
            link: Link::None,
            conflicts: Vec::new(),
            edition_changes: Rc::default(),
            compared: None,
        }
    }
}
