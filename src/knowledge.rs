//! The content that is loaded, and who wants to know when the rest of it has come.

use preflight_engine::Content;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::Callback;

thread_local! {
    static CONTENT: RefCell<Option<Rc<Content>>> = const { RefCell::new(None) };
    static FOLLOWERS: RefCell<Vec<(u32, Callback<()>)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// The content, once it is loaded.
pub fn current() -> Option<Rc<Content>> {
    CONTENT.with(|content| content.borrow().clone())
}

/// Makes `content` the current one.
pub fn set(content: Content) {
    CONTENT.with(|place| place.replace(Some(Rc::new(content))));
}

/// Tells every mounted page that the texts which only a reader needs have come.
pub fn tell() {
    let followers: Vec<_> = FOLLOWERS.with(|all| all.borrow().iter().map(|(_, tell)| tell.clone()).collect());
    followers.iter().for_each(|tell| tell.emit(()));
}

/// A page that is told; dropping it ends that.
pub struct Following(u32);

impl Drop for Following {
    fn drop(&mut self) {
        FOLLOWERS.with(|all| all.borrow_mut().retain(|(number, _)| *number != self.0));
    }
}

/// Tells `tell` from now on, until what is returned is dropped.
pub fn follow(tell: Callback<()>) -> Following {
    let number = NEXT.with(|next| next.replace(next.get() + 1));
    FOLLOWERS.with(|all| all.borrow_mut().push((number, tell)));
    Following(number)
}
