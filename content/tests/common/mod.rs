//! Reads plans of tests: a base plan with a few answers laid over it.
#![allow(dead_code, reason = "each test file is a separate crate and uses some of these")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

pub mod random;

use preflight_engine::answer::{Answer, Answers, Raw};
use preflight_engine::quantity::parse_date;
use preflight_engine::Content;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The bundled content with all its texts.
pub fn content() -> Content {
    let lines = |problems: Vec<preflight_engine::content::ContentError>| -> String {
        problems.iter().map(|problem| format!("{problem}\n")).collect()
    };
    let loaded = Content::from_json(preflight_content::bundled());
    let content = loaded.unwrap_or_else(|problems| panic!("problems in content:\n{}", lines(problems)));
    content.load_details(preflight_content::tables()).unwrap_or_else(|message| panic!("{message}"));
    let missing = content.check_details();
    assert!(missing.is_empty(), "problems in the tables:\n{}", lines(missing));
    content
}

/// The TOML files of a folder of tests, by name.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

pub fn read(path: &Path) -> Table {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn raw(value: &Value) -> Raw {
    match value {
        Value::Boolean(flag) => Raw::Bool(*flag),
        Value::Array(items) => Raw::Several(items.iter().filter_map(|i| i.as_str().map(str::to_owned)).collect()),
        Value::String(text) if text == "?" => Raw::DontKnow,
        Value::String(text) => Raw::Text(text.clone()),
        Value::Integer(number) => Raw::Text(number.to_string()),
        Value::Float(number) => Raw::Text(number.to_string()),
        other => panic!("{other:?} is no answer"),
    }
}

pub fn overlay(answers: &mut Answers, table: &Table, content: &Content, problems: &mut Vec<String>, name: &str) {
    for (id, value) in table {
        if content.question_index(id).is_none() {
            problems.push(format!("{name}: there is no question {id}"));
        }
        answers.insert(id.clone(), Answer { raw: Some(raw(value)), ..Answer::default() });
    }
}

#[derive(Clone)]
pub struct Base {
    pub today: i64,
    pub answers: Answers,
}

pub fn base(name: &str, content: &Content, problems: &mut Vec<String>) -> Base {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bases");
    let table = read(&folder.join(format!("{name}.toml")));
    let today = table.get("today").and_then(Value::as_str).and_then(parse_date).expect("a base names its today");
    let mut answers = Answers::new();
    let base_answers = table.get("answers").and_then(Value::as_table).expect("a base has answers");
    overlay(&mut answers, base_answers, content, problems, name);
    Base { today, answers }
}
