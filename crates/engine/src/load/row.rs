//! Reads the fields of a content row and reports what is missing, of the wrong type, or unknown. Every reader of rows
//! in this folder uses it.

use crate::condition::ConditionError;
use crate::content::{Condition, Content, ContentError};
use crate::quantity::{parse_date, parse_decimal};
use serde_json::{Map, Value};

/// A row being read. [`Row::finish`] reports the fields that were not read.
pub(super) struct Row<'a> {
    map: &'a Map<String, Value>,
    file: String,
    number: usize,
    id: String,
    used: Vec<&'static str>,
    problems: Vec<ContentError>,
}

impl<'a> Row<'a> {
    /// Starts reading `map`, which came from this file and row number.
    pub fn new(map: &'a Map<String, Value>, (file, number): (String, usize)) -> Self {
        let id = map.get("id").or_else(|| map.get("code")).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self { map, file, number, id, used: Vec::new(), problems: Vec::new() }
    }

    /// Notes a problem with a field of this row.
    pub fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(ContentError {
            file: self.file.clone(),
            row: self.number,
            id: self.id.clone(),
            field: field.to_owned(),
            message: message.into(),
        });
    }

    /// Adds the problems of this row to `problems`, with one for each field that was not read.
    pub fn finish(mut self, problems: &mut Vec<ContentError>) {
        for field in self.map.keys() {
            if !self.used.contains(&field.as_str()) {
                self.problem(field, "This field is not known.");
            }
        }
        problems.append(&mut self.problems);
    }

    fn get(&mut self, field: &'static str) -> Option<&'a Value> {
        self.used.push(field);
        self.map.get(field)
    }

    /// A text that may be missing, then empty.
    pub fn optional_text(&mut self, field: &'static str) -> String {
        match self.get(field) {
            None => String::new(),
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(_) => {
                self.problem(field, "This must be a text.");
                String::new()
            }
        }
    }

    /// A text that must be there.
    pub fn text(&mut self, field: &'static str) -> String {
        let text = self.optional_text(field);
        if text.is_empty() && !matches!(self.map.get(field), Some(value) if !value.is_string()) {
            self.problem(field, "This field is missing or empty.");
        }
        text
    }

    /// A condition that must be there.
    pub fn condition(&mut self, field: &'static str, content: &mut Content) -> Condition {
        let text = self.text(field);
        if text.is_empty() {
            return Condition::never();
        }
        self.compile(field, &text, content)
    }

    /// A condition that may be missing.
    pub fn optional_condition(&mut self, field: &'static str, content: &mut Content) -> Option<Condition> {
        let text = self.optional_text(field);
        (!text.is_empty()).then(|| self.compile(field, &text, content))
    }

    /// Compiles a text of `field`. One that does not compile is a problem, and false.
    pub fn compile(&mut self, field: &str, text: &str, content: &mut Content) -> Condition {
        let compiled = content.compile(text);
        self.checked(field, compiled)
    }

    /// Compiles a text of `field` that computes a number.
    pub fn compile_number(&mut self, field: &str, text: &str, content: &mut Content) -> Condition {
        let compiled = content.compile_number(text);
        self.checked(field, compiled)
    }

    fn checked(&mut self, field: &str, compiled: Result<Condition, ConditionError>) -> Condition {
        match compiled {
            Ok(condition) => {
                for warning in condition.warnings() {
                    self.problem(field, warning.in_sentence());
                }
                condition
            }
            Err(error) => {
                self.problem(field, error.in_sentence());
                Condition::never()
            }
        }
    }

    /// An id of letters, digits and underscores that begins with a small letter.
    pub fn identifier(&mut self) -> String {
        let id = self.text("id");
        let first = id.starts_with(|c: char| c.is_ascii_lowercase());
        let rest = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if matches!(id.as_str(), "true" | "false" | "null" | "in" | "has" | "size") {
            self.problem("id", "This is a word of the condition language and cannot be an id.");
        }
        let formed = first && rest;
        if !id.is_empty() && !formed {
            self.problem("id", "An id is made of small letters, digits and underscores and begins with a letter.");
        }
        id
    }

    /// A list of texts that may be missing, then empty.
    pub fn texts(&mut self, field: &'static str) -> Vec<String> {
        let items = match self.get(field) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.problem(field, "This must be a list of texts.");
                return Vec::new();
            }
        };
        let texts: Vec<String> = items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect();
        if texts.len() != items.len() || texts.iter().any(|text| text.trim().is_empty()) {
            self.problem(field, "Each item of this list must be a text that is not empty.");
        }
        texts
    }

    /// Rows inside this row; none if the field is missing.
    pub fn maps(&mut self, field: &'static str) -> Vec<&'a Map<String, Value>> {
        let items = match self.get(field) {
            None => return Vec::new(),
            Some(value) => value.as_array().map_or(&[][..], Vec::as_slice),
        };
        let maps: Vec<_> = items.iter().filter_map(Value::as_object).collect();
        if maps.is_empty() || maps.len() != items.len() {
            self.problem(field, "This must be a list of rows.");
        }
        maps
    }

    /// A number that may be missing.
    pub fn number(&mut self, field: &'static str) -> Option<f64> {
        let value = match self.get(field)? {
            Value::Number(number) => parse_decimal(&number.to_string()),
            _ => None,
        };
        if value.is_none() {
            self.problem(field, "This must be a number of at least 0.");
        }
        value
    }

    /// Any value; null if it is not there.
    pub fn value(&mut self, field: &'static str) -> Value {
        self.get(field).cloned().unwrap_or_default()
    }

    /// A day, YYYY-MM-DD.
    pub fn day(&mut self, field: &'static str) -> String {
        let text = self.text(field);
        if !text.is_empty() && parse_date(&text).is_none() {
            self.problem(field, format!("\"{text}\" is not a day written YYYY-MM-DD."));
        }
        text
    }

    /// The index of the text of `field` in a fixed list; 0 with a problem if the list does not have it.
    pub fn variant(&mut self, field: &'static str, known: &[&'static str]) -> usize {
        self.index_in(field, known.iter().copied())
    }

    /// The index of the text of `field` in `known`; 0 with a problem if it is not there.
    pub fn index_in<'k>(&mut self, field: &'static str, known: impl Iterator<Item = &'k str>) -> usize {
        let text = self.text(field);
        let known: Vec<&str> = known.collect();
        known.iter().position(|id| *id == text).unwrap_or_else(|| {
            if !text.is_empty() {
                self.problem(field, format!("\"{text}\" is none of: {}.", known.join(", ")));
            }
            0
        })
    }
}
