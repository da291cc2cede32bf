//! Effects on files and links: downloads, reading a chosen file, a plan in a link, the update of the page.

use super::Effects;
use crate::model::{Link, Model, Msg, PickedFile};
use crate::shell::{address, compress, dom, files, host};
use preflight_engine::answer::UserMessage;
use preflight_engine::store::Status;
use preflight_engine::{link, Plan};
use std::rc::Rc;

impl Effects {
    pub(super) fn read_file(&self, file: &PickedFile) {
        let (send, name) = (self.send.clone(), file.name());
        files::read(file, move |text| send.emit(Msg::FileRead(name, text)));
    }

    pub(super) fn download(&self, name: &str, mime: &str, text: &str) {
        let _ = files::download(name, mime, text);
    }

    pub(super) fn download_report(&self, name: &str, model: &Rc<Model>) {
        let styles = self.host.root().map(|root| dom::styles(&root)).unwrap_or_default();
        self.download(name, "text/html", &crate::views::document(model, &styles));
    }

    pub(super) fn download_page(&self, name: &str, plan_file: &str) {
        if let Some(page) = self.host.page(plan_file) {
            self.download(name, "text/html", &page);
        }
    }

    pub(super) fn create_link(&self, plan: Rc<Plan>, text: &str) {
        let send = self.send.clone();
        compress::pack(text, Box::new(move |payload| send.emit(Msg::LinkCreated(plan, link_of_payload(payload)))));
    }

    /// Loads the newer version of the page, unless the open plan is stored nowhere.
    pub(super) fn apply_update(self: &Rc<Self>) {
        self.save_now();
        match self.status.get() {
            Status::NotSaved(_) | Status::MemoryOnly => {
                self.dispatch(Msg::Failed(UserMessage::new("newer_unsaved")));
            }
            _ => host::apply_update(),
        }
    }
}

fn link_of_payload(payload: Option<String>) -> Link {
    match payload {
        None => Link::Impossible,
        Some(payload) if payload.len() > link::MAX_LENGTH => Link::TooLong(payload.len()),
        Some(payload) => Link::Address(address::with_fragment(&link::fragment(&payload))),
    }
}
