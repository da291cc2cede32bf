//! Comparing two plans: every difference is listed as text, and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::plans::any_plan;
use common::{answers, content, several, text, NO, TODAY, YES};
use preflight_engine::assessment_diff::ChangeKind;
use preflight_engine::compare::{compare, AnswerDifference, Comparison, Counts, Difference, Side, What};
use preflight_engine::plan::TaskField;
use preflight_engine::{assess, Action, Content, Plan, Raw};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use std::sync::OnceLock;

fn shared() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(content)
}

fn between(here: &Plan, there: &Plan) -> Comparison {
    let content = shared();
    let [here_assessed, there_assessed] = [here, there].map(|plan| assess(content, &plan.answers, TODAY));
    compare(
        content,
        &Side { plan: here, assessment: &here_assessed },
        &Side { plan: there, assessment: &there_assessed },
    )
}

fn plan(list: &[(&str, Raw)]) -> Plan {
    Plan { answers: answers(list), ..Plan::default() }
}

type Line = (String, Option<String>, Option<String>);

/// The differences, each with the id of its question.
fn lines_of(differences: &[AnswerDifference]) -> Vec<Line> {
    let id = |index: usize| shared().questions[index].id.to_string();
    differences
        .iter()
        .map(|difference| (id(difference.question), difference.here.clone(), difference.there.clone()))
        .collect()
}

fn lines_by_id(differences: &[Difference]) -> Vec<(What, Line)> {
    differences
        .iter()
        .map(|difference| {
            (difference.what, (difference.id.to_string(), difference.here.clone(), difference.there.clone()))
        })
        .collect()
}

fn line(id: &str, here: &str, there: &str) -> Line {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (id.to_owned(), some(here), some(there))
}

#[test]
fn answer_differences_are_texts_in_checklist_order() {
    let here = plan(&[
        ("a", YES),
        ("b", Raw::DontKnow),
        ("colour", text("red")),
        ("toppings", several(&["ham", "olives"])),
        ("count", text("1000")),
        ("volume", text("2.4 TB")),
        ("day", text("2027-01-31")),
        ("word", text("as typed")),
    ]);
    let there = plan(&[
        ("b", NO),
        ("colour", text("purple")),
        ("toppings", several(&["ham"])),
        ("count", text("many")),
        ("volume", text("24 TB")),
        ("day", text("2027-02-30")),
        ("word", text("as typed")),
        ("gate", NO),
    ]);
    let comparison = between(&here, &there);
    let lines = [
        line("a", "Yes", ""),
        line("b", "Don't know", "No"),
        line("gate", "", "No"),
        line("colour", "The red", "purple"),
        line("toppings", "The ham, The olives", "The ham"),
        line("count", "1000\u{202f}things", "many"),
        line("volume", "2.4\u{202f}TB", "24\u{202f}TB"),
        line("day", "2027-01-31", "2027-02-30"),
    ];
    assert_eq!(lines_of(&comparison.answers), lines);
    assert_eq!(comparison.counts().answers, lines.len());
}

#[test]
fn answers_with_the_same_meaning_do_not_differ() {
    let here = plan(&[("volume", text("2 TB")), ("count", text("1 000")), ("toppings", several(&["ham", "olives"]))]);
    let there =
        plan(&[("volume", text("2000 GB")), ("count", text("1000")), ("toppings", several(&["olives", "ham"]))]);
    assert!(between(&here, &there).is_empty());
    assert!(between(&plan(&[("word", text(" "))]), &plan(&[])).is_empty());
}

#[test]
fn different_answers_that_round_to_the_same_text_are_shown_as_typed() {
    let comparison = between(&plan(&[("volume", text("2.41 TB"))]), &plan(&[("volume", text("2.42 TB"))]));
    assert_eq!(lines_of(&comparison.answers), [line("volume", "2.41 TB", "2.42 TB")]);
    // Both are refused by the same sentence: eleven digits are no account ID.
    let comparison =
        between(&plan(&[("account_number", text("12345678901"))]), &plan(&[("account_number", text("98765432109"))]));
    assert_eq!(lines_of(&comparison.answers), [line("account_number", "12345678901", "98765432109")]);
}

#[test]
fn an_answer_that_is_not_asked_for_is_compared_too() {
    let here = plan(&[("gate", NO), ("hidden", YES)]);
    assert_eq!(lines_of(&between(&here, &plan(&[("gate", NO)])).answers), [line("hidden", "Yes", "")]);
    // The same answer, asked for on one side only, is the same answer.
    assert_eq!(
        lines_of(&between(&here, &plan(&[("gate", YES), ("hidden", YES)])).answers),
        [line("gate", "No", "Yes")]
    );
}

