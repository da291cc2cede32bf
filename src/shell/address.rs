//! The fragment of the address, and the history behind it. Nothing depends on it: in a frame, in `srcdoc` or where
//! history is refused the page works the same.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

/// Whether the document is in no frame.
pub fn is_top() -> bool {
    let Some(window) = web_sys::window() else { return false };
    match window.top() {
        Ok(Some(top)) => js_sys::Object::is(&top, &window),
        _ => false,
    }
}

/// The fragment of the address now.
pub fn current() -> Option<String> {
    let window = web_sys::window()?;
    window.location().hash().ok().filter(|hash| !hash.is_empty())
}

/// The page's own address with another fragment, for a link that is passed on.
pub fn with_fragment(fragment: &str) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Calls `on_change` whenever the reader goes back or forward, until what is returned is dropped.
pub fn listen(on_change: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "popstate", move |_| on_change()))
}

/// Writes the fragment as a new entry of the history, unless it is there already.
pub fn push(fragment: &str) {
    if let Some((history, address)) = changed(fragment) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Writes the fragment in place of the present one.
pub fn replace(fragment: &str) {
    if let Some((history, address)) = changed(fragment) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The history, if the address says something else than `fragment`.
fn changed(fragment: &str) -> Option<(web_sys::History, String)> {
    let window = web_sys::window()?;
    let address = format!("#{fragment}");
    let hash = window.location().hash();
    if hash.is_ok_and(|hash| hash == address || (hash.is_empty() && fragment == "/")) {
        return None;
    }
    Some((window.history().ok()?, address))
}
