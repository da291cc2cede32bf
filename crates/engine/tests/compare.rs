//! Two plans side by side: every difference is told, in words, and nothing else.
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
    let [one, other] = [here, there].map(|plan| assess(content, &plan.answers, TODAY));
    compare(content, &Side { plan: here, assessment: &one }, &Side { plan: there, assessment: &other })
}

fn plan(list: &[(&str, Raw)]) -> Plan {
    Plan { answers: answers(list), ..Plan::default() }
}

type Told = (String, Option<String>, Option<String>);

/// The differences with the ids of their questions.
fn told(differences: &[AnswerDifference]) -> Vec<Told> {
    let id = |index: usize| shared().questions[index].id.to_string();
    differences.iter().map(|one| (id(one.question), one.here.clone(), one.there.clone())).collect()
}

fn told_by_id(differences: &[Difference]) -> Vec<(What, Told)> {
    differences.iter().map(|one| (one.what, (one.id.to_string(), one.here.clone(), one.there.clone()))).collect()
}

fn line(id: &str, here: &str, there: &str) -> Told {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (id.to_owned(), some(here), some(there))
}

#[test]
fn answers_are_told_in_words_and_in_the_order_of_the_checklist() {
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
    let found = between(&here, &there);
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
    assert_eq!(told(&found.answers), lines);
    assert_eq!(found.counts().answers, lines.len());
}

#[test]
fn the_same_meaning_is_no_difference() {
    let here = plan(&[("volume", text("2 TB")), ("count", text("1 000")), ("toppings", several(&["ham", "olives"]))]);
    let there =
        plan(&[("volume", text("2000 GB")), ("count", text("1000")), ("toppings", several(&["olives", "ham"]))]);
    assert!(between(&here, &there).is_empty());
    assert!(between(&plan(&[("word", text(" "))]), &plan(&[])).is_empty());
}

#[test]
fn what_rounds_to_the_same_words_is_told_as_typed() {
    let found = between(&plan(&[("volume", text("2.41 TB"))]), &plan(&[("volume", text("2.42 TB"))]));
    assert_eq!(told(&found.answers), [line("volume", "2.41 TB", "2.42 TB")]);
    // Both are refused by the same sentence: eleven digits are no account ID.
    let found =
        between(&plan(&[("account_number", text("12345678901"))]), &plan(&[("account_number", text("98765432109"))]));
    assert_eq!(told(&found.answers), [line("account_number", "12345678901", "98765432109")]);
}

#[test]
fn an_answer_that_is_not_asked_for_is_compared_too() {
    let here = plan(&[("gate", NO), ("hidden", YES)]);
    assert_eq!(told(&between(&here, &plan(&[("gate", NO)])).answers), [line("hidden", "Yes", "")]);
    // The same answer, asked for on one side only, is the same answer.
    assert_eq!(told(&between(&here, &plan(&[("gate", YES), ("hidden", YES)])).answers), [line("gate", "No", "Yes")]);
}

#[test]
fn notes_and_answers_to_unknown_questions_are_told() {
    let noted = |plan: &Plan, question: &str, note: &str| {
        plan.apply(Action::Noted { question: question.to_owned(), note: note.to_owned() })
    };
    let here = plan(&[("a", YES), ("later", several(&["x", "y"])), ("same", NO)]);
    let there = noted(&noted(&plan(&[("a", NO), ("same", NO)]), "a", "Why"), "later", "Only a note");
    let found = between(&here, &there);
    assert_eq!(told(&found.answers), [line("a", "Yes", "No")]);
    assert_eq!(told(&found.notes), [line("a", "", "Why")]);
    let unknown = [(What::Answer, line("later", "x, y", "")), (What::Note, line("later", "", "Only a note"))];
    assert_eq!(told_by_id(&found.unknown), unknown);
    assert_eq!(found.counts().answers, 2);
}

