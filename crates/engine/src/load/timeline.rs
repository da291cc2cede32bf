//! Reads the phases of the timeline, their parts, and the changes of an answer that the timeline tries. The loader
//! calls it.

use super::row::Row;
use super::rows::evidence;
use crate::answer::Raw;
use crate::content::{Content, DurationModel, Part, TimelinePhase, WhatIf, WhatIfChange};
use crate::id::Id;
use crate::quantity::parse_decimal;
use serde_json::Value;

pub(super) fn phase(row: &mut Row<'_>, content: &mut Content) -> TimelinePhase {
    let mut after = Vec::new();
    for id in row.texts("after") {
        match content.timeline.iter().position(|phase| phase.id == id) {
            Some(index) => after.push(index),
            None => row.problem("after", format!("There is no earlier phase \"{id}\".")),
        }
    }
    let parts = row.maps("parts").into_iter().map(|map| part(row, content, map)).collect();
    TimelinePhase {
        id: row.identifier().into(),
        after,
        when: row.optional_condition("when", content),
        is_finish: row.value("finish").as_bool().unwrap_or_default(),
        parts,
        rules: rules(row, content),
        evidence: evidence(row, content),
    }
}

fn rules(row: &mut Row<'_>, content: &Content) -> Vec<Id> {
    let ids = row.texts("rules");
    for id in ids.iter().filter(|id| content.rule_index(id).is_none()) {
        row.problem("rules", format!("There is no rule \"{id}\"."));
    }
    ids.into_iter().map(Id::from).collect()
}

/// A number, parsed without the standard library, because its tables would add 10 KB to the page.
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

fn part(row: &mut Row<'_>, content: &mut Content, map: &serde_json::Map<String, Value>) -> Part {
    let days = three(map.get("days"));
    let (assumed, times) = (map.get("assumed"), map.get("times"));
    let texts = times.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let duration = match map.get("running").and_then(Value::as_str) {
        Some("load") => Some(DurationModel::Load),
        Some("catch_up") => Some(DurationModel::CatchUp),
        _ => None,
    };
    let duration = duration.zip(three(map.get("otherwise")));
    let known = ["days", "when", "times", "assumed", "most", "running", "otherwise", "limit", "either"];
    let fits = days.is_some()
        && map.keys().all(|field| known.contains(&field.as_str()))
        && times.is_some() == assumed.is_some()
        && map.contains_key("running") == duration.is_some()
        && (times.is_none() || matches!(texts.len(), 1 | 3) && three(assumed).is_some());
    if !fits {
        let message =
            "A part has three days in order, with `times`, one or three, `assumed`, with `running` `otherwise`.";
        row.problem("parts", message);
    }
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let when = map.get("when").map(|value| row.compile("parts", &text(value), content));
    let times = texts.iter().map(|value| row.compile_number("parts", &text(value), content)).collect();
    Part {
        when,
        days: days.unwrap_or_default(),
        times,
        assumed: three(assumed).unwrap_or([1.0; 3]),
        duration,
        limit: map.get("limit").and_then(number).unwrap_or(f64::MAX),
        either: map.get("either").and_then(Value::as_str).unwrap_or_default().to_owned(),
        most: map.get("most").and_then(number).unwrap_or(f64::MAX),
    }
}

pub(super) fn what_if(row: &mut Row<'_>, content: &mut Content) -> WhatIf {
    let question = row.index_in("question", content.questions.iter().map(|question| question.id.as_str()));
    let change = match (row.value("value"), number(&row.value("step")), row.optional_text("without")) {
        (Value::Bool(flag), None, without) if without.is_empty() => WhatIfChange::Answer(Raw::Bool(flag)),
        (Value::String(text), None, without) if without.is_empty() => WhatIfChange::Answer(Raw::Text(text)),
        (Value::Null, Some(step), without) if without.is_empty() => WhatIfChange::Step(step),
        (Value::Null, None, without) if !without.is_empty() => WhatIfChange::Without(without),
        _ => {
            row.problem("value", "A row has one of `value`, `step` and `without`.");
            WhatIfChange::Step(0.0)
        }
    };
    WhatIf { id: row.identifier().into(), question, when: row.condition("when", content), change }
}
