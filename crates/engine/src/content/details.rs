//! Completes content with its second text: what only a reader needs, under the id of each row.

use super::{Content, Problem};
use crate::fill;
use serde_json::{Map, Value};

/// The details of one table: by row id the fields of that row.
struct Table<'a> {
    name: &'static str,
    rows: Option<&'a Map<String, Value>>,
    problems: Vec<Problem>,
}

impl<'a> Table<'a> {
    fn new(root: &'a Value, name: &'static str) -> Self {
        Self { name, rows: root.get(name).and_then(Value::as_object), problems: Vec::new() }
    }

    fn field(&self, id: &str, field: &str) -> Option<&'a Value> {
        self.rows?.get(id)?.get(field)
    }

    /// Puts the text of a field into its place, if the second text has it.
    fn text(&self, id: &str, field: &str, place: &mut String) {
        if let Some(text) = self.field(id, field).and_then(Value::as_str) {
            *place = text.trim().to_owned();
        }
    }

    fn texts(&mut self, id: &str, field: &'static str, place: &mut Vec<String>) {
        let Some(items) = self.field(id, field).and_then(Value::as_array) else { return };
        *place = items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect();
        if place.len() != items.len() || place.iter().any(|text| text.trim().is_empty()) {
            self.missing(id, field, "Each item of this list must be a text that is not empty.");
        }
    }

    /// Notes a row that must say something and does not.
    fn missing(&mut self, id: &str, field: &str, message: &str) {
        self.problems.push(Problem {
            file: format!("tables.json, {}", self.name),
            row: 0,
            id: id.to_owned(),
            field: field.to_owned(),
            message: message.to_owned(),
        });
    }
}

pub(super) fn complete(content: &mut Content, text: &str) -> Vec<Problem> {
    let root: Value = match serde_json::from_str(text) {
        Ok(root) => root,
        Err(error) => {
            let mut table = Table { name: "text", rows: None, problems: Vec::new() };
            table.missing("", "", &format!("This is not JSON: {error}."));
            return table.problems;
        }
    };
    let mut problems = rows(content, &root);
    problems.append(&mut facts(content, &root));
    problems.append(&mut placeholders(content));
    content.instances = super::tables::instances(&root, &mut problems);
    content.task_settings = super::tables::task_settings(&root, &mut problems);
    content.complete = problems.is_empty();
    problems
}

/// Questions, rules, tasks, examples.
fn rows(content: &mut Content, root: &Value) -> Vec<Problem> {
    let mut table = Table::new(root, "question");
    for question in &mut content.questions {
        table.text(&question.id, "why", &mut question.why);
        table.text(&question.id, "look", &mut question.look);
        table.text(&question.id, "query", &mut question.query);
        if question.why.is_empty() {
            table.missing(&question.id, "why", "This field is missing or empty.");
        }
    }
    let mut problems = table.problems;
    let mut table = Table::new(root, "rule");
    for rule in content.rules.iter_mut().filter(|rule| !rule.limitation) {
        table.texts(&rule.id, "do", &mut rule.steps);
        table.text(&rule.id, "changed", &mut rule.changed);
        if rule.steps.is_empty() && rule.severity != super::Severity::Note {
            table.missing(&rule.id, "do", "Only a note may have nothing to do.");
        }
    }
    problems.append(&mut table.problems);
    let mut table = Table::new(root, "task");
    for task in &mut content.tasks {
        table.texts(&task.id, "steps", &mut task.steps);
        if task.steps.is_empty() && task.lists.is_none() {
            table.missing(&task.id, "steps", "A task has at least one step.");
        }
    }
    problems.append(&mut table.problems);
    let mut table = Table::new(root, "setting");
    for setting in &mut content.settings {
        table.text(&setting.id, "why", &mut setting.why);
        if setting.why.is_empty() {
            table.missing(&setting.id, "why", "This field is missing or empty.");
        }
    }
    problems.append(&mut table.problems);
    let mut table = Table::new(root, "example");
    for example in &mut content.examples {
        if let Some(plan) = table.field(&example.id, "plan") {
            example.plan = plan.clone();
        }
        if example.plan.is_null() {
            table.missing(&example.id, "plan", "This field is missing.");
        }
    }
    problems.append(&mut table.problems);
    problems
}

/// Limitations, premigration assessments, prerequisites.
fn facts(content: &mut Content, root: &Value) -> Vec<Problem> {
    let mut table = Table::new(root, "limitation");
    for row in &mut content.limitations {
        table.text(&row.id, "consequence", &mut row.consequence);
        table.text(&row.id, "remedy", &mut row.remedy);
        table.text(&row.id, "vintage", &mut row.vintage);
        if row.consequence.is_empty() {
            table.missing(&row.id, "consequence", "This field is missing or empty.");
        }
        let own = content.rules.iter_mut().find(|rule| rule.limitation && rule.id == row.id);
        if let Some(rule) = own {
            rule.why = super::limitations::capital(&format!("{}.", row.consequence.trim_end_matches('.')));
            let remedy = Some(&row.remedy).filter(|remedy| !remedy.is_empty());
            rule.steps = remedy.map(|remedy| super::limitations::capital(&format!("{remedy}."))).into_iter().collect();
        }
    }
    let mut problems = table.problems;
    let mut table = Table::new(root, "assessment");
    for row in &mut content.assessments {
        let places = [
            ("api_key", &mut row.api_key),
            ("title", &mut row.title),
            ("advice", &mut row.advice),
            ("notes", &mut row.notes),
        ];
        for (field, place) in places {
            table.text(&row.id, field, place);
        }
        // The id is the API's name, with the engine before it where engines share one, unless the row says otherwise.
        if row.api_key.is_empty() {
            row.api_key = row.id.rsplit('/').next().unwrap_or_default().to_owned();
        }
        if row.title.is_empty() {
            table.missing(&row.id, "title", "This field is missing or empty.");
        }
    }
    problems.append(&mut table.problems);
    let mut table = Table::new(root, "prerequisite");
    for row in &mut content.prerequisites {
        let places = [
            ("name", &mut row.name),
            ("value", &mut row.value),
            ("condition", &mut row.condition),
            ("check", &mut row.check),
            ("note", &mut row.note),
            ("page", &mut row.page),
            ("vintage", &mut row.vintage),
        ];
        for (field, place) in places {
            table.text(&row.id, field, place);
        }
        if row.name.is_empty() {
            table.missing(&row.id, "name", "This field is missing or empty.");
        }
    }
    problems.append(&mut table.problems);
    problems
}

/// Names between braces must be questions or named facts.
fn placeholders(content: &Content) -> Vec<Problem> {
    let rules = content.rules.iter().flat_map(|rule| {
        let steps = rule.steps.iter().map(|step| ("rule", &rule.id, "do", step));
        steps.chain([("rule", &rule.id, "changed", &rule.changed)])
    });
    let tasks = content.tasks.iter().flat_map(|task| task.steps.iter().map(|step| ("task", &task.id, "steps", step)));
    let mut problems = Vec::new();
    for (name, id, field, text) in rules.chain(tasks) {
        for unknown in fill::names(text).iter().filter(|name| content.names.find(name).is_none()) {
            let mut table = Table { name, rows: None, problems: Vec::new() };
            table.missing(id, field, &format!("`{{{unknown}}}` is neither a question nor a named fact."));
            problems.append(&mut table.problems);
        }
    }
    problems
}
