//! Reads the tables of content row by row; [`super::Loading`] calls its steps in order.

use super::origin::origin;
use super::row::Row;
use super::{design, limitations, order, premigration, prerequisites, questions, rows, rules, tables, tasks, timeline};
use crate::content::{Content, ContentError};
use crate::id::Id;
use crate::messages::Messages;
use crate::quantity::parse_date;
use serde_json::{Map, Value};
use std::hash::Hasher;
use std::ops::Range;

/// What has been read so far.
pub(super) struct Loader<'a> {
    pub root: &'a Value,
    pub content: Content,
    pub problems: Vec<ContentError>,
}

/// A problem of a file that is in none of its rows.
pub(super) fn problem(file: &str, message: String) -> ContentError {
    ContentError { file: file.to_owned(), row: 0, id: String::new(), field: String::new(), message }
}

impl<'a> Loader<'a> {
    pub(super) fn items(&self, table: &str) -> &'a [Value] {
        self.root.get(table).and_then(Value::as_array).map_or(&[][..], Vec::as_slice)
    }

    /// Reads each row of a table with `read`, which also sees the content read so far.
    fn each<T>(&mut self, table: &'static str, read: impl FnMut(&mut Row<'_>, &mut Content) -> T) -> Vec<T> {
        self.each_of(table, 0..self.items(table).len(), read)
    }

    /// The same for some of the rows.
    fn each_of<T>(
        &mut self,
        table: &'static str,
        indexes: Range<usize>,
        mut read: impl FnMut(&mut Row<'_>, &mut Content) -> T,
    ) -> Vec<T> {
        let mut all = Vec::new();
        self.visit(table, indexes, &mut |row, content| all.push(read(row, content)));
        all
    }

    /// What of [`Self::each_of`] is the same for every kind of row.
    fn visit(&mut self, table: &'static str, indexes: Range<usize>, read: &mut dyn FnMut(&mut Row<'_>, &mut Content)) {
        for index in indexes {
            let Some(item) = self.items(table).get(index) else { return };
            let origin = origin(self.root, table, index);
            let Some(map) = item.as_object() else {
                self.problems.push(problem(&origin.0, format!("Row {} is not a table of fields.", origin.1)));
                // Read as an empty row all the same: the rows after it keep their numbers.
                read(&mut Row::new(&Map::new(), origin), &mut self.content);
                continue;
            };
            let mut row = Row::new(map, origin);
            read(&mut row, &mut self.content);
            row.finish(&mut self.problems);
        }
    }

    pub(super) fn head(&mut self) {
        let text = |field: &str| self.root.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        (self.content.title, self.content.edition) = (text("title"), text("edition"));
        if parse_date(&self.content.edition).is_none() {
            self.problems.push(problem("pack.toml", "The edition must be a day written YYYY-MM-DD.".to_owned()));
        }
        let empty = Map::new();
        self.content.messages = Messages::new(self.root.get("words").and_then(Value::as_object).unwrap_or(&empty));
        self.content.groups = self.each("group", |row, _| rows::named(row));
        self.content.phases = self.each("phase", |row, _| rows::named(row));
        self.content.sections = self.each("section", |row, content| rows::section(row, content));
        self.content.sources = self.each("source", |row, _| rows::source(row));
        self.content.examples = self.each("example", |row, _| rows::example(row));
    }

    pub(super) fn fact_tables(&mut self) {
        self.content.tables.regions = self.each("region", |row, _| tables::region(row));
        self.content.tables.cities = self.each("city", |row, _| tables::city(row));
        self.content.tables.engines = self.each("engine", |row, _| tables::engine(row));
        let aliases = self
            .each("alias", |row, _| (row.text("spelling"), row.optional_text("engine"), row.optional_text("hosting")));
        let engines: Vec<String> = self.content.tables.engines.iter().map(|engine| engine.id.clone()).collect();
        let resolve = move |spelling: &str| {
            let alias = aliases.iter().find(|(written, _, _)| written == spelling);
            let by_alias = alias.map(|(_, engine, hosting)| (engine.clone(), hosting.clone()));
            by_alias.or_else(|| engines.iter().find(|id| *id == spelling).map(|id| (id.clone(), String::new())))
        };
        let pairs = self.each("pair", |row, _| tables::pair(row, &resolve));
        self.content.tables.pairs = pairs.into_iter().flatten().collect();
    }

    /// Everything of the questions but `ask_when`, which may name any question.
    pub(super) fn questions(&mut self) {
        self.each("question", |row, content| {
            let question = questions::question(row, content);
            content.questions.push(question);
        });
    }

    /// One of `parts` parts of the rules.
    pub(super) fn rules(&mut self, part: usize, parts: usize) {
        let items = self.items("rule");
        let indexes = part * items.len() / parts..(part + 1) * items.len() / parts;
        let mut digests = items.get(indexes.clone()).unwrap_or_default().iter().map(digest);
        let rules =
            self.each_of("rule", indexes, |row, content| rules::rule(row, content, digests.next().unwrap_or_default()));
        self.content.rules.extend(rules);
    }

    pub(super) fn tasks(&mut self) {
        let tasks = self.each("task", tasks::task);
        let ids: Vec<Id> = tasks.iter().map(|(task, _)| task.id.clone()).collect();
        for (index, (mut task, after)) in tasks.into_iter().enumerate() {
            for id in after {
                match ids.iter().position(|known| *known == id) {
                    Some(before) => task.after.push(before),
                    None => self.report("task", index, "after", format!("There is no task \"{id}\".")),
                }
            }
            self.content.tasks.push(task);
        }
        match order::tasks(&self.content.tasks) {
            Ok(order) => self.content.task_order = order,
            Err(cycle) => {
                for index in cycle {
                    let message = "This task waits for itself, through the tasks before it.".to_owned();
                    self.report("task", index, "after", message);
                }
            }
        }
        self.check_phase_order();
    }

    /// A limitation that answers decide becomes a rule.
    pub(super) fn limitations(&mut self) {
        let mut digests = self.items("limitation").iter().map(digest);
        let limitations = self.each("limitation", |row, content| {
            limitations::limitation(row, content, digests.next().unwrap_or_default())
        });
        for (limitation, rule) in limitations {
            self.content.limitations.push(limitation);
            self.content.rules.extend(rule);
        }
    }

    /// Premigration assessments, prerequisites, and what designs and the timeline are made of.
    pub(super) fn designs(&mut self) {
        self.content.assessments = self.each("assessment", premigration::assessment);
        self.content.prerequisites = self.each("prerequisite", prerequisites::prerequisite);
        self.content.approaches = self.each("approach", design::approach);
        self.content.settings = self.each("setting", design::setting);
        self.content.sizing = self.each("sizing", design::sizing);
        self.each("timeline", |row, content| {
            let phase = timeline::phase(row, content);
            content.timeline.push(phase);
        });
        self.content.what_ifs = self.each("help", timeline::what_if);
        self.check_rule_references();
    }

    /// Reports a problem with a field of the `index`th row of a table.
    pub(super) fn report(&mut self, table: &'static str, index: usize, field: &str, message: String) {
        let (file, row) = origin(self.root, table, index);
        let item = self.items(table).get(index);
        let id = item.and_then(|item| item.get("id").or_else(|| item.get("code"))).and_then(Value::as_str);
        let id = id.unwrap_or_default().to_owned();
        self.problems.push(ContentError { file, row, id, field: field.to_owned(), message });
    }
}

/// Sixteen hexadecimal digits that change when the row says something else.
fn digest(row: &Value) -> String {
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(row.to_string().as_bytes());
    format!("{:016x}", hasher.finish())
}
