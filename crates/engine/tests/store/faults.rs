//! Single faults, each told as one story.

use super::browser::{Browser, Lasting, Quick};
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
fn two() -> (Rc<Browser>, Page, Page) {
    let browser = Browser::new();
    let mut one = Page::fresh(&browser, named("both"));
    one.save(1_000);
    settle(&browser, &mut [&mut one]);
    let two = Page::open(&browser).unwrap_or_else(|why| panic!("{why}"));
    (browser, one, two)
}

fn settle(browser: &Rc<Browser>, pages: &mut [&mut Page]) {
    while !browser.is_idle() {
        browser.finish(true);
        while let Some(notice) = browser.notice(0) {
            pages.iter_mut().for_each(|page| page.hear(notice, 1_000));
        }
    }
}

fn newest(browser: &Browser) -> Plan {
    let quick = browser.quick.borrow();
    let all = slot_keys(ID).into_iter().filter_map(|key| plan_in(quick.get(&key)?));
    all.max_by_key(|(rev, _)| *rev).map(|(_, plan)| plan).unwrap()
}

#[test]
fn a_merge_that_cannot_be_written_loses_nothing_later() {
    let (browser, mut one, mut two) = two();
    note(&mut one, "of one", 2_000);
    one.save(2_000);
    rename(&mut two, "of two", 2_100);
    browser.quota.set(Some(0));
    browser.lasts.set(Lasting::Missing);
    two.save(2_400);
    assert!(matches!(two.store.status(), Status::NotSaved(SaveError::Full)));
    browser.quota.set(None);
    two.save(13_000);
    let both = newest(&browser);
    assert_eq!((both.name.as_str(), both.note("word")), ("of two", "of one"));
    assert_eq!(two.plan, both);
}

#[test]
fn a_mark_takes_nothing_from_another_tab_nor_from_this_one() {
    let (browser, mut one, mut two) = two();
    note(&mut one, "of one", 2_000);
    one.save(2_000);
    rename(&mut two, "of two", 2_100);
    let plan = two.plan.clone();
    let marked = two.store.save_header(content(), &plan, &judged(&plan), 2_200, |head| head.trashed_at = Some(2_200));
    assert!(matches!(marked, SaveOutcome::Merged(..)));
    let both = newest(&browser);
    assert_eq!((both.name.as_str(), both.note("word")), ("of two", "of one"));
    assert_eq!(two.store.header().trashed_at, Some(2_200));
}

