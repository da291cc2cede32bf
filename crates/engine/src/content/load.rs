//! Loads content from its JSON text: tables first, then rows, then names, then conditions; problems are gathered.

mod conditions;

use super::origin::origin;
use super::row::Row;
use super::{design, limitations, order, premigration, prerequisites, rows, tables, timeline, Content, Kind, ContentError};
use crate::condition::Type;
use crate::id::Id;
use crate::{facts, fill, words::Messages};
use preflight_evaluation::MAX_QUESTIONS;
use serde_json::{Map, Value};
use std::hash::Hasher;

/// Content that is being loaded, a step at a time: between two a page can show itself.
pub struct Loading {
    root: Value,
    content: Content,
    problems: Vec<ContentError>,
    done: usize,
}

/// Each needs what those before have read.
const STEPS: [fn(&mut Loader<'_>); 14] = [
    |loader| {
        loader.shape();
        loader.head();
    },
    |loader| loader.fact_tables(),
    |loader| loader.questions(),
    |loader| loader.rules(),
    |loader| loader.tasks(),
    |loader| loader.limitations(),
    |loader| loader.facts(),
    |loader| loader.unique(),
    |loader| loader.names(),
    |loader| loader.rule_conditions(0),
    |loader| loader.rule_conditions(1),
    |loader| loader.rule_conditions(2),
    |loader| loader.conditions(),
    |loader| loader.placeholders(),
];

impl Loading {
    pub(super) fn start(text: &str) -> Result<Self, Vec<ContentError>> {
        let root = serde_json::from_str(text)
            .map_err(|error| vec![problem("content.json", format!("This is not JSON: {error}."))])?;
        Ok(Self { root, content: Content::default(), problems: Vec::new(), done: 0 })
    }

    /// Does the next step; false once none is left.
    pub fn step(&mut self) -> bool {
        let Some(step) = STEPS.get(self.done) else { return false };
        self.done += 1;
        let (content, problems) = (std::mem::take(&mut self.content), std::mem::take(&mut self.problems));
        let mut loader = Loader { root: &self.root, content, problems };
        step(&mut loader);
        (self.content, self.problems) = (loader.content, loader.problems);
        true
    }

    /// The content, with the steps that are left; or every problem in it.
    pub fn finish(mut self) -> Result<Content, Vec<ContentError>> {
        while self.step() {}
        if self.problems.is_empty() {
            return Ok(self.content);
        }
        self.problems.sort();
        self.problems.dedup();
        Err(self.problems)
    }
}

fn problem(file: &str, message: String) -> ContentError {
    ContentError { file: file.to_owned(), row: 0, id: String::new(), field: String::new(), message }
}

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

struct Loader<'a> {
    root: &'a Value,
    content: Content,
    problems: Vec<ContentError>,
}

impl<'a> Loader<'a> {
    /// A table that is not there is empty; one of another kind or name is a problem, or rules would vanish unseen.
    fn shape(&mut self) {
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

    /// Reads each row of a table with `read`, which also sees the content read so far.
    fn each<T>(&mut self, table: &'static str, mut read: impl FnMut(&mut Row<'_>, &mut Content) -> T) -> Vec<T> {
        let mut all = Vec::new();
        self.visit(table, &mut |row, content| all.push(read(row, content)));
        all
    }

