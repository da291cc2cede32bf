//! Rules, and the severity of their findings. `load` builds them; the assessment and the question ranking evaluate
//! them; reports and views show them.

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

    /// How much an open finding of this severity counts when open questions are ranked.
    pub fn weight(self) -> usize {
        match self {
            Self::Blocker => 4,
            Self::Risk => 2,
            Self::Advice | Self::Note => 1,
        }
    }

    /// The name in content files, assessments and message keys.
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
    /// Index into [`Content::sections`](super::Content::sections).
    pub section: usize,
    /// Index into [`Content::phases`](super::Content::phases).
    pub phase: usize,
    pub severity: Severity,
    pub when: Condition,
    /// Its other texts are details: `Content::why`, `Content::steps` and `Content::changed`.
    pub title: String,
    /// Whether a row of limitations created it.
    pub limitation: bool,
    /// Digest of the row, so that a saved plan shows when a later edition changed it.
    pub digest: String,
    pub evidence: Evidence,
}
