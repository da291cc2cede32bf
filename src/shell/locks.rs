//! Web Locks, which determine the tab that writes a plan. The effect handler requests them.

use super::promise::then;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// How to request a lock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LockMode {
    /// Only if no tab holds it.
    IfFree,
    /// As soon as its holder releases it.
    Wait,
    /// At once, even if another tab holds it.
    Steal,
}

/// The result of a request, and what happens to the lock later.
pub enum LockEvent {
    Granted(Lock),
    /// Another tab holds it.
    Unavailable,
    /// Another tab stole it.
    Stolen,
    /// The browser has no locks, or denies them.
    Unsupported,
}

/// A lock that is released when it is dropped.
pub struct Lock(Function);

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Requests the lock with this name. `on_event` may be called twice: when the lock is granted and when it is stolen.
pub fn request(name: &str, mode: LockMode, on_event: Rc<dyn Fn(LockEvent)>) {
    let was_answered = Rc::new(Cell::new(false));
    let granted = {
        let (on_event, was_answered) = (Rc::clone(&on_event), Rc::clone(&was_answered));
        Closure::once_into_js(move |lock: JsValue| -> JsValue {
            was_answered.set(true);
            if lock.is_null() {
                on_event(LockEvent::Unavailable);
                return JsValue::UNDEFINED;
            }
            let mut release = None;
            let until_released = Promise::new(&mut |resolve, _| release = Some(resolve));
            if let Some(release) = release {
                on_event(LockEvent::Granted(Lock(release)));
            }
            until_released.into()
        })
    };
    match ask(name, mode, &granted) {
        None => on_event(LockEvent::Unsupported),
        Some(ended) => then(
            &ended,
            Box::new(move |ended| {
                if ended.is_err() {
                    on_event(if was_answered.get() { LockEvent::Stolen } else { LockEvent::Unsupported });
                }
            }),
        ),
    }
}

fn ask(name: &str, mode: LockMode, granted: &JsValue) -> Option<Promise> {
    let locks = Reflect::get(&web_sys::window()?.navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    let option = match mode {
        LockMode::IfFree => Some("ifAvailable"),
        LockMode::Steal => Some("steal"),
        LockMode::Wait => None,
    };
    if let Some(option) = option {
        Reflect::set(&options, &option.into(), &JsValue::TRUE).ok()?;
    }
    request.call3(&locks, &name.into(), &options, granted).ok()?.dyn_into().ok()
}
