//! Phases of the timeline with the parts that their working days add up from, and answers to try in a what-if. The
//! timeline reads them.

use super::condition::Condition;
use super::evidence::Evidence;
use crate::answer::Raw;
use crate::id::Id;

/// A process whose running time a model computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationModel {
    Load,
    CatchUp,
}

/// A part of a phase's working days.
#[derive(Debug, Clone)]
pub struct Part {
    /// None: it always counts.
    pub when: Option<Condition>,
    /// Working days at best, likely and at worst.
    pub days: [f64; 3],
    /// The multipliers of the days: none, the same for all three, or one for each.
    pub times: Vec<Condition>,
    /// The multipliers to assume while one is open.
    pub assumed: [f64; 3],
    /// The largest multiplier that counts.
    pub most: f64,
    /// Largest number of days that it runs, because people stop what takes longer.
    pub limit: f64,
    /// Parts of a phase with the same word exclude each other.
    pub either: String,
    /// The process whose running time multiplies the days, and the days to assume while it is not known.
    pub duration: Option<(DurationModel, [f64; 3])>,
}

/// A phase of the timeline. Its title and the texts of its parts are in the details.
#[derive(Debug, Clone)]
pub struct TimelinePhase {
    pub id: Id,
    /// Indexes of earlier phases in [`Content::timeline`](super::Content::timeline).
    pub after: Vec<usize>,
    pub when: Option<Condition>,
    /// The phase that must be over by the hard date.
    pub is_finish: bool,
    pub parts: Vec<Part>,
    /// Rules whose findings are shown with the timeline.
    pub rules: Vec<Id>,
    pub evidence: Evidence,
}

/// How a what-if changes an answer.
#[derive(Debug, Clone)]
pub enum WhatIfChange {
    Answer(Raw),
    /// Added to a number.
    Step(f64),
    /// Removed from the chosen options.
    Without(String),
}

/// An answer to try. Its text is in the details.
#[derive(Debug, Clone)]
pub struct WhatIf {
    pub id: Id,
    /// Index into [`Content::questions`](super::Content::questions).
    pub question: usize,
    pub when: Condition,
    pub change: WhatIfChange,
}
