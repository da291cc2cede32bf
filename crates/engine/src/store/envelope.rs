//! The form of a stored plan: one line of JSON with its id, revision, length and checksum, then the plan file. A text
//! that was cut off or changed does not open. Plan store, snapshots and plan list seal and open with it.

use super::keys::is_id;
use crate::json::JsonObject;
use crate::plan_file::APP;
use fnv::FnvHasher;
use serde_json::{Map, Value};
use std::hash::Hasher;

/// The layout of the first line that this version writes.
const SCHEMA: u64 = 1;

/// The fields of a stored text beside the plan itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Header {
    /// The plan's id.
    pub id: String,
    /// Grows with each save.
    pub rev: u64,
    /// When it was saved, in milliseconds since 1970-01-01 UTC.
    pub saved_at: u64,
    /// The id of the tab that saved it.
    pub writer: String,
    /// For a snapshot the message key of its reason; empty otherwise.
    pub reason: String,
    /// The id of the plan that this scenario was copied from.
    pub scenario_of: Option<String>,
    /// When it was moved to the trash, in milliseconds since 1970-01-01 UTC.
    pub trashed_at: Option<u64>,
    /// The last revision of each tab that this one includes, of the eight that wrote last.
    pub seen: Vec<(String, u64)>,
    /// Fields that this version does not know.
    pub extra: Map<String, Value>,
}

/// Largest number of tabs in [`Header::seen`].
const MAX_SEEN: usize = 8;

impl Header {
    /// The last revision of a tab that this one includes; 0 if none.
    pub fn includes(&self, writer: &str) -> u64 {
        self.seen.iter().find(|(known, _)| known == writer).map_or(0, |(_, rev)| *rev)
    }

    /// Notes that this revision includes `rev` of a tab.
    pub fn include(&mut self, writer: &str, rev: u64) {
        let rev = self.includes(writer).max(rev);
        self.seen.retain(|(known, _)| known != writer);
        let at = self.seen.iter().position(|(_, other)| *other < rev).unwrap_or(self.seen.len());
        self.seen.insert(at, (writer.to_owned(), rev));
        self.seen.truncate(MAX_SEEN);
    }
}

/// A header with its plan file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Envelope {
    pub header: Header,
    pub body: String,
}

/// Why a stored text does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// Cut off, changed, or not written by this program.
    Torn,
    /// Written by a newer version. It is not damaged and must not be overwritten.
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
pub fn seal(header: &Header, body: &str) -> String {
    // Over the header too, because a flipped digit of its revision must not make an old replica the newest.
    let sum = checksum(&[&Value::from(line(header, body)).to_string(), "\n", body]);
    let mut text = Value::from(line(header, body).text("checksum", &sum)).to_string();
    text.push('\n');
    text.push_str(body);
    text
}

/// The first line, without its checksum.
fn line(header: &Header, body: &str) -> JsonObject {
    let mut line = JsonObject::from(header.extra.clone());
    if let Some(id) = &header.scenario_of {
        line = line.text("scenario_of", id);
    }
    if let Some(at) = header.trashed_at {
        line = line.field("trashed_at", at.into());
    }
    if !header.seen.is_empty() {
        let mut seen = Map::new();
        for (writer, rev) in &header.seen {
            seen.insert(writer.clone(), (*rev).into());
        }
        line = line.field("seen", Value::Object(seen));
    }
    line.text("app", APP)
        .text("id", &header.id)
        .number("length", body.len())
        .field("rev", header.rev.into())
        .field("saved_at", header.saved_at.into())
        .field("schema", SCHEMA.into())
        .text("why", &header.reason)
        .text("writer", &header.writer)
}

/// Opens a stored text. An error if it is not whole, or a newer version wrote it.
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
    let (writer, reason) = (word("writer").unwrap_or_default(), word("why").unwrap_or_default());
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
    let (mut unsealed, mut extra) = (Map::new(), Map::new());
    for (name, value) in &line {
        if name != "checksum" {
            unsealed.insert(name.clone(), value.clone());
        }
        if !KNOWN.contains(&name.as_str()) {
            extra.insert(name.clone(), value.clone());
        }
    }
    let sum = checksum(&[&Value::Object(unsealed).to_string(), "\n", body]);
    let is_whole = number("length") == Some(body.len() as u64) && word("checksum") == Some(sum);
    if !is_whole || !is_id(&id) || rev > LAST || saved_at > LAST {
        return Err(Damage::Torn);
    }
    let header = Header { id, rev, saved_at, writer, reason, scenario_of, trashed_at, seen, extra };
    Ok(Envelope { header, body: body.to_owned() })
}

/// Highest revision that is accepted, so that every later one is still a whole number in JavaScript.
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
