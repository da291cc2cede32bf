//! What all mounted pages share: the loaded content, and who is notified when its details have loaded or an update of
//! the page is available. The bindings set it, the program and the runtime hook read it.

use preflight_engine::Content;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::Callback;

thread_local! {
    static CONTENT: RefCell<Option<Rc<Content>>> = const { RefCell::new(None) };
    static SUBSCRIBERS: RefCell<Vec<(u32, Callback<()>)>> = const { RefCell::new(Vec::new()) };
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
}

/// The content, once it has loaded.
pub fn content() -> Option<Rc<Content>> {
    CONTENT.with(|content| content.borrow().clone())
}

/// Sets the content.
pub fn set_content(content: Content) {
    CONTENT.with(|current| current.replace(Some(Rc::new(content))));
}

/// Notifies every subscriber that the runtime has changed.
pub fn notify() {
    let callbacks: Vec<_> = SUBSCRIBERS.with(|all| all.borrow().iter().map(|(_, callback)| callback.clone()).collect());
    callbacks.iter().for_each(|callback| callback.emit(()));
}

/// A subscription, which ends when it is dropped.
pub struct Subscription(u32);

impl Drop for Subscription {
    fn drop(&mut self) {
        SUBSCRIBERS.with(|all| all.borrow_mut().retain(|(id, _)| *id != self.0));
    }
}

/// Calls `callback` on each change of the runtime until the subscription is dropped.
pub fn subscribe(callback: Callback<()>) -> Subscription {
    let id = NEXT_ID.with(|next| next.replace(next.get() + 1));
    SUBSCRIBERS.with(|all| all.borrow_mut().push((id, callback)));
    Subscription(id)
}
