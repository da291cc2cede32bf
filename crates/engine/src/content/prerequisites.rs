//! What an endpoint must have before DMS can use it: parameters, privileges, set-up. A row is due for its engine,
//! hosting and phase, and for a condition if it has one. The assessment of tasks reads them.

use super::condition::Condition;
use super::limitations::{Phases, Role};
use crate::id::Id;

/// Kind of a prerequisite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrerequisiteKind {
    Parameter,
    Privilege,
    Setup,
    Retention,
    Network,
    EndpointSetting,
}

impl PrerequisiteKind {
    /// The kind of this name in content files.
    pub(crate) fn named(name: &str) -> Option<Self> {
        PREREQUISITE_KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }
}

/// One prerequisite.
#[derive(Debug, Clone)]
pub struct Prerequisite {
    pub id: Id,
    pub role: Role,
    pub phases: Phases,
    pub kind: PrerequisiteKind,
    pub when: Condition,
}

/// The address of a page of the user guide, such as `CHAP_Source.Oracle#Anchor`.
pub fn guide_address(page: &str) -> String {
    let (page, anchor) = page.split_once('#').unwrap_or((page, ""));
    let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    format!("https://docs.aws.amazon.com/dms/latest/userguide/{page}.html{anchor}")
}

/// Names of the kinds in content files.
pub(crate) const PREREQUISITE_KINDS: [(&str, PrerequisiteKind); 6] = [
    ("parameter", PrerequisiteKind::Parameter),
    ("privilege", PrerequisiteKind::Privilege),
    ("setup", PrerequisiteKind::Setup),
    ("retention", PrerequisiteKind::Retention),
    ("network", PrerequisiteKind::Network),
    ("endpoint-setting", PrerequisiteKind::EndpointSetting),
];
