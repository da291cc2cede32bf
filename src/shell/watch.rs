//! The moments at which nothing may be left unsaved, and what other tabs write.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, StorageEvent};

/// What the browser lets the page know.
#[derive(Debug, PartialEq, Eq)]
pub enum Moment {
    /// A field was left, the page is hidden, left or printed.
    Save,
    /// The page is about to be closed: true asks the reader whether to stay.
    Leaving,
    /// Another tab wrote under this key of the quick layer.
    Written(String, Option<String>),
}

const OF_WINDOW: [&str; 5] = ["pagehide", "beforeprint", "beforeunload", "storage", "blur"];
const OF_DOCUMENT: [&str; 2] = ["visibilitychange", "focusout"];

/// Tells of each moment until it is dropped.
pub struct Watch {
    heard: Closure<dyn Fn(Event)>,
}

fn targets() -> Vec<(EventTarget, &'static str)> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let document: Option<EventTarget> = window.document().map(Into::into);
    let mut all: Vec<(EventTarget, &'static str)> = OF_WINDOW.map(|name| (window.clone().into(), name)).into();
    if let Some(document) = document {
        all.extend(OF_DOCUMENT.map(|name| (document.clone(), name)));
    }
    all
}

/// Starts to watch. What `tell` gives counts for [`Moment::Leaving`] only.
pub fn watch(tell: impl Fn(Moment) -> bool + 'static) -> Watch {
    let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| match event.type_().as_str() {
        "storage" => {
            let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
            // Without a key everything was removed, which is no news of a plan.
            if let Some(key) = event.key() {
                tell(Moment::Written(key, event.new_value()));
            }
        }
        "beforeunload" => {
            tell(Moment::Save);
            if tell(Moment::Leaving) {
                event.prevent_default();
            }
        }
        _ => {
            tell(Moment::Save);
        }
    });
    for (target, name) in targets() {
        let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    }
    Watch { heard }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for (target, name) in targets() {
            let _ = target.remove_event_listener_with_callback(name, self.heard.as_ref().unchecked_ref());
        }
    }
}
