//! Sections, phases and examples: what content is arranged by, and whole plans to open.

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
    /// Place in [`Content::groups`].
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
