//! Random plans with everything that a person or another version can have entered. The property tests use them.

use preflight_engine::edition::{Fingerprints, SavedEdition};
use preflight_engine::plan::{FindingMark, TaskMark};
use preflight_engine::{Answer, Plan, Raw};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{json, Map, Value};

/// Fields that no version knows.
fn extra() -> impl Strategy<Value = Map<String, Value>> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..4).prop_map(object)
        ]
    });
    btree_map("x_[a-z]{0,8}", value, 0..3).prop_map(|map| map.into_iter().collect())
}

fn object(map: std::collections::BTreeMap<String, Value>) -> Value {
    Value::Object(map.into_iter().collect())
}

fn raw() -> impl Strategy<Value = Raw> {
    prop_oneof![
        any::<bool>().prop_map(Raw::Bool),
        any::<String>().prop_map(Raw::Text),
        vec(any::<String>(), 0..4).prop_map(Raw::Several),
        Just(Raw::DontKnow),
    ]
}

prop_compose! {
    fn answer()(raw in option::of(raw()), note in any::<String>(), extra in extra()) -> Answer {
        Answer { raw, note, extra }
    }
}

prop_compose! {
    fn task()(done in any::<bool>(), texts in any::<[String; 3]>(), extra in extra()) -> TaskMark {
        let [note, owner, due] = texts;
        TaskMark { done, note, owner, due, extra }
    }
}

prop_compose! {
    // A mark without content is not stored.
    fn finding()(owner in ".+", extra in extra()) -> FindingMark { FindingMark { owner, extra } }
}

prop_compose! {
    // The findings under an edition before that of the pack.
    fn saved_edition()(
        edition in "20[01][0-9]-0[1-9]-[12][0-8]",
        fingerprints in btree_map(
            prop_oneof!["a_blocks|b_risks", any::<String>()],
            (select(vec!["blocker", "risk", "advice", "note"]), "[0-9a-f]{16}"),
            1..4,
        ),
    ) -> SavedEdition {
        let fingerprint = |(severity, digest)| json!({ "severity": severity, "digest": digest });
        let fingerprints: Fingerprints = fingerprints.into_iter().map(|(rule, written)| (rule, fingerprint(written))).collect();
        SavedEdition { edition, fingerprints: fingerprints.into() }
    }
}

prop_compose! {
    /// Any plan.
    pub fn any_plan()(
        name in any::<String>(),
        answers in btree_map(prop_oneof!["[abc]", "colour|count|essay", any::<String>()], answer(), 0..6),
        tasks in btree_map(prop_oneof!["always|when_a", any::<String>()], task(), 0..4),
        findings in btree_map(prop_oneof!["a_blocks", any::<String>()], finding(), 0..4),
        extra in extra(),
        saved_edition in option::of(saved_edition()),
    ) -> Plan {
        Plan {
            name,
            answers: answers.into_iter().collect(),
            tasks: tasks.into_iter().collect(),
            findings: findings.into_iter().collect(),
            extra,
            saved_edition,
            ..Plan::default()
        }
    }
}
