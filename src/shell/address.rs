//! The fragment of the address, and the history of the browser. The page works without them too: in a frame, in
//! `srcdoc`, or if the browser denies access. The route hook and the effect handler call it.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

/// Whether the document is not in a frame.
pub fn is_top() -> bool {
    let Some(window) = web_sys::window() else { return false };
    match window.top() {
        Ok(Some(top)) => js_sys::Object::is(&top, &window),
        _ => false,
    }
}

/// The current fragment of the address.
pub fn current() -> Option<String> {
    let window = web_sys::window()?;
    window.location().hash().ok().filter(|hash| !hash.is_empty())
}

/// The address of the page with another fragment, for a link to share.
pub fn with_fragment(fragment: &str) -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Calls `on_change` whenever the reader goes back or forward, until the listener is dropped.
pub fn listen(on_change: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "popstate", move |_| on_change()))
}

/// Adds the fragment as a new entry of the history, unless it is the current one.
pub fn push(fragment: &str) {
    if let Some((history, address)) = changed(fragment) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Replaces the current entry of the history by the fragment.
pub fn replace(fragment: &str) {
    if let Some((history, address)) = changed(fragment) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The history and the new address; none if the address has this fragment already.
fn changed(fragment: &str) -> Option<(web_sys::History, String)> {
    let window = web_sys::window()?;
    let address = format!("#{fragment}");
    let hash = window.location().hash();
    if hash.is_ok_and(|hash| hash == address || (hash.is_empty() && fragment == "/")) {
        return None;
    }
    Some((window.history().ok()?, address))
}