#[test]
fn a_mark_leaves_what_a_newer_version_wrote() {
    let (browser, _, mut two) = two();
    let key = &slot_keys(ID)[1];
    let newer = seal(two.store.header(), "{}").replace(r#""schema":1"#, r#""schema":2"#);
    browser.write(key, Some(newer.clone()));
    let plan = two.plan.clone();
    let marked = two.store.save_header(content(), &plan, &judged(&plan), 2_200, |head| head.trashed_at = Some(2_200));
    assert_eq!(marked, SaveOutcome::Failed(SaveError::Newer));
    assert_eq!(browser.quick.borrow().get(key), Some(&newer));
    assert_eq!(two.store.header().trashed_at, None);
}

#[test]
fn an_edit_that_only_the_lasting_layer_has_is_merged() {
    let (browser, mut one, mut two) = two();
    two.connection.own.set(Quick::Unwritable);
    rename(&mut two, "of two", 2_000);
    two.save(2_300);
    settle(&browser, &mut [&mut one, &mut two]);
    assert_eq!(two.store.status(), Status::Saved);
    two.connection.own.set(Quick::Works);
    note(&mut one, "of one", 3_000);
    one.save(3_300);
    two.refresh(3_300);
    two.save(3_600);
    let both = newest(&browser);
    assert_eq!((both.name.as_str(), both.note("word")), ("of two", "of one"));
}

#[test]
fn a_tab_that_could_not_read_merges_once_it_can() {
    let (browser, mut one, mut two) = two();
    two.connection.own.set(Quick::Throws);
    rename(&mut two, "of two", 2_500);
    note(&mut one, "of one", 2_000);
    one.save(2_000);
    two.save(2_800);
    two.connection.own.set(Quick::Works);
    rename(&mut two, "again of two", 3_500);
    two.save(3_800);
    let both = newest(&browser);
    assert_eq!((both.name.as_str(), both.note("word")), ("again of two", "of one"));
}

#[test]
fn a_lower_revision_of_another_tab_is_seen_too() {
    let (browser, mut one, mut two) = two();
    rename(&mut two, "of two", 90_000);
    two.save(90_300);
    browser.clear_quick();
    // Its clock is behind, and it knows nothing of the other one's revision.
    note(&mut one, "of one", 2_000);
    one.save(2_300);
    rename(&mut two, "again of two", 90_500);
    two.save(90_800);
    assert_eq!(newest(&browser).note("word"), "of one");
}

#[test]
fn what_was_taken_back_is_no_trouble_any_more() {
    let browser = Browser::new();
    browser.quota.set(Some(0));
    browser.lasts.set(Lasting::Missing);
    let mut page = Page::fresh(&browser, Plan::default());
    rename(&mut page, "x", 1_000);
    page.save(1_300);
    assert_eq!(page.store.status(), Status::NotSaved(SaveError::Full));
    rename(&mut page, "", 2_000);
    page.save(12_000);
    assert_eq!(page.store.status(), Status::Unsaved);
}

#[test]
fn an_undone_change_is_as_safe_as_before() {
    let (browser, mut one, _) = two();
    browser.quota.set(Some(0));
    browser.lasts.set(Lasting::Missing);
    rename(&mut one, "x", 2_000);
    one.save(2_300);
    assert_eq!(one.store.status(), Status::NotSaved(SaveError::Full));
    rename(&mut one, "both", 3_000);
    one.save(12_300);
    assert_eq!(one.store.status(), Status::Saved);
}

#[test]
fn a_plan_that_is_too_large_is_refused_and_the_older_one_stays() {
    let (browser, mut one, _) = two();
    let before = browser.quick.borrow().clone();
    note(&mut one, &"x".repeat(MAX_PLAN_BYTES), 2_000);
    assert_eq!(
        one.store.save(content(), &one.plan, &judged(&one.plan), 2_300),
        SaveOutcome::Failed(SaveError::TooLarge)
    );
    assert_eq!(one.store.status(), Status::NotSaved(SaveError::TooLarge));
    assert_eq!(*browser.quick.borrow(), before);
    assert!(browser.is_idle(), "nor was it put into the lasting layer");
    note(&mut one, "short", 3_000);
    one.save(12_300);
    assert_eq!(newest(&browser).note("word"), "short");
}

#[test]
fn a_cleared_storage_is_written_again_when_the_page_is_left() {
    let (browser, mut one, _) = two();
    browser.clear_quick();
    browser.lasting.borrow_mut().clear();
    one.save(2_000);
    assert_eq!(newest(&browser), named("both"));
}

#[test]
fn a_whole_copy_that_cannot_be_read_gives_way_to_one_that_can() {
    let (browser, one, _) = two();
    browser.lasting.borrow_mut().clear();
    let mut head = one.store.header().clone();
    head.rev += 5;
    let garbage = seal(&head, "null");
    browser.write(&slot_keys(ID)[1], Some(garbage.clone()));
    let mut page = Page::open(&browser).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(page.plan, named("both"));
    rename(&mut page, "after", 2_000);
    page.save(2_300);
    let reopened = Page::open(&browser).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(reopened.plan, named("after"));
    assert!(browser.quick.borrow().values().any(|text| *text == garbage), "put aside");
}

#[test]
fn a_mirror_of_another_plan_is_put_aside() {
    let (browser, one, _) = two();
    let mut head = one.store.header().clone();
    head.id = "other".to_owned();
    let foreign = seal(&head, "{}");
    browser.lasting.borrow_mut().insert(mirror_key(ID), foreign.clone());
    assert!(Page::open(&browser).is_ok());
    assert!(browser.quick.borrow().values().any(|text| *text == foreign));
}

#[test]
fn no_revision_is_written_that_would_not_open() {
    let (browser, one, _) = two();
    let mut head = one.store.header().clone();
    head.rev = (1 << 53) - 2;
    let body = open(browser.quick.borrow().get(&slot_keys(ID)[0]).unwrap()).unwrap().body;
    browser.write(&slot_keys(ID)[1], Some(seal(&head, &body)));
    let mut page = Page::open(&browser).unwrap_or_else(|why| panic!("{why}"));
    rename(&mut page, "after", 2_000);
    page.save(2_300);
    assert_eq!(page.store.status(), Status::NotSaved(SaveError::Refused));
}

/// What a change to a plan of this revision comes to, and the name that is there when it is loaded again.
fn saved_after(rev: u64) -> (SaveOutcome, String) {
    let browser = Browser::new();
    let plan = encode_answers(content(), &named("Before"));
    let head = Header { id: ID.to_owned(), rev, ..Header::default() };
    browser.plant(&slot_keys(ID)[0], Some(seal(&head, &plan)));
    let mut page = Page::open(&browser).unwrap();
    let saved = page.store.save(content(), &named("After"), &judged(&named("After")), 1_795_305_600_000);
    (saved, Page::open(&browser).unwrap().plan.name)
}

#[test]
fn a_revision_that_would_not_open_again_is_not_reported_as_saved() {
    // Whole numbers up to one below this are the same in every reader of JSON.
    let limit = 1 << 53;
    assert_eq!(saved_after(limit - 3), (SaveOutcome::Done, "After".to_owned()));
    assert_eq!(saved_after(limit - 2), (SaveOutcome::Failed(SaveError::Refused), "Before".to_owned()));
    let beyond = Header { id: ID.to_owned(), rev: limit - 1, ..Header::default() };
    assert_eq!(open(&seal(&beyond, "{}")), Err(Damage::Torn));
}

#[test]
fn a_plan_without_any_copy_is_missing_and_not_damaged() {
    assert_eq!(Page::open(&Browser::new()).err(), Some("stored_missing"));
    let browser = Browser::new();
    browser.plant(&slot_keys(ID)[0], Some("cut off".to_owned()));
    assert_eq!(Page::open(&browser).err(), Some("stored_damaged"));
}
