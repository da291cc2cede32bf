//! The plan in this browser's local storage. gloo-storage panics where storage is blocked, so it is called only after
//! a probe that cannot: reading, writing and removing a key of our own.

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage as _};
use std::cell::RefCell;

/// In front of every key: other pages may share the origin.
const PREFIX: &str = "dms-preflight/1/";
const PLAN: &str = "dms-preflight/1/plan";

/// What the browser keeps.
pub enum Kept {
    /// Storage is forbidden, missing or full from the start.
    Forbidden,
    Nothing,
    Plan(String),
}

/// Whether storage works at all: it may be forbidden, null, or throw at the first use.
fn usable() -> bool {
    let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) else {
        return false;
    };
    let probe = format!("{PREFIX}probe");
    storage.set_item(&probe, "1").is_ok() && storage.remove_item(&probe).is_ok()
}

/// The plan that was saved last.
pub fn load() -> Kept {
    if !usable() {
        return Kept::Forbidden;
    }
    KNOWN.with(|known| known.replace(raw(PLAN)));
    match LocalStorage::get::<serde_json::Value>(PLAN) {
        Ok(plan) => Kept::Plan(plan.to_string()),
        Err(StorageError::KeyNotFound(_)) => Kept::Nothing,
        // Damaged bytes: hand them on as they are, the reader of plans says what is wrong.
        Err(_) => raw(PLAN).map_or(Kept::Nothing, Kept::Plan),
    }
}

fn raw(key: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Puts what could not be read aside under a key of its own, so that saving does not overwrite it. False when there
/// is no room for it.
pub fn keep_aside(text: &str) -> bool {
    let key = format!("{PREFIX}kept/{}", js_sys::Date::now());
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    usable() && storage.is_some_and(|storage| storage.set_item(&key, text).is_ok())
}

/// How saving went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Saved,
    /// Saved, and what another tab had saved meanwhile is kept aside.
    OtherKeptAside,
    Failed,
}

thread_local! {
    /// What this page loaded or saved last: anything else there was written by another tab.
    static KNOWN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Saves a plan and reads it back. What another tab wrote is never overwritten before it is kept aside.
pub fn save(text: &str) -> Outcome {
    let Ok(plan) = serde_json::from_str::<serde_json::Value>(text) else { return Outcome::Failed };
    if !usable() {
        return Outcome::Failed;
    }
    let sent = plan.to_string();
    let other = raw(PLAN).filter(|there| *there != sent && KNOWN.with(|known| known.borrow().as_ref() != Some(there)));
    if other.as_ref().is_some_and(|other| !keep_aside(other)) {
        return Outcome::Failed;
    }
    if LocalStorage::raw().set_item(PLAN, &sent).is_err() || raw(PLAN).as_ref() != Some(&sent) {
        return Outcome::Failed;
    }
    KNOWN.with(|known| known.replace(Some(sent)));
    if other.is_some() {
        Outcome::OtherKeptAside
    } else {
        Outcome::Saved
    }
}
