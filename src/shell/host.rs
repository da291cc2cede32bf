//! Whoever mounted the page: hears what happens, keeps a newer version of the page ready, and can write the page with a
//! plan in it.

use js_sys::{Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static NEWER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// A newer version of the page is ready; `take` puts it in place.
pub fn offer(take: Function) {
    NEWER.with(|place| place.replace(Some(take)));
}

/// Whether a newer version of the page is ready.
pub fn has_newer() -> bool {
    NEWER.with(|place| place.borrow().is_some())
}

/// Puts the newer version in place.
pub fn take_newer() {
    let take = NEWER.with(|place| place.borrow().clone());
    let _ = take.map(|take| take.call0(&JsValue::NULL));
}

/// The host's functions.
#[derive(Clone, Default)]
pub struct Host {
    on: Option<Function>,
    page: Option<Function>,
}

impl Host {
    /// Of the options that were mounted with: `on(name, detail)` hears events, `page(plan)` gives the page's HTML.
    pub fn of(options: &JsValue) -> Self {
        let function = |name: &str| Reflect::get(options, &name.into()).ok()?.dyn_into::<Function>().ok();
        Self { on: function("on"), page: function("page") }
    }

    /// Tells the host of an event.
    pub fn tell(&self, name: &str, fields: &[(&str, &str)]) {
        let Some(on) = &self.on else { return };
        let detail = Object::new();
        for (field, text) in fields {
            let _ = Reflect::set(&detail, &(*field).into(), &(*text).into());
        }
        // What the host does with it is not the page's affair.
        let _ = on.call2(&JsValue::NULL, &name.into(), &detail);
    }

    /// Whether the page can be written with a plan in it.
    pub fn writes_page(&self) -> bool {
        self.page.is_some()
    }

    /// The page's HTML with a plan file in it.
    pub fn page(&self, plan: &str) -> Option<String> {
        self.page.as_ref()?.call1(&JsValue::NULL, &plan.into()).ok()?.as_string()
    }
}
