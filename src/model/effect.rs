//! What `update` wants done in the browser, as plain data. The effect handler in `effects/` runs it and answers with
//! messages.

use super::msg::LoadPurpose;
use super::Route;
pub use crate::shell::files::PickedFile;
use preflight_engine::plan_file::LoadedPlan;
use preflight_engine::{Assessment, Plan};
use std::rc::Rc;

/// A plan with what follows from it.
#[derive(Debug, Clone)]
pub struct JudgedPlan {
    pub plan: Rc<Plan>,
    pub assessment: Rc<Assessment>,
}

/// What the host is to hear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostEvent {
    Ready,
    /// The open plan says something else.
    PlanChanged,
    Error {
        code: &'static str,
        message: String,
    },
}

/// Something that the browser has to do.
#[derive(Debug, Clone)]
pub enum Effect {
    /// The open plan was changed here: save it soon, with the assessment that was just made.
    PlanEdited {
        judged: JudgedPlan,
        before: JudgedPlan,
    },
    /// Write what waits, now.
    SaveNow,
    ListPlans,
    ListSnapshots,
    /// Keep a state of the open plan among its snapshots, with the key of the reason.
    SaveSnapshot(JudgedPlan, &'static str),
    /// A new plan; it is stored at once if it says anything. Without an assessment it is judged first.
    CreatePlan {
        plan: Rc<Plan>,
        assessment: Option<Rc<Assessment>>,
        scenario_of: Option<String>,
        route: Route,
    },
    /// An example, which is stored with the first change of it.
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
    /// Out of the trash for good.
    Erase {
        id: String,
    },
    /// The stored file, as it is.
    DownloadStored {
        id: String,
    },
    /// Ask the tab that writes the open plan to hand it over.
    TakeOver,
    /// Pack the text of a plan into a link.
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
    /// The report in the styles of the page.
    DownloadReport {
        name: String,
    },
    /// The page with a plan file in it.
    DownloadPage {
        name: String,
        plan_file: String,
    },
    RequestPersistence,
    CopyText(String),
    Print,
    /// Keep whether single keys act.
    StoreShortcuts(bool),
    /// Load the newer version, unless something here is stored nowhere.
    ApplyUpdate,
    NotifyHost(HostEvent),
}
