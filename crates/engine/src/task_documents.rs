//! The documents that a replication task is created with: table mappings and task settings, as JSON in the form of the
//! API, each setting with the reason for its value. The app's task view, the command line and the sizing call it.

use crate::condition::Truth;
use crate::content::Setting;
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use crate::json::JsonObject;
use crate::template::interpolate;
use serde_json::{Map, Value};

/// A value chosen for one setting.
#[derive(Debug, Clone)]
pub struct ChosenSetting<'a> {
    pub row: &'a Setting,
    pub value: Value,
    /// Open while an answer could still choose another value.
    pub state: Truth,
    pub because: Vec<Id>,
    pub wants: Vec<Id>,
}

/// The settings chosen for this plan, one for each key, in content order.
pub fn settings<'a>(evaluated: &EvaluatedPlan<'a>) -> Vec<ChosenSetting<'a>> {
    let all = &evaluated.content.settings;
    let first = |(index, row): &(usize, &Setting)| !all[..*index].iter().any(|other| other.is_of(&row.group, &row.key));
    all.iter().enumerate().filter(first).filter_map(|(_, row)| setting(evaluated, &row.group, &row.key)).collect()
}

/// The setting chosen for one key.
pub fn setting<'a>(evaluated: &EvaluatedPlan<'a>, group: &str, key: &str) -> Option<ChosenSetting<'a>> {
    choose(evaluated, evaluated.content.settings.iter().filter(|row| row.is_of(group, key)))
}

/// The first row that holds and whose value is known. The choice is open if an earlier row may hold.
fn choose<'a>(evaluated: &EvaluatedPlan<'_>, rows: impl Iterator<Item = &'a Setting>) -> Option<ChosenSetting<'a>> {
    let (mut open, mut because, mut wants) = (false, Vec::new(), Vec::new());
    for row in rows {
        let Some(outcome) = evaluated.explain_unless_false(row.when.as_ref()) else { continue };
        let (answered, wanted) = evaluated.outcome_reasons(outcome);
        match (outcome.truth, value(evaluated, row)) {
            (Truth::True, Some(value)) => {
                because.extend(answered);
                let chosen_state = if open { Truth::Unknown } else { Truth::True };
                because.dedup();
                return Some(ChosenSetting { row, value, state: chosen_state, because, wants });
            }
            _ => {
                open = true;
                wants.extend(wanted);
                wants.dedup();
            }
        }
    }
    None
}

/// The row's JSON value with named facts filled in; none while any of them is unknown.
fn value(evaluated: &EvaluatedPlan<'_>, row: &Setting) -> Option<Value> {
    let figure = |name: &str| evaluated.figure(name).map(|number| (number as i64).to_string());
    let text = interpolate(&row.value, |name| figure(name).or_else(|| evaluated.text(name).map(str::to_owned)));
    serde_json::from_str(&text).ok()
}

/// The settings document: what was chosen, or with `full` every setting that has a default.
pub fn settings_document(evaluated: &EvaluatedPlan<'_>, full: bool) -> String {
    let mut groups = evaluated.content.detail_table("task_setting").filter(|_| full).cloned().unwrap_or_default();
    for chosen in settings(evaluated) {
        let group = groups.entry(chosen.row.group.as_str()).or_insert_with(|| Value::Object(Map::new()));
        if let Some(group) = group.as_object_mut() {
            group.insert(chosen.row.key.clone(), chosen.value);
        }
    }
    pretty(&Value::Object(groups))
}

/// The table mappings document; none while no schema is named.
pub fn mappings_document(evaluated: &EvaluatedPlan<'_>) -> Option<String> {
    let schemas = names(evaluated, "schema_names");
    if schemas.is_empty() {
        return None;
    }
    // Views are tables of another type; they travel in a full load only.
    let views = evaluated.answer_value("views_selected") == Some(&crate::answer::Value::Bool(true));
    let kind = if views && evaluated.truth_of_fact("changes_captured") == Truth::False { "all" } else { "table" };
    let mut rules = Vec::new();
    for schema in &schemas {
        rules.push(selection(rules.len() + 1, (schema, "%", kind), "include"));
    }
    for left_out in names(evaluated, "tables_left_out") {
        for (schema, table) in tables(&schemas, &left_out) {
            rules.push(selection(rules.len() + 1, (&schema, &table, kind), "exclude"));
        }
    }
    if evaluated.answer_value("lowercase_names") == Some(&crate::answer::Value::Bool(true)) {
        for schema in &schemas {
            for target in ["schema", "table", "column"] {
                rules.push(lowercase(rules.len() + 1, schema, target));
            }
        }
    }
    Some(pretty(&JsonObject::default().field("rules", Value::Array(rules)).into()))
}

