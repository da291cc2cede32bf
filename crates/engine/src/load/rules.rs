//! Reads rules. The loader calls it.

use super::row::Row;
use super::rows::evidence;
use crate::content::{Content, Rule, Severity};

pub(super) fn rule(row: &mut Row<'_>, content: &mut Content, digest: String) -> Rule {
    let severities = Severity::ALL.map(Severity::name);
    let severity = Severity::ALL[row.index_in("severity", severities.into_iter())];
    let rule = Rule {
        id: row.identifier().into(),
        section: row.index_in("section", content.sections.iter().map(|section| section.id.as_str())),
        phase: row.index_in("phase", content.phases.iter().map(|phase| phase.id.as_str())),
        severity,
        when: row.condition("when", content),
        title: row.text("title"),
        digest,
        limitation: false,
        evidence: evidence(row, content),
    };
    // Only the digest depends on it.
    row.optional_text("wording");
    rule
}
