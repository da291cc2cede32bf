//! Builds elements with plain calls: `el("p").class("hint").message(ctx, "key")`. All views use it instead of `html!`,
//! because the macro expands every element into code; here each call is one small shared function and a node is one
//! pointer, so that the module stays small.

use super::context::ViewContext;
use preflight_engine::messages::bidi_isolate;
use std::rc::Rc;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VNode, VTag, VText};
use yew::{AttrValue, Html};

/// An element, a text or several nodes, being built.
pub struct Node(pub(in crate::views) Box<VNode>);

/// An element without anything in it.
#[inline(never)]
pub fn el(tag: &'static str) -> Node {
    Node(Box::new(VTag::new(tag).into()))
}

/// An empty list of nodes, without an element around it.
#[inline(never)]
pub fn nodes() -> Node {
    Node(Box::default())
}

/// A text node.
#[inline(always)]
pub fn text(words: impl IntoText) -> Node {
    words.node()
}

impl Node {
    /// What Yew renders.
    #[inline(never)]
    pub fn html(self) -> Html {
        *self.0
    }

    /// The tag, if the node is one. A tag that is being built has no other owner, so it can be changed.
    pub(super) fn tag(&mut self) -> Option<&mut VTag> {
        match &mut *self.0 {
            VNode::VTag(tag) => Rc::get_mut(tag),
            _ => None,
        }
    }

    #[inline(never)]
    fn put(mut self, name: &'static str, value: AttrValue) -> Self {
        if let Some(tag) = self.tag() {
            tag.add_attribute(name, value);
        }
        self
    }

    /// An attribute with a constant value.
    #[inline(never)]
    pub fn set(self, name: &'static str, value: &'static str) -> Self {
        self.put(name, AttrValue::Static(value))
    }

    #[inline(never)]
    pub fn attr(self, name: &'static str, value: String) -> Self {
        self.put(name, value.into())
    }

    /// An attribute that is true if it is present.
    #[inline(never)]
    pub fn boolean_attribute(self, name: &'static str, on: bool) -> Self {
        if on {
            return self.set(name, name);
        }
        self
    }

    /// Disables a control that changes the plan while the plan is locked.
    #[inline(never)]
    pub fn locked(self, ctx: &ViewContext<'_>) -> Self {
        self.boolean_attribute("disabled", ctx.model.is_locked())
    }

    /// The label that screen readers announce.
    #[inline(never)]
    pub fn label(self, ctx: &ViewContext<'_>, key: &str) -> Self {
        self.attr("aria-label", ctx.text(key))
    }

    /// The class, unless it is empty. A first attribute needs no map, and for most elements it is the only one.
    #[inline(never)]
    pub fn class(mut self, name: &'static str) -> Self {
        if name.is_empty() {
            return self;
        }
        match self.tag() {
            Some(VTag { attributes: attributes @ Attributes::Static(_), .. }) => {
                let values = [Some(AttributeOrProperty::Attribute(AttrValue::Static(name)))].into();
                *attributes = Attributes::Dynamic { keys: &["class"], values };
                self
            }
            _ => self.set("class", name),
        }
    }

    /// A class and a second one, which may be empty.
    #[inline(never)]
    pub fn classes(self, name: &'static str, tone: &'static str) -> Self {
        if tone.is_empty() {
            return self.class(name);
        }
        self.attr("class", format!("{name} {tone}"))
    }

    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        if let Some(tag) = self.tag() {
            tag.key = Some(key.into());
        }
        self
    }

    /// The text in an input or textarea.
    #[inline(never)]
    pub fn value(mut self, value: String) -> Self {
        if let Some(tag) = self.tag() {
            tag.set_value(Some(AttrValue::from(value)));
        }
        self
    }

    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Self {
        if let Some(tag) = self.tag() {
            tag.set_checked(checked);
        }
        self
    }

    #[inline(never)]
    pub fn add(mut self, child: Node) -> Self {
        match &mut *self.0 {
            VNode::VTag(tag) => {
                if let Some(tag) = Rc::get_mut(tag) {
                    tag.add_child(*child.0);
                }
            }
            other => other.to_vlist_mut().add_child(*child.0),
        }
        self
    }

    /// An optional child; an empty node holds its position for the diff.
    #[inline(never)]
    pub fn optional(self, child: Option<Node>) -> Self {
        self.add(child.unwrap_or_else(nodes))
    }

    #[inline(always)]
    pub fn all(self, children: impl IntoIterator<Item = Node>) -> Self {
        children.into_iter().fold(self, Self::add)
    }

    #[inline(always)]
    pub fn text(self, words: impl IntoText) -> Self {
        self.add(words.node())
    }

    /// The text of a message key.
    #[inline(never)]
    pub fn message(self, ctx: &ViewContext<'_>, key: &str) -> Self {
        self.add(ctx.text(key).node())
    }
}

/// What can be shown as text. Each type has one function that is not inlined, so that call sites stay small.
pub trait IntoText {
    fn node(self) -> Node;
}

impl IntoText for &str {
    #[inline(never)]
    fn node(self) -> Node {
        Node(Box::new(VText::new(AttrValue::from(Rc::<str>::from(bidi_isolate(self)))).into()))
    }
}

impl IntoText for &String {
    #[inline(never)]
    fn node(self) -> Node {
        self.as_str().node()
    }
}

impl IntoText for String {
    #[inline(never)]
    fn node(self) -> Node {
        self.as_str().node()
    }
}

impl IntoText for usize {
    #[inline(never)]
    fn node(self) -> Node {
        self.to_string().node()
    }
}
