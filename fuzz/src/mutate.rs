//! Mutations of a plan file that leave it valid JSON, because random bytes would mostly test the JSON parser. The
//! targets call them.

use crate::content;
use fastrand::Rng;
use preflight_engine::content::Kind;
use serde_json::{json, Map, Value};

/// Names of plan files, and names that are special in JavaScript or serde_json.
const NAMES: [&str; 26] = [
    "app",
    "schema",
    "edition",
    "plan",
    "name",
    "answers",
    "tasks",
    "findings",
    "phases",
    "days",
    "value",
    "note",
    "dont_know",
    "done",
    "owner",
    "due",
    "severity",
    "digest",
    "unreadable_value",
    "unreadable_answers",
    "unreadable_name",
    "__proto__",
    "constructor",
    "toString",
    "",
    "$serde_json::private::Number",
];

const TEXTS: [&str; 20] = [
    "",
    " ",
    "0",
    "-1",
    "1e400",
    "1e-2147483648",
    "9007199254740993",
    "2 TB",
    "1.5 GiB",
    "10 Mbit/s",
    "90 min",
    "2027-02-30",
    "9999-12-31",
    "0000-01-01",
    "40.4, -3.7",
    "123456789012",
    "\u{202e}abc",
    "\u{0}",
    "\u{1f9ea}e\u{301}",
    "=1+1",
];

/// Writes a mutation of the file in `data[..size]` over it and returns its length; nothing when it is no JSON.
pub fn mutated(data: &mut [u8], size: usize, most: usize, seed: u32) -> Option<usize> {
    let file = plan(std::str::from_utf8(data.get(..size)?).ok()?, &mut Rng::with_seed(seed.into()))?;
    write(data, most, &file)
}

/// Writes a text to the buffer of the fuzzer, if there is room.
pub fn write(data: &mut [u8], most: usize, text: &str) -> Option<usize> {
    let room = data.get_mut(..text.len()).filter(|_| text.len() <= most)?;
    room.copy_from_slice(text.as_bytes());
    Some(text.len())
}

/// A mutation of a plan file.
pub fn plan(text: &str, random: &mut Rng) -> Option<String> {
    let mut file: Value = serde_json::from_str(text).ok()?;
    for _ in 0..=random.usize(..3) {
        match random.usize(..3) {
            0 => give_answer(&mut file, random),
            1 => mark(&mut file, random),
            _ => change(&mut file, random),
        }
    }
    Some(file.to_string())
}

/// The object at `path`; created if there is none.
fn object<'a>(file: &'a mut Value, path: &[&str]) -> &'a mut Map<String, Value> {
    let mut value = file;
    for step in path {
        if !value.is_object() {
            *value = json!({});
        }
        value = &mut value[*step];
    }
    if !value.is_object() {
        *value = json!({});
    }
    match value {
        Value::Object(fields) => fields,
        _ => unreachable!("it was just made one"),
    }
}

/// A likely answer to a question of the content.
fn give_answer(file: &mut Value, random: &mut Rng) {
    let Some(question) = random.choice(&content().questions) else { return };
    let option = |random: &mut Rng| random.choice(&question.options).map(|option| option.id.to_string());
    let value = match question.kind {
        Kind::YesNo => json!(random.usize(..2) == 0),
        Kind::OneOf => json!(option(random)),
        Kind::SeveralOf => json!((0..random.usize(..4)).filter_map(|_| option(random)).collect::<Vec<_>>()),
        _ => scalar(random),
    };
    let row = match random.usize(..8) {
        0 => json!({ "dont_know": true }),
        1 => json!({ "note": TEXTS[random.usize(..TEXTS.len())], "value": value }),
        _ => json!({ "value": value }),
    };
    object(file, &["plan", "answers"]).insert(question.id.to_string(), row);
}

fn mark(file: &mut Value, random: &mut Rng) {
    let (table, id) = match random.usize(..3) {
        0 => ("tasks", random.choice(&content().tasks).map(|task| task.id.to_string())),
        1 => ("phases", random.choice(&content().timeline).map(|phase| phase.id.to_string())),
        _ => ("findings", random.choice(&content().rules).map(|rule| rule.id.to_string())),
    };
    let field = NAMES[random.usize(..NAMES.len())];
    object(file, &["plan", table, &id.unwrap_or_default()]).insert(field.to_owned(), scalar(random));
}

/// Changes a value anywhere in the file.
fn change(value: &mut Value, random: &mut Rng) {
    let deeper = random.usize(..6) > 0;
    match value {
        Value::Object(fields) if deeper && !fields.is_empty() => {
            let at = random.usize(..fields.len());
            if let Some((_, field)) = fields.iter_mut().nth(at) {
                change(field, random);
            }
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let at = random.usize(..items.len());
            change(&mut items[at], random);
        }
        Value::Object(fields) if random.usize(..2) == 0 => {
            // An empty object has no field to remove.
            let value = random.choice(fields.keys()).cloned().and_then(|name| fields.remove(&name));
            if random.usize(..2) == 0 {
                fields.insert(NAMES[random.usize(..NAMES.len())].to_owned(), value.unwrap_or_default());
            }
        }
        Value::Object(fields) => {
            fields.insert(NAMES[random.usize(..NAMES.len())].to_owned(), scalar(random));
        }
        Value::Array(items) => items.push(scalar(random)),
        other => *other = scalar(random),
    }
}

/// A value of any kind.
pub fn scalar(random: &mut Rng) -> Value {
    match random.usize(..9) {
        0 => Value::Null,
        1 => json!(random.usize(..2) == 0),
        2 => json!(random.u64(..)),
        3 => serde_json::from_str("-1.5e-7").unwrap_or_default(),
        4 => serde_json::from_str("1e999999999999").unwrap_or_default(),
        5 => json!([TEXTS[random.usize(..TEXTS.len())]]),
        6 => json!({ NAMES[random.usize(..NAMES.len())]: TEXTS[random.usize(..TEXTS.len())] }),
        _ => json!(TEXTS[random.usize(..TEXTS.len())]),
    }
}
