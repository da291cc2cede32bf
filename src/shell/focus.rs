//! Keeps the focus on the page when what had it goes, such as a task that is ticked and hidden: it moves to what took
//! its place, or to the nearest thing that is left.

use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit};

const FOCUSABLE: &str = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), \
                         textarea:not(:disabled), summary, [tabindex]";

/// Who had the focus last, and around it each parent with the place of the child in it, from the inside out.
#[derive(Default)]
struct Last {
    element: Option<Element>,
    around: Vec<(Element, usize)>,
}

/// Follows the focus inside an element until it is dropped.
pub struct Following {
    root: Element,
    observer: MutationObserver,
    heard: Closure<dyn Fn()>,
    _changed: Closure<dyn Fn()>,
}

/// Starts to follow the focus inside `root`.
#[inline(never)]
pub fn follow(root: &Element) -> Option<Following> {
    let last = Rc::new(RefCell::new(Last::default()));
    let (own, noted) = (root.clone(), Rc::clone(&last));
    let heard = Closure::<dyn Fn()>::new(move || note(&own, &noted));
    let own = root.clone();
    let changed = Closure::<dyn Fn()>::new(move || keep(&own, &last));
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_subtree(true);
    observer.observe_with_options(root, &what).ok()?;
    root.add_event_listener_with_callback("focusin", heard.as_ref().unchecked_ref()).ok()?;
    Some(Following { root: root.clone(), observer, heard, _changed: changed })
}

impl Drop for Following {
    fn drop(&mut self) {
        self.observer.disconnect();
        let _ = self.root.remove_event_listener_with_callback("focusin", self.heard.as_ref().unchecked_ref());
    }
}

fn has_focus(root: &Element) -> Option<Element> {
    root.query_selector(":focus").ok().flatten()
}

#[inline(never)]
fn note(root: &Element, last: &RefCell<Last>) {
    if let Some(element) = has_focus(root) {
        last.replace(Last { around: around(root, &element), element: Some(element) });
    }
}

/// After each change of the page: if what had the focus is gone and nothing else has it, its neighbour gets it.
#[inline(never)]
fn keep(root: &Element, last: &RefCell<Last>) {
    if last.borrow().element.as_ref().is_none_or(|element| element.is_connected()) {
        return;
    }
    let last = last.take();
    if has_focus(root).is_some() {
        return;
    }
    let left = last.around.iter().filter(|(parent, _)| root.contains(Some(parent)));
    if let Some(next) = left.filter_map(|(parent, place)| beside(parent, *place)).next() {
        let _ = next.focus();
    }
}

/// Each parent up to `root` with the place of the child in it.
fn around(root: &Element, element: &Element) -> Vec<(Element, usize)> {
    let (mut all, mut child) = (Vec::new(), element.clone());
    while let Some(parent) = child.parent_element().filter(|_| child != *root) {
        let children = parent.children();
        let place = (0..children.length()).find(|index| children.item(*index).as_ref() == Some(&child));
        all.push((parent.clone(), place.unwrap_or_default() as usize));
        child = parent;
    }
    all
}

/// What can have the focus in the child at `place` or after it, else in one before it.
fn beside(parent: &Element, place: usize) -> Option<HtmlElement> {
    let children = parent.children();
    let count = children.length();
    let place = u32::try_from(place).unwrap_or(u32::MAX).min(count);
    let order = (place..count).chain((0..place).rev());
    order.filter_map(|index| focusable(&children.item(index)?)).next()
}

fn focusable(element: &Element) -> Option<HtmlElement> {
    let own = element.matches(FOCUSABLE).unwrap_or(false).then(|| element.clone());
    let found = own.or_else(|| element.query_selector(FOCUSABLE).ok().flatten())?;
    let found: HtmlElement = found.dyn_into().ok()?;
    // What is folded away cannot have it.
    found.offset_parent().is_some().then_some(found)
}
