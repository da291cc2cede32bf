//! Findings: the list with its filters, and one finding.

pub mod finding;
pub mod list;
