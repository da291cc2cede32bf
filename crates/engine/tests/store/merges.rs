//! What holds for every merge of two editions.

use super::common::text;
use super::few;
use super::pages::edit;
use preflight_engine::merge::merge;
use preflight_engine::{Action, Session};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{json, Map, Value};

fn session() -> impl Strategy<Value = Session> {
    // Few places and few values, so that two sessions often agree.
    let edits = vec((0..12_u8, 0..3_u8, 0..3_usize), 0..12);
    (edits, vec((0..3_u8, 0..3_u8), 0..3)).prop_map(|(edits, extra)| {
        let all =
            edits.into_iter().fold(Session::default(), |all, (place, how, value)| all.apply(edit(place, how, value)));
        let fields: Map<String, Value> =
            extra.into_iter().map(|(name, value)| (format!("later{name}"), json!(value))).collect();
        Session { extra: fields.clone(), beside_plan: fields, ..all }
    })
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn one_side_alone_wins(base in session(), changed in session()) {
        for (mine, theirs) in [(&changed, &base), (&base, &changed), (&changed, &changed)] {
            let merged = merge(&base, mine, theirs);
            prop_assert_eq!(&merged.session, &changed);
            prop_assert_eq!(merged.conflicts, vec![]);
        }
    }

    #[test]
    fn either_side_of_a_conflict_can_be_taken(base in session(), mine in session(), theirs in session()) {
        let merged = merge(&base, &mine, &theirs);
        let swapped = merge(&base, &theirs, &mine);
        prop_assert_eq!(merged.conflicts.len(), swapped.conflicts.len());
        let (mut own, mut other) = (merged.session.clone(), merged.session.clone());
        for conflict in &merged.conflicts {
            own = own.apply(conflict.mine.clone());
            other = other.apply(conflict.theirs.clone());
        }
        prop_assert_eq!(&own, &merged.session);
        // Fields that nobody can act on stay the own ones.
        other.extra = swapped.session.extra.clone();
        other.beside_plan = swapped.session.beside_plan.clone();
        prop_assert_eq!(other, swapped.session);
    }

    #[test]
    fn what_was_merged_merges_no_more(base in session(), mine in session(), theirs in session()) {
        let merged = merge(&base, &mine, &theirs).session;
        let again = merge(&theirs, &merged, &theirs);
        prop_assert_eq!(again.session, merged);
        prop_assert_eq!(again.conflicts, vec![]);
    }
}

fn answered(question: &str, value: &str) -> Action {
    Action::Answered { question: question.to_owned(), raw: text(value) }
}

#[test]
fn a_cleared_answer_is_a_change_like_any_other() {
    let base = Session::default().apply(answered("word", "old")).apply(answered("essay", "old"));
    let cleared = base.apply(Action::Cleared { question: "word".to_owned() });
    let changed = base.apply(answered("word", "new"));
    let both = merge(&base, &cleared, &changed);
    assert_eq!(both.session, cleared);
    assert_eq!(both.conflicts.len(), 1);
    assert_eq!(both.conflicts[0].mine, Action::Cleared { question: "word".to_owned() });
    assert_eq!(both.conflicts[0].theirs, answered("word", "new"));
    let other = base.apply(answered("essay", "new"));
    assert_eq!(merge(&base, &cleared, &other).session.raw("word"), None);
    assert_eq!(merge(&base, &other, &cleared).session.raw("word"), None);
}
