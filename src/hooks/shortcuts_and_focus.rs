//! The hook for the views of a plan that handles shortcuts, unless they are off, and restores the focus if the focused
//! element disappears. `App` uses it.

use crate::model::{Model, Msg, Route};
use crate::program::Program;
use crate::shell::{dom, focus, shortcuts};
use std::rc::Rc;
use yew::prelude::*;

/// Listens for shortcuts and tracks the focus while a view of a plan is shown.
#[hook]
pub fn use_shortcuts_and_focus(model: &Rc<Model>, program: &Rc<Program>, root: &NodeRef) {
    let is_on = model.view.route != Route::Start && model.has_plan();
    let popovers = ["finder", "keys"].map(|name| model.id(name));
    let (program, root) = (Rc::clone(program), root.clone());
    use_effect_with((is_on, model.page.host_context.owns_document), move |(is_on, everywhere)| {
        let listeners = dom::element(&root).filter(|_| *is_on).map(|element| {
            let root_element = element.clone();
            // The model is read at each key, so that switching shortcuts off takes effect before the next render.
            let on_key = move |key: &str| match key {
                _ if !program.model().page.shortcuts_on => false,
                "/" => dom::open_popover(&root_element, &popovers[0]),
                "?" => dom::open_popover(&root_element, &popovers[1]),
                "n" => {
                    program.send.emit(Msg::NextOpenRequested);
                    true
                }
                _ => false,
            };
            (focus::keep_inside(&element), shortcuts::listen(&element, *everywhere, Rc::new(on_key)))
        });
        move || drop(listeners)
    });
}
