//! What a later edition says otherwise of a saved plan: findings that came, went, weigh differently or are reworded.
//! A plan file keeps for each finding that held its severity and a digest of its rule; the two are compared here.

use crate::assess::Assessment;
use crate::content::{Content, Severity};
use crate::id::Id;
use crate::json::JsonObject;
use serde_json::{Map, Value};
use std::sync::Arc;

/// The findings that held when a plan was saved, by the id of their rule, as its file has them: each an object with
/// the texts `severity` and `digest`, the digest of the rule in `content.json`. A type of their own would cost the page
/// more code than what is done with them.
pub type Fingerprints = Map<String, Value>;

/// What the findings were under an edition whose news the reader has not seen yet. Shared, because every change of a
/// plan copies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedEdition {
    /// YYYY-MM-DD.
    pub edition: String,
    pub fingerprints: Arc<Fingerprints>,
}

/// What became of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditionChangeKind {
    /// Holds now and did not when the plan was saved.
    Added,
    /// Held when the plan was saved and does not now; its rule may be one that this content no longer has.
    Removed,
    /// Holds as before with another severity; what it was may be one that this content does not know.
    Severity { was: String, now: Severity },
    /// Holds as before with the same severity, while its rule says something else.
    Reworded,
}

/// One change, by the id of its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionChange {
    pub rule: Id,
    pub kind: EditionChangeKind,
}

/// The fingerprints of the findings that hold now.
pub fn fingerprints(content: &Content, assessment: &Assessment) -> Fingerprints {
    let mut fingerprints = Fingerprints::new();
    for finding in assessment.findings.iter().filter(|finding| finding.holds()) {
        let fingerprint = JsonObject::default().text("severity", finding.severity.name());
        fingerprints
            .insert(finding.rule.to_string(), fingerprint.text("digest", digest(content, &finding.rule)).into());
    }
    fingerprints
}

fn digest<'a>(content: &'a Content, rule: &str) -> &'a str {
    content.rule(rule).map_or("", |index| &content.rules[index].digest)
}

/// What is different now from what `fingerprints` say: first findings that hold, in their order, then those that went, by
/// id. What an answer or the day brought about since the plan was saved is told like what the edition did.
pub fn diff(content: &Content, fingerprints: &Fingerprints, assessment: &Assessment) -> Vec<EditionChange> {
    let mut changes = Vec::new();
    for finding in assessment.findings.iter().filter(|finding| finding.holds()) {
        let kind = match fingerprints.get(finding.rule.as_str()) {
            None => EditionChangeKind::Added,
            Some(mark) => {
                let was = |field: &str| mark.get(field).and_then(Value::as_str).unwrap_or_default();
                if differs(was("severity"), finding.severity.name()) {
                    EditionChangeKind::Severity { was: was("severity").to_owned(), now: finding.severity }
                } else if differs(was("digest"), digest(content, &finding.rule)) {
                    EditionChangeKind::Reworded
                } else {
                    continue;
                }
            }
        };
        changes.push(EditionChange { rule: finding.rule.clone(), kind });
    }
    for (rule, _) in fingerprints {
        if !assessment.findings.iter().any(|finding| finding.holds() && finding.rule == *rule) {
            changes.push(EditionChange { rule: Id::from(rule.as_str()), kind: EditionChangeKind::Removed });
        }
    }
    changes
}

/// Whether both say something, and not the same: from a field that the file lacks nothing follows.
fn differs(was: &str, now: &str) -> bool {
    !was.is_empty() && !now.is_empty() && was != now
}
