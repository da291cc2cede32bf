//! A job that runs after the paint and in slices, so that the page stays responsive. The hooks for the ranking and the
//! timeline use it and cancel it when the plan changes.

use crate::shell::clock::{self, Task};
use std::cell::RefCell;
use std::rc::Rc;

/// A job of which at most one slice is scheduled at a time.
#[derive(Clone, Default)]
pub struct Job(Rc<RefCell<Option<Task>>>);

impl Job {
    /// Runs `slice` some milliseconds after the frame that shows the current change.
    pub fn after_paint(&self, milliseconds: i32, slice: impl FnOnce() + 'static) {
        self.0.replace(Some(clock::after_paint(milliseconds, slice)));
    }

    /// Runs `slice` after the browser has processed its events.
    pub fn next_slice(&self, slice: impl FnOnce() + 'static) {
        self.0.replace(Some(clock::defer(slice)));
    }

    /// Cancels the scheduled slice.
    pub fn cancel(&self) {
        drop(self.0.take());
    }
}

/// An `Rc` compared by pointer. That is exact, because the model makes a new one only if something changed.
pub struct PtrEq<T>(pub Rc<T>);

impl<T> PartialEq for PtrEq<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
