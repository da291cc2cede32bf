//! Work that waits for the paint and is done in slices: dropping it takes back what is left of it, with all that it
//! holds.

use crate::shell::clock::{self, Task};
use std::cell::RefCell;
use std::rc::Rc;

/// Work of which one slice waits at a time.
#[derive(Clone, Default)]
pub struct Job(Rc<RefCell<Option<Task>>>);

impl Job {
    /// Does `slice` some milliseconds after the frame that shows what changed now.
    pub fn after_paint(&self, milliseconds: i32, slice: impl FnOnce() + 'static) {
        self.0.replace(Some(clock::after_paint(milliseconds, slice)));
    }

    /// Does `slice` once the browser has had its turn.
    pub fn next_slice(&self, slice: impl FnOnce() + 'static) {
        self.0.replace(Some(clock::defer(slice)));
    }

    /// Takes back what waits.
    pub fn cancel(&self) {
        drop(self.0.take());
    }
}

/// Compared by identity: the model makes a new one only when something changed.
pub struct PtrEq<T>(pub Rc<T>);

impl<T> PartialEq for PtrEq<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
