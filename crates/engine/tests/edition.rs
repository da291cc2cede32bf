//! How a later edition judges a saved plan differently, and that the changes stay in the file until they are seen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{answers, content, content_with, row_of, NO, TODAY, YES};
use preflight_engine::content::Severity;
use preflight_engine::edition::{diff, fingerprints, EditionChangeKind};
use preflight_engine::merge::merge;
use preflight_engine::plan_file::{decode, encode_answers, encode_pretty, LoadedPlan};
use preflight_engine::{assess, Action, Content, Plan};
use serde_json::{json, Value};

/// Plan files of the released layout. They stay here for ever, because every later version must open such files.
const RELEASED: [&str; 3] = [
    include_str!("golden/plans/schema-1-every-field.preflight.json"),
    include_str!("golden/plans/schema-1-example.preflight.json"),
    include_str!("golden/plans/schema-1-unknown-fields.preflight.json"),
];

fn saved(content: &Content, plan: &Plan) -> String {
    encode_pretty(content, plan, &assess(content, &plan.answers, TODAY))
}

fn loaded(content: &Content, text: &str) -> LoadedPlan {
    decode(content, text).unwrap_or_else(|error| panic!("{error:?}: {text:.60}"))
}

/// A plan with the answer yes to these questions, saved under the pack's edition.
fn file(yes: &[&str]) -> String {
    let all: Vec<_> = yes.iter().map(|id| (*id, YES)).collect();
    saved(&content(), &Plan { answers: answers(&all), ..Plan::default() })
}

/// The pack under a later edition and after `change`.
fn later(change: impl FnOnce(&mut Value)) -> Content {
    content_with(|pack| {
        pack["edition"] = json!("2027-06-01");
        change(pack);
    })
}

fn set(pack: &mut Value, rule: &str, field: &str, value: &str) {
    row_of(pack, "rule", rule).insert(field.to_owned(), json!(value));
}

fn news(content: &Content, text: &str) -> Vec<(String, EditionChangeKind)> {
    let loaded = loaded(content, text);
    let assessment = assess(content, &loaded.plan.answers, TODAY);
    diff(content, &loaded.fingerprints, &assessment)
        .into_iter()
        .map(|change| (change.rule.to_string(), change.kind))
        .collect()
}

fn only_change(rule: &str, kind: EditionChangeKind) -> Vec<(String, EditionChangeKind)> {
    vec![(rule.to_owned(), kind)]
}

#[test]
fn unchanged_rules_are_no_edition_change() {
    let text = file(&["a", "c"]);
    assert_eq!(news(&content(), &text), []);
    assert_eq!(news(&later(|_| {}), &text), []);
}

#[test]
fn each_edition_change_has_its_kind() {
    let text = file(&["a", "b"]);
    assert_eq!(
        news(&later(|pack| set(pack, "note_of_c", "when", "a")), &text),
        only_change("note_of_c", EditionChangeKind::Added)
    );
    assert_eq!(
        news(&later(|pack| set(pack, "a_blocks", "when", "c && a")), &text),
        only_change("a_blocks", EditionChangeKind::Removed)
    );
    assert_eq!(
        news(&later(|pack| set(pack, "a_blocks", "why", "Another.")), &text),
        only_change("a_blocks", EditionChangeKind::Reworded)
    );
    let weaker = later(|pack| {
        set(pack, "a_blocks", "severity", "advice");
        set(pack, "a_blocks", "why", "Another.");
    });
    let kind = EditionChangeKind::Severity { was: "blocker".to_owned(), now: Severity::Advice };
    assert_eq!(news(&weaker, &text), only_change("a_blocks", kind));
}

#[test]
fn a_finding_whose_rule_no_longer_exists_is_removed() {
    let without = later(|pack| pack["rule"].as_array_mut().unwrap().retain(|rule| rule["id"] != "a_blocks"));
    assert_eq!(news(&without, &file(&["a"])), only_change("a_blocks", EditionChangeKind::Removed));
}

