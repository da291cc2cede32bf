//! Shortcuts: single keys that act unless the focus is in a field, and whether the reader has switched them on. The
//! hook for shortcuts and the effect handler use it.

use super::{dom, local_storage};
use gloo_events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, KeyboardEvent};

/// The storage key that exists while shortcuts are off. It lacks the prefix of the plans, because it is no part of a
/// plan.
const OFF: &str = "dms-preflight/keys-off";

/// Whether shortcuts are on.
pub fn enabled() -> bool {
    !matches!(local_storage::get(OFF), Ok(Some(_)))
}

/// Stores whether shortcuts are on, if the browser allows it.
pub fn set_enabled(on: bool) {
    if on {
        local_storage::remove(OFF);
    } else {
        let _ = local_storage::set(OFF, "1");
    }
}

/// Handles a key; returns true if the key is a shortcut.
pub type OnKey = Rc<dyn Fn(&str) -> bool>;

/// Calls `on_key` for each single key until the listener is dropped. If `everywhere` is false, only keys pressed inside
/// `root` count.
pub fn listen(root: &Element, everywhere: bool, on_key: OnKey) -> Option<EventListener> {
    let target: EventTarget = if everywhere { web_sys::window()?.into() } else { root.clone().into() };
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&target, "keydown", options, move |event| {
        if event.dyn_ref().is_some_and(|event: &KeyboardEvent| is_single(event) && on_key(&event.key())) {
            event.prevent_default();
        }
    }))
}

/// Whether a key is pressed alone and not in a field.
fn is_single(event: &KeyboardEvent) -> bool {
    let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
    let origin = dom::origin(event);
    let fields = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
    let in_field = origin.is_some_and(|element| element.matches(fields).unwrap_or(false));
    !has_modifier && !in_field && !event.default_prevented() && !event.repeat()
}
