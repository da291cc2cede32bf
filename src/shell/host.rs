//! The host that mounted the page: it receives events, offers updates of the page, and can write the page with a plan
//! inside. The bindings create it, the effect handler calls it.

use js_sys::{Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

thread_local! {
    static UPDATE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Records that a newer version of the page is ready; `apply` loads it.
pub fn offer_update(apply: Function) {
    UPDATE.with(|update| update.replace(Some(apply)));
}

/// Whether a newer version of the page is ready.
pub fn has_update() -> bool {
    UPDATE.with(|update| update.borrow().is_some())
}

/// Loads the newer version.
pub fn apply_update() {
    let apply = UPDATE.with(|update| update.borrow().clone());
    let _ = apply.map(|apply| apply.call0(&JsValue::NULL));
}

/// The functions of the host.
#[derive(Clone, Default)]
pub struct Host {
    on: Option<Function>,
    page: Option<Function>,
    root: Option<Element>,
}

impl Host {
    /// The host that mounts inside `root` with these options: `on(name, detail)` receives events, `page(plan)` returns
    /// the HTML of the page.
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
        // An error that the host throws does not concern the page.
        let _ = on.call2(&JsValue::NULL, &name.into(), &detail);
    }

    /// Whether the host can write the page with a plan inside.
    pub fn writes_page(&self) -> bool {
        self.page.is_some()
    }

    /// The HTML of the page with a plan file inside.
    pub fn page(&self, plan: &str) -> Option<String> {
        self.page.as_ref()?.call1(&JsValue::NULL, &plan.into()).ok()?.as_string()
    }
}