#[test]
fn findings_that_hold_come_first_and_removed_ones_follow() {
    let content = later(|pack| {
        set(pack, "a_blocks", "when", "count == 7");
        set(pack, "note_of_c", "why", "Another.");
        set(pack, "hidden_advises", "when", "a");
    });
    let rules: Vec<String> = news(&content, &file(&["a", "c"])).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, ["hidden_advises", "note_of_c", "a_blocks"]);
}

#[test]
fn a_fingerprint_without_a_field_causes_no_change() {
    let plan = |mark: Value| {
        let plan = json!({ "answers": { "a": { "value": true } }, "findings": { "a_blocks": mark } });
        json!({ "app": "dms-preflight", "schema": 1, "edition": "2020-01-01", "plan": plan }).to_string()
    };
    assert_eq!(news(&content(), &plan(json!({ "severity": "blocker" }))), []);
    assert_eq!(news(&content(), &plan(json!({ "severity": "blocker", "digest": 7 }))), []);
    assert_eq!(news(&content(), &plan(json!({ "digest": "0" }))), only_change("a_blocks", EditionChangeKind::Reworded));
    let unknown = EditionChangeKind::Severity { was: "terrible".to_owned(), now: Severity::Blocker };
    assert_eq!(news(&content(), &plan(json!({ "severity": "terrible" }))), only_change("a_blocks", unknown));
}

#[test]
fn fingerprints_are_read_from_the_file_unchanged() {
    let content = content();
    let loaded = loaded(&content, &file(&["a"]));
    let digest = content.rules[content.rule_index("a_blocks").unwrap()].digest.clone();
    let expected = json!({ "a_blocks": { "severity": "blocker", "digest": digest } });
    assert_eq!(Value::Object((*loaded.fingerprints).clone()), expected);
    assert_eq!(*loaded.fingerprints, fingerprints(&content, &assess(&content, &loaded.plan.answers, TODAY)));
    assert_eq!(loaded.plan.saved_edition, None);
}

#[test]
fn edition_changes_stay_in_the_file_until_they_are_seen() {
    let before = file(&["a"]);
    let content = later(|pack| set(pack, "a_blocks", "why", "Another."));
    let plan = loaded(&content, &before).plan;
    assert_eq!(plan.saved_edition.as_ref().map(|seen| seen.edition.as_str()), Some("2026-11-22"));
    // Further edits and closing the page lose nothing.
    let plan = plan.apply(Action::FindingOwned { rule: "a_blocks".to_owned(), owner: "Kim".to_owned() });
    let plan = plan.apply(Action::Renamed("Later".to_owned()));
    let text = saved(&content, &plan);
    assert_eq!(loaded(&content, &text).plan, plan);
    assert_eq!(news(&content, &text), only_change("a_blocks", EditionChangeKind::Reworded));
    // Once seen, the saved edition is gone, and the findings are written anew.
    let plan = plan.apply(Action::EditionSeen);
    let text = saved(&content, &plan);
    let loaded = loaded(&content, &text);
    assert_eq!((loaded.edition.as_str(), &loaded.plan.saved_edition), ("2027-06-01", &None));
    assert_eq!(loaded.plan, plan);
    assert_eq!(news(&content, &text), []);
    assert_eq!(loaded.plan.findings.get("a_blocks").map(|mark| mark.owner.as_str()), Some("Kim"));
}

#[test]
fn a_plan_that_was_never_judged_has_no_edition_changes() {
    let content = later(|_| {});
    let hand = json!({ "app": "dms-preflight", "schema": 1, "plan": { "answers": { "a": { "value": true } } } });
    assert_eq!(loaded(&content, &hand.to_string()).plan.saved_edition, None);
    let link = encode_answers(&common::content(), &loaded(&common::content(), &file(&["a"])).plan);
    assert_eq!(loaded(&content, &link).plan.saved_edition, None);
    // Nor does a link name an edition, because it carries no fingerprints.
    let waiting = loaded(&content, &file(&["a"])).plan;
    assert!(encode_answers(&content, &waiting).contains("\"edition\":\"2027-06-01\""));
}

