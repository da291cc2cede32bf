//! Phases of the timeline: what comes after what, and of which parts the working days of each are made; and answers
//! that could be otherwise, to see what each would do to the date.

use super::row::Row;
use super::rows::{condition, evidence, optional_condition};
use super::{Condition, Content, Evidence};
use crate::answer::Raw;
use crate::facts::DurationModel;
use crate::id::Id;
use crate::reading::parse_decimal;
use serde_json::Value;

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

pub(super) fn phase(row: &mut Row<'_>, content: &Content) -> TimelinePhase {
    let mut after = Vec::new();
    for id in row.texts("after") {
        match content.timeline.iter().position(|phase| phase.id == id) {
            Some(place) => after.push(place),
            None => row.problem("after", format!("There is no earlier phase \"{id}\".")),
        }
    }
    let parts = row.maps("parts").into_iter().map(|map| part(row, map)).collect();
    TimelinePhase {
        id: row.identifier().into(),
        after,
        when: optional_condition(row, "when"),
        is_finish: row.value("finish").as_bool().unwrap_or_default(),
        parts,
        rules: rules(row, content),
        evidence: evidence(row, content),
    }
}

fn rules(row: &mut Row<'_>, content: &Content) -> Vec<Id> {
    let ids = row.texts("rules");
    for id in ids.iter().filter(|id| content.rule(id).is_none()) {
        row.problem("rules", format!("There is no rule \"{id}\"."));
    }
    ids.into_iter().map(Id::from).collect()
}

/// A number, read by our own means: the standard library's tables for it are 10 KB of the page.
fn number(value: &Value) -> Option<f64> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    match text.strip_prefix('-') {
        Some(digits) => parse_decimal(digits).map(|number| -number),
        None => parse_decimal(&text),
    }
}

/// Three numbers in order, each at least 0.
fn three(value: Option<&Value>) -> Option<[f64; 3]> {
    let numbers: Vec<f64> = value?.as_array()?.iter().filter_map(number).collect();
    let three: [f64; 3] = numbers.try_into().ok()?;
    (three[0] >= 0.0 && three[0] <= three[1] && three[1] <= three[2]).then_some(three)
}

fn part(row: &mut Row<'_>, map: &serde_json::Map<String, Value>) -> Part {
    let days = three(map.get("days"));
    let (assumed, times) = (map.get("assumed"), map.get("times"));
    let texts = times.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let running = match map.get("running").and_then(Value::as_str) {
        Some("load") => Some(DurationModel::Load),
        Some("catch_up") => Some(DurationModel::CatchUp),
        _ => None,
    };
    let running = running.zip(three(map.get("otherwise")));
    let known = ["days", "when", "times", "assumed", "most", "running", "otherwise", "limit", "either"];
    let fits = days.is_some()
        && map.keys().all(|field| known.contains(&field.as_str()))
        && times.is_some() == assumed.is_some()
        && map.contains_key("running") == running.is_some()
        && (times.is_none() || matches!(texts.len(), 1 | 3) && three(assumed).is_some());
    if !fits {
        let message =
            "A part has three days in order, with `times`, one or three, `assumed`, with `running` `otherwise`.";
        row.problem("parts", message);
    }
    let text = |value: &Value| condition(value.as_str().unwrap_or_default().to_owned());
    Part {
        when: map.get("when").map(text),
        days: days.unwrap_or_default(),
        times: texts.iter().map(text).collect(),
        assumed: three(assumed).unwrap_or([1.0; 3]),
        duration: running,
        limit: map.get("limit").and_then(number).unwrap_or(f64::MAX),
        either: map.get("either").and_then(Value::as_str).unwrap_or_default().to_owned(),
        most: map.get("most").and_then(number).unwrap_or(f64::MAX),
    }
}

pub(super) fn what_if(row: &mut Row<'_>, content: &Content) -> WhatIf {
    let question = row.index_in("question", content.questions.iter().map(|question| question.id.as_str()));
    let trying = match (row.value("value"), number(&row.value("step")), row.optional_text("without")) {
        (Value::Bool(flag), None, without) if without.is_empty() => WhatIfChange::Answer(Raw::Bool(flag)),
        (Value::String(text), None, without) if without.is_empty() => WhatIfChange::Answer(Raw::Text(text)),
        (Value::Null, Some(step), without) if without.is_empty() => WhatIfChange::Step(step),
        (Value::Null, None, without) if !without.is_empty() => WhatIfChange::Without(without),
        _ => {
            row.problem("value", "A row has one of `value`, `step` and `without`.");
            WhatIfChange::Step(0.0)
        }
    };
    WhatIf { id: row.identifier().into(), question, when: condition(row.text("when")), change: trying }
}
