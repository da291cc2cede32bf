//! What a view is given: the model, and where to send what happens.

use crate::model::{Model, Msg};
use std::rc::Rc;
use yew::Callback;

/// What a view is given.
pub struct ViewContext<'a> {
    pub model: &'a Rc<Model>,
    pub send: &'a Callback<Msg>,
}

impl ViewContext<'_> {
    /// The words of a key.
    pub fn text(&self, key: &str) -> String {
        self.model.text(key)
    }
}
