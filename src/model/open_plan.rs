//! What belongs to the open plan. Opening another plan replaces all of it.

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
    /// Another tab writes this plan; this one follows it.
    ReadOnly,
    /// Shown, and stored nowhere.
    Preview(PreviewSource),
}

/// Where a previewed plan comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum PreviewSource {
    /// A file of this name.
    File(String),
    Link,
    /// An earlier state of the open plan, from that moment.
    Snapshot(u64),
    /// Whoever mounted the page.
    Host,
}

/// Another plan, judged for a comparison.
pub struct Compared {
    pub name: String,
    pub plan: Rc<Plan>,
    pub assessment: Rc<Assessment>,
}

/// The link that carries this plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Link {
    #[default]
    None,
    Address(String),
    /// It would have so many characters, more than links may have.
    TooLong(usize),
    /// The browser cannot compress.
    Impossible,
}

/// What is to be done with a stored plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanCommand {
    Open,
    Duplicate,
    /// A copy to try something in, which remembers where it comes from.
    Scenario,
    Rename(String),
    Trash,
    Restore,
    /// Out of the trash for good.
    Erase,
    /// The stored file, as it is.
    Download,
    Compare,
}

impl PlanCommand {
    /// Whether it changes what is stored.
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

/// The open plan; without an id none is open.
#[derive(Clone)]
pub struct OpenPlan {
    pub id: Rc<str>,
    pub access: Access,
    pub plan: Rc<Plan>,
    /// The question answered last and what stood there before.
    pub undo: Option<(String, Option<Raw>)>,
    pub last_change: Option<Rc<LastChange>>,
    /// The question whose note is being written: its note stays open while it is empty.
    pub open_note: Option<usize>,
    /// Counts the edits, also those that changed nothing.
    pub edit_count: u32,
    pub status: Status,
    /// Bytes of the plan file; 0 while unknown.
    pub size: usize,
    /// Earlier states, once they are read.
    pub snapshots: Option<Rc<Vec<Snapshot>>>,
    pub link: Link,
    /// What another tab changed to something else than this one.
    pub conflicts: Vec<Conflict>,
    /// What a later edition of the content made of this plan since it was saved.
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
