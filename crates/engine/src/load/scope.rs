//! The names that conditions may mention: questions and named facts. Compiles the `ask_when` of the questions once all
//! names are known. The loader calls it.

use super::loader::{problem, Loader};
use super::order;
use crate::condition::Type;
use crate::content::Kind;
use crate::facts;
use preflight_evaluation::MAX_QUESTIONS;

impl Loader<'_> {
    pub(super) fn scope(&mut self) {
        if self.content.questions.len() > MAX_QUESTIONS {
            let message = format!("There are more than {MAX_QUESTIONS} questions.");
            self.problems.push(problem("questions", message));
            self.content.questions.truncate(MAX_QUESTIONS);
        }
        let content = &mut self.content;
        for question in &mut content.questions {
            let options = || question.options.iter().map(|option| option.id.to_string()).collect();
            let condition_type = match question.kind {
                Kind::YesNo => Type::Bool,
                Kind::OneOf => Type::Choice(options()),
                Kind::SeveralOf => Type::List(options()),
                Kind::Number { .. } | Kind::Size | Kind::Duration | Kind::Date => Type::Number,
                Kind::ShortText(_) | Kind::LongText => Type::Text,
            };
            content.scope.add_question(&question.id, condition_type);
            for option in &mut question.options {
                option.id.symbol = content.symbols.intern(&option.id);
            }
        }
        for fact in facts::ALL {
            if content.question_index(fact.name).is_some() {
                let message = format!("`{}` is the name of a fact and cannot be a question's id.", fact.name);
                self.problems.push(problem("questions", message));
                continue;
            }
            for read in fact.reads {
                if content.question_index(read).is_none() {
                    let message = format!("The fact `{}` reads the question `{read}`, which is missing.", fact.name);
                    self.problems.push(problem("questions", message));
                }
            }
            content.scope.add_fact(fact.name, fact.kind.condition_type());
        }
        let index = |id: &&str| content.question_index(id).unwrap_or_default() as u16;
        content.fact_reads = facts::ALL.iter().map(|fact| fact.reads.iter().map(index).collect()).collect();
    }

    /// Compiles when each question is asked, and the order in which that is computed.
    pub(super) fn ask_when(&mut self) {
        for index in 0..self.content.questions.len() {
            let item = self.items("question").get(index);
            let text = item.and_then(|item| item.get("ask_when")).and_then(serde_json::Value::as_str);
            let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { continue };
            match self.content.compile(text) {
                Ok(condition) => {
                    for warning in condition.warnings() {
                        self.report("question", index, "ask_when", warning.in_sentence());
                    }
                    self.content.questions[index].ask_when = Some(condition);
                }
                Err(error) => self.report("question", index, "ask_when", error.in_sentence()),
            }
        }
        match order::slots(&self.content) {
            Ok(order) => self.content.evaluation_order = order,
            Err(cycle) => {
                for index in cycle {
                    let message = "This question is asked depending on its own answer.".to_owned();
                    self.report("question", index, "ask_when", message);
                }
            }
        }
    }
}