#[test]
fn differences_of_notes_and_unknown_answers_are_listed() {
    let noted = |plan: &Plan, question: &str, note: &str| {
        plan.apply(Action::Noted { question: question.to_owned(), note: note.to_owned() })
    };
    let here = plan(&[("a", YES), ("later", several(&["x", "y"])), ("same", NO)]);
    let there = noted(&noted(&plan(&[("a", NO), ("same", NO)]), "a", "Why"), "later", "Only a note");
    let comparison = between(&here, &there);
    assert_eq!(lines_of(&comparison.answers), [line("a", "Yes", "No")]);
    assert_eq!(lines_of(&comparison.notes), [line("a", "", "Why")]);
    let unknown = [(What::Answer, line("later", "x, y", "")), (What::Note, line("later", "", "Only a note"))];
    assert_eq!(lines_by_id(&comparison.unknown), unknown);
    assert_eq!(comparison.counts().answers, 2);
}

#[test]
fn added_and_removed_findings_and_tasks_are_compared() {
    let here = plan(&[("a", YES), ("b", YES)]);
    let comparison = between(&here, &plan(&[("a", NO), ("b", YES), ("colour", text("red")), ("c", YES)]));
    let kinds = |changes: &[preflight_engine::assessment_diff::Change]| {
        changes.iter().map(|change| (change.id.to_string(), change.kind)).collect::<Vec<_>>()
    };
    let findings =
        [("b_risks", ChangeKind::Decided), ("note_of_c", ChangeKind::Decided), ("a_blocks", ChangeKind::Removed)];
    assert_eq!(kinds(&comparison.changes.findings), findings.map(|(id, kind)| (id.to_owned(), kind)));
    assert_eq!(kinds(&comparison.changes.tasks), [("when_a".to_owned(), ChangeKind::Removed)]);
    assert_eq!(comparison.counts(), Counts { answers: 3, findings: 3, tasks: 1 });
}

#[test]
fn differences_of_task_marks_are_in_task_order() {
    let after = |plan: Plan, action: Action| plan.apply(action);
    let task = |id: &str| id.to_owned();
    let marked = |plan, id: &str, field, text: &str| {
        after(plan, Action::TaskMarked { task: task(id), field, text: text.to_owned() })
    };
    let there = after(plan(&[("a", YES)]), Action::TaskTicked { task: task("when_a"), done: true });
    let there = marked(there, "when_a", TaskField::Due, "2027-01-31");
    let there = marked(there, "task_of_a_later_edition", TaskField::Owner, "Lee");
    let there = marked(there, "always", TaskField::Note, "First");
    let there = after(there, Action::FindingOwned { rule: task("a_blocks"), owner: "Kim".to_owned() });
    let comparison = between(&plan(&[("a", YES)]), &there);
    let marks = [
        (What::Task(TaskField::Note), line("always", "", "First")),
        (What::Done, line("when_a", "No", "Yes")),
        (What::Task(TaskField::Due), line("when_a", "", "2027-01-31")),
        (What::Task(TaskField::Owner), line("task_of_a_later_edition", "", "Lee")),
    ];
    assert_eq!(lines_by_id(&comparison.marks), marks);
    assert_eq!(lines_by_id(&comparison.owners), [(What::Owner, line("a_blocks", "", "Kim"))]);
    assert_eq!(comparison.counts(), Counts { answers: 0, findings: 1, tasks: 3 });
    // A task that is removed counts once, whatever marks it has.
    assert_eq!(between(&there, &plan(&[("a", NO)])).counts().tasks, 3);
}

#[test]
fn differences_of_names_and_figures_are_listed() {
    let here = plan(&[("hard_date", text("2026-12-02"))]);
    let there = plan(&[("hard_date", text("2026-12-12"))]).apply(Action::Renamed("Later".to_owned()));
    let comparison = between(&here, &there);
    assert!(comparison.name && !comparison.is_empty());
    assert_eq!(lines_of(&comparison.answers), [line("hard_date", "2026-12-02", "2026-12-12")]);
    assert_eq!(lines_by_id(&comparison.figures), [(What::Figure, line("days_to_date", "10", "20"))]);
}

fn config() -> ProptestConfig {
    let seeds = FileFailurePersistence::Direct("tests/proptest-regressions/compare.txt");
    ProptestConfig { failure_persistence: Some(Box::new(seeds)), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn comparing_in_reverse_gives_the_same_differences_with_swapped_sides(here in any_plan(), there in any_plan()) {
        prop_assert!(between(&here, &here).is_empty());
        let (way, back) = (between(&here, &there), between(&there, &here));
        let turned = |list: &[AnswerDifference]| {
            list.iter().map(|difference| (difference.question, difference.there.clone(), difference.here.clone())).collect::<Vec<_>>()
        };
        let straight = |list: &[AnswerDifference]| {
            list.iter().map(|difference| (difference.question, difference.here.clone(), difference.there.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(straight(&way.answers), turned(&back.answers));
        prop_assert_eq!(straight(&way.notes), turned(&back.notes));
        prop_assert_eq!((way.name, way.counts().answers), (back.name, back.counts().answers));
        prop_assert_eq!((way.marks.len(), way.unknown.len()), (back.marks.len(), back.unknown.len()));
        prop_assert!(way.answers.iter().all(|difference| difference.here.is_some() || difference.there.is_some()));
    }
}
