//! The outcome of a save, and how safe the last change is. The plan store reports both; the app shows them.

use crate::merge::Conflict;
use crate::plan::Plan;

/// Why the last change is stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveError {
    /// No room is left.
    Full,
    /// The plan is larger than any plan may be.
    TooLarge,
    /// The storage refused it.
    Refused,
    /// A newer version saved this plan meanwhile.
    Newer,
}

/// How safe the last change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing needed saving yet.
    Unsaved,
    /// A change waits, or the durable layer is still writing it.
    Saving,
    /// It survives even a crash of the browser.
    Saved,
    /// It survives the page; a crash of the browser within a minute may lose it.
    SavedNotDurable,
    NotSaved(SaveError),
    /// Only the page's memory stores the plan: it is lost with the page.
    MemoryOnly,
}

/// The outcome of a save.
#[derive(Debug, PartialEq)]
pub enum SaveOutcome {
    /// The plan is written, or did not need to be.
    Done,
    /// Another tab had saved this plan, and this plan merges both. [`PlanStore::status`](super::PlanStore::status) says
    /// whether it is written.
    Merged(Box<Plan>, Vec<Conflict>),
    Failed(SaveError),
}
