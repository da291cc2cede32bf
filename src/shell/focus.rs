//! Restores the focus when the focused element disappears, such as a task that is ticked and hidden: the focus moves to
//! the element at its position, or to the nearest one that remains. The hook for shortcuts and focus uses it.

use gloo_events::EventListener;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit};

const FOCUSABLE: &str = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), \
                         textarea:not(:disabled), summary, [tabindex]";

/// The element that was focused last, and each of its ancestors with the index of the child, innermost first.
#[derive(Default)]
struct LastFocus {
    element: Option<Element>,
    parents: Vec<(Element, usize)>,
}

/// Tracks the focus inside an element until it is dropped.
pub struct FocusKeeper {
    observer: MutationObserver,
    _on_mutation: Closure<dyn Fn()>,
    _on_focus: EventListener,
}

/// Starts to track the focus inside `root`.
pub fn keep_inside(root: &Element) -> Option<FocusKeeper> {
    let last = Rc::new(RefCell::new(LastFocus::default()));
    let on_focus = {
        let (root, last) = (root.clone(), Rc::clone(&last));
        EventListener::new(&root.clone(), "focusin", move |_| remember(&root, &last))
    };
    let element = root.clone();
    let on_mutation = Closure::<dyn Fn()>::new(move || restore(&element, &last));
    let observer = MutationObserver::new(on_mutation.as_ref().unchecked_ref()).ok()?;
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    observer.observe_with_options(root, &options).ok()?;
    Some(FocusKeeper { observer, _on_mutation: on_mutation, _on_focus: on_focus })
}

impl Drop for FocusKeeper {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn focused(root: &Element) -> Option<Element> {
    root.query_selector(":focus").ok().flatten()
}

fn remember(root: &Element, last: &RefCell<LastFocus>) {
    if let Some(element) = focused(root) {
        last.replace(LastFocus { parents: parents(root, &element), element: Some(element) });
    }
}

/// Called after each change of the page: focuses a neighbour if the focused element is gone and nothing else is
/// focused.
fn restore(root: &Element, last: &RefCell<LastFocus>) {
    if last.borrow().element.as_ref().is_none_or(|element| element.is_connected()) {
        return;
    }
    let last = last.take();
    if focused(root).is_some() {
        return;
    }
    let remaining = last.parents.iter().filter(|(parent, _)| root.contains(Some(parent)));
    if let Some(next) = remaining.filter_map(|(parent, index)| neighbour(parent, *index)).next() {
        let _ = next.focus();
    }
}

/// Each ancestor up to `root`, with the index of the child.
fn parents(root: &Element, element: &Element) -> Vec<(Element, usize)> {
    let (mut all, mut child) = (Vec::new(), element.clone());
    while let Some(parent) = child.parent_element().filter(|_| child != *root) {
        let children = parent.children();
        let index = (0..children.length()).find(|index| children.item(*index).as_ref() == Some(&child));
        all.push((parent.clone(), index.unwrap_or_default() as usize));
        child = parent;
    }
    all
}

/// The first focusable element in the child at `index` or after it, else in the nearest child before it.
fn neighbour(parent: &Element, index: usize) -> Option<HtmlElement> {
    let children = parent.children();
    let count = children.length();
    let index = u32::try_from(index).unwrap_or(u32::MAX).min(count);
    let order = (index..count).chain((0..index).rev());
    order.filter_map(|index| focusable(&children.item(index)?)).next()
}

fn focusable(element: &Element) -> Option<HtmlElement> {
    let is_focusable = element.matches(FOCUSABLE).unwrap_or(false);
    let inner = || element.query_selector(FOCUSABLE).ok().flatten();
    let element_to_focus: HtmlElement = is_focusable.then(|| element.clone()).or_else(inner)?.dyn_into().ok()?;
    // An element inside a closed `details` element cannot be focused.
    element_to_focus.offset_parent().is_some().then_some(element_to_focus)
}
