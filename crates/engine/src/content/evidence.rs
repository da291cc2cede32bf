//! The sources of content, and which of them a row rests on. Reports list them; tests check them.

/// A source of statements.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub id: String,
    pub title: String,
    /// Web address; empty when the page is gone or the statement is ours.
    pub address: String,
    /// Which copy was read.
    pub vintage: String,
    /// The day it was read, YYYY-MM-DD.
    pub read: String,
}

/// The evidence of a row: indexes into [`Content::sources`](super::Content::sources), and the day they were read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    pub sources: Vec<usize>,
    /// YYYY-MM-DD.
    pub read: String,
    /// The line of the mission that the row answers, `M0` to `M13`.
    pub mission: String,
}
