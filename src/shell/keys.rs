//! Single keys that act wherever the focus is in no field, and whether the reader wants them.

use super::{dom, local};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, KeyboardEvent};

/// Where it is kept that single keys are off. Not among the plans: it is nothing of theirs.
const OFF: &str = "dms-preflight/keys-off";

/// Whether single keys act, as the reader said last.
pub fn kept() -> bool {
    !matches!(local::get(OFF), Ok(Some(_)))
}

/// Keeps whether they do, where that is possible.
pub fn keep(on: bool) {
    if on {
        local::remove(OFF);
    } else {
        let _ = local::set(OFF, "1");
    }
}

/// Listens until it is dropped.
pub struct Keys {
    target: EventTarget,
    heard: Closure<dyn Fn(KeyboardEvent)>,
}

/// What a key does; true says that it has acted.
pub type Told = Rc<dyn Fn(&str) -> bool>;

/// Tells of each single key. Where the document is the page's own the focus may be anywhere, else only keys inside
/// `root` count.
#[inline(never)]
pub fn listen(root: &Element, everywhere: bool, told: Told) -> Option<Keys> {
    let heard = Closure::<dyn Fn(KeyboardEvent)>::new(move |event| pressed(&event, &told));
    let target: EventTarget = if everywhere { web_sys::window()?.into() } else { root.clone().into() };
    target.add_event_listener_with_callback("keydown", heard.as_ref().unchecked_ref()).ok()?;
    Some(Keys { target, heard })
}

#[inline(never)]
fn pressed(event: &KeyboardEvent, told: &Told) {
    if is_single(event) && told(&event.key()) {
        event.prevent_default();
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback("keydown", self.heard.as_ref().unchecked_ref());
    }
}

/// Whether a key is pressed alone, and not to write.
fn is_single(event: &KeyboardEvent) -> bool {
    let with_others = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
    let origin = dom::origin(event);
    let writes = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
    let in_field = origin.is_some_and(|element| element.matches(writes).unwrap_or(false));
    !with_others && !in_field && !event.default_prevented() && !event.repeat()
}
