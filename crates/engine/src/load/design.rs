//! Reads approaches, task settings and sizing notes, from which a plan's design is built. The loader calls it.

use super::row::Row;
use super::rows::evidence;
use crate::content::{Approach, ApproachNote, Content, Downtime, Family, Setting, SizingNote, Weight};

const LEVELS: [&str; 3] = ["low", "medium", "high"];

pub(super) fn approach(row: &mut Row<'_>, content: &mut Content) -> Approach {
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
        notes.push(ApproachNote {
            weight,
            points,
            when: row.compile("notes", &text("when"), content),
            text: text("text"),
        });
    }
    Approach {
        id: row.identifier().into(),
        title: row.text("title"),
        about: row.text("about"),
        downtime: [Downtime::Load, Downtime::Switch][row.variant("downtime", &["load", "switch"])],
        effort: LEVELS[row.variant("effort", &LEVELS)].to_owned(),
        risk: LEVELS[row.variant("risk", &LEVELS)].to_owned(),
        notes,
        evidence: evidence(row, content),
    }
}

pub(super) fn setting(row: &mut Row<'_>, content: &mut Content) -> Setting {
    Setting {
        id: row.identifier().into(),
        group: row.text("group"),
        key: row.text("key"),
        when: row.optional_condition("when", content),
        value: row.text("value"),
        evidence: evidence(row, content),
    }
}

pub(super) fn sizing(row: &mut Row<'_>, content: &mut Content) -> SizingNote {
    let families = [Family::Memory, Family::Compute, Family::Burstable];
    SizingNote {
        id: row.identifier().into(),
        family: families[row.variant("family", &["memory", "compute", "burstable"])],
        when: row.condition("when", content),
        text: row.text("text"),
        evidence: evidence(row, content),
    }
}
