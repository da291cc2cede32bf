//! On the views of a plan single keys act, unless they are off, and the focus stays on the page when what had it goes.

use crate::model::{Model, Msg, Route};
use crate::program::Program;
use crate::shell::{dom, focus, shortcuts};
use std::rc::Rc;
use yew::prelude::*;

/// Listens for single keys and follows the focus while a view of a plan is shown.
#[hook]
pub fn use_shortcuts_and_focus(model: &Rc<Model>, program: &Rc<Program>, root: &NodeRef) {
    let is_on = model.view.route != Route::Start && model.has_plan();
    let popovers = ["finder", "keys"].map(|name| model.id(name));
    let (program, root) = (Rc::clone(program), root.clone());
    use_effect_with((is_on, model.page.host_context.owns_document), move |(is_on, everywhere)| {
        let listeners = dom::element(&root).filter(|_| *is_on).map(|element| {
            let inside = element.clone();
            // The model is asked at each key: that they are off holds before it is drawn.
            let on_key = move |key: &str| match key {
                _ if !program.model().page.shortcuts_on => false,
                "/" => dom::open_popover(&inside, &popovers[0]),
                "?" => dom::open_popover(&inside, &popovers[1]),
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
