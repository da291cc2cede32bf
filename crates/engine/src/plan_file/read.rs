//! From the text of a plan file to a plan.

use super::{DecodeError, APP, MAX_BYTES, SCHEMA};
use crate::answer::{Answer, Raw, UserMessage};
use crate::content::Content;
use crate::edition::{Fingerprints, SavedEdition};
use crate::messages::excerpt;
use crate::plan::{FindingMark, PhaseField, PhaseMark, Plan, TaskField, TaskMark};
use crate::quantity::{parse_decimal, MAX_SAFE_INTEGER};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Something in the file that is kept but not used: a sentence's key and what to fill in.
pub type Notice = UserMessage;

/// A plan that was read, with what to tell its owner.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedPlan {
    pub plan: Plan,
    /// The edition it was saved under; empty if the file does not say.
    pub edition: String,
    /// What held then. Of another edition it stands in the plan too, until it is seen.
    pub fingerprints: Arc<Fingerprints>,
    pub notices: Vec<Notice>,
}

impl LoadedPlan {
    /// A plan that was not read from anywhere.
    pub fn of(plan: Plan) -> Self {
        Self { plan, edition: String::new(), fingerprints: Arc::default(), notices: Vec::new() }
    }
}

/// The plan in `text`, or why there is none.
pub fn decode(content: &Content, text: &str) -> Result<LoadedPlan, DecodeError> {
    if text.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        if error.to_string().contains("recursion limit") {
            DecodeError::TooDeep { line, column }
        } else {
            DecodeError::NotJson { line, column }
        }
    })?;
    decode_value(content, value)
}

/// serde_json's own name for the digits of a number. It reads an object that begins with this name as a number, so that
/// a file in which the name came later could not be read again once its fields were written in order.
const DIGITS: &str = "$serde_json::private::Number";

/// Gives every field of that name another one, so that its value is kept.
pub fn rename_digits(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(rename_digits),
        Value::Object(fields) => {
            if fields.contains_key(DIGITS) {
                let mut name = format!("_{DIGITS}");
                while fields.contains_key(&name) {
                    name.insert(0, '_');
                }
                if let Some(value) = take(fields, DIGITS) {
                    fields.insert(name, value);
                }
            }
            fields.values_mut().for_each(rename_digits);
        }
        _ => {}
    }
}

/// The plan in a value that is already parsed.
pub fn decode_value(content: &Content, mut value: Value) -> Result<LoadedPlan, DecodeError> {
    rename_digits(&mut value);
    let Value::Object(mut file) = value else { return Err(DecodeError::NoPlan) };
    match file.get("app").and_then(Value::as_str) {
        Some(APP) => {}
        Some(other) => return Err(DecodeError::OtherApp(excerpt(other))),
        None => return Err(DecodeError::NoPlan),
    }
    match file.get("schema").and_then(Value::as_u64) {
        Some(schema) if schema > SCHEMA => return Err(DecodeError::Newer(schema)),
        Some(SCHEMA) => {}
        _ => return Err(DecodeError::NoSchema),
    }
    let edition = file.get("edition").and_then(Value::as_str).unwrap_or_default().to_owned();
    let Some(Value::Object(fields)) = take(&mut file, "plan") else { return Err(DecodeError::NoPlan) };
    let mut reader =
        Reader { content, fingerprints: Fingerprints::new(), notices: Vec::new(), unknown: 0, unreadable: 0 };
    let mut plan = reader.plan(fields);
    let fingerprints = Arc::new(std::mem::take(&mut reader.fingerprints));
    // A file without fingerprints or without the day of an edition, such as a link or one written by hand, has no news: it
    // was never judged.
    if !fingerprints.is_empty() && edition != content.edition && crate::quantity::parse_date(&edition).is_some() {
        plan.saved_edition = Some(SavedEdition { edition: edition.clone(), fingerprints: Arc::clone(&fingerprints) });
    }
    for field in ["app", "schema", "edition"] {
        take(&mut file, field);
    }
    plan.beside_plan = file;
    Ok(LoadedPlan { plan, edition, fingerprints, notices: reader.finish() })
}

/// Takes a field out of a map. Of the few fields of each the rest is put together anew: what a B-tree does to remove
/// from its middle is 4 KB of the page.
fn take(fields: &mut Map<String, Value>, field: &str) -> Option<Value> {
    let mut taken = None;
    for (name, value) in std::mem::take(fields) {
        if name == field {
            taken = Some(value);
        } else {
            fields.insert(name, value);
        }
    }
    taken
}

/// A JSON number as people type it: without an exponent where it is whole.
fn typed(number: &serde_json::Number) -> String {
    let text = number.to_string();
    let value = if text.contains(['e', 'E']) { parse_decimal(&text) } else { None };
    let whole = value.filter(|value| *value <= MAX_SAFE_INTEGER && value.floor() == *value);
    whole.map_or(text, |value| (value as u64).to_string())
}

