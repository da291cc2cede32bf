//! How a later edition judges a saved plan differently: findings that were added or removed, changed severity or were
//! reworded. A plan file stores the severity and the digest of each finding that was true; this module compares them.
//! The app shows the changes when a plan opens.

use crate::assess::Assessment;
use crate::content::{Content, Severity};
use crate::id::Id;
use crate::json::JsonObject;
use serde_json::{Map, Value};
use std::sync::Arc;

/// The findings of a plan when it was saved, by the id of their rule, as its file stores them: each an object with the
/// texts `severity` and `digest`, the digest of the rule in `content.json`. It is plain JSON, because a struct would
/// cost the page more code than it saves.
pub type Fingerprints = Map<String, Value>;

/// The findings under an earlier edition whose changes the reader has not seen yet. Shared, because every change of a
/// plan copies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedEdition {
    /// YYYY-MM-DD.
    pub edition: String,
    pub fingerprints: Arc<Fingerprints>,
}

/// How a finding changed.
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
    content.rule_index(rule).map_or("", |index| &content.rules[index].digest)
}

/// The differences between `fingerprints` and `assessment`: first findings that hold, in their order, then removed ones
/// by id. Changes that an answer or the day caused since the plan was saved are included like those of the edition.
pub fn diff(content: &Content, fingerprints: &Fingerprints, assessment: &Assessment) -> Vec<EditionChange> {
    let mut changes = Vec::new();
    for finding in assessment.findings.iter().filter(|finding| finding.holds()) {
        let kind = match fingerprints.get(finding.rule.as_str()) {
            None => EditionChangeKind::Added,
            Some(fingerprint) => {
                let saved = |field: &str| fingerprint.get(field).and_then(Value::as_str).unwrap_or_default();
                if differs(saved("severity"), finding.severity.name()) {
                    EditionChangeKind::Severity { was: saved("severity").to_owned(), now: finding.severity }
                } else if differs(saved("digest"), digest(content, &finding.rule)) {
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

/// Whether both texts are there and differ: a field that the file lacks is no change.
fn differs(was: &str, now: &str) -> bool {
    !was.is_empty() && !now.is_empty() && was != now
}
