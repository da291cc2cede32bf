//! Merges the content files into two JSON texts, content and details. It checks only their syntax; the engine checks
//! the rest. The build script and `cargo xtask` call it.

use serde_json::{json, Map, Value};
use std::error::Error;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Folders of TOML files, and the table that their rows belong to.
const FOLDERS: [(&str, &str); 10] = [
    ("sources", "source"),
    ("questions", "question"),
    ("rules", "rule"),
    ("tasks", "task"),
    ("approaches", "approach"),
    ("settings", "setting"),
    ("sizing", "sizing"),
    ("timeline", "timeline"),
    ("helps", "help"),
    ("glossary", "term"),
];

/// CSV files or folders of them, and the table that their rows belong to.
const TABLES: [(&str, &str); 10] = [
    ("facts/regions.csv", "region"),
    ("facts/engines.csv", "engine"),
    ("facts/pairs.csv", "pair"),
    ("facts/aliases.csv", "alias"),
    ("facts/cities.csv", "city"),
    ("facts/limitations", "limitation"),
    ("facts/assessments", "assessment"),
    ("facts/prerequisites", "prerequisite"),
    ("facts/instances.csv", "instance"),
    ("facts/task_settings.csv", "task_setting"),
];

/// The fields of each table that only a reader needs and no judgement reads: they go into the details, under the row's
/// id.
const DETAILS: [(&str, &[&str]); 10] = [
    ("setting", &["why"]),
    ("timeline", &["title", "texts"]),
    ("help", &["text"]),
    ("question", &["why", "look", "query", "queries", "hints"]),
    ("rule", &["why", "do", "changed"]),
    ("task", &["steps", "recreates"]),
    ("term", &["term", "also", "means", "source", "read"]),
    ("limitation", &["consequence", "remedy"]),
    ("assessment", &["api_key", "title", "advice", "notes"]),
    ("prerequisite", &["name", "value", "condition", "check", "note", "page", "vintage"]),
];

/// Tables of messages for views that show nothing without the details.
const LATE_WORDS: [&str; 11] = [
    "effect_of",
    "factor",
    "glossary",
    "keys",
    "prerequisite",
    "schema",
    "search",
    "standing",
    "timeline",
    "warning",
    "watch",
];

/// Fields that the files have for reviewers and that are not shipped.
const NOT_SHIPPED: [(&str, &[&str]); 2] =
    [("limitation", &["assessment_key", "remedy_origin", "vintage"]), ("assessment", &["page"])];

/// The merged content and its details.
pub struct Merged {
    pub content: String,
    pub tables: String,
    /// Files and folders that it was read from, so that the caller knows when to merge again.
    #[allow(dead_code, reason = "the build script reads it, xtask does not")]
    pub read: Vec<PathBuf>,
}

/// The merged content of the folder `root`.
pub fn merged(root: &Path) -> Outcome<Merged> {
    let mut read = Vec::new();
    let mut content = merge(root, &mut read)?;
    let tables = split_details(&mut content);
    Ok(Merged { content: Value::Object(content).to_string(), tables: Value::Object(tables).to_string(), read })
}

/// Removes the saved findings from an example's plan, because opening it judges it anew.
fn forget_marks(example: &mut Map<String, Value>) {
    let findings = example.get_mut("plan").and_then(|plan| plan.get_mut("plan")?.get_mut("findings")?.as_object_mut());
    let Some(findings) = findings else { return };
    for mark in findings.values_mut().filter_map(Value::as_object_mut) {
        mark.retain(|field, _| field != "severity" && field != "digest");
    }
    findings.retain(|_, mark| mark.as_object().is_some_and(|mark| !mark.is_empty()));
}

/// The rows of a table, removed from the content.
fn rows_out(content: &mut Map<String, Value>, table: &str) -> Vec<Value> {
    match content.remove(table) {
        Some(Value::Array(rows)) => rows,
        _ => Vec::new(),
    }
}

/// Memory in GiB by instance class. Classes that the guide no longer lists, or lists under a doubtful name, are not
/// proposed.
fn classes(rows: &[Value]) -> Value {
    let current = rows.iter().filter(|row| row["status"] == "current");
    let named = current.filter_map(|row| Some((row["class"].as_str()?.to_owned(), row["memory_gib"].clone())));
    Value::Object(named.collect())
}

/// The settings of a task with their defaults, by group and key; a setting without a known default is left out.
fn defaults(rows: &[Value]) -> Value {
    let mut groups = Map::new();
    for row in rows {
        let (group, key) = (row["group"].as_str().unwrap_or_default(), row["key"].as_str().unwrap_or_default());
        let default = row["default"].as_str().and_then(|default| serde_json::from_str::<Value>(default).ok());
        let index = groups.entry(group).or_insert_with(|| json!({}));
        if let (Some(default), Some(index)) = (default, index.as_object_mut()) {
            index.insert(key.to_owned(), default);
        }
    }
    Value::Object(groups)
}

