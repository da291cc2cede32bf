//! The reader's clock, work that waits for it, and ids by chance.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsCast;

/// Days since 1970-01-01 of the local date.
pub fn today() -> i64 {
    let now = js_sys::Date::new_0();
    let utc = js_sys::Date::utc(f64::from(now.get_full_year()), f64::from(now.get_month()));
    (utc / 86_400_000.0).floor() as i64 + i64::from(now.get_date()) - 1
}

/// Work that waits for the browser to have painted; dropping it before takes it back.
pub struct Later(Option<i32>);

impl Drop for Later {
    fn drop(&mut self) {
        if let (Some(handle), Some(window)) = (self.0, web_sys::window()) {
            window.clear_timeout_with_handle(handle);
        }
    }
}

/// Does `work` once the browser has had its turn.
pub fn later(work: impl FnOnce() + 'static) -> Later {
    after(0, work)
}

/// Milliseconds after which the frame that is due now has been drawn: one comes every 16.7.
const FRAME: i32 = 20;

/// Does `work` once what changed now can be seen.
pub fn painted(work: impl FnOnce() + 'static) -> Later {
    after(FRAME, work)
}

/// Does `work` after some milliseconds.
pub fn after(milliseconds: i32, work: impl FnOnce() + 'static) -> Later {
    // Frees itself when it has run.
    let work = Closure::once_into_js(work);
    let set = |window: web_sys::Window| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(work.unchecked_ref(), milliseconds).ok()
    };
    Later(web_sys::window().and_then(set))
}

/// Milliseconds since 1970-01-01 UTC.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Minutes by which the local clock is ahead of UTC now.
pub fn offset() -> i64 {
    -(js_sys::Date::new_0().get_timezone_offset() as i64)
}

/// A new id for a plan or a tab: 16 small letters and digits, by chance.
pub fn id() -> String {
    let letters = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let letter = |_| char::from(letters[(js_sys::Math::random() * 36.0) as usize % 36]);
    (0..16).map(letter).collect()
}
