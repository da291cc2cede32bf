//! What the model and the host hear of the open plan: how safe it is, that it changed, that it is saved or is not.

use super::Desk;
use crate::model::Msg;
use preflight_engine::store::Status;

impl Desk {
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
            Status::Saved | Status::SavedSoon => {
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
