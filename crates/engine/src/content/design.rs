//! Rows from which a plan's design is put together: approaches with what speaks for and against each, settings of the
//! replication task, what drives the size of the replication instance.

use super::row::Row;
use super::rows::{condition, evidence, optional_condition};
use super::{Condition, Content, Evidence};
use crate::id::Id;

/// What a note does to its approach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The approach cannot work.
    Excludes,
    Against,
    For,
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
    /// As long as the data travels.
    Transfer,
    /// As long as the switch takes.
    Switch,
}

/// A way to move the data.
#[derive(Debug, Clone)]
pub struct Approach {
    pub id: Id,
    pub title: String,
    pub about: String,
    pub downtime: Downtime,
    /// low, medium, high: our judgement.
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
    /// A JSON value; a named fact between braces stands for its number or text.
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

/// What speaks for a family of classes.
#[derive(Debug, Clone)]
pub struct SizingNote {
    pub id: Id,
    pub family: Family,
    pub when: Condition,
    pub text: String,
    pub evidence: Evidence,
}

const LEVELS: [&str; 3] = ["low", "medium", "high"];

pub(super) fn approach(row: &mut Row<'_>, content: &Content) -> Approach {
    let mut notes = Vec::new();
    for map in row.maps("notes") {
        let text = |field: &str| map.get(field).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let weight = match text("weight").as_str() {
            "excludes" => Weight::Excludes,
            "against" => Weight::Against,
            "for" => Weight::For,
            other => {
                row.problem("notes", format!("The weight \"{other}\" is none of: excludes, against, for."));
                Weight::Against
            }
        };
        let points = map.get("points").map_or(Some(1), serde_json::Value::as_i64);
        if !matches!(points, Some(1..=3)) || text("when").is_empty() || text("text").is_empty() {
            row.problem("notes", "A note has a weight, `when`, a text, and points from 1 to 3.");
        }
        let points = points.map_or(1, |points| points.clamp(1, 3) as i32);
        notes.push(ApproachNote { weight, points, when: condition(text("when")), text: text("text") });
    }
    Approach {
        id: row.identifier().into(),
        title: row.text("title"),
        about: row.text("about"),
        downtime: [Downtime::Transfer, Downtime::Switch][row.variant("downtime", &["transfer", "switch"])],
        effort: LEVELS[row.variant("effort", &LEVELS)].to_owned(),
        risk: LEVELS[row.variant("risk", &LEVELS)].to_owned(),
        notes,
        evidence: evidence(row, content),
    }
}

pub(super) fn setting(row: &mut Row<'_>, content: &Content) -> Setting {
    Setting {
        id: row.identifier().into(),
        group: row.text("group"),
        key: row.text("key"),
        when: optional_condition(row, "when"),
        value: row.text("value"),
        evidence: evidence(row, content),
    }
}

pub(super) fn sizing(row: &mut Row<'_>, content: &Content) -> SizingNote {
    let families = [Family::Memory, Family::Compute, Family::Burstable];
    SizingNote {
        id: row.identifier().into(),
        family: families[row.variant("family", &["memory", "compute", "burstable"])],
        when: condition(row.text("when")),
        text: row.text("text"),
        evidence: evidence(row, content),
    }
}
