//! The documents that a replication task is created with: table mappings and task settings, as JSON in the shape of
//! the API, each setting with the reason for its value.

use crate::condition::Truth;
use crate::content::Setting;
use crate::fill::fill;
use crate::id::Id;
use crate::object::Object;
use crate::state::State;
use serde::Serialize;
use serde_json::{Map, Value};

/// A value chosen for one setting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChosenSetting {
    /// Id of the content row.
    pub setting: Id,
    pub value: Value,
    /// Open while an answer could still choose another value.
    pub state: Truth,
    pub because: Vec<Id>,
    pub wants: Vec<Id>,
}

/// The settings chosen for this plan, one for each key, in content order.
pub fn settings(state: &State<'_>) -> Vec<ChosenSetting> {
    let mut chosen: Vec<(&Setting, ChosenSetting)> = Vec::new();
    let all = &state.content.settings;
    for (place, row) in all.iter().enumerate() {
        let same = |other: &Setting| other.group == row.group && other.key == row.key;
        if all[..place].iter().any(same) {
            continue;
        }
        let rows = all[place..].iter().filter(|other| same(other));
        if let Some(found) = choose(state, rows) {
            chosen.push((row, found));
        }
    }
    chosen.into_iter().map(|(_, setting)| setting).collect()
}

/// The first row that holds and whose value is known. A row before it that may hold keeps the choice open.
fn choose<'a>(state: &State<'_>, rows: impl Iterator<Item = &'a Setting>) -> Option<ChosenSetting> {
    let (mut open, mut because, mut wants) = (false, Vec::new(), Vec::new());
    for row in rows {
        let outcome = state.outcome(row.when.as_ref());
        let (given, wanted) = state.split(outcome);
        match (outcome.truth, value(state, row)) {
            (Truth::Yes, Some(value)) => {
                because.extend(given);
                let state = if open { Truth::Open } else { Truth::Yes };
                because.dedup();
                return Some(ChosenSetting { setting: row.id.clone(), value, state, because, wants });
            }
            (Truth::No, _) => {}
            _ => {
                open = true;
                wants.extend(wanted);
                wants.dedup();
            }
        }
    }
    None
}

/// The row's JSON value with named facts filled in; none while one of them is unknown.
fn value(state: &State<'_>, row: &Setting) -> Option<Value> {
    let figure = |name: &str| state.figure(name).map(|number| (number as i64).to_string());
    let text = fill(&row.value, |name| figure(name).or_else(|| state.text(name).map(str::to_owned)));
    serde_json::from_str(&text).ok()
}

/// The settings document: what was chosen, or with `full` every setting that has a default.
pub fn settings_document(state: &State<'_>, full: bool) -> String {
    let content = state.content;
    let mut groups = content.table_apart("task_setting").filter(|_| full).cloned().unwrap_or_default();
    for own in settings(state) {
        let Some(row) = content.settings.iter().find(|row| row.id == own.setting) else { continue };
        let group = groups.entry(row.group.as_str()).or_insert_with(|| Value::Object(Map::new()));
        if let Some(group) = group.as_object_mut() {
            group.insert(row.key.clone(), own.value);
        }
    }
    pretty(&Value::Object(groups))
}

/// The table mappings document; none while no schema is named.
pub fn mappings_document(state: &State<'_>) -> Option<String> {
    let schemas = lines(state, "schema_names");
    if schemas.is_empty() {
        return None;
    }
    let mut rules = Vec::new();
    for schema in &schemas {
        rules.push(selection(rules.len() + 1, schema, "%", "include"));
    }
    for left_out in lines(state, "tables_left_out") {
        let (schema, table) = left_out.split_once('.').unwrap_or((schemas[0].as_str(), left_out.as_str()));
        rules.push(selection(rules.len() + 1, schema, table, "exclude"));
    }
    if state.value_of("lowercase_names") == Some(&crate::answer::Value::Flag(true)) {
        for schema in &schemas {
            for target in ["schema", "table", "column"] {
                rules.push(lowercase(rules.len() + 1, schema, target));
            }
        }
    }
    Some(pretty(&Object::default().field("rules", Value::Array(rules)).into()))
}

/// A rule of the table mappings. Ids and names are texts and differ from rule to rule.
fn rule(kind: &str, id: usize, action: &str, locator: Object) -> Object {
    Object::default()
        .text("rule-type", kind)
        .text("rule-id", &id.to_string())
        .text("rule-name", &format!("{action}-{id}"))
        .field("object-locator", locator.into())
        .text("rule-action", action)
}

fn locator(schema: &str, table: &str) -> Object {
    Object::default().text("schema-name", schema).text("table-name", table)
}

fn selection(id: usize, schema: &str, table: &str, action: &str) -> Value {
    rule("selection", id, action, locator(schema, table)).field("filters", Value::Array(Vec::new())).into()
}

fn lowercase(id: usize, schema: &str, target: &str) -> Value {
    let locator = match target {
        "schema" => Object::default().text("schema-name", schema),
        "table" => locator(schema, "%"),
        _ => locator(schema, "%").text("column-name", "%"),
    };
    rule("transformation", id, "convert-lowercase", locator).text("rule-target", target).into()
}

/// The lines of a long text, each once, without blanks around them.
fn lines(state: &State<'_>, question: &str) -> Vec<String> {
    let Some(crate::answer::Value::Text(text)) = state.value_of(question) else { return Vec::new() };
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !lines.iter().any(|known| known == line) {
            lines.push(line.to_owned());
        }
    }
    lines
}

fn pretty(value: &Value) -> String {
    format!("{value:#}")
}
