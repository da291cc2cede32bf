//! Fills a plan's own answers and figures into the texts of rules and tasks.

use crate::answer::{Answers, ParsedAnswer};
use crate::answer_text;
use crate::content::Content;
use crate::evaluated::EvaluatedPlan;
use crate::facts::{self, FactKind};
use litemap::LiteMap;

/// The answers and figures of one plan, worded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts(LiteMap<String, String>);

/// Every given answer and known figure of the plan in words.
pub fn texts(content: &Content, answers: &Answers, today: i64) -> Texts {
    Texts::of(&EvaluatedPlan::new(content, answers, today))
}

impl Texts {
    /// Every given answer and known figure of a state in words.
    pub fn of(state: &EvaluatedPlan<'_>) -> Self {
        let content = state.content;
        let mut all = LiteMap::new();
        for (index, question) in content.questions.iter().enumerate() {
            if let (ParsedAnswer::Valid(value), true) = (&state.parsed_answers[index], state.is_given(index)) {
                all.insert(question.id.to_string(), answer_text::answer(content, question, value));
            }
        }
        for (index, fact) in facts::ALL.iter().enumerate() {
            let number = match (state.figures[index], fact.kind) {
                (Some(value), FactKind::Number(unit)) => Some(answer_text::figure(value, unit)),
                _ => state.texts[index].clone(),
            };
            if let Some(text) = number {
                all.insert(fact.name.to_owned(), text);
            }
        }
        Self(all)
    }

    /// The same texts, each changed.
    #[must_use]
    pub(super) fn changed(mut self, change: impl Fn(&str) -> String) -> Self {
        for (_, text) in self.0.iter_mut() {
            *text = change(text);
        }
        self
    }

    /// `text` with names between braces replaced; a name that is not known reads "unknown".
    pub fn interpolate(&self, content: &Content, text: &str) -> String {
        let unknown = || content.messages.get("answer.unknown").to_owned();
        crate::template::interpolate(text, |name| Some(self.get(name).map_or_else(unknown, str::to_owned)))
    }

    /// The worded answer or figure of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
