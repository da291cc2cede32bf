//! The clock and the time zone of the reader, delayed tasks, and random ids. Hooks and effects use it.

use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The local date in days since 1970-01-01.
pub fn today() -> i64 {
    let now = js_sys::Date::new_0();
    let utc = js_sys::Date::utc(f64::from(now.get_full_year()), f64::from(now.get_month()));
    (utc / 86_400_000.0).floor() as i64 + i64::from(now.get_date()) - 1
}

/// A delayed task. Dropping it before it starts cancels it and frees what its closure owns.
pub struct Task {
    work: Closure<dyn FnMut()>,
    /// The handle of the timer; none once the task has started.
    timer: Rc<Cell<Option<i32>>>,
    /// The animation frame before the timer, and the closure that the browser calls for it.
    frame: Option<(i32, Closure<dyn FnMut()>)>,
}

impl Drop for Task {
    fn drop(&mut self) {
        clear(self.timer.take());
        if let (Some((handle, _)), Some(window)) = (&self.frame, web_sys::window()) {
            let _ = window.cancel_animation_frame(*handle);
        }
    }
}

fn clear(timer: Option<i32>) {
    if let (Some(handle), Some(window)) = (timer, web_sys::window()) {
        window.clear_timeout_with_handle(handle);
    }
}

fn wait(milliseconds: i32, call: &JsValue) -> Option<i32> {
    let set = |window: web_sys::Window| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), milliseconds).ok()
    };
    web_sys::window().and_then(set)
}

/// Runs `work` after the browser has processed its events.
pub fn defer(work: impl FnOnce() + 'static) -> Task {
    timeout(0, work)
}

/// Runs `work` after some milliseconds.
pub fn timeout(milliseconds: i32, work: impl FnOnce() + 'static) -> Task {
    boxed_timeout(milliseconds, Box::new(work))
}

/// One function for all closures, because a generic function would be compiled for each of them.
#[inline(never)]
fn boxed_timeout(milliseconds: i32, work: Box<dyn FnOnce()>) -> Task {
    let timer: Rc<Cell<Option<i32>>> = Rc::default();
    let pending = Rc::clone(&timer);
    let work = Closure::once(move || {
        pending.take();
        work();
    });
    timer.set(wait(milliseconds, work.as_ref()));
    Task { work, timer, frame: None }
}

/// Milliseconds after which a task runs even without a frame, because the browser paints no frames of a hidden page.
const HIDDEN_PAGE_DELAY_MS: i32 = 500;

/// Runs `work` some milliseconds after the frame that shows the current change.
pub fn after_paint(milliseconds: i32, work: impl FnOnce() + 'static) -> Task {
    after_frame(milliseconds, timeout(HIDDEN_PAGE_DELAY_MS + milliseconds, work))
}

#[inline(never)]
fn after_frame(milliseconds: i32, mut task: Task) -> Task {
    let (timer, work) = (Rc::clone(&task.timer), task.work.as_ref().clone());
    let on_frame = Closure::once(move || {
        // On a page that was hidden, the frame can come after the task has run; then there is no timer any more.
        if let Some(handle) = timer.take() {
            clear(Some(handle));
            timer.set(wait(milliseconds, &work));
        }
    });
    let frame_handle =
        web_sys::window().and_then(|window| window.request_animation_frame(on_frame.as_ref().unchecked_ref()).ok());
    task.frame = frame_handle.map(|handle| (handle, on_frame));
    task
}

/// Milliseconds since 1970-01-01 UTC.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Minutes by which the local clock is ahead of UTC now.
pub fn offset() -> i64 {
    -(js_sys::Date::new_0().get_timezone_offset() as i64)
}

/// A new random id for a plan or a tab: 16 small letters and digits.
pub fn random_id() -> String {
    let letters = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let letter = |_| char::from(letters[(js_sys::Math::random() * 36.0) as usize % 36]);
    (0..16).map(letter).collect()
}
