//! The argument of every view function: the model, and the callback that receives messages.

use crate::model::{Model, Msg};
use std::rc::Rc;
use yew::Callback;

/// The model to render and the callback for messages.
pub struct ViewContext<'a> {
    pub model: &'a Rc<Model>,
    pub send: &'a Callback<Msg>,
}

impl ViewContext<'_> {
    /// The text of a message key.
    pub fn text(&self, key: &str) -> String {
        self.model.text(key)
    }
}
