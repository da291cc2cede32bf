//! The host context: what the host that mounted the page says about it. The bindings set it, views and `update` read
//! it.

/// How and where the page is mounted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostContext {
    /// Whether the document belongs to this page alone, so that its address and title follow the route.
    pub owns_document: bool,
    /// Whether the address names only the start page, which is then shown while the plans are being read.
    pub at_start_url: bool,
    /// Whether the plan that was changed last opens at once, because the address of a host page names no plan.
    pub reopens_last: bool,
    /// The address of the single-file download; empty if there is none.
    pub download_url: String,
    /// Whether the page is a single file that can be saved with a plan inside.
    pub is_single_file: bool,
    /// Whether plans can only be read here.
    pub readonly: bool,
    /// Whether a newer version of the page is ready.
    pub update_ready: bool,
}
