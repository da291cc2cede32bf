//! What all mounted pages share: the loaded content, and who is notified when its details have loaded or an update of
//! the page is available. The bindings set it, the program and the runtime hook read it.

use crate::shell::registry::Registry;
use preflight_engine::Content;
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;

thread_local! {
    static CONTENT: RefCell<Option<Rc<Content>>> = const { RefCell::new(None) };
    static SUBSCRIBERS: Registry<Callback<()>> = const { Registry::new() };
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
    SUBSCRIBERS.with(Registry::registered).iter().for_each(|callback| callback.emit(()));
}

/// A subscription, which ends when it is dropped.
pub struct Subscription(#[expect(dead_code, reason = "owning it keeps it registered")] Rc<Callback<()>>);

/// Calls `callback` on each change of the runtime until the subscription is dropped.
pub fn subscribe(callback: Callback<()>) -> Subscription {
    let callback = Rc::new(callback);
    SUBSCRIBERS.with(|all| all.register(&callback));
    Subscription(callback)
}
