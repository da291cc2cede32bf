//! The moments at which nothing may be left unsaved, and what other tabs and other pages of this document write. The
//! effect handler listens.

use super::promise::then;
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget, StorageEvent};

/// What the browser lets the page know.
#[derive(Debug, PartialEq, Eq)]
pub enum LifecycleEvent {
    /// A field was left, the page is hidden, left or printed.
    Save,
    /// The page is about to be closed: true asks the reader whether to stay.
    Leaving,
    /// Another tab wrote under this key of the fast layer.
    Written(String, Option<String>),
}

const OF_WINDOW: [&str; 5] = ["pagehide", "beforeprint", "beforeunload", "storage", "blur"];
const OF_DOCUMENT: [&str; 2] = ["visibilitychange", "focusout"];

type OnEvent = Rc<dyn Fn(LifecycleEvent) -> bool>;

thread_local! {
    static LISTENERS: RefCell<Vec<(u32, OnEvent)>> = const { RefCell::new(Vec::new()) };
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
}

/// Something was written here. The browser notifies other documents of it; where several checklists share this one,
/// each is notified here, once the writing is over.
pub fn emit_written(key: &str, text: Option<&str>) {
    let listeners: Vec<OnEvent> =
        LISTENERS.with(|all| all.borrow().iter().map(|(_, on_event)| Rc::clone(on_event)).collect());
    if listeners.len() < 2 {
        return;
    }
    for on_event in listeners {
        let (key, text) = (key.to_owned(), text.map(str::to_owned));
        then(
            &Promise::resolve(&JsValue::NULL),
            Box::new(move |_| {
                on_event(LifecycleEvent::Written(key, text));
            }),
        );
    }
}

/// Receives each event until it is dropped.
pub struct Listener {
    id: u32,
    _events: Vec<EventListener>,
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

/// Starts to listen. What `on_event` gives counts for [`LifecycleEvent::Leaving`] only.
pub fn listen(on_event: impl Fn(LifecycleEvent) -> bool + 'static) -> Listener {
    let on_event: OnEvent = Rc::new(on_event);
    let id = NEXT_ID.with(|next| next.replace(next.get() + 1));
    LISTENERS.with(|all| all.borrow_mut().push((id, Rc::clone(&on_event))));
    let listener = |(target, name): (EventTarget, &'static str)| {
        let on_event = Rc::clone(&on_event);
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&target, name, options, move |event| handle(event, &on_event))
    };
    Listener { id, _events: targets().into_iter().map(listener).collect() }
}

fn handle(event: &Event, on_event: &OnEvent) {
    match event.type_().as_str() {
        "storage" => {
            // Without a key everything was removed, which is no news of a plan.
            let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
            if let Some(key) = event.key() {
                on_event(LifecycleEvent::Written(key, event.new_value()));
            }
        }
        "beforeunload" => {
            on_event(LifecycleEvent::Save);
            if on_event(LifecycleEvent::Leaving) {
                event.prevent_default();
            }
        }
        _ => {
            on_event(LifecycleEvent::Save);
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        LISTENERS.with(|all| all.borrow_mut().retain(|(id, _)| *id != self.id));
    }
}
