//! Checks that everything in a plan file is still in the file that is written after reading it. It compares the JSON
//! itself, because a plan does not show what was never read into it. The target `plan_file` calls it.

use serde_json::{Map, Value};

/// Fields that each save writes anew.
const RENEWED: [&str; 3] = ["app", "schema", "edition"];
/// Fields of text: null and the empty text are the same as none.
const TEXTS: [&str; 5] = ["name", "note", "owner", "due", "days"];
/// Fields of yes or no: null and no are the same as none.
const FLAGS: [&str; 2] = ["done", "dont_know"];
/// Tables of rows: without rows they are the same as none.
const TABLES: [&str; 4] = ["answers", "tasks", "phases", "findings"];

/// The path of the first value in `before` that is missing in `after`.
pub fn lost(before: &str, after: &str) -> Option<String> {
    let read = |text: &str| {
        let mut value = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')).ok()?;
        preflight_engine::plan_file::rename_digits(&mut value);
        Some(value)
    };
    let (Some(Value::Object(before)), Some(Value::Object(after))) = (read(before), read(after)) else {
        return Some("the file".to_owned());
    };
    before.iter().find_map(|(name, value)| match name.as_str() {
        field if RENEWED.contains(&field) => None,
        "plan" => plan(value, after.get("plan")),
        _ if after.get(name) == Some(value) => None,
        _ => Some(name.clone()),
    })
}

fn plan(before: &Value, after: Option<&Value>) -> Option<String> {
    let (Value::Object(before), Some(Value::Object(after))) = (before, after) else { return Some("plan".to_owned()) };
    before.iter().find_map(|(name, value)| match value {
        Value::Object(rows) if TABLES.contains(&name.as_str()) => {
            rows.iter().find_map(|(id, row)| row_lost(name, id, row, after))
        }
        _ => field_lost(name, value, after).then(|| format!("plan.{name}")),
    })
}

fn row_lost(table: &str, id: &str, row: &Value, plan: &Map<String, Value>) -> Option<String> {
    let Value::Object(fields) = row else {
        let is_preserved = unreadable(plan, table).any(|rows| rows.get(id) == Some(row));
        return (!is_preserved).then(|| format!("plan.{table}.{id}"));
    };
    let no_fields = Map::new();
    let after = plan.get(table).and_then(|rows| rows.get(id));
    if after.is_none() && table != "findings" {
        return Some(format!("plan.{table}.{id}"));
    }
    let after = after.and_then(Value::as_object).unwrap_or(&no_fields);
    let renewed = |name: &str| table == "findings" && matches!(name, "severity" | "digest");
    let gone = fields.iter().find(|(name, value)| !renewed(name) && row_field_lost(table, name, value, after));
    gone.map(|(name, _)| format!("plan.{table}.{id}.{name}"))
}

fn row_field_lost(table: &str, name: &str, value: &Value, after: &Map<String, Value>) -> bool {
    let known = match table {
        "answers" => matches!(name, "value" | "note" | "dont_know"),
        "tasks" => matches!(name, "done" | "note" | "owner" | "due"),
        "phases" => matches!(name, "days" | "owner" | "note"),
        _ => name == "owner",
    };
    if !known {
        return after.get(name) != Some(value);
    }
    if name == "value" {
        return !value.is_null() && !is_same_number(value, after) && field_lost(name, value, after);
    }
    field_lost(name, value, after)
}

/// A number becomes the text that a person would type.
fn is_same_number(value: &Value, after: &Map<String, Value>) -> bool {
    let (Value::Number(number), Some(Value::String(text))) = (value, after.get("value")) else { return false };
    let as_float = |text: &str| text.parse::<f64>().ok();
    *text == number.to_string() || as_float(text).is_some_and(|typed| Some(typed) == as_float(&number.to_string()))
}

fn field_lost(name: &str, value: &Value, after: &Map<String, Value>) -> bool {
    let is_empty = match value {
        Value::Null => TEXTS.contains(&name) || FLAGS.contains(&name) || TABLES.contains(&name),
        Value::String(text) => text.is_empty() && TEXTS.contains(&name),
        Value::Bool(flag) => !flag && FLAGS.contains(&name),
        _ => false,
    };
    !is_empty && after.get(name) != Some(value) && !unreadable(after, name).any(|other| other == value)
}

/// The values of a field that could not be read, which the file stores under other names.
fn unreadable<'a>(fields: &'a Map<String, Value>, name: &'a str) -> impl Iterator<Item = &'a Value> {
    let is_unreadable = move |field: &str| field.trim_end_matches('_') == format!("unreadable_{name}");
    fields.iter().filter(move |(field, _)| is_unreadable(field)).map(|(_, value)| value)
}
