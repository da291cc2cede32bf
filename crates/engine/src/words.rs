//! Every word of the interface, by key. Views, reports and the command line word nothing themselves.

use crate::answer::Complaint;
use litemap::LiteMap;
use serde_json::{Map, Value};

/// The words of one language.
#[derive(Debug, Clone, Default)]
pub struct Words(LiteMap<String, String>);

impl Words {
    /// Words from nested tables: `[verdict] ready = "…"` has the key `verdict.ready`.
    pub fn new(table: &Map<String, Value>) -> Self {
        let mut words = LiteMap::new();
        gather("", table, &mut words);
        Self(words)
    }

    /// The words of `key`; the key itself when there are none, so that a gap is seen and not blank.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// Whether `key` has words.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// All keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The words of `key` with each `{name}` replaced.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| isolated(value));
        crate::fill::fill(self.get(key), value)
    }

    /// The sentence of a complaint.
    pub fn complaint(&self, complaint: &Complaint) -> String {
        let values: Vec<(&str, &str)> = complaint.with.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.with(&format!("complaint.{}", complaint.word), &values)
    }

    /// The words for `count` things: `key.one` for one, `key.many` with `{n}` for all other counts.
    pub fn count(&self, key: &str, count: usize) -> String {
        let form = if count == 1 { "one" } else { "many" };
        self.with(&format!("{key}.{form}"), &[("n", &crate::show::grouped(count as u64))])
    }
}

/// Characters that turn the direction of what follows them, in Unicode's words embeddings, overrides and isolates.
const TURNING: [char; 9] =
    ['\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];

/// A text that may hold such characters, so that they end with it; any other text as it is.
pub fn isolated(text: &str) -> String {
    if text.contains(TURNING) {
        // Its own ends of isolates must not end this one early.
        return format!("\u{2068}{}\u{2069}", text.replace('\u{2069}', ""));
    }
    text.to_owned()
}

fn gather(prefix: &str, table: &Map<String, Value>, words: &mut LiteMap<String, String>) {
    for (key, value) in table {
        let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Object(inner) => gather(&key, inner, words),
            Value::String(text) => {
                words.insert(key, text.clone());
            }
            _ => {}
        }
    }
}