    /// What of [`Self::each`] is the same for every kind of row.
    fn visit(&mut self, table: &'static str, read: &mut dyn FnMut(&mut Row<'_>, &mut Content)) {
        let items = self.root.get(table).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (index, item) in items.iter().enumerate() {
            let place = origin(self.root, table, index);
            let Some(map) = item.as_object() else {
                self.problems.push(problem(&place.0, format!("Row {} is not a table of fields.", place.1)));
                // Read as an empty row all the same: the rows after it keep their numbers.
                read(&mut Row::new(&Map::new(), place), &mut self.content);
                continue;
            };
            let mut row = Row::new(map, place);
            read(&mut row, &mut self.content);
            row.finish(&mut self.problems);
        }
    }

    fn head(&mut self) {
        let text = |field: &str| self.root.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        (self.content.title, self.content.edition) = (text("title"), text("edition"));
        if crate::reading::parse_date(&self.content.edition).is_none() {
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

    fn fact_tables(&mut self) {
        self.content.tables.regions = self.each("region", |row, _| tables::region(row));
        self.content.tables.cities = self.each("city", |row, _| tables::city(row));
        self.content.tables.engines = self.each("engine", |row, _| tables::engine(row));
        let aliases = self.each("alias", |row, _| (row.text("spelling"), row.optional_text("engine"), row.optional_text("hosting")));
        let engines: Vec<String> = self.content.tables.engines.iter().map(|engine| engine.id.clone()).collect();
        let resolve = move |spelling: &str| {
            let alias = aliases.iter().find(|(written, _, _)| written == spelling);
            let by_alias = alias.map(|(_, engine, hosting)| (engine.clone(), hosting.clone()));
            by_alias.or_else(|| engines.iter().find(|id| *id == spelling).map(|id| (id.clone(), String::new())))
        };
        let pairs = self.each("pair", |row, _| tables::pair(row, &resolve));
        self.content.tables.pairs = pairs.into_iter().flatten().collect();
    }

    fn questions(&mut self) {
        self.each("question", |row, content| {
            let question = rows::question(row, content);
            content.questions.push(question);
        });
    }

    fn rules(&mut self) {
        let digests: Vec<String> = self.items("rule").iter().map(digest).collect();
        let mut next = digests.into_iter();
        self.content.rules =
            self.each("rule", |row, content| rows::rule(row, content, next.next().unwrap_or_default()));
    }

    fn tasks(&mut self) {
        let tasks = self.each("task", |row, content| rows::task(row, content));
        let ids: Vec<Id> = tasks.iter().map(|(task, _)| task.id.clone()).collect();
        for (index, (mut task, after)) in tasks.into_iter().enumerate() {
            for id in after {
                match ids.iter().position(|known| *known == id) {
                    Some(place) => task.after.push(place),
                    None => self.at("task", index, "after", format!("There is no task \"{id}\".")),
                }
            }
            self.content.tasks.push(task);
        }
        match order::tasks(&self.content.tasks) {
            Ok(order) => self.content.task_order = order,
            Err(circle) => {
                for index in circle {
                    let message = "This task waits for itself, through the tasks before it.".to_owned();
                    self.at("task", index, "after", message);
                }
            }
        }
        self.phases_in_order();
    }

    /// A limitation that answers decide becomes a rule.
    fn limitations(&mut self) {
        let digests: Vec<String> = self.items("limitation").iter().map(digest).collect();
        let mut next = digests.into_iter();
        let limitations = self
            .each("limitation", |row, content| limitations::limitation(row, content, next.next().unwrap_or_default()));
        for (limitation, rule) in limitations {
            self.content.limitations.push(limitation);
            self.content.rules.extend(rule);
        }
    }

    /// Premigration assessments, prerequisites, and what designs are made of.
    fn facts(&mut self) {
        self.content.assessments = self.each("assessment", |row, content| premigration::assessment(row, content));
        self.content.prerequisites =
            self.each("prerequisite", |row, content| prerequisites::prerequisite(row, content));
        self.content.approaches = self.each("approach", |row, content| design::approach(row, content));
        self.content.settings = self.each("setting", |row, content| design::setting(row, content));
        self.content.sizing = self.each("sizing", |row, content| design::sizing(row, content));
        self.each("timeline", |row, content| {
            let phase = timeline::phase(row, content);
            content.timeline.push(phase);
        });
        self.content.what_ifs = self.each("help", |row, content| timeline::what_if(row, content));
        for index in 0..self.content.limitations.len() {
            let rule = self.content.limitations[index].rule.clone();
            self.rule_known(rule, "limitation", index);
        }
        for index in 0..self.content.assessments.len() {
            let rule = self.content.assessments[index].rule.clone();
            self.rule_known(rule, "assessment", index);
        }
    }

    fn rule_known(&mut self, rule: Option<Id>, table: &'static str, index: usize) {
        if let Some(id) = rule.filter(|id| self.content.rule(id).is_none()) {
            self.at(table, index, "rule", format!("There is no rule \"{id}\"."));
        }
    }

    /// Phases come one after the other, so no task waits for one of a later phase.
    fn phases_in_order(&mut self) {
        for index in 0..self.content.tasks.len() {
            let task = &self.content.tasks[index];
            let late = task.after.iter().map(|before| &self.content.tasks[*before]).find(|b| b.phase > task.phase);
            if let Some(message) = late.map(|before| format!("The task \"{}\" belongs to a later phase.", before.id)) {
                self.at("task", index, "after", message);
            }
        }
    }

    fn items(&self, table: &str) -> &'a [Value] {
        self.root.get(table).and_then(Value::as_array).map_or(&[][..], Vec::as_slice)
    }

    /// Notes a problem with a field of the `index`th row of a table.
    fn at(&mut self, table: &'static str, index: usize, field: &str, message: String) {
        let (file, row) = origin(self.root, table, index);
        let item = self.items(table).get(index);
        let id = item.and_then(|item| item.get("id").or_else(|| item.get("code"))).and_then(Value::as_str);
        let id = id.unwrap_or_default().to_owned();
        self.problems.push(ContentError { file, row, id, field: field.to_owned(), message });
    }

    fn unique(&mut self) {
        for table in TABLES {
            let mut seen = Vec::new();
            for (index, item) in self.items(table).iter().enumerate() {
                let id = item.get("id").or_else(|| item.get("code")).and_then(Value::as_str).unwrap_or_default();
                if seen.contains(&id) {
                    self.at(table, index, "id", "This id is taken by an earlier row.".to_owned());
                } else if !id.is_empty() {
                    seen.push(id);
                }
            }
        }
    }

    fn names(&mut self) {
        if self.content.questions.len() > MAX_QUESTIONS {
            let message = format!("There are more than {MAX_QUESTIONS} questions.");
            self.problems.push(problem("questions", message));
            self.content.questions.truncate(MAX_QUESTIONS);
        }
        let content = &mut self.content;
        for question in &mut content.questions {
            let options = || question.options.iter().map(|option| option.id.to_string()).collect();
            let of = match question.kind {
                Kind::YesNo => Type::Bool,
                Kind::OneOf => Type::Choice(options()),
                Kind::SeveralOf => Type::List(options()),
                Kind::Number { .. } | Kind::Size | Kind::Duration | Kind::Date => Type::Number,
                Kind::ShortText(_) | Kind::LongText => Type::Text,
            };
            content.scope.add_question(&question.id, of);
            for option in &mut question.options {
                option.id.symbol = content.symbols.intern(&option.id);
            }
        }
        for fact in facts::ALL {
            if content.question(fact.name).is_some() {
                let message = format!("`{}` is the name of a fact and cannot be a question's id.", fact.name);
                self.problems.push(problem("questions", message));
                continue;
            }
            for read in fact.reads {
                if content.question(read).is_none() {
                    let message = format!("The fact `{}` reads the question `{read}`, which is missing.", fact.name);
                    self.problems.push(problem("questions", message));
                }
            }
            content.scope.add_fact(fact.name, fact.kind.condition_type());
        }
        let place = |id: &&str| content.question(id).unwrap_or_default() as u16;
        content.fact_reads = facts::ALL.iter().map(|fact| fact.reads.iter().map(place).collect()).collect();
    }

    /// Names between braces must be questions or named facts.
    fn placeholders(&mut self) {
        for table in ["rule", "task"] {
            for (index, item) in self.items(table).iter().enumerate() {
                let Some(title) = item.get("title") else { continue };
                for name in fill::names(&title.to_string()) {
                    if self.content.scope.find(&name).is_none() {
                        let message = format!("`{{{name}}}` is neither a question nor a named fact.");
                        self.at(table, index, "title", message);
                    }
                }
            }
        }
    }
}

/// Sixteen hexadecimal digits that change when the row says something else.
fn digest(row: &Value) -> String {
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(row.to_string().as_bytes());
    format!("{:016x}", hasher.finish())
}
