//! Every word of the interface, by key. Views, reports and the command line word nothing themselves.

use crate::answer::UserMessage;
use crate::quantity::format::grouped;
use crate::template::interpolate;
use litemap::LiteMap;
use serde_json::{Map, Value};
use std::sync::OnceLock;

/// The words of one language.
#[derive(Debug, Clone, Default)]
pub struct Messages {
    words: LiteMap<String, String>,
    /// Those that come with the second text.
    late: OnceLock<LiteMap<String, String>>,
}

impl Messages {
    /// Words from nested tables: `[verdict] ready = "…"` has the key `verdict.ready`.
    pub fn new(table: &Map<String, Value>) -> Self {
        let mut words = LiteMap::new();
        gather("", table, &mut words);
        Self { words, late: OnceLock::new() }
    }

    /// Adds the words of the second text, once.
    pub(crate) fn load_details(&self, table: &Map<String, Value>) {
        let mut late = LiteMap::new();
        gather("", table, &mut late);
        let _ = self.late.set(late);
    }

    fn find(&self, key: &str) -> Option<&String> {
        self.words.get(key).or_else(|| self.late.get()?.get(key))
    }

    /// The words of `key`; the key itself when there are none, so that a gap is seen and not blank.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).map_or(key, String::as_str)
    }

    /// Whether `key` has words.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// All keys, those of each text in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().chain(self.late.get().into_iter().flat_map(LiteMap::keys)).map(String::as_str)
    }

    /// The words of `key` with each `{name}` replaced.
    pub fn format(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| bidi_isolate(value));
        interpolate(self.get(key), value)
    }

    /// The sentence of a complaint.
    pub fn user_message(&self, complaint: &UserMessage) -> String {
        let values: Vec<(&str, &str)> = complaint.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.format(&format!("complaint.{}", complaint.key), &values)
    }

    /// The words for `count` things: `key.one` for one, `key.many` with `{n}` for all other counts.
    pub fn plural(&self, key: &str, count: usize) -> String {
        let form = if count == 1 { "one" } else { "many" };
        self.format(&format!("{key}.{form}"), &[("n", &grouped(count as u64))])
    }
}

/// At most the first 40 characters of `text`, for use in a sentence.
/// Signs that steer a terminal or turn the direction of what follows are left out.
pub(crate) fn excerpt(text: &str) -> String {
    let steers = |c: &char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.trim().chars().filter(|c| !steers(c)).collect();
    if text.chars().count() <= 40 {
        return text;
    }
    text.chars().take(40).chain(['…']).collect()
}

/// A text whose characters that turn the direction of writing end with it: as it is if they do so already, else within
/// an isolate of its own (Unicode Standard Annex 9), without ends of isolates that it did not begin.
pub fn bidi_isolate(text: &str) -> String {
    let mut open = Vec::new();
    let mut kept = String::from('\u{2068}');
    let mut reaches_out = false;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open.push(true),
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(false),
            '\u{202c}' if open.last() == Some(&false) => drop(open.pop()),
            '\u{2069}' => match open.iter().rposition(|is_isolate| *is_isolate) {
                Some(begin) => open.truncate(begin),
                None => {
                    reaches_out = true;
                    continue;
                }
            },
            _ => {}
        }
        kept.push(c);
    }
    if !reaches_out && open.is_empty() {
        return text.to_owned();
    }
    let unended = open.into_iter().filter(|is_isolate| *is_isolate).count();
    kept.extend(std::iter::repeat_n('\u{2069}', unended + 1));
    kept
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
