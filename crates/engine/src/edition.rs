//! What a later edition says otherwise of a saved plan: findings that came, went, weigh differently or are reworded.
//! A plan file keeps for each finding that held its severity and a digest of its rule; the two are compared here.

use crate::assess::Assessment;
use crate::content::{Content, Severity};
use crate::id::Id;
use litemap::LiteMap;
use std::sync::Arc;

/// What a plan file says of a finding that held when it was saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// As written; a later edition may know more severities.
    pub severity: String,
    /// Digest of the rule as `content.json` had it.
    pub digest: String,
}

/// The findings that held when a plan was saved, by the id of their rule.
pub type Marks = LiteMap<String, Mark>;

/// What the findings were under an edition whose news the reader has not seen yet. Shared, because every change of a
/// plan copies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// YYYY-MM-DD.
    pub edition: String,
    pub marks: Arc<Marks>,
}

/// What became of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditionTurn {
    /// Holds now and did not when the plan was saved.
    Came,
    /// Held when the plan was saved and does not now; its rule may be one that this content no longer has.
    Went,
    /// Holds as before with another severity.
    Severity { was: String, now: Severity },
    /// Holds as before with the same severity, while its rule says something else.
    Reworded,
}

/// One change, by the id of its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionChange {
    pub rule: Id,
    pub kind: EditionTurn,
}

/// What is different now from what `marks` say: first findings that hold, in their order, then those that went, by
/// id. What an answer or the day brought about since the plan was saved is told like what the edition did.
pub fn since(content: &Content, marks: &Marks, assessment: &Assessment) -> Vec<EditionChange> {
    let mut changes = Vec::new();
    for finding in assessment.findings.iter().filter(|finding| finding.holds()) {
        let digest = content.rule(&finding.rule).map_or("", |place| &content.rules[place].digest);
        let kind = match marks.get(finding.rule.as_str()) {
            None => EditionTurn::Came,
            Some(mark) if differs(&mark.severity, finding.severity.name()) => {
                EditionTurn::Severity { was: mark.severity.clone(), now: finding.severity }
            }
            Some(mark) if differs(&mark.digest, digest) => EditionTurn::Reworded,
            Some(_) => continue,
        };
        changes.push(EditionChange { rule: finding.rule.clone(), kind });
    }
    for (rule, _) in marks {
        if !assessment.findings.iter().any(|finding| finding.holds() && finding.rule == *rule) {
            changes.push(EditionChange { rule: Id::from(rule.as_str()), kind: EditionTurn::Went });
        }
    }
    changes
}

/// Whether both say something, and not the same: from a field that the file lacks nothing follows.
fn differs(was: &str, now: &str) -> bool {
    !was.is_empty() && !now.is_empty() && was != now
}
