//! Sections, phases and groups, which arrange the content, and example plans. `load` builds them; the model, views and
//! reports read them.

use crate::id::Id;

/// An id with a title: a group of sections, a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub id: Id,
    pub title: String,
}

/// A section of the checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    pub id: Id,
    /// Index into [`Content::groups`](super::Content::groups).
    pub group: usize,
    pub title: String,
    pub lead: String,
}

/// A plan that shows what the checklist does.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    pub id: String,
    pub title: String,
    pub about: String,
    /// The plan file.
    pub plan: serde_json::Value,
}