/// The rows of a table, mutable.
fn rows_of<'a>(content: &'a mut Map<String, Value>, table: &str) -> impl Iterator<Item = &'a mut Map<String, Value>> {
    let rows = content.get_mut(table).and_then(Value::as_array_mut).into_iter().flatten();
    rows.filter_map(Value::as_object_mut)
}

/// Whether a row is a rule or creates one.
fn is_rule(table: &str, row: &Map<String, Value>) -> bool {
    let when = row.get("when").and_then(Value::as_str).unwrap_or_default();
    table == "rule" || (table == "limitation" && !when.is_empty())
}

/// Four hexadecimal digits that change when the texts change, so that a saved plan shows that a rule was reworded
/// before the details are loaded.
fn wording(texts: &Value) -> String {
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(texts.to_string().as_bytes());
    format!("{:016x}", hasher.finish()).split_off(12)
}

/// Moves the details out of `content`.
fn split_details(content: &mut Map<String, Value>) -> Map<String, Value> {
    let mut tables = Map::new();
    for (table, fields) in NOT_SHIPPED {
        for row in rows_of(content, table) {
            row.retain(|field, _| !fields.contains(&field.as_str()));
        }
    }
    for row in rows_of(content, "example") {
        forget_marks(row);
    }
    for row in rows_of(content, "timeline") {
        let parts = row.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten();
        let texts: Vec<Value> = parts
            .map(|part| part.as_object_mut().and_then(|part| part.remove("text")))
            .map(|text| json!(text))
            .collect();
        row.insert("texts".to_owned(), Value::Array(texts));
    }
    for (table, fields) in DETAILS {
        let mut detail_rows = Map::new();
        for row in rows_of(content, table) {
            let id = row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            let details = fields.iter().filter_map(|field| Some(((*field).to_owned(), row.remove(*field)?)));
            let details = Value::Object(details.collect());
            if is_rule(table, row) {
                row.insert("wording".to_owned(), Value::String(wording(&details)));
            }
            detail_rows.insert(id, details);
        }
        tables.insert(table.to_owned(), Value::Object(detail_rows));
    }
    let questions = content.get("question").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    explain(&mut tables, questions);
    content.remove("term");
    let messages = content.get_mut("words").and_then(Value::as_object_mut);
    let late_messages =
        messages.into_iter().flat_map(|messages| LATE_WORDS.map(|table| (table.to_owned(), messages.remove(table))));
    let late_messages: Map<String, Value> =
        late_messages.filter_map(|(table, messages)| Some((table, messages?))).collect();
    tables.insert("words".to_owned(), Value::Object(late_messages));
    tables.insert("instance".to_owned(), classes(&rows_out(content, "instance")));
    tables.insert("task_setting".to_owned(), defaults(&rows_out(content, "task_setting")));
    tables
}

/// Gives each question the terms of the glossary that its texts use, in alphabetical order of their ids.
fn explain(tables: &mut Map<String, Value>, questions: &[Value]) {
    let forms: Vec<(String, Vec<Vec<String>>)> = tables
        .get("term")
        .and_then(Value::as_object)
        .map_or_else(Vec::new, |terms| terms.iter().map(|(id, row)| (id.clone(), forms(row))).collect());
    for question in questions {
        let text = |value: &Value, field: &str| value[field].as_str().unwrap_or_default().to_owned();
        let id = text(question, "id");
        let Some(details) = tables.get_mut("question").and_then(|all| all.get_mut(&id)).and_then(Value::as_object_mut)
        else {
            continue;
        };
        let detail_values = Value::Object(details.clone());
        let all =
            [text(question, "text"), text(question, "hint"), text(&detail_values, "why"), text(&detail_values, "look")]
                .join(" . ");
        let text_words = words(&all);
        let is_used = |form: &Vec<String>| text_words.windows(form.len().max(1)).any(|part| part == &form[..]);
        let used: Vec<Value> =
            forms.iter().filter(|(_, forms)| forms.iter().any(is_used)).map(|(id, _)| json!(id)).collect();
        if !used.is_empty() {
            details.insert("terms".to_owned(), Value::Array(used));
        }
    }
}

/// Every form of a term, as words.
fn forms(row: &Value) -> Vec<Vec<String>> {
    let also = row["also"].as_array().map_or(&[][..], Vec::as_slice);
    also.iter().chain([&row["term"]]).filter_map(|form| Some(words(form.as_str()?))).collect()
}

/// The words of a text in lower case: letters, digits, and within a word `-`, `_` and `/`.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || "-_/".contains(c)));
    parts.map(|word| word.trim_matches(['-', '/']).to_lowercase()).filter(|word| !word.is_empty()).collect()
}

