//! Lifecycle events: the moments at which the page must save, and the writes of other tabs and of other checklists in
//! the same document. The effect handler listens.

use super::promise::then;
use super::registry::Registry;
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget, StorageEvent};

/// An event that the effect handler receives.
#[derive(Debug, PartialEq, Eq)]
pub enum LifecycleEvent {
    /// A field lost the focus, or the page was hidden, left or printed.
    Save,
    /// The page is about to close. If the listener returns true, the browser asks the reader whether to stay.
    Leaving,
    /// Another tab wrote under this key of the fast layer.
    Written(String, Option<String>),
}

const WINDOW_EVENTS: [&str; 5] = ["pagehide", "beforeprint", "beforeunload", "storage", "blur"];
const DOCUMENT_EVENTS: [&str; 2] = ["visibilitychange", "focusout"];

type OnEvent = Rc<dyn Fn(LifecycleEvent) -> bool>;

thread_local! {
    static LISTENERS: Registry<dyn Fn(LifecycleEvent) -> bool> = const { Registry::new() };
}

/// Notifies the checklists in this document of a write, asynchronously, because the browser notifies only other
/// documents.
pub fn emit_written(key: &str, text: Option<&str>) {
    let listeners = LISTENERS.with(Registry::registered);
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

/// A listener, which receives events until it is dropped.
pub struct Listener {
    _on_event: OnEvent,
    _events: Vec<EventListener>,
}

fn targets() -> Vec<(EventTarget, &'static str)> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let document: Option<EventTarget> = window.document().map(Into::into);
    let mut all: Vec<(EventTarget, &'static str)> = WINDOW_EVENTS.map(|name| (window.clone().into(), name)).into();
    if let Some(document) = document {
        all.extend(DOCUMENT_EVENTS.map(|name| (document.clone(), name)));
    }
    all
}

/// Starts to listen. The return value of `on_event` matters only for [`LifecycleEvent::Leaving`].
pub fn listen(on_event: impl Fn(LifecycleEvent) -> bool + 'static) -> Listener {
    let on_event: OnEvent = Rc::new(on_event);
    LISTENERS.with(|all| all.register(&on_event));
    let listener = |(target, name): (EventTarget, &'static str)| {
        let on_event = Rc::clone(&on_event);
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&target, name, options, move |event| handle(event, &on_event))
    };
    Listener { _events: targets().into_iter().map(listener).collect(), _on_event: on_event }
}

fn handle(event: &Event, on_event: &OnEvent) {
    match event.type_().as_str() {
        "storage" => {
            // An event without a key means that the storage was cleared, which changes no open plan.
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
