//! Fills a plan's answers and figures into the texts of rules and tasks. Reports, search, the plan list and the app's
//! views use it.

use crate::answer::{Answers, ParsedAnswer};
use crate::answer_text;
use crate::content::Content;
use crate::evaluated::EvaluatedPlan;
use crate::facts::{self, FactKind};
use litemap::LiteMap;

/// The answers and figures of one plan as texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts(LiteMap<String, String>);

/// Every answer and known figure of the plan as text.
pub fn texts(content: &Content, answers: &Answers, today: i64) -> Texts {
    Texts::of(&EvaluatedPlan::new(content, answers, today))
}

impl Texts {
    /// Every answer and known figure of an evaluated plan as text.
    pub fn of(evaluated: &EvaluatedPlan<'_>) -> Self {
        let content = evaluated.content;
        let mut all = LiteMap::new();
        for (index, question) in content.questions.iter().enumerate() {
            if let (ParsedAnswer::Valid(value), true) = (&evaluated.parsed_answers[index], evaluated.is_given(index)) {
                all.insert(question.id.to_string(), answer_text::answer(content, question, value));
            }
        }
        for (index, fact) in facts::ALL.iter().enumerate() {
            let text = match (evaluated.fact_numbers[index], fact.kind) {
                (Some(value), FactKind::Number(unit)) => Some(answer_text::figure(value, unit)),
                _ => evaluated.fact_texts[index].clone(),
            };
            if let Some(text) = text {
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

    /// The text of the answer or figure with this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
