//! The document: values of inputs, focus, popovers, title, theme, printing, clipboard, styles. Hooks, effects and event
//! listeners call it.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
pub use web_sys::Element;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The text of the input, select or textarea that an event comes from.
pub fn value(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return input.value();
    }
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        return select.value();
    }
    target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default()
}

/// Whether the checkbox that an event comes from is ticked.
pub fn checked(event: &Event) -> bool {
    let target = event.target();
    target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()).is_some_and(|input| input.checked())
}

/// The element that a view was rendered into.
pub fn element(node: &yew::NodeRef) -> Option<Element> {
    node.cast()
}

fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Focuses the first match inside `root`, and scrolls to its ancestor that matches `surroundings`.
pub fn focus(root: &Element, selector: &str, surroundings: &str) {
    if let Some(element) = find(root, selector) {
        // The focus comes first, because a browser scrolls to the focused element and the last scroll wins.
        let _ = element.focus();
        if let Ok(Some(around)) = element.closest(surroundings) {
            around.scroll_into_view();
        }
    }
}

/// Opens every `details` element around the first match inside `root`, and focuses the match.
#[inline(never)]
pub fn reveal(root: &Element, selector: &str) {
    let Some(element) = find(root, selector) else { return };
    let mut fold = element.closest("details").ok().flatten();
    while let Some(details) = fold {
        let _ = details.set_attribute("open", "");
        fold = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
    let _ = element.focus();
    element.scroll_into_view();
}

/// Opens the popover with this id; false if there is none.
pub fn open_popover(root: &Element, id: &str) -> bool {
    let Some(element) = find(root, &format!("[id=\"{id}\"]")) else { return false };
    // The call fails if the popover is open already, which is fine.
    let _ = call(&element, "showPopover");
    true
}

/// Calls a method that `web_sys` does not bind.
fn call(element: &HtmlElement, name: &str) -> Option<()> {
    let method = Reflect::get(element, &name.into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    method.call0(element).ok().map(|_| ())
}

/// Closes every open popover inside `root`, so that a followed link is not hidden behind its menu.
pub fn close_popovers(root: &Element) {
    let Ok(open) = root.query_selector_all("[popover]:popover-open") else { return };
    for index in 0..open.length() {
        let Some(element) = open.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok()) else { continue };
        let _ = call(&element, "hidePopover");
    }
}

/// Sets the title of the document.
pub fn title(text: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(text);
    }
}

/// Sets the colours of the page: light, dark, or those of the reader's system.
pub fn theme(root: &Element, name: &str) {
    let _ = match name {
        "light" | "dark" => root.set_attribute("data-theme", name),
        _ => root.remove_attribute("data-theme"),
    };
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Copies a text to the clipboard, if the browser allows it.
pub fn copy(text: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.navigator().clipboard().write_text(text);
    }
}

/// The element that an event comes from.
pub fn origin(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// The styles that apply to an element as one text: those of its document or of its shadow root.
#[inline(never)]
pub fn styles(element: &Element) -> String {
    let field = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let root = JsValue::from(element.get_root_node());
    let sheets = ["styleSheets", "adoptedStyleSheets"].map(|name| field(&root, name));
    let mut text = String::new();
    for sheet in sheets.iter().filter(|sheets| sheets.is_object()).flat_map(Array::from) {
        for rule in Array::from(&field(&sheet, "cssRules")).iter() {
            text.push_str(&field(&rule, "cssText").as_string().unwrap_or_default());
            text.push('\n');
        }
    }
    text.replace(":host", ":root")
}
