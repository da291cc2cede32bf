//! The reader's clock, work that waits for it, and random ids.

use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Days since 1970-01-01 of the local date.
pub fn today() -> i64 {
    let now = js_sys::Date::new_0();
    let utc = js_sys::Date::utc(f64::from(now.get_full_year()), f64::from(now.get_month()));
    (utc / 86_400_000.0).floor() as i64 + i64::from(now.get_date()) - 1
}

/// Work that waits; dropping it before takes it back, and with it all that the work holds.
pub struct Task {
    work: Closure<dyn FnMut()>,
    /// What the work waits for; nothing once it has begun.
    timer: Rc<Cell<Option<i32>>>,
    /// What its timer waits for before, and what the browser calls then.
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

/// Does `work` once the browser has had its turn.
pub fn defer(work: impl FnOnce() + 'static) -> Task {
    timeout(0, work)
}

/// Does `work` after some milliseconds.
pub fn timeout(milliseconds: i32, work: impl FnOnce() + 'static) -> Task {
    waiting(milliseconds, Box::new(work))
}

/// One function for all work: each closure with a type of its own would cost as much again.
#[inline(never)]
fn waiting(milliseconds: i32, work: Box<dyn FnOnce()>) -> Task {
    let timer: Rc<Cell<Option<i32>>> = Rc::default();
    let pending = Rc::clone(&timer);
    let work = Closure::once(move || {
        pending.take();
        work();
    });
    timer.set(wait(milliseconds, work.as_ref()));
    Task { work, timer, frame: None }
}

/// Milliseconds after which work is done although no frame was drawn: a page that is not seen draws none.
const UNSEEN_DELAY_MS: i32 = 500;

/// Does `work` some milliseconds after the frame that shows what changed now.
pub fn after_paint(milliseconds: i32, work: impl FnOnce() + 'static) -> Task {
    framed(milliseconds, timeout(UNSEEN_DELAY_MS + milliseconds, work))
}

#[inline(never)]
fn framed(milliseconds: i32, mut task: Task) -> Task {
    let (timer, work) = (Rc::clone(&task.timer), task.work.as_ref().clone());
    let drawn = Closure::once(move || {
        // A frame may come after all when the work is done already: a page that was not seen is.
        if let Some(handle) = timer.take() {
            clear(Some(handle));
            timer.set(wait(milliseconds, &work));
        }
    });
    let asked =
        web_sys::window().and_then(|window| window.request_animation_frame(drawn.as_ref().unchecked_ref()).ok());
    task.frame = asked.map(|handle| (handle, drawn));
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
