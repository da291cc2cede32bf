//! The highest revision that is believed: what would not open again is not reported as saved.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{content, TODAY};
use preflight_engine::saved::encode_answers;
use preflight_engine::store::{open, seal, slot_keys, Backend, Damage, Fault, Head, Keeper, Place, Saved, Trouble};
use preflight_engine::Session;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Whole numbers up to one below this are the same in every reader of JSON.
const LIMIT: u64 = 1 << 53;

#[derive(Default)]
struct Memory(RefCell<BTreeMap<String, String>>);

impl Backend for Memory {
    fn place(&self) -> Place {
        Place::Browser
    }

    fn get(&self, key: &str) -> Result<Option<String>, Fault> {
        Ok(self.0.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Fault> {
        self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.0.borrow_mut().remove(key);
    }

    fn put(&self, _: &str, _: Option<&str>, _: u64) -> bool {
        false
    }
}

/// What a change to a plan of this revision comes to, and the names that are there when it is loaded again.
fn saved_after(rev: u64) -> (Saved, String) {
    let content = content();
    let plan = encode_answers(&content, &Session { name: "Before".to_owned(), ..Session::default() });
    let memory = Rc::new(Memory::default());
    let head = Head { id: "p1".to_owned(), rev, ..Head::default() };
    memory.set(&slot_keys("p1")[0], &seal(&head, &plan)).unwrap();
    let load = || Keeper::load(memory.clone(), &content, "p1", None, "tab").ok().unwrap();
    let mut loaded = load();
    let changed = Session { name: "After".to_owned(), ..loaded.opened.session };
    let saved = loaded.keeper.save(&content, &changed, TODAY, 1_795_305_600_000);
    (saved, load().opened.session.name)
}

#[test]
fn a_revision_that_would_not_open_again_is_not_reported_as_saved() {
    assert_eq!(saved_after(LIMIT - 3), (Saved::Done, "After".to_owned()));
    assert_eq!(saved_after(LIMIT - 2), (Saved::Failed(Trouble::Refused), "Before".to_owned()));
    let beyond = Head { id: "p1".to_owned(), rev: LIMIT - 1, ..Head::default() };
    assert_eq!(open(&seal(&beyond, "{}")), Err(Damage::Torn));
}