struct Reader<'a> {
    content: &'a Content,
    fingerprints: Fingerprints,
    notices: Vec<Notice>,
    unknown: usize,
    unreadable: usize,
}

impl Reader<'_> {
    fn finish(mut self) -> Vec<Notice> {
        if self.unknown > 0 {
            self.notices.push(UserMessage::new("file_unknown_ids").arg("n", self.unknown));
        }
        if self.unreadable > 0 {
            self.notices.push(UserMessage::new("file_unreadable").arg("n", self.unreadable));
        }
        self.notices
    }

    fn plan(&mut self, mut fields: Map<String, Value>) -> Plan {
        let mut plan = Plan { name: self.text(&mut fields, "name"), ..Plan::default() };
        for (id, map) in self.table(&mut fields, "answers") {
            self.unknown += usize::from(self.content.question_index(&id).is_none());
            plan.answers.insert(id, self.answer(map));
        }
        for (id, map) in self.table(&mut fields, "tasks") {
            self.unknown += usize::from(self.content.task_index(&id).is_none());
            plan.tasks.insert(id, self.task(map));
        }
        for (id, mut map) in self.table(&mut fields, "phases") {
            self.unknown += usize::from(!self.content.timeline.iter().any(|phase| phase.id == id.as_str()));
            let mut mark = PhaseMark::default();
            for field in PhaseField::ALL {
                *field.of_mut(&mut mark) = self.text(&mut map, field.name());
            }
            mark.extra = map;
            plan.phases.insert(id, mark);
        }
        for (id, mut map) in self.table(&mut fields, "findings") {
            // Written for later editions to compare with, and made anew at each save: not part of what a person keeps.
            let mut fingerprint = Map::new();
            for field in ["severity", "digest"] {
                if let Some(text @ Value::String(_)) = take(&mut map, field) {
                    fingerprint.insert(field.to_owned(), text);
                }
            }
            if !fingerprint.is_empty() {
                self.fingerprints.insert(id.clone(), Value::Object(fingerprint));
            }
            let owner = self.text(&mut map, "owner");
            let mark = FindingMark { owner, extra: map };
            if mark != FindingMark::default() {
                plan.findings.insert(id, mark);
            }
        }
        plan.extra = fields;
        plan
    }

    /// A field's rows by id. What is not a row stays among the fields that are kept.
    fn table(&mut self, plan: &mut Map<String, Value>, field: &str) -> Vec<(String, Map<String, Value>)> {
        let rows = match take(plan, field) {
            None => return Vec::new(),
            Some(Value::Object(rows)) => rows,
            Some(other) => {
                self.keep(plan, field, other);
                return Vec::new();
            }
        };
        let mut maps = Vec::new();
        let mut others = Map::new();
        for (id, row) in rows {
            match row {
                Value::Object(map) => maps.push((id, map)),
                other => {
                    others.insert(id, other);
                }
            }
        }
        if !others.is_empty() {
            self.keep(plan, field, Value::Object(others));
        }
        maps
    }

    fn keep(&mut self, fields: &mut Map<String, Value>, field: &str, value: Value) {
        self.unreadable += 1;
        let mut name = format!("unreadable_{field}");
        while fields.contains_key(&name) {
            name.push('_');
        }
        fields.insert(name, value);
    }

    fn text(&mut self, fields: &mut Map<String, Value>, field: &str) -> String {
        match take(fields, field) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text,
            Some(other) => {
                self.keep(fields, field, other);
                String::new()
            }
        }
    }

    fn flag(&mut self, fields: &mut Map<String, Value>, field: &str) -> bool {
        match take(fields, field) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => flag,
            Some(other) => {
                self.keep(fields, field, other);
                false
            }
        }
    }

    fn answer(&mut self, mut map: Map<String, Value>) -> Answer {
        let note = self.text(&mut map, "note");
        let raw = match take(&mut map, "value") {
            None | Some(Value::Null) => None,
            Some(Value::Bool(flag)) => Some(Raw::Bool(flag)),
            Some(Value::String(text)) => Some(Raw::Text(text)),
            Some(Value::Number(number)) => Some(Raw::Text(typed(&number))),
            Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
                Some(Raw::Several(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()))
            }
            Some(other) => {
                self.keep(&mut map, "value", other);
                None
            }
        };
        let dont_know = self.flag(&mut map, "dont_know");
        if dont_know && raw.is_some() {
            // Both stand in the file: the answer counts, and the mark is kept.
            map.insert("dont_know".to_owned(), Value::Bool(true));
        }
        let raw = if dont_know && raw.is_none() { Some(Raw::DontKnow) } else { raw };
        Answer { raw, note, extra: map }
    }

    fn task(&mut self, mut map: Map<String, Value>) -> TaskMark {
        let done = self.flag(&mut map, "done");
        let mut mark = TaskMark { done, ..TaskMark::default() };
        for field in TaskField::ALL {
            *field.of_mut(&mut mark) = self.text(&mut map, field.name());
        }
        mark.extra = map;
        mark
    }
}
