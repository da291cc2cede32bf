//! Merges the content files into one JSON text, for the build script and for `cargo xtask`. It checks nothing but
//! their syntax: the engine checks the rest.

use serde_json::{json, Map, Value};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Folders of TOML files, and the table that their rows belong to.
const FOLDERS: [(&str, &str); 4] =
    [("sources", "source"), ("questions", "question"), ("rules", "rule"), ("tasks", "task")];

/// CSV files, and the table that their rows belong to.
const TABLES: [(&str, &str); 4] = [
    ("facts/regions.csv", "region"),
    ("facts/engines.csv", "engine"),
    ("facts/pairs.csv", "pair"),
    ("facts/aliases.csv", "alias"),
];

/// The merged content of the folder `root`, and the files and folders that it was read from.
pub fn merged(root: &Path) -> Outcome<(String, Vec<PathBuf>)> {
    let mut files = Vec::new();
    let text = merge(root, &mut files)?;
    Ok((text, files))
}

fn merge(root: &Path, read: &mut Vec<PathBuf>) -> Outcome<String> {
    let mut merged = toml_file(root, "pack.toml", read)?;
    merged.insert("words".to_owned(), Value::Object(toml_file(root, "words/en.toml", read)?));
    let mut files = Map::new();
    let sections = sections(&merged);
    for (folder, table) in FOLDERS {
        let (mut rows, mut origins) = (Vec::new(), Vec::new());
        for name in toml_names(root, folder, &sections, read)? {
            let mut own = own_rows(toml_file(root, &name, read)?, table, &name)?;
            if table == "question" {
                own.iter_mut().for_each(|row| add_section(row, &name));
            }
            origins.push(json!([name, own.len()]));
            rows.append(&mut own);
        }
        merged.insert(table.to_owned(), Value::Array(rows));
        files.insert(table.to_owned(), Value::Array(origins));
    }
    add_plans(root, &mut merged, read)?;
    for (name, table) in TABLES {
        let rows = csv_rows(root, name, read)?;
        files.insert(table.to_owned(), json!([[name, rows.len()]]));
        merged.insert(table.to_owned(), Value::Array(rows));
    }
    for table in ["group", "section", "phase", "example"] {
        let count = merged.get(table).and_then(Value::as_array).map_or(0, Vec::len);
        files.insert(table.to_owned(), json!([["pack.toml", count]]));
    }
    merged.insert("files".to_owned(), Value::Object(files));
    Ok(Value::Object(merged).to_string())
}

/// Puts the plan file of each example into its row.
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

/// The TOML files of a folder: those named for a section in the sections' order, then the others by name.
fn toml_names(root: &Path, folder: &str, sections: &[String], read: &mut Vec<PathBuf>) -> Outcome<Vec<String>> {
    read.push(root.join(folder));
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join(folder))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".toml") {
            let place = sections.iter().position(|id| id == stem).unwrap_or(usize::MAX);
            names.push((place, format!("{folder}/{name}")));
        }
    }
    names.sort();
    Ok(names.into_iter().map(|(_, name)| name).collect())
}

fn own_rows(mut file: Map<String, Value>, table: &str, name: &str) -> Outcome<Vec<Value>> {
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
