//! Reports the save status to the model and to the host, and retries writes that the host refused. Called by the
//! storage after each write, and by the effects that save.

use super::Effects;
use crate::model::Msg;
use crate::shell::clock;
use preflight_engine::answer::UserMessage;
use preflight_engine::store::Status;
use std::rc::Rc;

/// Milliseconds until a write is retried that the host refused, of a plan that is no longer open.
const HOST_RETRY_MS: i32 = 10_000;

impl Effects {
    /// The durable layer has written a revision, or failed to.
    pub(super) fn durable_write_done(self: &Rc<Self>, ticket: u64, ok: bool) {
        let open = self.plan_store.borrow_mut().as_mut().and_then(|store| {
            let is_known = store.durable_write_done(ticket, ok, clock::now());
            is_known.then(|| (store.wake_at(), store.status()))
        });
        match open {
            Some((at, status)) => {
                // After a failure the plan store schedules another attempt.
                if at.is_some() {
                    self.schedule_save(at);
                }
                self.notify_status(status);
            }
            None if !ok => self.retry_host_write(ticket),
            None => {}
        }
    }

    /// The host refused a write of a plan that was closed meanwhile. Reads still return the refused text, and the write
    /// is retried until the host accepts it or the page closes.
    fn retry_host_write(self: &Rc<Self>, ticket: u64) {
        let Some(storage) = self.storage().filter(|storage| storage.has_pending()) else { return };
        // Snapshots have ticket 0. Their failure is not reported, because the plan does not depend on them.
        if ticket > 0 {
            self.dispatch(Msg::Failed(UserMessage::new("left_unsaved")));
        }
        self.host_retry.replace(Some(clock::timeout(HOST_RETRY_MS, move || storage.retry_refused())));
    }

    pub(super) fn notify_status(&self, status: Status) {
        self.status_changed(status);
        let size = self.plan_store.borrow().as_ref().map_or(0, |store| store.size());
        self.dispatch(Msg::SaveStatusChanged(status, size));
    }

    /// Records the status, and notifies the host if it has changed.
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
