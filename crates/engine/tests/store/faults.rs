//! Single storage errors, each as a story of one or two tabs.

use super::browser::{Browser, DurableLayer, FastLayer};
use super::judged;
use super::pages::{plan_in, Page};
use super::{content, ID};
use preflight_engine::plan_file::encode_answers;
use preflight_engine::store::{
    mirror_key, open, seal, slot_keys, Damage, Header, SaveError, SaveOutcome, Status, MAX_PLAN_BYTES,
};
use preflight_engine::{Action, Plan};
use std::rc::Rc;

fn named(name: &str) -> Plan {
    Plan { name: name.to_owned(), ..Plan::default() }
}

fn rename(page: &mut Page, name: &str, now: u64) {
    page.act(Action::Renamed(name.to_owned()), now);
}

fn note(page: &mut Page, note: &str, now: u64) {
    page.act(Action::Noted { question: "word".to_owned(), note: note.to_owned() }, now);
}

/// Two tabs with the same stored plan.
fn two_tabs() -> (Rc<Browser>, Page, Page) {
    let browser = Browser::new();
    let mut first = Page::fresh(&browser, named("both"));
    first.save(1_000);
    settle(&browser, &mut [&mut first]);
    let second = Page::open(&browser).unwrap_or_else(|why| panic!("{why}"));
    (browser, first, second)
}

fn settle(browser: &Rc<Browser>, pages: &mut [&mut Page]) {
    while !browser.is_idle() {
        browser.finish(true);
        while let Some(notice) = browser.notice(0) {
            pages.iter_mut().for_each(|page| page.receive_report(notice, 1_000));
        }
    }
}

fn newest(browser: &Browser) -> Plan {
    let fast = browser.fast.borrow();
    let all = slot_keys(ID).into_iter().filter_map(|key| plan_in(fast.get(&key)?));
    all.max_by_key(|(rev, _)| *rev).map(|(_, plan)| plan).unwrap()
}

#[test]
fn a_merge_that_cannot_be_written_is_completed_by_a_later_save() {
    let (browser, mut first, mut second) = two_tabs();
    note(&mut first, "of one", 2_000);
    first.save(2_000);
    rename(&mut second, "of two", 2_100);
    browser.quota.set(Some(0));
    browser.durable_layer.set(DurableLayer::Missing);
    second.save(2_400);
    assert!(matches!(second.store.status(), Status::NotSaved(SaveError::Full)));
    browser.quota.set(None);
    second.save(13_000);
    let merged = newest(&browser);
    assert_eq!((merged.name.as_str(), merged.note("word")), ("of two", "of one"));
    assert_eq!(second.plan, merged);
}

#[test]
fn marking_the_trash_loses_no_edit_of_either_tab() {
    let (browser, mut first, mut second) = two_tabs();
    note(&mut first, "of one", 2_000);
    first.save(2_000);
    rename(&mut second, "of two", 2_100);
    let plan = second.plan.clone();
    let marked =
        second.store.save_header(content(), &plan, &judged(&plan), 2_200, |header| header.trashed_at = Some(2_200));
    assert!(matches!(marked, SaveOutcome::Merged(..)));
    let merged = newest(&browser);
    assert_eq!((merged.name.as_str(), merged.note("word")), ("of two", "of one"));
    assert_eq!(second.store.header().trashed_at, Some(2_200));
}

