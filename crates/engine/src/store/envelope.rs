//! A stored text: one line of JSON that says whose it is, which revision, how long and with what checksum, and the
//! plan file beneath. A text that was cut off or changed does not open.

use super::keys::is_id;
use crate::json::JsonObject;
use crate::plan_file::APP;
use fnv::FnvHasher;
use serde_json::{Map, Value};
use std::hash::Hasher;

/// The layout of the first line that this version writes.
const SCHEMA: u64 = 1;

/// What is known of a stored text beside the plan itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Header {
    /// The plan's id.
    pub id: String,
    /// Grows with each save.
    pub rev: u64,
    /// When it was saved.
    pub saved_at: u64,
    /// The tab that saved it.
    pub writer: String,
    /// What a snapshot was taken for, as the key of its words; empty otherwise.
    pub reason: String,
    /// The plan that this one was made from to try something.
    pub scenario_of: Option<String>,
    /// When it was put into the trash.
    pub trashed_at: Option<u64>,
    /// The last revision of each tab that this one includes, of the eight that wrote last.
    pub seen: Vec<(String, u64)>,
    /// Fields that this version does not know.
    pub extra: Map<String, Value>,
}

/// Of how many tabs a head remembers what it includes.
const MAX_SEEN: usize = 8;

impl Header {
    /// The last revision of a tab that this one includes; 0 if none.
    pub fn includes(&self, writer: &str) -> u64 {
        self.seen.iter().find(|(known, _)| known == writer).map_or(0, |(_, rev)| *rev)
    }

    /// Includes a revision of a tab from now on.
    pub fn include(&mut self, writer: &str, rev: u64) {
        let rev = self.includes(writer).max(rev);
        self.seen.retain(|(known, _)| known != writer);
        let at = self.seen.iter().position(|(_, other)| *other < rev).unwrap_or(self.seen.len());
        self.seen.insert(at, (writer.to_owned(), rev));
        self.seen.truncate(MAX_SEEN);
    }
}

/// A head with its plan file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Envelope {
    pub header: Header,
    pub body: String,
}

/// Why a text does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// Cut off, changed, or none of ours.
    Torn,
    /// Written by a newer version, which is no damage: it must not be overwritten.
    Newer,
}

/// FNV-1a, 64 bits, over texts one after the other, as 16 hexadecimal digits.
pub fn checksum(texts: &[&str]) -> String {
    let mut hasher = FnvHasher::default();
    for text in texts {
        hasher.write(text.as_bytes());
    }
    format!("{:016x}", hasher.finish())
}

/// The text to store.
pub fn seal(head: &Header, body: &str) -> String {
    // Over the head too: a flipped digit of its revision must not make an old copy the newest.
    let sum = checksum(&[&Value::from(line(head, body)).to_string(), "\n", body]);
    let mut text = Value::from(line(head, body).text("checksum", &sum)).to_string();
    text.push('\n');
    text.push_str(body);
    text
}

/// The first line, without its checksum.
fn line(head: &Header, body: &str) -> JsonObject {
    let mut line = JsonObject::from(head.extra.clone());
    if let Some(id) = &head.scenario_of {
        line = line.text("scenario_of", id);
    }
    if let Some(at) = head.trashed_at {
        line = line.field("trashed_at", at.into());
    }
    if !head.seen.is_empty() {
        let mut seen = Map::new();
        for (writer, rev) in &head.seen {
            seen.insert(writer.clone(), (*rev).into());
        }
        line = line.field("seen", Value::Object(seen));
    }
    line.text("app", APP)
        .text("id", &head.id)
        .number("length", body.len())
        .field("rev", head.rev.into())
        .field("saved_at", head.saved_at.into())
        .field("schema", SCHEMA.into())
        .text("why", &head.reason)
        .text("writer", &head.writer)
}

/// What a stored text says, if it is whole.
pub fn open(text: &str) -> Result<Envelope, Damage> {
    let (line, body) = text.split_once('\n').ok_or(Damage::Torn)?;
    let Ok(Value::Object(line)) = serde_json::from_str(line) else { return Err(Damage::Torn) };
    let number = |name: &str| line.get(name).and_then(Value::as_u64);
    let word = |name: &str| line.get(name).and_then(Value::as_str).map(str::to_owned);
    if word("app").as_deref() != Some(APP) {
        return Err(Damage::Torn);
    }
    match number("schema") {
        Some(SCHEMA) => {}
        Some(schema) if schema > SCHEMA => return Err(Damage::Newer),
        _ => return Err(Damage::Torn),
    }
    let (Some(id), Some(rev), Some(saved_at)) = (word("id"), number("rev"), number("saved_at")) else {
        return Err(Damage::Torn);
    };
    let (scenario_of, trashed_at) = (word("scenario_of"), number("trashed_at"));
    let (writer, why) = (word("writer").unwrap_or_default(), word("why").unwrap_or_default());
    let wrong = |name: &str, is: fn(&Value) -> bool| line.get(name).is_some_and(|value| !is(value));
    if ["scenario_of", "writer", "why"].iter().any(|name| wrong(name, Value::is_string))
        || wrong("trashed_at", Value::is_u64)
    {
        return Err(Damage::Torn);
    }
    let mut seen = Vec::new();
    for (writer, rev) in line.get("seen").and_then(Value::as_object).into_iter().flatten() {
        seen.push((writer.clone(), rev.as_u64().unwrap_or_default()));
    }
    let (mut rest, mut extra) = (Map::new(), Map::new());
    for (name, value) in &line {
        if name != "checksum" {
            rest.insert(name.clone(), value.clone());
        }
        if !KNOWN.contains(&name.as_str()) {
            extra.insert(name.clone(), value.clone());
        }
    }
    let sum = checksum(&[&Value::Object(rest).to_string(), "\n", body]);
    let whole = number("length") == Some(body.len() as u64) && word("checksum") == Some(sum);
    if !whole || !is_id(&id) || rev > LAST || saved_at > LAST {
        return Err(Damage::Torn);
    }
    let head = Header { id, rev, saved_at, writer, reason: why, scenario_of, trashed_at, seen, extra };
    Ok(Envelope { header: head, body: body.to_owned() })
}

/// Highest revision that is believed: every later one must still be a whole number in JavaScript.
pub(super) const LAST: u64 = (1 << 53) - 2;

const KNOWN: [&str; 12] = [
    "app",
    "checksum",
    "id",
    "length",
    "rev",
    "saved_at",
    "scenario_of",
    "schema",
    "seen",
    "trashed_at",
    "why",
    "writer",
];
