//! What became of a save, and how safe the last change is.

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
    /// Nothing had to be saved yet.
    Unsaved,
    /// A change waits, or its lasting copy is on its way.
    Saving,
    /// It survives even a crash of the browser.
    Saved,
    /// It survives the page; a crash of the browser within a minute may lose it.
    SavedNotDurable,
    NotSaved(SaveError),
    /// Nothing is stored here: it ends with the page.
    MemoryOnly,
}

/// What a save came to.
#[derive(Debug, PartialEq)]
pub enum SaveOutcome {
    /// Written, or nothing had to be.
    Done,
    /// Another tab had saved this plan: both are in this plan now. [`Keeper::status`] says whether it is written.
    Merged(Box<Plan>, Vec<Conflict>),
    Failed(SaveError),
}
