//! From the JSON text of content to checked content: every problem is reported, and conditions are compiled while their
//! rows are read. The page does it a step at a time, everything else by [`Content::from_json`].

mod checks;
mod design;
mod limitations;
mod loader;
mod order;
mod origin;
mod premigration;
mod prerequisites;
mod questions;
mod row;
mod rows;
mod rules;
mod scope;
mod tables;
mod tasks;
mod timeline;

use crate::content::{Content, ContentError};
use loader::Loader;
use serde_json::Value;

/// Content that is being loaded, a step at a time: between two a page can show itself.
pub struct Loading {
    root: Value,
    content: Content,
    problems: Vec<ContentError>,
    steps_done: usize,
}

/// In how many steps rules are read.
const RULE_PARTS: usize = 3;

/// Each needs what those before have read.
const STEPS: [fn(&mut Loader<'_>); 13] = [
    |loader| {
        loader.check_shape();
        loader.head();
    },
    |loader| loader.fact_tables(),
    |loader| loader.questions(),
    |loader| loader.scope(),
    |loader| loader.ask_when(),
    |loader| loader.rules(0, RULE_PARTS),
    |loader| loader.rules(1, RULE_PARTS),
    |loader| loader.rules(2, RULE_PARTS),
    |loader| loader.tasks(),
    |loader| loader.limitations(),
    |loader| loader.designs(),
    |loader| loader.check_ids(),
    |loader| loader.check_placeholders(),
];

impl Loading {
    /// An error says that the text is no JSON.
    fn start(text: &str) -> Result<Self, Vec<ContentError>> {
        let root = serde_json::from_str(text)
            .map_err(|error| vec![loader::problem("content.json", format!("This is not JSON: {error}."))])?;
        Ok(Self { root, content: Content::default(), problems: Vec::new(), steps_done: 0 })
    }

    /// Does the next step; false once none is left.
    pub fn step(&mut self) -> bool {
        let Some(step) = STEPS.get(self.steps_done) else { return false };
        self.steps_done += 1;
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

impl Content {
    /// Content from its JSON text, or every problem in it.
    pub fn from_json(text: &str) -> Result<Self, Vec<ContentError>> {
        Self::loading(text)?.finish()
    }

    /// The same a step at a time. An error says that the text is no JSON.
    pub fn loading(text: &str) -> Result<Loading, Vec<ContentError>> {
        Loading::start(text)
    }
}
