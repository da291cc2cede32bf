//! The moments at which nothing may be left unsaved, and what other tabs and other pages of this document write.

use super::promise::settled;
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
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

type Tell = Rc<dyn Fn(Moment) -> bool>;

thread_local! {
    static ALL: RefCell<Vec<(u32, Tell)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Something was written here. The browser tells other documents of it; where several checklists share this one, each
/// is told here, once the writing is over.
pub fn written(key: &str, text: Option<&str>) {
    let all: Vec<Tell> = ALL.with(|all| all.borrow().iter().map(|(_, tell)| Rc::clone(tell)).collect());
    if all.len() < 2 {
        return;
    }
    for tell in all {
        let (key, text) = (key.to_owned(), text.map(str::to_owned));
        settled(
            &Promise::resolve(&JsValue::NULL),
            Box::new(move |_| {
                tell(Moment::Written(key, text));
            }),
        );
    }
}

/// Tells of each moment until it is dropped.
pub struct Watch {
    number: u32,
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
    let tell: Tell = Rc::new(tell);
    let number = NEXT.with(|next| next.replace(next.get() + 1));
    ALL.with(|all| all.borrow_mut().push((number, Rc::clone(&tell))));
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
    Watch { number, heard }
}

impl Drop for Watch {
    fn drop(&mut self) {
        ALL.with(|all| all.borrow_mut().retain(|(number, _)| *number != self.number));
        for (target, name) in targets() {
            let _ = target.remove_event_listener_with_callback(name, self.heard.as_ref().unchecked_ref());
        }
    }
}
