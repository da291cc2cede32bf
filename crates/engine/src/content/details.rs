//! The details, the second file of content (`tables.json`): texts that only a reader needs, under the id of each row.
//! They load after the content, and until then every text is empty. No judgement reads them; views, reports and search
//! do.

use super::limitations::capital;
use super::{Content, Prerequisite, Question, Rule, Source, Task};
use serde_json::{Map, Value};

impl Content {
    /// Adds the details, once. An error says why the text cannot be read.
    pub fn load_details(&self, text: &str) -> Result<(), String> {
        let details: Value =
            serde_json::from_str(text).map_err(|error| format!("tables.json: This is not JSON: {error}."))?;
        if let Some(messages) = details.get("words").and_then(Value::as_object) {
            self.messages.load_details(messages);
        }
        let _ = self.details.set(details);
        Ok(())
    }

    /// Whether the details are loaded.
    pub fn has_details(&self) -> bool {
        self.details.get().is_some()
    }

    pub(super) fn field(&self, table: &str, id: &str, field: &str) -> Option<&Value> {
        self.details.get()?.get(table)?.get(id)?.get(field)
    }

    /// A text of a row of `table`; empty where it has none.
    pub fn detail(&self, table: &str, id: &str, field: &str) -> &str {
        self.field(table, id, field).and_then(Value::as_str).unwrap_or_default()
    }

    /// A list of texts of a row of `table`.
    pub fn details(&self, table: &str, id: &str, field: &str) -> Vec<String> {
        let items = self.field(table, id, field).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }

    /// A table that no judgement reads: memory by instance class, defaults of task settings by group and key.
    pub fn detail_table(&self, table: &str) -> Option<&Map<String, Value>> {
        self.details.get()?.get(table)?.as_object()
    }

    /// Why the question is asked.
    pub fn asked_because(&self, question: &Question) -> &str {
        self.detail("question", &question.id, "why")
    }

    /// Where to find the answer.
    pub fn where_to_look(&self, question: &Question) -> &str {
        self.detail("question", &question.id, "look")
    }

    /// A read-only query that finds the answer in a source of this family of engines; empty where there is none.
    pub fn query(&self, question: &Question, family: &str) -> &str {
        match self.detail("question", &question.id, "query") {
            "" => self.of_family(question, "queries", family),
            query => query,
        }
    }

    /// The hint of a question with what it adds for a source of this family.
    pub fn hint(&self, question: &Question, family: &str) -> String {
        format!("{} {}", question.hint, self.of_family(question, "hints", family)).trim().to_owned()
    }

    fn of_family(&self, question: &Question, field: &str, family: &str) -> &str {
        let texts = self.field("question", &question.id, field);
        texts.and_then(|texts| texts.get(family)).and_then(Value::as_str).unwrap_or_default()
    }

    /// Why a rule holds.
    pub fn why(&self, rule: &Rule) -> String {
        if rule.limitation {
            return sentence(self.detail("limitation", &rule.id, "consequence"));
        }
        self.detail("rule", &rule.id, "why").to_owned()
    }

    /// The steps to take when a rule holds.
    pub fn steps(&self, rule: &Rule) -> Vec<String> {
        if rule.limitation {
            let remedy = sentence(self.detail("limitation", &rule.id, "remedy"));
            return Some(remedy).filter(|remedy| !remedy.is_empty()).into_iter().collect();
        }
        self.details("rule", &rule.id, "do")
    }

    /// The advice of the chapter of 2017, compared with today.
    pub fn changed(&self, rule: &Rule) -> &str {
        self.detail("rule", &rule.id, "changed")
    }

    /// The steps of a task.
    pub fn task_steps(&self, task: &Task) -> Vec<String> {
        self.details("task", &task.id, "steps")
    }

    /// A text of a prerequisite: `name`, `value`, `condition`, `check`, `note`, `page`, `vintage`.
    pub fn prerequisite(&self, row: &Prerequisite, field: &str) -> &str {
        self.detail("prerequisite", &row.id, field)
    }

    /// The name of a premigration assessment in the API: the last part of its id, unless the row says otherwise.
    pub fn api_key<'a>(&'a self, id: &'a str) -> &'a str {
        match self.detail("assessment", id, "api_key") {
            "" => id.rsplit('/').next().unwrap_or_default(),
            api_key => api_key,
        }
    }
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq)]
pub struct Term<'a> {
    pub id: &'a str,
    /// Its index among all terms, by id.
    pub index: usize,
    pub term: &'a str,
    /// Other ways to write it.
    pub also: Vec<String>,
    pub means: &'a str,
    pub source: Option<&'a Source>,
    pub read: &'a str,
}

impl Content {
    /// The glossary in alphabetical order.
    pub fn terms(&self) -> Vec<Term<'_>> {
        let ids = self.detail_table("term").map(|terms| terms.keys()).into_iter().flatten();
        let mut terms: Vec<Term<'_>> = ids.enumerate().map(|(index, id)| self.term(index, id)).collect();
        terms.sort_by_cached_key(|term| term.term.to_ascii_lowercase());
        terms
    }

    fn term<'a>(&'a self, index: usize, id: &'a str) -> Term<'a> {
        let text = |field| self.detail("term", id, field);
        let source = self.sources.iter().find(|source| source.id == text("source"));
        Term {
            id,
            index,
            term: text("term"),
            also: self.details("term", id, "also"),
            means: text("means"),
            source,
            read: text("read"),
        }
    }

    /// The ids of the terms that a question's texts use.
    pub fn terms_of(&self, question: &Question) -> Vec<String> {
        self.details("question", &question.id, "terms")
    }

    /// The indexes and names of the terms that a question's texts use. A page of questions needs no other field of them.
    pub fn term_names(&self, question: &Question) -> Vec<(usize, &str)> {
        let Some(all) = self.detail_table("term") else { return Vec::new() };
        let used = self.terms_of(question);
        used.iter()
            .filter_map(|id| Some((all.keys().position(|known| known == id)?, self.detail("term", id, "term"))))
            .collect()
    }
}

/// A phrase of a table as a sentence with a capital letter and a full stop.
fn sentence(phrase: &str) -> String {
    if phrase.is_empty() {
        return String::new();
    }
    capital(&format!("{}.", phrase.trim_end_matches('.')))
}
