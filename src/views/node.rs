//! Elements by plain calls: `el("p").class("hint").word(page, "key")`. Of `html!` each element is expanded into its
//! place; here each call is one small function for all, and a node is one pointer, which keeps the page small.

use super::parts::Page;
use super::words::Words;
use std::rc::Rc;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VNode, VTag};
use yew::{AttrValue, Html};

/// An element, a text or several nodes, under construction.
pub struct Node(pub(super) Box<VNode>);

/// An element without anything in it.
#[inline(never)]
pub fn el(tag: &'static str) -> Node {
    Node(Box::new(VTag::new(tag).into()))
}

/// Nodes without an element around them; none to begin with.
#[inline(never)]
pub fn nodes() -> Node {
    Node(Box::default())
}

/// A text that stands alone.
#[inline(always)]
pub fn text(words: impl Words) -> Node {
    words.node()
}

impl Node {
    /// What Yew renders.
    #[inline(never)]
    pub fn html(self) -> Html {
        *self.0
    }

    /// Nobody else holds a tag that is under construction.
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

    /// An attribute that is always the same.
    #[inline(never)]
    pub fn set(self, name: &'static str, value: &'static str) -> Self {
        self.put(name, AttrValue::Static(value))
    }

    #[inline(never)]
    pub fn attr(self, name: &'static str, value: String) -> Self {
        self.put(name, value.into())
    }

    /// An attribute that says yes by being there.
    #[inline(never)]
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on {
            return self.set(name, name);
        }
        self
    }

    /// A control that changes the plan: nothing can be entered while the plan is only looked at.
    #[inline(never)]
    pub fn locked(self, page: &Page<'_>) -> Self {
        self.flag("disabled", page.model.is_locked())
    }

    /// What is read aloud for the element.
    #[inline(never)]
    pub fn label(self, page: &Page<'_>, key: &str) -> Self {
        self.attr("aria-label", page.word(key))
    }

    /// The class; none for an empty one. Alone, as it mostly is, it needs no map of attributes.
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

    /// A class with another one, which may be empty.
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

    /// What stands in an input or textarea.
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

    /// A child that is there at times. Its place is kept, so that what follows stays what it was.
    #[inline(never)]
    pub fn maybe(self, child: Option<Node>) -> Self {
        self.add(child.unwrap_or_else(nodes))
    }

    #[inline(always)]
    pub fn all(self, children: impl IntoIterator<Item = Node>) -> Self {
        children.into_iter().fold(self, Self::add)
    }

    #[inline(always)]
    pub fn text(self, words: impl Words) -> Self {
        self.add(words.node())
    }

    /// The words of a key.
    #[inline(never)]
    pub fn word(self, page: &Page<'_>, key: &str) -> Self {
        self.add(page.word(key).node())
    }
}
