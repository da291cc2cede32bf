//! One listener for every kind of event. Yew has one for each kind, which casts the event; here who needs more of an
//! event than every event has, casts it.

use super::node::Node;
use std::rc::Rc;
use yew::virtual_dom::{Listener, ListenerKind};
use yew::{Callback, Event};

struct Heard {
    /// Makes the kind when it is asked for: copying one of a hundred kinds is a long function.
    kind: fn() -> ListenerKind,
    callback: Callback<Event>,
}

impl Listener for Heard {
    fn kind(&self) -> ListenerKind {
        (self.kind)()
    }

    fn handle(&self, event: Event) {
        self.callback.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

impl Node {
    #[inline(never)]
    pub fn on(mut self, kind: fn() -> ListenerKind, callback: Callback<Event>) -> Self {
        if let Some(tag) = self.tag() {
            tag.add_listener(Rc::new(Heard { kind, callback }));
        }
        self
    }

    #[inline(never)]
    pub fn on_click(self, callback: Callback<Event>) -> Self {
        self.on(|| ListenerKind::onclick, callback)
    }

    #[inline(never)]
    pub fn on_change(self, callback: Callback<Event>) -> Self {
        self.on(|| ListenerKind::onchange, callback)
    }

    #[inline(never)]
    pub fn on_input(self, callback: Callback<Event>) -> Self {
        self.on(|| ListenerKind::oninput, callback)
    }
}
