//! How safe the open plan is: told to the model and to the host, and what a host refused is given to it again.

use super::Effects;
use crate::model::Msg;
use crate::shell::clock;
use preflight_engine::answer::UserMessage;
use preflight_engine::store::Status;
use std::rc::Rc;

/// Milliseconds until a host is given again what it refused of a plan that is not open any more.
const HOST_RETRY_MS: i32 = 10_000;

impl Effects {
    /// The durable layer is done with a revision.
    pub(super) fn durable_write_done(self: &Rc<Self>, ticket: u64, ok: bool) {
        let open = self.plan_store.borrow_mut().as_mut().and_then(|store| {
            let is_known = store.durable_write_done(ticket, ok, clock::now());
            is_known.then(|| (store.wake_at(), store.status()))
        });
        match open {
            Some((at, status)) => {
                // What failed now waits to be tried again.
                if at.is_some() {
                    self.schedule_save(at);
                }
                self.notify_status(status);
            }
            None if !ok => self.retry_host_write(ticket),
            None => {}
        }
    }

    /// A host did not take something of a plan that was left meanwhile. Reading finds it all the same; it is given
    /// again until it is taken or the page goes.
    fn retry_host_write(self: &Rc<Self>, ticket: u64) {
        let Some(storage) = self.storage().filter(|storage| storage.has_pending()) else { return };
        // Snapshots have no ticket: the plan itself does not hang on them.
        if ticket > 0 {
            self.dispatch(Msg::Failed(UserMessage { key: "left_unsaved", args: Vec::new() }));
        }
        self.host_retry.replace(Some(clock::timeout(HOST_RETRY_MS, move || storage.retry_refused())));
    }

    pub(super) fn notify_status(&self, status: Status) {
        self.status_changed(status);
        let size = self.plan_store.borrow().as_ref().map_or(0, |store| store.size());
        self.dispatch(Msg::SaveStatusChanged(status, size));
    }

    /// Remembers the status, and tells the host when it is another one.
    pub(super) fn status_changed(&self, status: Status) {
        if self.status.replace(status) == status {
            return;
        }
        let id = self.open_id().unwrap_or_default();
        match status {
            Status::Saved | Status::SavedNotDurable => {
                let storage = if self.is_shared() { "browser" } else { "host" };
                self.host.emit("saved", &[("id", &id), ("storage", storage)]);
            }
            Status::NotSaved(_) => self.host.emit("error", &[("code", "not_saved"), ("id", &id)]),
            _ => {}
        }
    }
}
