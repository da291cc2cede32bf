//! The filters and the order of lists. Views send changed filters; `update` stores them in the view state.

use preflight_engine::content::Severity;

/// How tasks are grouped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Phase,
    Owner,
    Due,
}

/// The filters of all lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filters {
    pub search: String,
    /// Severities that are hidden.
    pub hidden: Vec<Severity>,
    pub phase: Option<usize>,
    /// The section that a finding belongs to.
    pub topic: Option<usize>,
    /// The owner of findings and tasks. An empty name selects those without an owner.
    pub owner: Option<String>,
    pub region_search: String,
    pub geography: String,
    pub only_dms: bool,
    pub only_schema_conversion: bool,
    pub only_2017: bool,
    pub no_opt_in: bool,
    pub hide_done: bool,
    /// How tasks are grouped.
    pub order: Order,
    /// Whether task settings include the defaults.
    pub full_settings: bool,
    /// Whether all findings are listed, not only the first dozen.
    pub all_findings: bool,
    /// The text of the search over everything.
    pub global_search: String,
}

impl Filters {
    /// The same filters without those that could hide a finding or a task.
    #[must_use]
    pub fn without_hiding(&self) -> Self {
        let (search, hidden, phase, topic, owner) = Default::default();
        Self { search, hidden, phase, topic, owner, hide_done: false, ..self.clone() }
    }

    /// Whether an owner passes the filter.
    pub fn matches_owner(&self, owner: &str) -> bool {
        self.owner.as_ref().is_none_or(|wanted| wanted.trim() == owner.trim())
    }
}
