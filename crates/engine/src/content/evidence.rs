//! Where the statements of content come from.

/// Where a statement comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub id: String,
    pub title: String,
    /// Web address; empty when the page is gone or the statement is our own.
    pub address: String,
    /// Which copy was read.
    pub vintage: String,
    /// The day it was read, YYYY-MM-DD.
    pub read: String,
}

/// Where a row's facts come from: places in [`Content::sources`], and the day they were read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    pub sources: Vec<usize>,
    /// YYYY-MM-DD.
    pub read: String,
    /// The line of the mission that the row answers, `M0` to `M13`.
    pub mission: String,
}