/// The ids of the questions whose answers ask for mappings that this document cannot have, because they name columns.
pub fn left_to_do(evaluated: &EvaluatedPlan<'_>) -> Vec<&'static str> {
    let masked = matches!(evaluated.answer_value("masking_rules"), Some(crate::answer::Value::Several(rules)) if !rules.is_empty());
    let filtered = evaluated.choice("row_filters").is_some_and(|filters| filters != "none");
    let asked = [(masked, "masking_rules"), (filtered, "row_filters")];
    asked.into_iter().filter(|(wanted, _)| *wanted).map(|(_, id)| id).collect()
}

/// Schema and table of a line: the longest schema that it begins with; a line without one means every schema.
fn tables(schemas: &[String], line: &str) -> Vec<(String, String)> {
    let rest = |schema: &String| line.strip_prefix(schema.as_str())?.strip_prefix('.').filter(|rest| !rest.is_empty());
    let longest = schemas.iter().filter(|schema| rest(schema).is_some()).max_by_key(|schema| schema.len());
    if let Some((schema, table)) = longest.and_then(|schema| Some((schema, rest(schema)?))) {
        return vec![(schema.clone(), table.to_owned())];
    }
    match line.split_once('.') {
        Some((schema, table)) if !schema.is_empty() && !table.is_empty() => vec![(schema.to_owned(), table.to_owned())],
        _ => {
            let table = line.trim_matches('.');
            schemas.iter().filter(|_| !table.is_empty()).map(|schema| (schema.clone(), table.to_owned())).collect()
        }
    }
}

/// A rule of the table mappings. Ids and names are texts and differ from rule to rule.
fn rule(kind: &str, id: usize, action: &str, locator: JsonObject) -> JsonObject {
    JsonObject::default()
        .text("rule-type", kind)
        .text("rule-id", &id.to_string())
        .text("rule-name", &format!("{action}-{id}"))
        .field("object-locator", locator.into())
        .text("rule-action", action)
}

/// Escapes a name for a pattern, in which an underscore matches any letter unless it is in brackets.
fn literal(name: &str) -> String {
    name.replace('_', "[_]")
}

fn locator(schema: &str, table: &str) -> JsonObject {
    JsonObject::default().text("schema-name", &literal(schema)).text("table-name", &literal(table))
}

fn selection(id: usize, (schema, table, kind): (&str, &str, &str), action: &str) -> Value {
    let locator = locator(schema, table);
    // The API assumes a table when no type is named.
    let locator = if kind == "table" { locator } else { locator.text("table-type", kind) };
    rule("selection", id, action, locator).field("filters", Value::Array(Vec::new())).into()
}

fn lowercase(id: usize, schema: &str, target: &str) -> Value {
    let locator = match target {
        "schema" => JsonObject::default().text("schema-name", &literal(schema)),
        "table" => locator(schema, "%"),
        _ => locator(schema, "%").text("column-name", "%"),
    };
    rule("transformation", id, "convert-lowercase", locator).text("rule-target", target).into()
}

/// The names of a long text, on lines or between commas, each once, without blanks and quotes around them.
fn names(evaluated: &EvaluatedPlan<'_>, question: &str) -> Vec<String> {
    let Some(crate::answer::Value::Text(text)) = evaluated.answer_value(question) else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    for name in text.split(['\n', ',', ';']).map(unquoted).filter(|name| !name.is_empty()) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Without blanks around it, and without the quotes around all of it.
fn unquoted(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(name)
}

fn pretty(value: &Value) -> String {
    format!("{value:#}")
}
