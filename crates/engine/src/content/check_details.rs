//! Checks the second text of content against the first: what a reader would miss. Files of content are checked where
//! they are written, by tests and by the command line; the page shows what there is.

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

    /// A list that must say something unless `may_be_empty`, without empty items or unknown names between braces.
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

    fn names(&mut self, table: &str, id: &str, field: &str, text: &str) {
        for name in template::names(text).iter().filter(|name| self.content.scope.find(name).is_none()) {
            self.report(table, id, field, &format!("`{{{name}}}` is neither a question nor a named fact."));
        }
    }
}

impl Content {
    /// What the second text lacks or says wrongly; everything, while it is not there.
    pub fn check_details(&self) -> Vec<ContentError> {
        let mut missing = DetailCheck { content: self, problems: Vec::new() };
        for rule in self.rules.iter().filter(|rule| !rule.limitation) {
            missing.text("rule", &rule.id, "why");
            missing.names("rule", &rule.id, "why", self.detail("rule", &rule.id, "why"));
            missing.list("rule", &rule.id, "do", rule.severity == Severity::Note);
            missing.names("rule", &rule.id, "changed", self.changed(rule));
        }
        for question in &self.questions {
            missing.text("question", &question.id, "why");
        }
        for phase in &self.timeline {
            missing.text("timeline", &phase.id, "title");
            missing.list("timeline", &phase.id, "texts", false);
            if self.details("timeline", &phase.id, "texts").len() != phase.parts.len() {
                missing.report("timeline", &phase.id, "texts", "Each part has a text.");
            }
        }
        for help in &self.what_ifs {
            missing.text("help", &help.id, "text");
        }
        for term in self.terms() {
            missing.text("term", term.id, "term");
            missing.text("term", term.id, "means");
            missing.text("term", term.id, "read");
            if term.source.is_none() {
                missing.report("term", term.id, "source", "A term names one source that there is.");
            }
        }
        for task in &self.tasks {
            missing.list("task", &task.id, "steps", task.lists.is_some());
        }
        for row in &self.limitations {
            missing.text("limitation", &row.id, "consequence");
        }
        for row in &self.assessments {
            missing.text("assessment", &row.id, "title");
            missing.text("assessment", &row.id, "advice");
        }
        for row in &self.prerequisites {
            for field in ["name", "value", "page", "vintage"] {
                missing.text("prerequisite", &row.id, field);
            }
        }
        for row in &self.settings {
            missing.text("setting", &row.id, "why");
        }
        missing.problems
    }
}
