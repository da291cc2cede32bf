//! Calls a function once when a promise is settled, fulfilled or rejected. Everything in the shell that waits uses it.

use js_sys::Promise;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsValue;

/// Called once, with the value of the promise or with the reason of its rejection.
pub type Done = Box<dyn FnOnce(Result<JsValue, JsValue>)>;

/// Calls `done` when `promise` is settled.
pub fn then(promise: &Promise, done: Done) {
    // The first of the two closures that runs takes the callback.
    let done = Rc::new(RefCell::new(Some(done)));
    let take = move |outcome| {
        let done = done.borrow_mut().take();
        if let Some(done) = done {
            done(outcome);
        }
    };
    let reject = take.clone();
    let fulfilled = Closure::<dyn FnMut(JsValue)>::new(move |value| take(Ok(value)));
    let rejected = Closure::<dyn FnMut(JsValue)>::new(move |reason| reject(Err(reason)));
    let _ = promise.then2(&fulfilled, &rejected);
    // Only one of the two closures will run, so neither can free both, and both leak.
    fulfilled.forget();
    rejected.forget();
}
