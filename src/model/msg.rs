//! What happens on the page, in the past tense. Views, hooks, the effect handler and hosts send these to the program.

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

/// A plan that has been opened from the store, or made.
#[derive(Clone)]
pub struct OpenedPlan {
    pub id: Rc<str>,
    pub loaded: Box<LoadedPlan>,
    /// Whether this page may write it; another tab does otherwise.
    pub writes: bool,
    pub status: Status,
    /// Bytes of the plan file; 0 while unknown.
    pub size: usize,
    /// Where to go; to where work goes on if there is none.
    pub route: Option<Route>,
}

/// What a stored plan was loaded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadPurpose {
    Duplicate,
    Scenario,
    Compare,
}

/// What happens on the page.
#[derive(Clone)]
pub enum Msg {
    PlanEdited(Action),
    /// The last answer is taken back.
    Undone,
    /// True takes what the other tab has.
    ConflictResolved(usize, bool),
    /// The reader has seen what a later edition changed.
    EditionChangesSeen,

    Navigated(Route),
    /// To where work on this plan goes on.
    Resumed,
    /// The reader asked for something from elsewhere.
    FocusRequested(FocusTarget),
    /// The reader asked for the next question without an answer.
    NextOpenRequested,
    Filtered(Filters),
    NoticeClosed(usize),
    /// Whether single keys are to act.
    ShortcutsToggled(bool),

    NewPlanRequested,
    /// An example, by its index.
    ExampleChosen(usize),
    /// Something is to be done with a stored plan, by its id.
    PlanCommandGiven(String, PlanCommand),
    FileChosen(PickedFile),
    /// An earlier state, by its index in the list.
    SnapshotChosen(usize),
    /// What is previewed is to become a plan of its own.
    PreviewSaveRequested,
    /// What is previewed is to take the place of the plan below it.
    PreviewReplaceRequested,
    PreviewClosed,
    /// The other tab is to hand the plan over.
    TakeOverRequested,
    LinkRequested,
    DownloadRequested(Export),
    /// A damaged text, by its index in the list.
    QuarantinedDownloadRequested(usize),
    /// This page as a file, with the plan in it.
    PageDownloadRequested,
    CopyRequested(String),
    PrintRequested,
    /// The newer version of the page is to take its place.
    UpdateRequested,

    /// The plans are read, and the page can act on what the host and the address ask for.
    StorageReady {
        fragment: Option<String>,
    },
    PlansListed(Rc<PlanList>, StorageKind, bool),
    ShortcutsLoaded(bool),
    PlanOpened(OpenedPlan),
    /// The open plan was put into the trash.
    PlanClosed,
    /// Another tab handed the plan over, or took it.
    AccessChanged {
        writes: bool,
    },
    /// With the bytes of the plan file that was written last; 0 if none was.
    SaveStatusChanged(Status, usize),
    /// What another tab saved is part of this plan now; last, what of this page it was merged with.
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
    /// What a link carries; none if it cannot be unpacked.
    LinkUnpacked(Option<String>),
    /// The name of a file, and its text or the key of why it cannot be read.
    FileRead(String, Result<String, &'static str>),
    /// Why something could not be done.
    Failed(UserMessage),

    /// It is worked out what to answer next.
    Ranked(Rc<Vec<QuestionValue>>),
    TimelineComputed(Rc<Forecast>),
    /// What would help to make the date.
    SuggestionsComputed(Rc<Vec<Suggestion>>),

    /// The reader went back or forward, or changed the address.
    AddressChanged(Option<String>),
    HostPlanGiven(Box<LoadedPlan>),
    HostContextChanged(HostContext),
    /// The details have loaded, or an update of the page is available.
    RuntimeChanged {
        update_ready: bool,
    },
}
