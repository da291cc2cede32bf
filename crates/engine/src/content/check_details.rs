//! Checks the details against the content for missing and malformed texts. Tests and the command line call it; the page
//! shows what there is.

use super::{Content, ContentError, Severity};
use crate::template;

struct DetailCheck<'a> {
    content: &'a Content,
    problems: Vec<ContentError>,
}

impl DetailCheck<'_> {
    fn report(&mut self, table: &str, id: &str, field: &str, message: &str) {
        self.problems.push(ContentError {
            file: format!("tables.json, {table}"),
            row: 0,
            id: id.to_owned(),
            field: field.to_owned(),
            message: message.to_owned(),
        });
    }

    fn text(&mut self, table: &str, id: &str, field: &str) {
        if self.content.detail(table, id, field).trim().is_empty() {
            self.report(table, id, field, "This field is missing or empty.");
        }
    }

    /// Checks a list: it must not be empty unless `may_be_empty`, and have no empty item or unknown name in braces.
    fn list(&mut self, table: &str, id: &str, field: &str, may_be_empty: bool) {
        let items = self.content.details(table, id, field);
        if items.is_empty() && !may_be_empty {
            self.report(table, id, field, "This list is missing or empty.");
        }
        let all = self.content.field(table, id, field).and_then(serde_json::Value::as_array).map_or(0, Vec::len);
        if all != items.len() || items.iter().any(|item| item.trim().is_empty()) {
            self.report(table, id, field, "Each item of this list must be a text that is not empty.");
        }
        for item in &items {
            self.names(table, id, field, item);
        }
    }

    /// Checks that each text of a question for one family is for a family that a source can be of.
    fn families(&mut self, id: &str, field: &str) {
        let texts = self.content.field("question", id, field).and_then(serde_json::Value::as_object);
        for (family, text) in texts.into_iter().flatten() {
            let mut engines = self.content.tables.engines.iter();
            let is_known = engines.any(|engine| engine.source && engine.family == *family);
            if !is_known || text.as_str().is_none_or(|text| text.trim().is_empty()) {
                self.report("question", id, field, "Each text is for a family of source engines, and is not empty.");
            }
        }
    }

    fn names(&mut self, table: &str, id: &str, field: &str, text: &str) {
        for name in template::names(text).iter().filter(|name| self.content.scope.find(name).is_none()) {
            self.report(table, id, field, &format!("`{{{name}}}` is neither a question nor a named fact."));
        }
    }
}

impl Content {
    /// What is missing or malformed in the details; everything, while they are not loaded.
    pub fn check_details(&self) -> Vec<ContentError> {
        let mut check = DetailCheck { content: self, problems: Vec::new() };
        for rule in self.rules.iter().filter(|rule| !rule.limitation) {
            check.text("rule", &rule.id, "why");
            check.names("rule", &rule.id, "why", self.detail("rule", &rule.id, "why"));
            check.list("rule", &rule.id, "do", rule.severity == Severity::Note);
            check.names("rule", &rule.id, "changed", self.changed(rule));
        }
        for question in &self.questions {
            check.text("question", &question.id, "why");
            for field in ["queries", "hints"] {
                check.families(&question.id, field);
            }
        }
        for phase in &self.timeline {
            check.text("timeline", &phase.id, "title");
            check.list("timeline", &phase.id, "texts", false);
            if self.details("timeline", &phase.id, "texts").len() != phase.parts.len() {
                check.report("timeline", &phase.id, "texts", "Each part has a text.");
            }
        }
        for what_if in &self.what_ifs {
            check.text("help", &what_if.id, "text");
        }
        for term in self.terms() {
            check.text("term", term.id, "term");
            check.text("term", term.id, "means");
            check.text("term", term.id, "read");
            if term.source.is_none() {
                check.report("term", term.id, "source", "A term names one source that there is.");
            }
        }
        for task in &self.tasks {
            check.list("task", &task.id, "steps", task.lists.is_some());
        }
        for row in &self.limitations {
            check.text("limitation", &row.id, "consequence");
        }
        for row in &self.assessments {
            check.text("assessment", &row.id, "title");
            check.text("assessment", &row.id, "advice");
        }
        for row in &self.prerequisites {
            for field in ["name", "value", "page", "vintage"] {
                check.text("prerequisite", &row.id, field);
            }
        }
        for row in &self.settings {
            check.text("setting", &row.id, "why");
        }
        check.problems
    }
}
