//! The list of stored plans, snapshots, the schedule of saves, links.

use super::browser::Browser;
use super::common::{text, TODAY};
use super::pages::Page;
use super::{content, few, ID};
use preflight_engine::link;
use preflight_engine::store::{
    expired_trash, list, mirror_key, outdated, plan_of, quarantine_key, seal, slot_keys, snapshot_key, snapshots,
    Header, PlanStore, Text, TRASH_MS,
};
use preflight_engine::{Action, Plan};
use proptest::prelude::*;

fn body(name: &str) -> String {
    format!(r#"{{"app":"dms-preflight","edition":"2026-11-22","plan":{{"name":"{name}"}},"schema":1}}"#)
}

fn slot(id: &str, rev: u64, saved_at: u64, trashed_at: Option<u64>, body: &str) -> Text {
    let header = Header { id: id.to_owned(), rev, saved_at, trashed_at, ..Header::default() };
    (slot_keys(id)[(rev % 2) as usize].clone(), seal(&header, body))
}

#[test]
fn the_plan_list_has_the_last_saved_plan_first() {
    let newer = body("x").replace(r#""schema":1"#, r#""schema":2"#);
    let foreign = (slot_keys("wrong")[0].clone(), slot("one", 9, 9, None, &body("Not mine")).1);
    let texts = [
        slot("one", 2, 200, None, &body("Old")),
        slot("one", 3, 100, None, &body("One")),
        (mirror_key("two"), slot("two", 1, 300, None, &body("Two")).1),
        slot("bin", 4, 50, Some(1_000), &body("Gone")),
        slot("torn", 1, 900, None, &body("Torn")),
        slot("later", 1, 900, None, &newer),
        foreign,
        (quarantine_key("00"), "é\u{1f600}".to_owned()),
        ("dms-preflight/1/tell".to_owned(), "{}".to_owned()),
        ("other/page".to_owned(), "x".repeat(1_000)),
        (snapshot_key("two", 5), slot("two", 1, 300, None, &body("Two")).1),
    ];
    let mut texts = texts.to_vec();
    texts[4].1.pop();
    let plan_list = list(content(), &texts, TODAY);
    let names: Vec<_> = plan_list.plans.iter().map(|entry| (entry.id.as_str(), entry.name.as_str())).collect();
    assert_eq!(names[..2], [("later", ""), ("two", "Two")]);
    assert_eq!(names[2..], [("one", "One"), ("torn", ""), ("wrong", "")], "{names:?}");
    assert!(plan_list.plans[0].newer && !plan_list.plans[1].newer && !plan_list.plans[3].newer);
    let readable: Vec<_> = plan_list.plans.iter().map(|entry| entry.summary.is_some()).collect();
    assert_eq!(readable, [false, true, true, false, false]);
    assert_eq!(plan_list.trash.len(), 1);
    assert_eq!(plan_list.quarantined.len(), 1);
    let units = |texts: &[Text]| -> usize {
        let fast_texts = texts.iter().filter(|(key, _)| key.starts_with("dms-preflight/"));
        fast_texts.map(|(key, text)| key.len() + text.encode_utf16().count()).sum()
    };
    assert_eq!(plan_list.used, units(&texts));
    assert!(expired_trash(&texts, 0).is_empty() && expired_trash(&texts, 1_000 + TRASH_MS).is_empty());
    assert_eq!(expired_trash(&texts, 1_001 + TRASH_MS), ["bin"]);
}

#[test]
fn a_plan_whose_newest_replica_is_damaged_is_not_erased() {
    let (trashed, mut taken_out) = (slot("x", 4, 50, Some(1), &body("X")), slot("x", 5, 60, None, &body("X")));
    assert_eq!(expired_trash(std::slice::from_ref(&trashed), 2 + TRASH_MS), ["x"]);
    assert_eq!(expired_trash(&[trashed.clone(), taken_out.clone()], 2 + TRASH_MS), [""; 0]);
    taken_out.1.pop();
    assert_eq!(expired_trash(&[trashed, taken_out], 2 + TRASH_MS), [""; 0]);
}

#[test]
fn the_plan_list_shows_what_the_plan_store_wrote() {
    let browser = Browser::new();
    let mut page = Page::fresh(&browser, Plan { name: "Mine".to_owned(), ..Plan::default() });
    page.save(77);
    let texts: Vec<Text> = browser.fast.borrow().clone().into_iter().collect();
    let plan_list = list(content(), &texts, TODAY);
    assert_eq!(
        (plan_list.plans[0].id.as_str(), plan_list.plans[0].name.as_str(), plan_list.plans[0].saved_at),
        (ID, "Mine", 77)
    );
}

#[test]
fn only_the_last_ten_snapshots_are_preserved() {
    let keys: Vec<String> = (0..14).rev().map(|n| snapshot_key(ID, 10_u64.pow(n))).collect();
    let gone = outdated(&keys);
    assert_eq!(gone, (0..4).map(|n| snapshot_key(ID, 10_u64.pow(n))).collect::<Vec<_>>());
    assert_eq!(outdated(&keys[..10]), Vec::<String>::new());
    let mut texts: Vec<Text> = [5, 70, 600].map(|at| (snapshot_key(ID, at), slot(ID, 1, at, None, "{}").1)).to_vec();
    texts[1].1.pop();
    texts.push((mirror_key(ID), slot(ID, 1, 9, None, "{}").1));
    let saved_at: Vec<u64> = snapshots(&texts).iter().map(|snapshot| snapshot.saved_at).collect();
    assert_eq!(saved_at, [600, 5], "the latest first, no damaged one, and no plan itself");
}

#[test]
fn storage_keys_name_their_plan() {
    assert_eq!(plan_of("dms-preflight/1/plan/ab1/a"), Some("ab1"));
    assert_eq!(plan_of("plan/ab1"), Some("ab1"));
    for key in ["dms-preflight/1/plan", "dms-preflight/1/plan/", "plan/A", "plan//a", "snapshot/ab1/1", "", "plan/é"] {
        assert_eq!(plan_of(key), None, "{key}");
    }
}

fn store() -> PlanStore {
    PlanStore::new_plan(connection(), ID, None, "tab")
}

fn connection() -> std::rc::Rc<super::browser::Connection> {
    super::browser::Connection::new(&Browser::new())
}

#[test]
fn a_change_is_written_after_300_ms_without_typing_or_2_s_at_the_latest() {
    let mut store = store();
    assert_eq!((store.wake_at(), store.is_due(9_999_999)), (None, false));
    store.changed(1_000);
    assert_eq!(store.wake_at(), Some(1_300));
    assert!(!store.is_due(1_299) && store.is_due(1_300));
    for now in (1_200..=2_800).step_by(200) {
        store.changed(now);
    }
    assert_eq!(store.wake_at(), Some(3_000), "2 s after the first change");
    assert!(!store.is_due(2_999) && store.is_due(3_000));
}

#[test]
fn after_a_failure_it_is_tried_again_in_ten_seconds() {
    let mut page = Page::fresh(&Browser::new(), Plan::default());
    page.connection.browser.quota.set(Some(0));
    page.connection.browser.durable_layer.set(super::browser::DurableLayer::Missing);
    page.act(Action::Renamed("x".to_owned()), 1_000);
    page.save(1_300);
    assert_eq!(page.store.wake_at(), Some(11_300));
    page.act(Action::Renamed("xy".to_owned()), 5_000);
    assert_eq!(page.store.wake_at(), Some(11_300));
    page.act(Action::Renamed("xyz".to_owned()), 11_200);
    assert!(!page.store.is_due(11_299) && page.store.is_due(11_300));
}

#[test]
fn a_clock_that_goes_back_does_not_delay_a_save() {
    let mut store = store();
    store.changed(9_000_000);
    assert!(store.is_due(8_999_999));
    store.changed(1_000);
    assert_eq!(store.wake_at(), Some(1_300));
    for now in (1_200..=2_800).step_by(200) {
        store.changed(now);
    }
    assert_eq!(store.wake_at(), Some(3_000), "also in the midst of typing");
    let mut page = Page::fresh(&Browser::new(), Plan { name: "x".to_owned(), ..Plan::default() });
    page.connection.browser.quota.set(Some(0));
    page.connection.browser.durable_layer.set(super::browser::DurableLayer::Missing);
    page.save(9_000_000);
    assert!(page.store.is_due(1_000));
    page.act(Action::Renamed("xy".to_owned()), 2_000);
    assert!(page.store.wake_at() <= Some(12_000), "{:?}", page.store.wake_at());
}

#[test]
fn a_link_opens_or_is_refused_with_a_sentence() {
    fn word(fragment: &str) -> Option<Result<&str, &'static str>> {
        link::payload(fragment).map(|read| read.map_err(|message| message.key))
    }
    assert_eq!(word(&link::fragment("Ab-_9")), Some(Ok("Ab-_9")));
    assert_eq!(word("#/link/1/Ab"), Some(Ok("Ab")));
    for other in ["", "#", "/", "#/plan/x", "link/1/x", "/links/1/x", "/Link/1/x", " /link/1/x"] {
        assert_eq!(word(other), None, "{other}");
    }
    for damaged in [
        "/link/",
        "/link/1",
        "/link/1/",
        "/link/1/a b",
        "/link/1/a=",
        "/link/1/a/b",
        "/link/1/é",
        "/link//x",
        "/link/0/x",
        "/link/x/y",
        "/link/1/a%20",
        "/link/1/\0",
        "/link/-2/x",
    ] {
        assert_eq!(word(damaged), Some(Err("link_damaged")), "{damaged}");
    }
    assert_eq!(word("#/link/2/x?!"), Some(Err("link_newer")));
    assert!(word(&link::fragment(&"x".repeat(link::MAX_LENGTH))).unwrap().is_ok());
    assert_eq!(word(&link::fragment(&"x".repeat(link::MAX_LENGTH + 1))), Some(Err("link_too_long")));
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn no_link_fragment_causes_a_panic(end in any::<String>(), version in any::<String>()) {
        let _ = link::payload(&end);
        let _ = link::payload(&format!("#/link/{version}/{end}"));
    }

    #[test]
    fn no_stored_text_makes_the_plan_list_panic(key in any::<String>(), value in any::<String>(), days in any::<i32>()) {
        let texts = [(format!("plan/{key}"), value.clone()), slot("x", 1, 1, None, &value), (slot_keys("x")[1].clone(), value)];
        let plan_list = list(content(), &texts, i64::from(days));
        prop_assert!(plan_list.plans.iter().any(|entry| entry.id == "x"));
        snapshots(&texts);
    }
}

#[test]
fn a_plan_is_the_same_after_it_was_shared_in_a_link() {
    let plan = Plan::default().apply(Action::Answered { question: "word".to_owned(), raw: text("x") });
    let body = link::body(content(), &plan);
    assert_eq!(preflight_engine::plan_file::decode(content(), &body).unwrap().plan, plan);
}
