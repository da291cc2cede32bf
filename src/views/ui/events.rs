//! Event listeners as data: a fixed message, or a function from the entered value to a message. Yew has one type of
//! listener for each kind of event; here one type serves all, and only this file reads events. All views use it.

use super::context::ViewContext;
use super::node::Node;
use crate::model::{Msg, PickedFile};
use crate::shell::{dom, files};
use std::rc::Rc;
use yew::virtual_dom::{Listener, ListenerKind};
use yew::{Callback, Event};

/// The messages that an event sends.
#[derive(Clone)]
enum Messages {
    None,
    Fixed(Vec<Msg>),
    /// Made from the text of the field.
    Value(Rc<dyn Fn(String) -> Msg>),
    /// Made from the state of the checkbox.
    Checked(Rc<dyn Fn(bool) -> Msg>),
    /// Made from the file that was chosen or dropped.
    File(fn(&Event) -> Option<PickedFile>),
}

/// Handles an event by sending messages, and does nothing else.
#[derive(Clone)]
pub struct Handler {
    send: Callback<Msg>,
    messages: Messages,
    /// Whether the default action of the browser is prevented.
    prevents_default: bool,
}

impl ViewContext<'_> {
    fn handler(&self, messages: Messages) -> Handler {
        Handler { send: self.send.clone(), messages, prevents_default: false }
    }

    /// Sends the same message each time.
    pub fn sends(&self, msg: Msg) -> Handler {
        self.handler(Messages::Fixed(vec![msg]))
    }

    /// Sends several messages.
    pub fn sends_all(&self, messages: Vec<Msg>) -> Handler {
        self.handler(Messages::Fixed(messages))
    }

    /// Sends a message and prevents the default action of the browser.
    pub fn sends_instead(&self, msg: Msg) -> Handler {
        Handler { prevents_default: true, ..self.sends(msg) }
    }

    /// Makes a message from the text of a field.
    pub fn on_value(&self, make: impl Fn(String) -> Msg + 'static) -> Handler {
        self.handler(Messages::Value(Rc::new(make)))
    }

    /// Makes a message from the state of a checkbox.
    pub fn on_checked(&self, make: impl Fn(bool) -> Msg + 'static) -> Handler {
        self.handler(Messages::Checked(Rc::new(make)))
    }

    /// Sends the file that was chosen in a field.
    pub fn on_file_chosen(&self) -> Handler {
        self.handler(Messages::File(files::chosen))
    }

    /// Sends the file that was dropped.
    pub fn on_file_dropped(&self) -> Handler {
        self.handler(Messages::File(files::dropped))
    }

    /// Prevents the default action of the browser and sends nothing.
    pub fn prevents_default(&self) -> Handler {
        Handler { prevents_default: true, ..self.handler(Messages::None) }
    }
}

impl Handler {
    fn handle(&self, event: &Event) {
        if self.prevents_default {
            event.prevent_default();
        }
        match &self.messages {
            Messages::None => {}
            Messages::Fixed(messages) => messages.iter().for_each(|msg| self.send.emit(msg.clone())),
            Messages::Value(make) => self.send.emit(make(dom::value(event))),
            Messages::Checked(make) => self.send.emit(make(dom::checked(event))),
            Messages::File(pick) => {
                if let Some(file) = pick(event) {
                    self.send.emit(Msg::FileChosen(file));
                }
            }
        }
    }

    /// Sends the messages for this text and this state of the checkbox, without a browser.
    #[cfg(test)]
    pub fn simulate(&self, value: &str, checked: bool) {
        match &self.messages {
            Messages::None | Messages::File(_) => {}
            Messages::Fixed(messages) => messages.iter().for_each(|msg| self.send.emit(msg.clone())),
            Messages::Value(make) => self.send.emit(make(value.to_owned())),
            Messages::Checked(make) => self.send.emit(make(checked)),
        }
    }
}

#[cfg(test)]
thread_local! {
    /// Every handler that a view attached, for the test that calls them all.
    pub static ATTACHED: std::cell::RefCell<Vec<Handler>> = const { std::cell::RefCell::new(Vec::new()) };
}

struct EventListener {
    /// A function, because copying one of a hundred kinds compiles to a large function.
    kind: fn() -> ListenerKind,
    handler: Handler,
}

impl Listener for EventListener {
    fn kind(&self) -> ListenerKind {
        (self.kind)()
    }

    fn handle(&self, event: Event) {
        self.handler.handle(&event);
    }

    fn passive(&self) -> bool {
        false
    }
}

impl Node {
    #[inline(never)]
    pub fn on(mut self, kind: fn() -> ListenerKind, handler: Handler) -> Self {
        #[cfg(test)]
        ATTACHED.with(|all| all.borrow_mut().push(handler.clone()));
        if let Some(tag) = self.tag() {
            tag.add_listener(Rc::new(EventListener { kind, handler }));
        }
        self
    }

    #[inline(never)]
    pub fn on_click(self, handler: Handler) -> Self {
        self.on(|| ListenerKind::onclick, handler)
    }

    #[inline(never)]
    pub fn on_change(self, handler: Handler) -> Self {
        self.on(|| ListenerKind::onchange, handler)
    }

    #[inline(never)]
    pub fn on_input(self, handler: Handler) -> Self {
        self.on(|| ListenerKind::oninput, handler)
    }
}
