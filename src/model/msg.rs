//! The messages: what happened on the page, in the past tense. Views, hooks, the effect handler and the bindings send
//! them to the program.

use super::effect::PickedFile;
use super::{Export, Filters, FocusTarget, HostContext, Link, PlanCommand, Route};
use preflight_engine::answer::UserMessage;
use preflight_engine::merge::Conflict;
use preflight_engine::plan_file::LoadedPlan;
use preflight_engine::question_ranking::QuestionValue;
use preflight_engine::store::{PlanList, Snapshot, Status, StorageKind};
use preflight_engine::timeline::{Forecast, Suggestion};
use preflight_engine::{Action, Plan};
use std::rc::Rc;

/// A plan that was opened from the plan store, or created.
#[derive(Clone)]
pub struct OpenedPlan {
    pub id: Rc<str>,
    pub loaded: Box<LoadedPlan>,
    /// Whether this page may write it. If not, another tab does.
    pub writes: bool,
    pub status: Status,
    /// The size of the plan file in bytes; 0 while unknown.
    pub size: usize,
    /// The route to open; without one, the route where work continues.
    pub route: Option<Route>,
}

/// What a stored plan was loaded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadPurpose {
    Duplicate,
    Scenario,
    Compare,
}

/// What happened on the page.
#[derive(Clone)]
pub enum Msg {
    PlanEdited(Action),
    /// The last answer was undone.
    Undone,
    /// By the index of the conflict. True takes the value of the other tab.
    ConflictResolved(usize, bool),
    /// The reader has seen what a later edition changed.
    EditionChangesSeen,

    Navigated(Route),
    /// To the route where work on this plan continues.
    Resumed,
    /// To a focus target, on a view that shows it.
    FocusRequested(FocusTarget),
    /// To the next open question.
    NextOpenRequested,
    Filtered(Filters),
    NoticeClosed(usize),
    /// Whether shortcuts should be on.
    ShortcutsToggled(bool),

    NewPlanRequested,
    /// An example, by its index.
    ExampleChosen(usize),
    /// A command for a stored plan, by its id.
    PlanCommandGiven(String, PlanCommand),
    FileChosen(PickedFile),
    /// A snapshot, by its index in the list.
    SnapshotChosen(usize),
    /// The preview should become a new plan.
    PreviewSaveRequested,
    /// The preview should replace the underlying plan.
    PreviewReplaceRequested,
    PreviewClosed,
    /// The other tab should give up write access to the open plan.
    TakeOverRequested,
    LinkRequested,
    DownloadRequested(Export),
    /// A quarantined text, by its index in the list.
    QuarantinedDownloadRequested(usize),
    /// This page as a file with the plan inside.
    PageDownloadRequested,
    CopyRequested(String),
    PrintRequested,
    /// The newer version of the page should be loaded.
    UpdateRequested,

    /// The plans have been read, so the page can open what the host or the address names.
    StorageReady {
        fragment: Option<String>,
    },
    PlansListed(Rc<PlanList>, StorageKind, bool),
    ShortcutsLoaded(bool),
    PlanOpened(OpenedPlan),
    /// The open plan was moved to the trash.
    PlanClosed,
    /// Another tab gave up write access, or took it.
    AccessChanged {
        writes: bool,
    },
    /// With the size in bytes of the plan file that was written last; 0 if none was.
    SaveStatusChanged(Status, usize),
    /// The plan merged with what another tab saved, the conflicts, and the state of this page that was merged.
    MergedFromTab(Box<Plan>, Vec<Conflict>, Rc<Plan>),
    /// Another tab wrote something.
    StorageChanged,
    StoredPlanLoaded {
        id: String,
        plan: Box<Plan>,
        purpose: LoadPurpose,
    },
    SnapshotsListed(Rc<Vec<Snapshot>>),
    LinkCreated(Rc<Plan>, Link),
    /// The plan file in a link; none if it cannot be unpacked.
    LinkUnpacked(Option<String>),
    /// The name of a file, and its text or the message key of the reason why it cannot be read.
    FileRead(String, Result<String, UserMessage>),
    /// The reason why something could not be done.
    Failed(UserMessage),

    /// The question ranking was computed.
    Ranked(Rc<Vec<QuestionValue>>),
    TimelineComputed(Rc<Forecast>),
    /// What would help to meet the date.
    SuggestionsComputed(Rc<Vec<Suggestion>>),

    /// The reader went back or forward in the history, or edited the address.
    AddressChanged(Option<String>),
    HostPlanGiven(Box<LoadedPlan>),
    HostContextChanged(HostContext),
    /// The details have loaded, or an update of the page is available.
    RuntimeChanged {
        update_ready: bool,
    },
}
