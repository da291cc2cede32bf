//! What the model and the host hear of the open plan: how safe it is, that it changed, that it is saved or is not.

use super::Desk;
use crate::model::Msg;
use crate::shell::{clock, keys};
use preflight_engine::answer::UserMessage;
use preflight_engine::store::Status;
use std::rc::Rc;

/// Milliseconds until a host is given again what it refused of a plan that is not open any more.
const PATIENCE: i32 = 10_000;

impl Desk {
    /// The lasting layer is done with a revision.
    pub(super) fn lasted(self: &Rc<Self>, ticket: u64, ok: bool) {
        let open = self.keeper.borrow_mut().as_mut().and_then(|keeper| {
            let is_own = keeper.durable_write_done(ticket, ok, clock::now());
            is_own.then(|| (keeper.wake_at(), keeper.status()))
        });
        match open {
            Some((at, status)) => {
                // What failed now waits to be tried again.
                if at.is_some() {
                    self.wake(at);
                }
                self.tell_status(status);
            }
            None if !ok => self.left_behind(ticket),
            None => {}
        }
    }

    /// A host did not take something of a plan that was left meanwhile. Reading finds it all the same; it is given
    /// again until it is taken or the page goes.
    fn left_behind(self: &Rc<Self>, ticket: u64) {
        let Some(store) = self.store().filter(|store| store.owes()) else { return };
        // Snapshots have no ticket: the plan itself does not hang on them.
        if ticket > 0 {
            self.say(Msg::Refused(UserMessage { key: "left_unsaved", args: Vec::new() }));
        }
        self.owed.replace(Some(clock::after(PATIENCE, move || store.again())));
    }

    /// Whether single keys act is kept beside the plans, where they are the browser's.
    pub(super) fn keys(&self, on: bool) {
        if self.is_shared() {
            keys::keep(on);
        }
        self.say(Msg::Keys(on));
    }

    pub(super) fn read_keys(&self) {
        if self.is_shared() && !keys::kept() {
            self.say(Msg::Keys(false));
        }
    }

    pub(super) fn tell_status(&self, status: Status) {
        let before = self.status.replace(status);
        if before != status {
            self.tell_host(status);
        }
        let size = self.size();
        self.say(Msg::Status(status, size));
    }

    /// Tells the host that the open plan says something else.
    pub(super) fn tell_change(&self) {
        self.host.tell("change", &[("id", &self.open_id().unwrap_or_default())]);
    }

    fn tell_host(&self, status: Status) {
        let id = self.open_id().unwrap_or_default();
        match status {
            Status::Saved | Status::SavedNotDurable => {
                let place = if self.is_shared() { "browser" } else { "host" };
                self.host.tell("saved", &[("id", &id), ("storage", place)]);
            }
            Status::NotSaved(_) => self.host.tell("error", &[("code", "not_saved"), ("id", &id)]),
            _ => {}
        }
    }

    /// Bytes of the open plan: as it was written here last, or as it is listed.
    fn size(&self) -> usize {
        let keeper = self.keeper.borrow();
        let Some(keeper) = keeper.as_ref() else { return 0 };
        if keeper.size() > 0 {
            return keeper.size();
        }
        let model = self.model.borrow();
        let shelf = model.as_ref().and_then(|model| model.shelf.as_ref());
        let listed = shelf.and_then(|shelf| shelf.plans.iter().find(|plan| plan.id == keeper.id()));
        listed.map_or(0, |plan| plan.size)
    }
}
