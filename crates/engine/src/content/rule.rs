//! Rules and how severe their findings are.

use super::condition::Condition;
use super::evidence::Evidence;
use crate::id::Id;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Blocker,
    Risk,
    Advice,
    Note,
}

impl Severity {
    pub const ALL: [Self; 4] = [Self::Blocker, Self::Risk, Self::Advice, Self::Note];

    /// How much an open finding of it counts among what is worth asking next.
    pub fn weight(self) -> usize {
        match self {
            Self::Blocker => 4,
            Self::Risk => 2,
            Self::Advice | Self::Note => 1,
        }
    }

    /// The name in content files, in assessments and in keys of words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocker => "blocker",
            Self::Risk => "risk",
            Self::Advice => "advice",
            Self::Note => "note",
        }
    }
}

/// A rule: what follows from answers.
#[derive(Debug, Clone)]
pub struct Rule {
    pub id: Id,
    pub section: usize,
    /// Place in [`Content::phases`].
    pub phase: usize,
    pub severity: Severity,
    pub when: Condition,
    /// See [`Content::why`], [`Content::steps`] and [`Content::changed`] for what else a reader is shown.
    pub title: String,
    /// Made from a row of limitations.
    pub limitation: bool,
    /// Digest of the row, so that a saved plan can tell when a later edition says something else.
    pub digest: String,
    pub evidence: Evidence,
}
