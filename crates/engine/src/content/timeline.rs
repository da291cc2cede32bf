//! Phases of the timeline: what comes after what, and of which parts the working days of each are made; and answers
//! that could be otherwise, to see what each would do to the date.

use super::condition::Condition;
use super::evidence::Evidence;
use crate::answer::Raw;
use crate::id::Id;

/// What runs by itself and takes its time.
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
    /// What the days are multiplied with: nothing, the same for all three, or one for each.
    pub times: Vec<Condition>,
    /// What stands for a multiplier that is open.
    pub assumed: [f64; 3],
    /// The largest multiplier that counts.
    pub most: f64,
    /// Days that it runs at most: what takes longer is ended by people.
    pub limit: f64,
    /// Parts of a phase with the same word exclude each other.
    pub either: String,
    /// What runs so often, and the days that stand for it while they are not known.
    pub duration: Option<(DurationModel, [f64; 3])>,
}

/// A phase of the timeline. Its title and the texts of its parts are in the second text.
#[derive(Debug, Clone)]
pub struct TimelinePhase {
    pub id: Id,
    /// Places of earlier phases in [`Content::timeline`].
    pub after: Vec<usize>,
    pub when: Option<Condition>,
    /// The phase that must be over by the hard date.
    pub is_finish: bool,
    pub parts: Vec<Part>,
    /// Rules whose findings are told with the timeline.
    pub rules: Vec<Id>,
    pub evidence: Evidence,
}

/// How an answer is changed.
#[derive(Debug, Clone)]
pub enum WhatIfChange {
    Answer(Raw),
    /// Added to a number.
    Step(f64),
    /// Taken out of the chosen options.
    Without(String),
}

/// An answer that could be otherwise. Its text is in the second text.
#[derive(Debug, Clone)]
pub struct WhatIf {
    pub id: Id,
    /// Place in [`Content::questions`].
    pub question: usize,
    pub when: Condition,
    pub change: WhatIfChange,
}
