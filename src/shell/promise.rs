//! Calls back once a promise is settled, whichever way it goes. Used by everything in the shell that waits.

use js_sys::Promise;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsValue;

/// Called once, with the value of the promise or with why it was rejected.
pub type Done = Box<dyn FnOnce(Result<JsValue, JsValue>)>;

/// Calls `done` when `promise` is settled.
pub fn then(promise: &Promise, done: Done) {
    // One of the two closures takes it.
    let done = Rc::new(RefCell::new(Some(done)));
    let take = move |outcome| {
        let done = done.borrow_mut().take();
        if let Some(done) = done {
            done(outcome);
        }
    };
    let reject = take.clone();
    let fulfilled = Closure::<dyn FnMut(JsValue)>::new(move |value| take(Ok(value)));
    let rejected = Closure::<dyn FnMut(JsValue)>::new(move |why| reject(Err(why)));
    let _ = promise.then2(&fulfilled, &rejected);
    // Nobody knows which of the two will run, so neither can free both.
    fulfilled.forget();
    rejected.forget();
}
