//! The rows that a plan's design is built from: approaches with the reasons for and against each, settings of the
//! replication task, and notes on the size of the replication instance. Approach, task documents and sizing read them.

use super::condition::Condition;
use super::evidence::Evidence;
use crate::id::Id;

/// How a note counts for its approach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The approach cannot work.
    Excludes,
    Against,
    For,
}

impl Weight {
    /// Its name in content files and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Excludes => "excludes",
            Self::Against => "against",
            Self::For => "for",
        }
    }
}

/// One reason for or against an approach.
#[derive(Debug, Clone)]
pub struct ApproachNote {
    pub weight: Weight,
    /// How much it counts, 1 to 3.
    pub points: i32,
    pub when: Condition,
    pub text: String,
}

/// Where the downtime of an approach comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Downtime {
    /// The time of the full load, as the timeline estimates it.
    Load,
    /// The time of the cutover.
    Switch,
}

/// A way to move the data.
#[derive(Debug, Clone)]
pub struct Approach {
    pub id: Id,
    pub title: String,
    pub about: String,
    pub downtime: Downtime,
    /// low, medium or high, by our judgement.
    pub effort: String,
    pub risk: String,
    pub notes: Vec<ApproachNote>,
    pub evidence: Evidence,
}

/// A value for one setting of the task, when its condition holds.
#[derive(Debug, Clone)]
pub struct Setting {
    pub id: Id,
    pub group: String,
    pub key: String,
    /// None: the value for every plan that no earlier row of the key holds for.
    pub when: Option<Condition>,
    /// A JSON value; a named fact between braces is replaced by its number or text.
    pub value: String,
    pub evidence: Evidence,
}

impl Setting {
    /// Whether it gives a value to this key.
    pub fn is_of(&self, group: &str, key: &str) -> bool {
        self.group == group && self.key == key
    }
}

/// A kind of replication instance class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// R: 8 GiB per vCPU.
    Memory,
    /// C: 2 GiB per vCPU.
    Compute,
    /// T3: burstable.
    Burstable,
}

/// A reason for a family of classes.
#[derive(Debug, Clone)]
pub struct SizingNote {
    pub id: Id,
    pub family: Family,
    pub when: Condition,
    pub text: String,
    pub evidence: Evidence,
}
