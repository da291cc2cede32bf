//! Compiles every condition of the content, once all names are known.

use super::{order, Loader};
use crate::condition::{compile, compile_number, parse, Compiled, ConditionError, Scope, Symbols, Expr};
use crate::content::Condition;

/// In how many steps the conditions of rules are compiled.
const PARTS: usize = 3;

impl Loader<'_> {
    /// One part of the rules.
    pub(super) fn rule_conditions(&mut self, part: usize) {
        let count = self.content.rules.len();
        for index in part * count / PARTS..(part + 1) * count / PARTS {
            let condition = self.content.rules[index].when.clone();
            let authored = self.items("rule").len();
            let (table, row) = match index.checked_sub(authored) {
                None => ("rule", index),
                Some(nth) => ("limitation", self.limitation_row(nth)),
            };
            if let Some(condition) = self.compiled(Some(condition), table, row, "when") {
                self.content.rules[index].when = condition;
            }
        }
    }

    pub(super) fn conditions(&mut self) {
        for index in 0..self.content.questions.len() {
            let condition = self.content.questions[index].ask_when.clone();
            self.content.questions[index].ask_when = self.compiled(condition, "question", index, "ask_when");
        }
        for index in 0..self.content.assessments.len() {
            let condition = self.content.assessments[index].fails.clone();
            self.content.assessments[index].fails = self.compiled(condition, "assessment", index, "fails");
            let condition = self.content.assessments[index].when.clone();
            self.content.assessments[index].when = self.compiled(condition, "assessment", index, "when");
        }
        for index in 0..self.content.prerequisites.len() {
            let condition = self.content.prerequisites[index].when.clone();
            if let Some(condition) = self.compiled(Some(condition), "prerequisite", index, "when") {
                self.content.prerequisites[index].when = condition;
            }
        }
        for index in 0..self.content.tasks.len() {
            let condition = self.content.tasks[index].when.clone();
            self.content.tasks[index].when = self.compiled(condition, "task", index, "when");
        }
        self.design_conditions();
        self.timeline_conditions();
        match order::slots(&self.content) {
            Ok(order) => self.content.order = order,
            Err(circle) => {
                for index in circle {
                    let message = "This question is asked depending on its own answer.".to_owned();
                    self.at("question", index, "ask_when", message);
                }
            }
        }
    }

    fn design_conditions(&mut self) {
        for index in 0..self.content.approaches.len() {
            for note in 0..self.content.approaches[index].notes.len() {
                let condition = self.content.approaches[index].notes[note].when.clone();
                if let Some(condition) = self.compiled(Some(condition), "approach", index, "notes") {
                    self.content.approaches[index].notes[note].when = condition;
                }
            }
        }
        for index in 0..self.content.settings.len() {
            let condition = self.content.settings[index].when.clone();
            self.content.settings[index].when = self.compiled(condition, "setting", index, "when");
        }
        for index in 0..self.content.sizing.len() {
            let condition = self.content.sizing[index].when.clone();
            if let Some(condition) = self.compiled(Some(condition), "sizing", index, "when") {
                self.content.sizing[index].when = condition;
            }
        }
    }

    fn timeline_conditions(&mut self) {
        for index in 0..self.content.timeline.len() {
            let condition = self.content.timeline[index].when.clone();
            self.content.timeline[index].when = self.compiled(condition, "timeline", index, "when");
            for part in 0..self.content.timeline[index].parts.len() {
                let condition = self.content.timeline[index].parts[part].when.clone();
                self.content.timeline[index].parts[part].when = self.compiled(condition, "timeline", index, "parts");
                let times = std::mem::take(&mut self.content.timeline[index].parts[part].times);
                let counted = times.into_iter().filter_map(|times| self.counted(times, "timeline", index, "parts"));
                self.content.timeline[index].parts[part].times = counted.collect();
            }
        }
        for index in 0..self.content.what_ifs.len() {
            let condition = self.content.what_ifs[index].when.clone();
            if let Some(condition) = self.compiled(Some(condition), "help", index, "when") {
                self.content.what_ifs[index].when = condition;
            }
        }
    }

    /// The row of the limitation that made the `nth` rule after the authored ones.
    fn limitation_row(&self, nth: usize) -> usize {
        let id = self.content.rules.get(self.items("rule").len() + nth).map(|rule| &rule.id);
        self.content.limitations.iter().position(|row| Some(&row.id) == id).unwrap_or_default()
    }

    fn compiled(
        &mut self,
        condition: Option<Condition>,
        table: &'static str,
        index: usize,
        field: &'static str,
    ) -> Option<Condition> {
        let text = condition.filter(|condition| !condition.text.is_empty())?.text;
        self.made(text, compile, table, index, field)
    }

    /// A text that stands for a number.
    fn counted(&mut self, counted: Condition, table: &'static str, index: usize, field: &str) -> Option<Condition> {
        self.made(counted.text, compile_number, table, index, field)
    }

    fn made(
        &mut self,
        text: String,
        compile: fn(&Expr, &Scope, &mut Symbols) -> Result<Compiled, ConditionError>,
        table: &'static str,
        index: usize,
        field: &str,
    ) -> Option<Condition> {
        let content = &mut self.content;
        let compiled = parse(&text).and_then(|tree| compile(&tree, &content.scope, &mut content.symbols));
        match compiled {
            Ok(compiled) => {
                for warning in &compiled.warnings {
                    self.at(table, index, field, format!("Column {}: {}", warning.column, warning.message));
                }
                Some(Condition { text, compiled })
            }
            Err(mistake) => {
                self.at(table, index, field, format!("Column {}: {}", mistake.column, mistake.message));
                None
            }
        }
    }
}
