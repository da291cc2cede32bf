//! What the page is part of, as whoever mounted it says.

/// What the page is part of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Whether the document is the checklist's own: then its address and title follow the reader.
    pub owner: bool,
    /// Whether the address asks for nothing but the start: that is shown while the plans are being read.
    pub starts: bool,
    /// Whether the plan that was changed last is opened at once: on a page of others, whose address says nothing of plans.
    pub resumes: bool,
    /// Where the single file can be downloaded; empty if nowhere.
    pub file: String,
    /// Whether the page is one file, which can be saved with a plan inside.
    pub is_file: bool,
    /// Whether nothing can be changed here at all.
    pub readonly: bool,
    /// Whether a newer version of the page is ready.
    pub newer: bool,
}
