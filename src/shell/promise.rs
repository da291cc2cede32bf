//! What is done when a promise is settled, once, whichever way it goes.

use js_sys::Promise;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsValue;

/// Done once, with what was promised or with why not.
pub type Done = Box<dyn FnOnce(Result<JsValue, JsValue>)>;

/// Calls `done` when `promise` is settled.
pub fn settled(promise: &Promise, done: Done) {
    // One of the two closures takes it.
    let done = Rc::new(RefCell::new(Some(done)));
    let take = move |outcome| {
        let done = done.borrow_mut().take();
        if let Some(done) = done {
            done(outcome);
        }
    };
    let refused = take.clone();
    let kept = Closure::<dyn FnMut(JsValue)>::new(move |value| take(Ok(value)));
    let failed = Closure::<dyn FnMut(JsValue)>::new(move |why| refused(Err(why)));
    let _ = promise.then2(&kept, &failed);
    // Nobody knows which of the two will run, so neither can free both.
    kept.forget();
    failed.forget();
}