fn merge(root: &Path, read: &mut Vec<PathBuf>) -> Outcome<Map<String, Value>> {
    let mut merged = toml_file(root, "pack.toml", read)?;
    merged.insert("words".to_owned(), Value::Object(toml_file(root, "words/en.toml", read)?));
    let mut files = Map::new();
    let sections = sections(&merged);
    for (folder, table) in FOLDERS {
        let (mut rows, mut origins) = (Vec::new(), Vec::new());
        for name in toml_names(root, folder, &sections, read)? {
            let mut file_rows = table_rows(toml_file(root, &name, read)?, table, &name)?;
            if table == "question" {
                file_rows.iter_mut().for_each(|row| add_section(row, &name));
            }
            origins.push(json!([name, file_rows.len()]));
            rows.append(&mut file_rows);
        }
        merged.insert(table.to_owned(), Value::Array(rows));
        files.insert(table.to_owned(), Value::Array(origins));
    }
    add_plans(root, &mut merged, read)?;
    for (path, table) in TABLES {
        let (mut rows, mut origins) = (Vec::new(), Vec::new());
        for name in csv_names(root, path, read)? {
            let mut file_rows = csv_rows(root, &name, read)?;
            origins.push(json!([name, file_rows.len()]));
            rows.append(&mut file_rows);
        }
        files.insert(table.to_owned(), Value::Array(origins));
        merged.insert(table.to_owned(), Value::Array(rows));
    }
    for table in ["group", "section", "phase", "example"] {
        let count = merged.get(table).and_then(Value::as_array).map_or(0, Vec::len);
        files.insert(table.to_owned(), json!([["pack.toml", count]]));
    }
    merged.insert("files".to_owned(), Value::Object(files));
    Ok(merged)
}

/// Adds the plan file of each example to its row.
fn add_plans(root: &Path, merged: &mut Map<String, Value>, read: &mut Vec<PathBuf>) -> Outcome<()> {
    let examples = merged.get_mut("example").and_then(Value::as_array_mut).into_iter().flatten();
    for row in examples.filter_map(Value::as_object_mut) {
        let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
        let name = format!("../examples/{id}.preflight.json");
        let plan = serde_json::from_str(&text_of(root, &name, read)?).map_err(|error| format!("{name}: {error}"))?;
        row.insert("plan".to_owned(), plan);
    }
    Ok(())
}

fn text_of(root: &Path, name: &str, read: &mut Vec<PathBuf>) -> Outcome<String> {
    let path = root.join(name);
    let text = fs::read_to_string(&path).map_err(|error| format!("content/{name}: {error}"))?;
    read.push(path);
    Ok(text)
}

fn toml_file(root: &Path, name: &str, read: &mut Vec<PathBuf>) -> Outcome<Map<String, Value>> {
    let text = text_of(root, name, read)?;
    let value: Value = toml::from_str(&text).map_err(|error| format!("content/{name}: {error}"))?;
    match value {
        Value::Object(map) => Ok(map),
        _ => Err(format!("content/{name} is not a table").into()),
    }
}

/// The sections' ids in their order.
fn sections(pack: &Map<String, Value>) -> Vec<String> {
    let all = pack.get("section").and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|section| Some(section.get("id")?.as_str()?.to_owned())).collect()
}

/// The TOML files of a folder: those named for a section, or for a part of it, in the sections' order, then the others
/// by name.
fn toml_names(root: &Path, folder: &str, sections: &[String], read: &mut Vec<PathBuf>) -> Outcome<Vec<String>> {
    read.push(root.join(folder));
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join(folder))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".toml") {
            let of = |id: &String| {
                stem.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
            };
            let index = sections.iter().position(of).unwrap_or(usize::MAX);
            names.push((index, format!("{folder}/{name}")));
        }
    }
    names.sort();
    Ok(names.into_iter().map(|(_, name)| name).collect())
}

fn table_rows(mut file: Map<String, Value>, table: &str, name: &str) -> Outcome<Vec<Value>> {
    let rows = match file.remove(table) {
        None => Vec::new(),
        Some(Value::Array(rows)) => rows,
        Some(_) => return Err(format!("content/{name}: [[{table}]] must be an array of tables").into()),
    };
    match file.keys().next() {
        Some(other) => Err(format!("content/{name}: [[{other}]] does not belong here, only [[{table}]]").into()),
        None => Ok(rows),
    }
}

/// A question belongs to the section that its file is named for.
fn add_section(row: &mut Value, name: &str) {
    let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    if let (Some(map), Some(stem)) = (row.as_object_mut(), stem) {
        map.entry("section").or_insert(Value::String(stem));
    }
}

/// The CSV file itself, or those of the folder by name.
fn csv_names(root: &Path, path: &str, read: &mut Vec<PathBuf>) -> Outcome<Vec<String>> {
    if path.ends_with(".csv") {
        return Ok(vec![path.to_owned()]);
    }
    read.push(root.join(path));
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join(path))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".csv") {
            names.push(format!("{path}/{name}"));
        }
    }
    names.sort();
    Ok(names)
}

fn csv_rows(root: &Path, name: &str, read: &mut Vec<PathBuf>) -> Outcome<Vec<Value>> {
    let text = text_of(root, name, read)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers()?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("content/{name}: {error}"))?;
        let cells = headers.iter().zip(record.iter()).filter(|(_, cell)| !cell.is_empty());
        let row: Map<String, Value> =
            cells.map(|(key, cell)| (key.to_owned(), Value::String(cell.to_owned()))).collect();
        rows.push(Value::Object(row));
    }
    Ok(rows)
}