#[test]
fn a_mark_leaves_what_a_newer_version_wrote() {
    let (browser, _, mut second) = two_tabs();
    let key = &slot_keys(ID)[1];
    let newer = seal(second.store.header(), "{}").replace(r#""schema":1"#, r#""schema":2"#);
    browser.write(key, Some(newer.clone()));
    let plan = second.plan.clone();
    let marked =
        second.store.save_header(content(), &plan, &judged(&plan), 2_200, |header| header.trashed_at = Some(2_200));
    assert_eq!(marked, SaveOutcome::Failed(SaveError::Newer));
    assert_eq!(browser.fast.borrow().get(key), Some(&newer));
    assert_eq!(second.store.header().trashed_at, None);
}

#[test]
fn an_edit_that_only_the_durable_layer_has_is_merged() {
    let (browser, mut first, mut second) = two_tabs();
    second.connection.own_fast_layer.set(FastLayer::Unwritable);
    rename(&mut second, "of two", 2_000);
    second.save(2_300);
    settle(&browser, &mut [&mut first, &mut second]);
    assert_eq!(second.store.status(), Status::Saved);
    second.connection.own_fast_layer.set(FastLayer::Works);
    note(&mut first, "of one", 3_000);
    first.save(3_300);
    second.refresh(3_300);
    second.save(3_600);
    let merged = newest(&browser);
    assert_eq!((merged.name.as_str(), merged.note("word")), ("of two", "of one"));
}

#[test]
fn a_tab_that_could_not_read_the_storage_merges_once_it_can() {
    let (browser, mut first, mut second) = two_tabs();
    second.connection.own_fast_layer.set(FastLayer::Throws);
    rename(&mut second, "of two", 2_500);
    note(&mut first, "of one", 2_000);
    first.save(2_000);
    second.save(2_800);
    second.connection.own_fast_layer.set(FastLayer::Works);
    rename(&mut second, "again of two", 3_500);
    second.save(3_800);
    let merged = newest(&browser);
    assert_eq!((merged.name.as_str(), merged.note("word")), ("again of two", "of one"));
}

#[test]
fn a_lower_revision_of_another_tab_is_seen_too() {
    let (browser, mut first, mut second) = two_tabs();
    rename(&mut second, "of two", 90_000);
    second.save(90_300);
    browser.clear_fast();
    // Its clock is behind, and it does not know the revision of the other tab.
    note(&mut first, "of one", 2_000);
    first.save(2_300);
    rename(&mut second, "again of two", 90_500);
    second.save(90_800);
    assert_eq!(newest(&browser).note("word"), "of one");
}

#[test]
fn an_undone_change_is_no_save_error_any_more() {
    let browser = Browser::new();
    browser.quota.set(Some(0));
    browser.durable_layer.set(DurableLayer::Missing);
    let mut page = Page::fresh(&browser, Plan::default());
    rename(&mut page, "x", 1_000);
    page.save(1_300);
    assert_eq!(page.store.status(), Status::NotSaved(SaveError::Full));
    rename(&mut page, "", 2_000);
    page.save(12_000);
    assert_eq!(page.store.status(), Status::Unsaved);
}

#[test]
fn an_undone_change_leaves_the_status_as_before() {
    let (browser, mut first, _) = two_tabs();
    browser.quota.set(Some(0));
    browser.durable_layer.set(DurableLayer::Missing);
    rename(&mut first, "x", 2_000);
    first.save(2_300);
    assert_eq!(first.store.status(), Status::NotSaved(SaveError::Full));
    rename(&mut first, "both", 3_000);
    first.save(12_300);
    assert_eq!(first.store.status(), Status::Saved);
}

#[test]
fn a_plan_that_is_too_large_is_refused_and_the_older_one_stays() {
    let (browser, mut first, _) = two_tabs();
    let before = browser.fast.borrow().clone();
    note(&mut first, &"x".repeat(MAX_PLAN_BYTES), 2_000);
    assert_eq!(
        first.store.save(content(), &first.plan, &judged(&first.plan), 2_300),
        SaveOutcome::Failed(SaveError::TooLarge)
    );
    assert_eq!(first.store.status(), Status::NotSaved(SaveError::TooLarge));
    assert_eq!(*browser.fast.borrow(), before);
    assert!(browser.is_idle(), "nor was it put into the durable layer");
    note(&mut first, "short", 3_000);
    first.save(12_300);
    assert_eq!(newest(&browser).note("word"), "short");
}

#[test]
fn a_cleared_storage_is_written_again_when_the_page_is_left() {
    let (browser, mut first, _) = two_tabs();
    browser.clear_fast();
    browser.durable.borrow_mut().clear();
    first.save(2_000);
    assert_eq!(newest(&browser), named("both"));
}

#[test]
fn a_whole_replica_that_cannot_be_read_gives_way_to_one_that_can() {
    let (browser, first, _) = two_tabs();
    browser.durable.borrow_mut().clear();
    let mut header = first.store.header().clone();
    header.rev += 5;
    let garbage = seal(&header, "null");
    browser.write(&slot_keys(ID)[1], Some(garbage.clone()));
    let mut page = Page::open(&browser).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(page.plan, named("both"));
    rename(&mut page, "after", 2_000);
    page.save(2_300);
    let reopened = Page::open(&browser).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(reopened.plan, named("after"));
    assert!(browser.fast.borrow().values().any(|text| *text == garbage), "quarantined");
}

#[test]
fn a_durable_replica_of_another_plan_is_quarantined() {
    let (browser, first, _) = two_tabs();
    let mut header = first.store.header().clone();
    header.id = "other".to_owned();
    let foreign = seal(&header, "{}");
    browser.durable.borrow_mut().insert(mirror_key(ID), foreign.clone());
    assert!(Page::open(&browser).is_ok());
    assert!(browser.fast.borrow().values().any(|text| *text == foreign));
}

#[test]
fn every_revision_that_is_written_opens_again() {
    let (browser, first, _) = two_tabs();
    let mut header = first.store.header().clone();
    header.rev = (1 << 53) - 2;
    let body = open(browser.fast.borrow().get(&slot_keys(ID)[0]).unwrap()).unwrap().body;
    browser.write(&slot_keys(ID)[1], Some(seal(&header, &body)));
    let mut page = Page::open(&browser).unwrap_or_else(|why| panic!("{why}"));
    rename(&mut page, "after", 2_000);
    page.save(2_300);
    assert_eq!(page.store.status(), Status::NotSaved(SaveError::Refused));
}

/// The outcome of a change to a plan of this revision, and the plan's name when it is loaded again.
fn saved_after(rev: u64) -> (SaveOutcome, String) {
    let browser = Browser::new();
    let plan = encode_answers(content(), &named("Before"));
    let header = Header { id: ID.to_owned(), rev, ..Header::default() };
    browser.plant(&slot_keys(ID)[0], Some(seal(&header, &plan)));
    let mut page = Page::open(&browser).unwrap();
    let saved = page.store.save(content(), &named("After"), &judged(&named("After")), 1_795_305_600_000);
    (saved, Page::open(&browser).unwrap().plan.name)
}

#[test]
fn a_revision_too_high_to_open_again_is_not_reported_as_saved() {
    // Whole numbers up to one below this are the same in every reader of JSON.
    let limit = 1 << 53;
    assert_eq!(saved_after(limit - 3), (SaveOutcome::Done, "After".to_owned()));
    assert_eq!(saved_after(limit - 2), (SaveOutcome::Failed(SaveError::Refused), "Before".to_owned()));
    let beyond = Header { id: ID.to_owned(), rev: limit - 1, ..Header::default() };
    assert_eq!(open(&seal(&beyond, "{}")), Err(Damage::Torn));
}

#[test]
fn a_plan_without_any_replica_is_missing_and_not_damaged() {
    assert_eq!(Page::open(&Browser::new()).err(), Some("stored_missing"));
    let browser = Browser::new();
    browser.plant(&slot_keys(ID)[0], Some("cut off".to_owned()));
    assert_eq!(Page::open(&browser).err(), Some("stored_damaged"));
}