#[test]
fn no_generated_plan_equals_the_default() {
    assert_eq!(Plan::default().saved_edition, None);
    assert_eq!(Plan::default().apply(Action::EditionSeen), Plan::default());
}

#[test]
fn edition_changes_seen_in_one_tab_are_seen_in_the_other() {
    let content = later(|_| {});
    let base = loaded(&content, &file(&["a"])).plan;
    let seen = base.apply(Action::EditionSeen);
    let renamed = base.apply(Action::Renamed("Mine".to_owned()));
    assert_eq!(merge(&base, &renamed, &seen).plan.saved_edition, None);
    assert_eq!(merge(&base, &seen, &renamed).plan.saved_edition, None);
    assert_eq!(merge(&base, &renamed, &base).plan.saved_edition, base.saved_edition);
}

#[test]
fn released_plans_open_without_loss_and_are_written_as_they_were() {
    let content = later(|_| {});
    for text in RELEASED {
        let loaded = loaded(&content, text);
        let notices: Vec<&str> = loaded.notices.iter().map(|notice| notice.key).collect();
        assert!(notices.iter().all(|word| *word == "file_unknown_ids"), "{notices:?}");
        assert_eq!(saved(&content, &loaded.plan), text);
        assert_eq!(
            loaded.plan.saved_edition.as_ref().map(|seen| (&seen.edition, &seen.fingerprints)),
            Some((&loaded.edition, &loaded.fingerprints))
        );
        // Seen and written under the current edition, the file still has everything that a person entered.
        let seen = loaded.plan.apply(Action::EditionSeen);
        assert_eq!(decode(&content, &saved(&content, &seen)).unwrap().plan, seen);
    }
}

#[test]
fn plan_files_of_released_versions_have_the_expected_content() {
    let content = later(|_| {});
    let plan = loaded(&content, RELEASED[0]).plan;
    let raw = |id: &str| plan.raw(id).cloned();
    assert_eq!(plan.name, "Every field");
    assert_eq!((raw("a"), raw("gate")), (Some(YES), Some(NO)));
    assert_eq!((raw("b"), plan.note("b")), (Some(preflight_engine::Raw::DontKnow), "Ask the DBA, \"Kim\""));
    assert_eq!((raw("c"), plan.note("c")), (None, "A note alone"));
    assert_eq!((raw("colour"), raw("volume")), (Some(common::text("red")), Some(common::text("2.4 TB"))));
    assert_eq!(
        (raw("toppings"), raw("hidden_toppings")),
        (Some(common::several(&["rocket", "ham"])), Some(common::several(&[])))
    );
    let task = plan.tasks.get("always").unwrap();
    let texts = [&task.owner, &task.due, &task.note].map(String::as_str);
    assert_eq!((task.done, texts), (true, ["Kim", "2027-01-31", "=1+1\nsecond line"]));
    let seen = plan.saved_edition.as_ref().unwrap();
    assert_eq!(
        seen.fingerprints.get("a_blocks"),
        Some(&json!({ "severity": "blocker", "digest": "0123456789abcdef" }))
    );
    assert_eq!(plan.findings.get("a_blocks").map(|mark| mark.owner.as_str()), Some("Kim"));
    assert_eq!(plan.findings.get("b_risks").map(|mark| mark.owner.as_str()), Some("Lee"));
    assert_eq!((seen.fingerprints.get("b_risks"), seen.fingerprints.len()), (None, 4));
    let plan = loaded(&content, RELEASED[2]).plan;
    assert_eq!(plan.beside_plan.len() + plan.extra.len(), 4);
    assert!(["a", "c"].iter().all(|id| !plan.answers.get(*id).unwrap().extra.is_empty()));
    assert!(!plan.tasks.get("always").unwrap().extra.is_empty());
    assert!(!plan.findings.get("a_blocks").unwrap().extra.is_empty());
}
