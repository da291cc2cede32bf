//! Properties of the bundled content for all answers: nothing panics, a decided finding changes only when an answer
//! that decided it changes, and no finding that further answers could bring is hidden while they are open.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::random::{all, answer_of, keeps, picks, raw, some};
use preflight_engine::answer::Answers;
use preflight_engine::condition::Truth;
use preflight_engine::content::Content;
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::{approach, assess, premigration, question_ranking, sizing, task_documents};
use proptest::prelude::*;
use std::sync::OnceLock;

const TODAY: i64 = 20_779;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(common::content)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_finding_of_a_complete_plan_is_possible_before(picks in picks(content()), keeps in keeps(content())) {
        let whole = all(content(), &picks);
        let part = some(&whole, &keeps);
        let (after, before) = (EvaluatedPlan::new(content(), &whole, TODAY), EvaluatedPlan::new(content(), &part, TODAY));
        for rule in &content().rules {
            let completed = after.outcome(Some(&rule.when)).truth;
            let shown = before.outcome(Some(&rule.when)).truth;
            prop_assert!(shown == Truth::Unknown || shown == completed, "{}: {:?}, then {:?}", rule.id, shown, completed);
        }
    }

    #[test]
    fn a_decided_finding_changes_only_when_its_reasons_change(
        picks in picks(content()), keeps in keeps(content()), question in any::<prop::sample::Index>(), pick in any::<u16>(),
    ) {
        let before = some(&all(content(), &picks), &keeps);
        let changed = question.index(content().questions.len());
        let mut after = before.clone();
        let question = &content().questions[changed];
        after.insert(question.id.to_string(), answer_of(raw(question, usize::from(pick))));
        let (before, after) = (EvaluatedPlan::new(content(), &before, TODAY), EvaluatedPlan::new(content(), &after, TODAY));
        for rule in &content().rules {
            let outcome = before.outcome(Some(&rule.when));
            if outcome.truth != Truth::Unknown && !outcome.reasons.has(changed) {
                let now = after.outcome(Some(&rule.when)).truth;
                prop_assert_eq!(outcome.truth, now, "{} changed with {}", &rule.id, &question.id);
            }
        }
    }

    #[test]
    fn nothing_panics_and_the_same_answers_give_the_same_bytes(picks in picks(content()), keeps in keeps(content())) {
        let answers = some(&all(content(), &picks), &keeps);
        let first = assess(content(), &answers, TODAY);
        prop_assert_eq!(first.canonical(), assess(content(), &answers, TODAY).canonical());
        let evaluated = EvaluatedPlan::new(content(), &answers, TODAY);
        prop_assert_eq!(approach::approaches(&evaluated).len(), content().approaches.len());
        prop_assert_eq!(premigration::premigration(&evaluated).len(), content().assessments.len());
        let full = task_documents::settings_document(&evaluated, true);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&full).is_ok());
        let range = sizing::sizing(&evaluated);
        prop_assert!(range.memory.0 <= range.memory.1);
    }
}

#[test]
fn the_next_questions_are_ranked_by_what_they_decide() {
    let content = content();
    let answers: Answers = Answers::new();
    let ranked = question_ranking::ranked(content, &answers, TODAY);
    assert_eq!(ranked.first().map(|worth| worth.question.to_string()).as_deref(), Some("source_engine"));
    for worth in &ranked {
        assert!(worth.least <= worth.most, "{}", worth.question);
    }
}
