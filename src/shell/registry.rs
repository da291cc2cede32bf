//! A registry of callbacks. A callback is registered as long as somebody owns it. The runtime and the lifecycle events
//! each have one.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

pub(crate) struct Registry<T: ?Sized>(RefCell<Vec<Weak<T>>>);

impl<T: ?Sized> Registry<T> {
    pub const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    pub fn register(&self, callback: &Rc<T>) {
        self.0.borrow_mut().push(Rc::downgrade(callback));
    }

    /// The callbacks that somebody still owns, in the order of registration. The others are forgotten.
    pub fn registered(&self) -> Vec<Rc<T>> {
        let mut callbacks = self.0.borrow_mut();
        callbacks.retain(|callback| callback.strong_count() > 0);
        callbacks.iter().filter_map(Weak::upgrade).collect()
    }
}
