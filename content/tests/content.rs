//! The bundled content loads without an error, covers the mission, and its tables have the required texts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::content;
use preflight_engine::content::Question;
use preflight_engine::content::Severity;
use std::collections::BTreeSet;

#[test]
fn content_loads_without_a_problem() {
    content();
}

#[test]
fn there_are_enough_questions_rules_and_tasks() {
    let content = content();
    assert!(content.questions.len() >= 60, "{} questions", content.questions.len());
    assert!(content.rules.len() >= 80, "{} rules", content.rules.len());
    assert!(content.tasks.len() >= 60, "{} tasks", content.tasks.len());
}

#[test]
fn every_line_of_the_mission_is_covered() {
    let content = content();
    let mut covered = BTreeSet::new();
    covered.extend(content.questions.iter().map(|row| row.evidence.mission.clone()));
    covered.extend(content.rules.iter().map(|row| row.evidence.mission.clone()));
    covered.extend(content.tasks.iter().map(|row| row.evidence.mission.clone()));
    let missing: Vec<String> = (0..=13).map(|n| format!("M{n}")).filter(|line| !covered.contains(line)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn only_what_stops_the_task_or_loses_data_is_a_blocker() {
    let content = content();
    let severity = |when: &str| content.rules.iter().find(|rule| rule.when.text == when).map(|rule| rule.severity);
    assert_eq!(severity("!backup_source"), Some(Severity::Blocker));
    // Habits of a project: they stop a go-live, and no task.
    for habit in ["!test_plan", "!cutover_plan", "!contingency_plan", "!backup_target"] {
        assert_eq!(severity(habit), Some(Severity::Risk), "{habit}");
    }
}

#[test]
fn the_regions_are_those_of_the_table() {
    let regions = content().tables.regions;
    assert_eq!(regions.len(), 48);
    assert_eq!(regions.iter().filter(|region| region.in_2017).count(), 14);
    assert_eq!(regions.iter().filter(|region| region.dms == "yes").count(), 46);
    assert_eq!(regions.iter().filter(|region| region.schema_conversion == "yes").count(), 34);
    assert_eq!(regions.iter().filter(|region| region.homogeneous == "yes").count(), 29);
}

#[test]
fn every_source_is_used() {
    let content = content();
    let mut used = BTreeSet::new();
    used.extend(content.questions.iter().flat_map(|row| row.evidence.sources.clone()));
    used.extend(content.rules.iter().flat_map(|row| row.evidence.sources.clone()));
    used.extend(content.tasks.iter().flat_map(|row| row.evidence.sources.clone()));
    used.extend(content.approaches.iter().flat_map(|row| row.evidence.sources.clone()));
    used.extend(content.settings.iter().flat_map(|row| row.evidence.sources.clone()));
    used.extend(content.sizing.iter().flat_map(|row| row.evidence.sources.clone()));
    used.extend(content.timeline.iter().flat_map(|row| row.evidence.sources.clone()));
    used.extend(content.limitations.iter().flat_map(|row| row.evidence.sources.clone()));
    let unused: Vec<&str> =
        content.sources.iter().enumerate().filter(|(i, _)| !used.contains(i)).map(|(_, s)| s.id.as_str()).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn texts_with_a_fixed_form_are_checked() {
    let content = content();
    for rule in &content.rules {
        assert!(rule.title.chars().count() <= 80, "{}: the title is longer than 80 characters", rule.id);
        assert!(!rule.title.ends_with('.'), "{}: a title has no full stop", rule.id);
        let (why, changed, steps) = (content.why(rule), content.changed(rule).to_owned(), content.steps(rule));
        for text in [&rule.title, &why, &changed].into_iter().chain(&steps) {
            assert!(!text.contains('!') || text.contains('`'), "{}: no exclamation marks", rule.id);
            assert!(!text.contains('—'), "{}: no long dashes", rule.id);
            assert_eq!(text.matches('`').count() % 2, 0, "{}: an open backtick", rule.id);
        }
    }
}

#[test]
fn every_term_of_the_glossary_is_used_once_explained_and_linked_from_questions() {
    let content = content();
    let terms = content.terms();
    let mut forms = BTreeSet::new();
    for term in &terms {
        assert!(term.means.chars().count() <= 260 && term.means.ends_with('.'), "{}", term.id);
        assert!(!term.means.contains(['!', '—']), "{}", term.id);
        for form in term.also.iter().map(String::as_str).chain([term.term]) {
            assert!(forms.insert(form.to_lowercase()), "{form} stands for two terms");
        }
    }
    let texts = |question: &Question| {
        let parts = [&question.text, &question.hint, content.asked_because(question), content.where_to_look(question)];
        parts.join(" ").to_lowercase()
    };
    let mut linked = BTreeSet::new();
    for question in &content.questions {
        for id in content.terms_of(question) {
            let term = terms.iter().find(|term| term.id == id).unwrap();
            let question_texts = texts(question);
            let mut all = term.also.iter().map(String::as_str).chain([term.term]);
            assert!(all.any(|form| question_texts.contains(&form.to_lowercase())), "{} does not say {id}", question.id);
            linked.insert(id);
        }
    }
    // A term that no question uses belongs to findings or tasks; the search lists it.
    assert!(linked.len() * 2 > terms.len(), "{} of {} terms are linked", linked.len(), terms.len());
}
