//! Single keys that act wherever the focus is in no field, and whether the reader wants them.

use super::{dom, local_storage};
use gloo_events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, KeyboardEvent};

/// The key under which it is stored that single keys are off. Not among the plans: it is nothing of theirs.
const OFF: &str = "dms-preflight/keys-off";

/// Whether single keys act, as the reader said last.
pub fn enabled() -> bool {
    !matches!(local_storage::get(OFF), Ok(Some(_)))
}

/// Stores whether they do, where that is possible.
pub fn set_enabled(on: bool) {
    if on {
        local_storage::remove(OFF);
    } else {
        let _ = local_storage::set(OFF, "1");
    }
}

/// What a key does; true says that it has acted.
pub type OnKey = Rc<dyn Fn(&str) -> bool>;

/// Calls `on_key` for each single key until what is returned is dropped. Where the document is the page's own the focus
/// may be anywhere, else only keys inside `root` count.
pub fn listen(root: &Element, everywhere: bool, on_key: OnKey) -> Option<EventListener> {
    let target: EventTarget = if everywhere { web_sys::window()?.into() } else { root.clone().into() };
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&target, "keydown", options, move |event| {
        if event.dyn_ref().is_some_and(|event: &KeyboardEvent| is_single(event) && on_key(&event.key())) {
            event.prevent_default();
        }
    }))
}

/// Whether a key is pressed alone, and not to write.
fn is_single(event: &KeyboardEvent) -> bool {
    let with_others = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
    let origin = dom::origin(event);
    let writes = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
    let in_field = origin.is_some_and(|element| element.matches(writes).unwrap_or(false));
    !with_others && !in_field && !event.default_prevented() && !event.repeat()
}
