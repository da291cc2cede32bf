//! The hook that updates the address, the title and the focus when the route changes, and reports changes of the
//! address to the model. `App` uses it.

use crate::model::{Access, FocusTarget, Model, Msg, PreviewSource};
use crate::shell::{address, dom};
use std::rc::Rc;
use yew::prelude::*;

/// Connects the route of the model with the address of the document, in both directions.
#[hook]
pub fn use_route(model: &Rc<Model>, send: &Callback<Msg>, root: &NodeRef) {
    let is_first = use_mut_ref(|| true);
    {
        let (model, root) = (Rc::clone(model), root.clone());
        let view = &model.view;
        use_effect_with((view.route, view.focus, view.navigation), move |_| {
            follow(&model, &root, &mut is_first.borrow_mut());
        });
    }
    let send = send.clone();
    use_effect_with(model.page.host_context.owns_document, move |owns_document| {
        let listener =
            owns_document.then(|| address::listen(move || send.emit(Msg::AddressChanged(address::current()))));
        move || drop(listener)
    });
}

fn follow(model: &Model, root: &NodeRef, is_first: &mut bool) {
    let owns_document = model.page.host_context.owns_document;
    if owns_document {
        dom::title(&model.title());
    }
    // Before the first navigation, the address determines the route, so it must not be overwritten.
    if model.view.navigation == 0 {
        return;
    }
    let was_first = std::mem::replace(is_first, false);
    let is_linked = model.open.access == Access::Preview(PreviewSource::Link);
    if owns_document && !is_linked {
        let fragment = model.view.route.fragment(&model.page.content, &model.open.id);
        if was_first {
            address::replace(&fragment);
        } else {
            address::push(&fragment);
        }
    }
    if let Some(element) = dom::element(root).filter(|_| !was_first) {
        dom::close_popovers(&element);
        focus(&element, model.view.focus);
    }
}

/// Moves the focus to the focus target, or to the heading of the view if there is none.
fn focus(element: &dom::Element, target: Option<FocusTarget>) {
    match target {
        Some(FocusTarget::Question(index)) => {
            let field = format!("[data-question=\"{index}\"] .resp :is(input, select, textarea)");
            dom::focus(element, &field, ".q");
        }
        Some(FocusTarget::Finding(index)) => dom::reveal(element, &format!("[data-rule=\"{index}\"] > summary")),
        Some(FocusTarget::Task(index)) => dom::reveal(element, &format!("[data-task=\"{index}\"] summary")),
        Some(FocusTarget::Term(index)) => dom::reveal(element, &format!("[data-term=\"{index}\"]")),
        None => dom::focus(element, "h1", ".preflight-root"),
    }
}
