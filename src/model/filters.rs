//! What lists are narrowed to, and in which order they stand.

use preflight_engine::content::Severity;

/// By what tasks are gathered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Phase,
    Owner,
    Due,
}

/// What lists are narrowed to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filters {
    pub search: String,
    /// Severities that are hidden.
    pub hidden: Vec<Severity>,
    pub phase: Option<usize>,
    /// The section that a finding belongs to.
    pub topic: Option<usize>,
    /// Of findings and tasks; the empty name are those without an owner.
    pub owner: Option<String>,
    pub region_search: String,
    pub geography: String,
    pub only_dms: bool,
    pub only_schema_conversion: bool,
    pub only_2017: bool,
    pub no_opt_in: bool,
    pub hide_done: bool,
    /// By what tasks are gathered.
    pub order: Order,
    /// Task settings with every default.
    pub full_settings: bool,
    /// More findings than the first dozen.
    pub all_findings: bool,
    /// What is searched for everywhere.
    pub global_search: String,
}

impl Filters {
    /// The same without what could hide a finding or a task.
    #[must_use]
    pub fn without_hiding(&self) -> Self {
        let (search, hidden, phase, topic, owner) = Default::default();
        Self { search, hidden, phase, topic, owner, hide_done: false, ..self.clone() }
    }

    /// Whether an owner passes.
    pub fn matches_owner(&self, owner: &str) -> bool {
        self.owner.as_ref().is_none_or(|wanted| wanted.trim() == owner.trim())
    }
}
