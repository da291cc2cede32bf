//! The messages of the interface, by key. Views, reports and the command line take every text from here, so that they
//! contain none.

use crate::answer::UserMessage;
use crate::quantity::format::grouped;
use crate::template::interpolate;
use litemap::LiteMap;
use serde_json::{Map, Value};
use std::sync::OnceLock;

/// The messages of one language.
#[derive(Debug, Clone, Default)]
pub struct Messages {
    messages: LiteMap<String, String>,
    /// The messages that come with the details.
    details: OnceLock<LiteMap<String, String>>,
}

impl Messages {
    /// Messages from nested tables: `[verdict] ready = "…"` has the key `verdict.ready`.
    pub fn new(table: &Map<String, Value>) -> Self {
        let mut messages = LiteMap::new();
        gather("", table, &mut messages);
        Self { messages, details: OnceLock::new() }
    }

    /// Adds the messages of the details, once.
    pub(crate) fn load_details(&self, table: &Map<String, Value>) {
        let mut details = LiteMap::new();
        gather("", table, &mut details);
        let _ = self.details.set(details);
    }

    fn find(&self, key: &str) -> Option<&String> {
        self.messages.get(key).or_else(|| self.details.get()?.get(key))
    }

    /// The message of `key`; the key itself when there is none, so that a gap is visible.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).map_or(key, String::as_str)
    }

    /// Whether `key` has a message.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// All keys, first those of the content, then those of the details.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().chain(self.details.get().into_iter().flat_map(LiteMap::keys)).map(String::as_str)
    }

    /// The message of `key` with each `{name}` replaced.
    pub fn format(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| bidi_isolate(value));
        interpolate(self.get(key), value)
    }

    /// The sentence of a user message.
    pub fn user_message(&self, message: &UserMessage) -> String {
        let values: Vec<(&str, &str)> = message.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.format(&format!("complaint.{}", message.key), &values)
    }

    /// The message for `count` things: `key.one` for 1, `key.many` with `{n}` for every other count.
    pub fn plural(&self, key: &str, count: usize) -> String {
        let form = if count == 1 { "one" } else { "many" };
        self.format(&format!("{key}.{form}"), &[("n", &grouped(count as u64))])
    }
}

/// At most the first 40 characters of `text`, for use in a sentence.
/// Characters that control a terminal or change the writing direction are left out.
pub(crate) fn excerpt(text: &str) -> String {
    let steers = |c: &char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.trim().chars().filter(|c| !steers(c)).collect();
    if text.chars().count() <= 40 {
        return text;
    }
    text.chars().take(40).chain(['…']).collect()
}

/// The text so that it cannot change the writing direction of what follows: unchanged if it closes every embedding and
/// isolate itself, else within an isolate (Unicode Standard Annex 9), without the ends of isolates that it did not open.
pub fn bidi_isolate(text: &str) -> String {
    let mut open = Vec::new();
    let mut isolated = String::from('\u{2068}');
    let mut reaches_out = false;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open.push(true),
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(false),
            '\u{202c}' if open.last() == Some(&false) => drop(open.pop()),
            '\u{2069}' => match open.iter().rposition(|is_isolate| *is_isolate) {
                Some(start) => open.truncate(start),
                None => {
                    reaches_out = true;
                    continue;
                }
            },
            _ => {}
        }
        isolated.push(c);
    }
    if !reaches_out && open.is_empty() {
        return text.to_owned();
    }
    let unended = open.into_iter().filter(|is_isolate| *is_isolate).count();
    isolated.extend(std::iter::repeat_n('\u{2069}', unended + 1));
    isolated
}

fn gather(prefix: &str, table: &Map<String, Value>, messages: &mut LiteMap<String, String>) {
    for (key, value) in table {
        let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Object(inner) => gather(&key, inner, messages),
            Value::String(text) => {
                messages.insert(key, text.clone());
            }
            _ => {}
        }
    }
}
