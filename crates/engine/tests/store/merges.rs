//! Properties of every merge of two versions of a plan.

use super::common::text;
use super::few;
use super::pages::edit;
use preflight_engine::merge::merge;
use preflight_engine::{Action, Plan};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{json, Map, Value};

fn any_plan() -> impl Strategy<Value = Plan> {
    // Few fields and few values, so that two plans often agree.
    let edits = vec((0..12_u8, 0..3_u8, 0..3_usize), 0..12);
    (edits, vec((0..3_u8, 0..3_u8), 0..3)).prop_map(|(edits, extra)| {
        let all =
            edits.into_iter().fold(Plan::default(), |all, (index, how, value)| all.apply(edit(index, how, value)));
        let fields: Map<String, Value> =
            extra.into_iter().map(|(name, value)| (format!("later{name}"), json!(value))).collect();
        Plan { extra: fields.clone(), beside_plan: fields, ..all }
    })
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_change_on_one_side_alone_wins(base in any_plan(), changed in any_plan()) {
        for (mine, theirs) in [(&changed, &base), (&base, &changed), (&changed, &changed)] {
            let merged = merge(&base, mine, theirs);
            prop_assert_eq!(&merged.plan, &changed);
            prop_assert_eq!(merged.conflicts, vec![]);
        }
    }

    #[test]
    fn a_conflict_can_be_resolved_to_either_side(base in any_plan(), mine in any_plan(), theirs in any_plan()) {
        let merged = merge(&base, &mine, &theirs);
        let swapped = merge(&base, &theirs, &mine);
        prop_assert_eq!(merged.conflicts.len(), swapped.conflicts.len());
        let (mut resolved_to_mine, mut resolved_to_theirs) = (merged.plan.clone(), merged.plan.clone());
        for conflict in &merged.conflicts {
            resolved_to_mine = resolved_to_mine.apply(conflict.mine.clone());
            resolved_to_theirs = resolved_to_theirs.apply(conflict.theirs.clone());
        }
        prop_assert_eq!(&resolved_to_mine, &merged.plan);
        // Fields that no action can change stay those of the first plan.
        resolved_to_theirs.extra = swapped.plan.extra.clone();
        resolved_to_theirs.beside_plan = swapped.plan.beside_plan.clone();
        prop_assert_eq!(resolved_to_theirs, swapped.plan);
    }

    #[test]
    fn a_merged_revision_is_not_merged_again(base in any_plan(), mine in any_plan(), theirs in any_plan()) {
        let merged = merge(&base, &mine, &theirs).plan;
        let again = merge(&theirs, &merged, &theirs);
        prop_assert_eq!(again.plan, merged);
        prop_assert_eq!(again.conflicts, vec![]);
    }
}

fn answered(question: &str, value: &str) -> Action {
    Action::Answered { question: question.to_owned(), raw: text(value) }
}

#[test]
fn a_cleared_answer_is_a_change_like_any_other() {
    let base = Plan::default().apply(answered("word", "old")).apply(answered("essay", "old"));
    let cleared = base.apply(Action::Cleared { question: "word".to_owned() });
    let changed = base.apply(answered("word", "new"));
    let both = merge(&base, &cleared, &changed);
    assert_eq!(both.plan, cleared);
    assert_eq!(both.conflicts.len(), 1);
    assert_eq!(both.conflicts[0].mine, Action::Cleared { question: "word".to_owned() });
    assert_eq!(both.conflicts[0].theirs, answered("word", "new"));
    let other = base.apply(answered("essay", "new"));
    assert_eq!(merge(&base, &cleared, &other).plan.raw("word"), None);
    assert_eq!(merge(&base, &other, &cleared).plan.raw("word"), None);
}
