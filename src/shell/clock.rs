//! The reader's local date, and work that waits for the next turn of the browser.

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
    // Frees itself when it has run.
    let work = Closure::once_into_js(work);
    let set = |window: web_sys::Window| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(work.unchecked_ref(), 0).ok()
    };
    Later(web_sys::window().and_then(set))
}
