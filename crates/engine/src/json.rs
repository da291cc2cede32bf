//! Builds JSON objects field by field. Each field is one call of one function for all types, because a derived
//! `Serialize` would be expanded for every type and cost the page code. Assessment, forecast, plan file and envelope
//! use it.

use crate::id::Id;
use serde::Serialize;
use serde_json::{Map, Value};

/// An object under construction.
#[derive(Default)]
pub struct JsonObject(Map<String, Value>);

impl JsonObject {
    /// Adds a field with any value.
    #[inline(never)]
    pub fn field(mut self, name: &str, value: Value) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(self, name: &str, text: &str) -> Self {
        self.field(name, text.into())
    }

    /// Adds a list of ids.
    #[inline(never)]
    pub fn ids(self, name: &str, ids: &[Id]) -> Self {
        self.field(name, list(ids, |id| id.as_str().into()))
    }

    /// Adds a whole number.
    #[inline(never)]
    pub fn number(self, name: &str, number: usize) -> Self {
        self.field(name, number.into())
    }

    /// A value that its type writes as one word, or null.
    pub fn serialized(self, name: &str, word: impl Serialize) -> Self {
        self.field(name, serde_json::to_value(word).unwrap_or_default())
    }
}

impl From<Map<String, Value>> for JsonObject {
    fn from(fields: Map<String, Value>) -> Self {
        Self(fields)
    }
}

impl From<JsonObject> for Value {
    fn from(object: JsonObject) -> Self {
        Self::Object(object.0)
    }
}

/// A JSON array with `value` of each item.
pub fn list<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    let mut all = Vec::new();
    for item in items {
        all.push(value(item));
    }
    Value::Array(all)
}
