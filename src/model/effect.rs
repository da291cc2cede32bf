//! What `update` wants done in the browser, as plain data. The effect handler in `effects/` runs it and answers with
//! messages.

use super::msg::LoadPurpose;
use super::Route;
pub use crate::shell::files::PickedFile;
use preflight_engine::plan_file::LoadedPlan;
use preflight_engine::{Assessment, Plan};
use std::rc::Rc;

/// A plan with its assessment.
#[derive(Debug, Clone)]
pub struct JudgedPlan {
    pub plan: Rc<Plan>,
    pub assessment: Rc<Assessment>,
}

/// An event for the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostEvent {
    Ready,
    /// The open plan has changed.
    PlanChanged,
    Error {
        code: &'static str,
        message: String,
    },
}

/// One thing that the browser has to do.
#[derive(Debug, Clone)]
pub enum Effect {
    /// The open plan was changed here: save it soon, with the assessment that `update` has just computed.
    PlanEdited {
        judged: JudgedPlan,
        before: JudgedPlan,
    },
    /// Write unsaved changes now.
    SaveNow,
    ListPlans,
    ListSnapshots,
    /// Save a state of the open plan as a snapshot, with the message key of the reason.
    SaveSnapshot(JudgedPlan, &'static str),
    /// Open a new plan. If it is not empty it is stored at once, and judged first if it has no assessment.
    CreatePlan {
        plan: Rc<Plan>,
        assessment: Option<Rc<Assessment>>,
        scenario_of: Option<String>,
        route: Route,
    },
    /// Open an example, which is stored when it is first changed.
    OpenExample(Box<LoadedPlan>),
    OpenStored {
        id: String,
        route: Option<Route>,
    },
    LoadStored {
        id: String,
        purpose: LoadPurpose,
    },
    RenameStored {
        id: String,
        name: String,
    },
    Trash {
        id: String,
    },
    Restore {
        id: String,
    },
    /// Delete a plan in the trash permanently.
    Erase {
        id: String,
    },
    /// Download the stored file unchanged.
    DownloadStored {
        id: String,
    },
    /// Ask the tab that writes the open plan for write access.
    TakeOver,
    /// Compress the text of a plan into a link.
    CreateLink {
        plan: Rc<Plan>,
        text: String,
    },
    UnpackLink(String),
    ReadFile(PickedFile),
    Download {
        name: String,
        mime: &'static str,
        text: String,
    },
    /// Download the report with the styles of the page.
    DownloadReport {
        name: String,
    },
    /// Download the page with a plan file inside.
    DownloadPage {
        name: String,
        plan_file: String,
    },
    RequestPersistence,
    CopyText(String),
    Print,
    /// Store whether shortcuts are on.
    StoreShortcuts(bool),
    /// Load the newer version of the page, unless the open plan is stored nowhere.
    ApplyUpdate,
    NotifyHost(HostEvent),
}
