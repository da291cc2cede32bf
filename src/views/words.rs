//! What can be shown as text. Each type has its own function, so that no conversion is repeated where it is used.

use super::node::Node;
use preflight_engine::words::bidi_isolate;
use std::rc::Rc;
use yew::virtual_dom::VText;
use yew::AttrValue;

pub trait Words {
    fn node(self) -> Node;
}

impl Words for &str {
    #[inline(never)]
    fn node(self) -> Node {
        Node(Box::new(VText::new(AttrValue::from(Rc::<str>::from(bidi_isolate(self)))).into()))
    }
}

impl Words for &String {
    #[inline(never)]
    fn node(self) -> Node {
        self.as_str().node()
    }
}

impl Words for String {
    #[inline(never)]
    fn node(self) -> Node {
        self.as_str().node()
    }
}

impl Words for usize {
    #[inline(never)]
    fn node(self) -> Node {
        self.to_string().node()
    }
}
