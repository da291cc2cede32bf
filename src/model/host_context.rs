//! What the page is part of, as whoever mounted it says.

/// What the page is part of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostContext {
    /// Whether the document is the checklist's own: then its address and title follow the reader.
    pub owns_document: bool,
    /// Whether the address asks for nothing but the start: that is shown while the plans are being read.
    pub at_start_url: bool,
    /// Whether the plan that was changed last is opened at once: on a page of others, whose address says nothing of plans.
    pub reopens_last: bool,
    /// Where the single file can be downloaded; empty if nowhere.
    pub download_url: String,
    /// Whether the page is one file, which can be saved with a plan inside.
    pub is_single_file: bool,
    /// Whether nothing can be changed here at all.
    pub readonly: bool,
    /// Whether a newer version of the page is ready.
    pub update_ready: bool,
}
