//! One search over what a plan holds: questions that are asked, findings, tasks, and terms of the glossary.

use crate::assess::Assessment;
use crate::condition::Truth;
use crate::content::{Content, Severity};
use crate::report::Texts;

/// What was found, as its place in content; a term as [`crate::content::Term::place`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    Question(usize),
    Finding(usize),
    Task(usize),
    Term(usize),
}

/// Something found, with the words that say what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchResult {
    pub hit: Hit,
    pub title: String,
}

/// What holds every word of `wanted`, the best first: those whose title begins with it, then those whose title holds
/// all words, then the others; within these questions, findings, tasks, terms. Nothing for an empty text. Upper and
/// lower case of A to Z are the same: tables for all other letters would be 5 KB of the page.
pub fn search(content: &Content, assessment: &Assessment, texts: &Texts, wanted: &str) -> Vec<SearchResult> {
    let wanted = wanted.trim().to_ascii_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, SearchResult)> = Vec::new();
    let mut look = |hit, title: String, rest: &[&str]| {
        let small = title.to_ascii_lowercase();
        let holds = |text: &str| words.iter().all(|word| text.contains(word));
        let rank = if small.starts_with(&wanted) {
            0
        } else if holds(&small) {
            1
        } else if holds(&[small.as_str(), &rest.join(" ").to_ascii_lowercase()].join(" ")) {
            2
        } else {
            return;
        };
        found.push((rank, SearchResult { hit, title }));
    };
    for (index, question) in content.questions.iter().enumerate() {
        if assessment.questions[index].asked == Truth::True {
            let number = content.number(index);
            let rest =
                [number.as_str(), &question.hint, content.asked_because(question), content.where_to_look(question)];
            look(Hit::Question(index), question.text.clone(), &rest);
        }
    }
    for finding in assessment.findings.iter().filter(|own| own.holds() || own.severity <= Severity::Risk) {
        let Some(index) = content.rule(&finding.rule) else { continue };
        let rule = &content.rules[index];
        let why = texts.interpolate(content, &content.why(rule));
        let steps = texts.interpolate(content, &content.steps(rule).join(" "));
        look(Hit::Finding(index), texts.interpolate(content, &rule.title), &[&rule.id, &why, &steps]);
    }
    for state in assessment.tasks.iter().filter(|own| own.state == Truth::True) {
        let Some(index) = content.task(&state.task) else { continue };
        let task = &content.tasks[index];
        let steps = texts.interpolate(content, &content.task_steps(task).join(" "));
        look(Hit::Task(index), texts.interpolate(content, &task.title), &[&steps]);
    }
    for term in content.terms() {
        look(Hit::Term(term.index), term.term.to_owned(), &[&term.also.join(" "), term.means]);
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).collect()
}
