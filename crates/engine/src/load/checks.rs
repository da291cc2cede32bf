//! Checks between rows: known tables, unique ids, references to rows that exist, known names between braces. The loader
//! calls them.

use super::loader::{problem, Loader};
use crate::id::Id;
use crate::template;
use serde_json::Value;

/// Every table of the merged content.
const TABLES: [&str; 21] = [
    "group",
    "phase",
    "section",
    "source",
    "example",
    "region",
    "engine",
    "alias",
    "pair",
    "question",
    "rule",
    "task",
    "limitation",
    "assessment",
    "prerequisite",
    "approach",
    "setting",
    "sizing",
    "timeline",
    "help",
    "city",
];

impl Loader<'_> {
    /// A missing table is empty. A table of another kind or an unknown name is a problem, because its rows would be lost
    /// silently.
    pub(super) fn check_shape(&mut self) {
        let Some(root) = self.root.as_object() else {
            self.problems.push(problem("content.json", "This must be an object of tables.".to_owned()));
            return;
        };
        for (name, value) in root {
            let known = match name.as_str() {
                "title" | "edition" => value.is_string(),
                "words" | "files" => value.is_object(),
                table => TABLES.contains(&table) && value.is_array(),
            };
            if !known {
                let message = format!("`{name}` is not known here, or not of the right kind.");
                self.problems.push(problem("content.json", message));
            }
        }
    }

    pub(super) fn check_ids(&mut self) {
        for table in TABLES {
            let mut seen = Vec::new();
            for (index, item) in self.items(table).iter().enumerate() {
                let id = item.get("id").or_else(|| item.get("code")).and_then(Value::as_str).unwrap_or_default();
                if seen.contains(&id) {
                    self.report(table, index, "id", "This id is taken by an earlier row.".to_owned());
                } else if !id.is_empty() {
                    seen.push(id);
                }
            }
        }
    }

    /// Limitations and assessments may name a rule that says the same.
    pub(super) fn check_rule_references(&mut self) {
        for index in 0..self.content.limitations.len() {
            let rule = self.content.limitations[index].rule.clone();
            self.check_rule(rule, "limitation", index);
        }
        for index in 0..self.content.assessments.len() {
            let rule = self.content.assessments[index].rule.clone();
            self.check_rule(rule, "assessment", index);
        }
    }

    fn check_rule(&mut self, rule: Option<Id>, table: &'static str, index: usize) {
        if let Some(id) = rule.filter(|id| self.content.rule_index(id).is_none()) {
            self.report(table, index, "rule", format!("There is no rule \"{id}\"."));
        }
    }

    /// Phases come one after the other, so no task waits for one of a later phase.
    pub(super) fn check_phase_order(&mut self) {
        for index in 0..self.content.tasks.len() {
            let task = &self.content.tasks[index];
            let late = task.after.iter().map(|before| &self.content.tasks[*before]).find(|b| b.phase > task.phase);
            if let Some(message) = late.map(|before| format!("The task \"{}\" belongs to a later phase.", before.id)) {
                self.report("task", index, "after", message);
            }
        }
    }

    /// Names between braces must be questions or named facts.
    pub(super) fn check_placeholders(&mut self) {
        for table in ["rule", "task"] {
            for (index, item) in self.items(table).iter().enumerate() {
                let Some(title) = item.get("title") else { continue };
                for name in template::names(&title.to_string()) {
                    if self.content.scope.find(&name).is_none() {
                        let message = format!("`{{{name}}}` is neither a question nor a named fact.");
                        self.report(table, index, "title", message);
                    }
                }
            }
        }
    }
}
