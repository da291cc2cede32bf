//! Searches everything that a plan shows: questions that are asked, findings, tasks, and terms of the glossary. The
//! app's search field calls it.

use crate::assess::Assessment;
use crate::condition::Truth;
use crate::content::{Content, Severity};
use crate::report::Texts;

/// A search hit by its index in content, a term by [`crate::content::Term::index`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    Question(usize),
    Finding(usize),
    Task(usize),
    Term(usize),
}

/// A search hit with the title to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchResult {
    pub hit: Hit,
    pub title: String,
}

/// Everything that contains all words of `wanted`: first the titles that start with it, then the titles that contain
/// all words, then the rest; within each group questions, findings, tasks, terms. Nothing for an empty text. Upper and
/// lower case of A to Z are the same: tables for all other letters would be 5 KB of the page.
pub fn search(content: &Content, assessment: &Assessment, texts: &Texts, wanted: &str) -> Vec<SearchResult> {
    let wanted = wanted.trim().to_ascii_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut results: Vec<(usize, SearchResult)> = Vec::new();
    let mut add = |hit, title: String, rest: &[&str]| {
        let lower_case = title.to_ascii_lowercase();
        let has_all_words = |text: &str| words.iter().all(|word| text.contains(word));
        let rank = if lower_case.starts_with(&wanted) {
            0
        } else if has_all_words(&lower_case) {
            1
        } else if has_all_words(&[lower_case.as_str(), &rest.join(" ").to_ascii_lowercase()].join(" ")) {
            2
        } else {
            return;
        };
        results.push((rank, SearchResult { hit, title }));
    };
    for (index, question) in content.questions.iter().enumerate() {
        if assessment.questions[index].asked == Truth::True {
            let number = content.number(index);
            let rest =
                [number.as_str(), &question.hint, content.asked_because(question), content.where_to_look(question)];
            add(Hit::Question(index), question.text.clone(), &rest);
        }
    }
    for finding in assessment.findings.iter().filter(|finding| finding.holds() || finding.severity <= Severity::Risk) {
        let Some(index) = content.rule_index(&finding.rule) else { continue };
        let rule = &content.rules[index];
        let why = texts.interpolate(content, &content.why(rule));
        let steps = texts.interpolate(content, &content.steps(rule).join(" "));
        add(Hit::Finding(index), texts.interpolate(content, &rule.title), &[&rule.id, &why, &steps]);
    }
    for task_state in assessment.tasks.iter().filter(|task_state| task_state.state == Truth::True) {
        let Some(index) = content.task_index(&task_state.task) else { continue };
        let task = &content.tasks[index];
        let steps = texts.interpolate(content, &content.task_steps(task).join(" "));
        add(Hit::Task(index), texts.interpolate(content, &task.title), &[&steps]);
    }
    for term in content.terms() {
        add(Hit::Term(term.index), term.term.to_owned(), &[&term.also.join(" "), term.means]);
    }
    results.sort_by_key(|(rank, _)| *rank);
    results.into_iter().map(|(_, result)| result).collect()
}
