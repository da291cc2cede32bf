//! Memoised parts of the page: they are rendered again only when what they show has changed. Each view says in
//! [`Memo::shows_same`] what its part reads of the model, and must compare all of it; a test renders every part anew
//! after each step of a story and compares.

use super::context::ViewContext;
use super::node::Node;
use crate::model::{Model, Msg};
use std::any::Any;
use std::rc::Rc;
use yew::virtual_dom::{Key, VComp};
use yew::{component, Callback, Html, Properties};

/// A part of the page that can be kept.
pub trait Memo: Any {
    /// Whether it shows the same for `after` as `before`, the part at the same position, showed for the model before.
    fn shows_same(&self, before: &dyn Any, models: [&Model; 2]) -> bool;

    fn render(&self, ctx: &ViewContext<'_>) -> Node;

    /// Its key among its siblings.
    fn key(&self, _model: &Model) -> Option<Key> {
        None
    }
}

#[derive(Properties, Clone)]
pub struct MemoProps {
    pub model: Rc<Model>,
    pub send: Callback<Msg>,
    /// Whether the details of content are there.
    pub has_details: bool,
    pub part: Rc<dyn Memo>,
}

impl PartialEq for MemoProps {
    fn eq(&self, other: &Self) -> bool {
        let models = [&*other.model, &*self.model];
        let [before, after] = models;
        let part: &dyn Any = &*other.part;
        self.has_details == other.has_details
            && self.send == other.send
            && Rc::ptr_eq(&before.page.content, &after.page.content)
            && before.open.id == after.open.id
            && before.page.id_prefix == after.page.id_prefix
            && self.part.shows_same(part, models)
    }
}

#[component]
pub fn Memoised(props: &MemoProps) -> Html {
    props.part.render(&ViewContext { model: &props.model, send: &props.send }).html()
}

/// The part with what it depends on.
pub fn props(ctx: &ViewContext<'_>, part: Rc<dyn Memo>) -> MemoProps {
    let (model, send) = (Rc::clone(ctx.model), ctx.send.clone());
    MemoProps { has_details: model.page.content.has_details(), model, send, part }
}

/// A part of the page, rendered only when it shows something else.
pub fn memo(ctx: &ViewContext<'_>, part: impl Memo) -> Node {
    let key = part.key(ctx.model);
    Node(Box::new(VComp::new::<Memoised>(Rc::new(props(ctx, Rc::new(part))), key).into()))
}

/// Whether both are the same value, or both none.
pub fn is_same<T>(one: &Option<Rc<T>>, other: &Option<Rc<T>>) -> bool {
    one.as_ref().map(Rc::as_ptr) == other.as_ref().map(Rc::as_ptr)
}
