//! Memoised parts of the page, which are rendered again only if what they show has changed. Each part says in
//! [`Memo::shows_same`] which parts of the model it reads, and must compare all of them; a test renders every part
//! again after each step of a long session and compares. Called by the layout and by the views of questions.

use super::context::ViewContext;
use super::node::Node;
use crate::model::{Model, Msg};
use std::any::Any;
use std::rc::Rc;
use yew::virtual_dom::{Key, VComp};
use yew::{component, Callback, Html, Properties};

/// A part of the page that can be memoised.
pub trait Memo: Any {
    /// Whether this part, for the second model, shows the same as `before`, the part at the same position, for the
    /// first.
    fn shows_same(&self, before: &dyn Any, models: [&Model; 2]) -> bool;

    fn render(&self, ctx: &ViewContext<'_>) -> Node;

    /// The key that identifies it among its siblings.
    fn key(&self, _model: &Model) -> Option<Key> {
        None
    }
}

#[derive(Properties, Clone)]
pub struct MemoProps {
    pub model: Rc<Model>,
    pub send: Callback<Msg>,
    /// Whether the details of the content have loaded.
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

/// The properties of a memoised part.
pub fn props(ctx: &ViewContext<'_>, part: Rc<dyn Memo>) -> MemoProps {
    let (model, send) = (Rc::clone(ctx.model), ctx.send.clone());
    MemoProps { has_details: model.page.content.has_details(), model, send, part }
}

/// A part of the page that is rendered only if it shows something else.
pub fn memo(ctx: &ViewContext<'_>, part: impl Memo) -> Node {
    let key = part.key(ctx.model);
    Node(Box::new(VComp::new::<Memoised>(Rc::new(props(ctx, Rc::new(part))), key).into()))
}

/// Whether both point to the same value, or both are none.
pub fn is_same<T>(left: &Option<Rc<T>>, right: &Option<Rc<T>>) -> bool {
    left.as_ref().map(Rc::as_ptr) == right.as_ref().map(Rc::as_ptr)
}