#[test]
fn findings_and_tasks_come_and_go_on_the_way_there() {
    let here = plan(&[("a", YES), ("b", YES)]);
    let found = between(&here, &plan(&[("a", NO), ("b", YES), ("colour", text("red")), ("c", YES)]));
    let turns = |changes: &[preflight_engine::assessment_diff::Change]| {
        changes.iter().map(|change| (change.id.to_string(), change.kind)).collect::<Vec<_>>()
    };
    let findings =
        [("b_risks", ChangeKind::Decided), ("note_of_c", ChangeKind::Decided), ("a_blocks", ChangeKind::Removed)];
    assert_eq!(turns(&found.changes.findings), findings.map(|(id, turn)| (id.to_owned(), turn)));
    assert_eq!(turns(&found.changes.tasks), [("when_a".to_owned(), ChangeKind::Removed)]);
    assert_eq!(found.counts(), Counts { answers: 3, findings: 3, tasks: 1 });
}

#[test]
fn marks_are_told_by_task_in_the_order_of_doing() {
    let did = |plan: Plan, action: Action| plan.apply(action);
    let task = |id: &str| id.to_owned();
    let there = did(plan(&[("a", YES)]), Action::TaskTicked { task: task("when_a"), done: true });
    let there =
        did(there, Action::TaskMarked { task: task("when_a"), field: TaskField::Due, text: "2027-01-31".to_owned() });
    let there = did(
        there,
        Action::TaskMarked { task: task("task_of_a_later_edition"), field: TaskField::Owner, text: "Lee".to_owned() },
    );
    let there =
        did(there, Action::TaskMarked { task: task("always"), field: TaskField::Note, text: "First".to_owned() });
    let there = did(there, Action::FindingOwned { rule: task("a_blocks"), owner: "Kim".to_owned() });
    let found = between(&plan(&[("a", YES)]), &there);
    let marks = [
        (What::Note, line("always", "", "First")),
        (What::Done, line("when_a", "No", "Yes")),
        (What::Task(TaskField::Due), line("when_a", "", "2027-01-31")),
        (What::Owner, line("task_of_a_later_edition", "", "Lee")),
    ];
    assert_eq!(told_by_id(&found.marks), marks);
    assert_eq!(told_by_id(&found.owners), [(What::Owner, line("a_blocks", "", "Kim"))]);
    assert_eq!(found.counts(), Counts { answers: 0, findings: 1, tasks: 3 });
    // A task that goes is counted once, whatever is kept about it.
    assert_eq!(between(&there, &plan(&[("a", NO)])).counts().tasks, 3);
}

#[test]
fn names_and_figures_are_told() {
    let here = plan(&[("hard_date", text("2026-12-02"))]);
    let there = plan(&[("hard_date", text("2026-12-12"))]).apply(Action::Renamed("Later".to_owned()));
    let found = between(&here, &there);
    assert!(found.name && !found.is_empty());
    assert_eq!(told(&found.answers), [line("hard_date", "2026-12-02", "2026-12-12")]);
    assert_eq!(told_by_id(&found.figures), [(What::Figure, line("days_to_date", "10", "20"))]);
}

fn config() -> ProptestConfig {
    let seeds = FileFailurePersistence::Direct("tests/proptest-regressions/compare.txt");
    ProptestConfig { failure_persistence: Some(Box::new(seeds)), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_way_back_tells_the_same_with_the_sides_changed(here in any_plan(), there in any_plan()) {
        prop_assert!(between(&here, &here).is_empty());
        let (way, back) = (between(&here, &there), between(&there, &here));
        let turned = |list: &[AnswerDifference]| {
            list.iter().map(|one| (one.question, one.there.clone(), one.here.clone())).collect::<Vec<_>>()
        };
        let straight = |list: &[AnswerDifference]| {
            list.iter().map(|one| (one.question, one.here.clone(), one.there.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(straight(&way.answers), turned(&back.answers));
        prop_assert_eq!(straight(&way.notes), turned(&back.notes));
        prop_assert_eq!((way.name, way.counts().answers), (back.name, back.counts().answers));
        prop_assert_eq!((way.marks.len(), way.unknown.len()), (back.marks.len(), back.unknown.len()));
        prop_assert!(way.answers.iter().all(|one| one.here.is_some() || one.there.is_some()));
    }
}
