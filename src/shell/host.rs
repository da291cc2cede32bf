//! Whoever mounted the page: receives its events, keeps a newer version of the page ready, and can write the page with a
//! plan in it.

use js_sys::{Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

thread_local! {
    static UPDATE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// A newer version of the page is ready; `take` puts it in place.
pub fn offer_update(take: Function) {
    UPDATE.with(|update| update.replace(Some(take)));
}

/// Whether a newer version of the page is ready.
pub fn has_update() -> bool {
    UPDATE.with(|update| update.borrow().is_some())
}

/// Puts the newer version in place.
pub fn apply_update() {
    let take = UPDATE.with(|update| update.borrow().clone());
    let _ = take.map(|take| take.call0(&JsValue::NULL));
}

/// The host's functions.
#[derive(Clone, Default)]
pub struct Host {
    on: Option<Function>,
    page: Option<Function>,
    root: Option<Element>,
}

impl Host {
    /// The host that mounts inside `root` with these options: `on(name, detail)` receives events, `page(plan)` gives the
    /// page's HTML.
    pub fn of(options: &JsValue, root: &Element) -> Self {
        let function = |name: &str| Reflect::get(options, &name.into()).ok()?.dyn_into::<Function>().ok();
        Self { on: function("on"), page: function("page"), root: Some(root.clone()) }
    }

    /// The element that the page is mounted in.
    pub fn root(&self) -> Option<Element> {
        self.root.clone()
    }

    /// Sends the host an event.
    pub fn emit(&self, name: &str, fields: &[(&str, &str)]) {
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
