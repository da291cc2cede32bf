//! Effects between tabs: the tab that holds the lock of a plan writes it, the others follow and can take it over. If
//! the browser has no locks, every tab writes and the plan store merges.

use super::Effects;
use crate::model::{Msg, Route};
use crate::shell::clock;
use crate::shell::locks::{request, LockEvent, LockMode};
use preflight_engine::plan_file::LoadedPlan;
use preflight_engine::store::{plan_of, Backend, PlanStore, HAND_OVER};
use std::cell::RefCell;
use std::rc::Rc;

/// Milliseconds after which the lock is stolen from a tab that does not respond.
const HAND_OVER_TIMEOUT_MS: i32 = 3_000;

/// Milliseconds between two checks for late writes of the tab that had the plan before.
const POLL_DELAY_MS: i32 = 1_000;

fn lock_name(id: &str) -> String {
    format!("dms-preflight:{id}")
}

impl Effects {
    /// Opens a loaded plan as soon as it is known whether this page may write it. Until then the previous plan stays
    /// open, so that no edit is lost meanwhile.
    pub(super) fn acquire_lock(
        self: &Rc<Self>,
        store: PlanStore,
        number: u32,
        loaded: LoadedPlan,
        route: Option<Route>,
    ) {
        let name = lock_name(store.id());
        let (effects, id) = (Rc::clone(self), store.id().to_owned());
        let waiting = RefCell::new(Some((store, loaded)));
        let on_event = move |event: LockEvent| {
            let writes = match &event {
                LockEvent::Stolen => return effects.lock_lost(&id),
                LockEvent::Unavailable => false,
                LockEvent::Granted(_) | LockEvent::Unsupported => true,
            };
            // A lock for an obsolete request is dropped here, which releases it.
            let Some((store, loaded)) = waiting.take().filter(|_| effects.request.get() == number) else { return };
            effects.open(store, loaded, writes, route);
            if let LockEvent::Granted(lock) = event {
                effects.lock.replace(Some(lock));
                // A tab that has just closed may still be writing its last edits.
                effects.poll_storage(4);
            }
            if !writes {
                effects.request_lock(LockMode::Wait);
            }
        };
        if self.is_shared() {
            request(&name, LockMode::IfFree, Rc::new(on_event));
        } else {
            on_event(LockEvent::Unsupported);
        }
    }

    /// Requests the lock of the open plan.
    pub(super) fn request_lock(self: &Rc<Self>, mode: LockMode) {
        let Some(id) = self.open_id().filter(|_| self.is_shared()) else { return };
        let (effects, plan_id) = (Rc::clone(self), id.clone());
        let on_event = move |event: LockEvent| match event {
            LockEvent::Granted(lock) if effects.is_open(&plan_id) && effects.lock.borrow().is_none() => {
                effects.lock.replace(Some(lock));
                if effects.read_only.get() {
                    effects.refresh();
                    effects.poll_storage(4);
                    effects.set_read_only(false);
                }
            }
            LockEvent::Stolen => effects.lock_lost(&plan_id),
            _ => {}
        };
        request(&lock_name(&id), mode, Rc::new(on_event));
    }

    fn set_read_only(&self, read_only: bool) {
        self.read_only.set(read_only);
        self.dispatch(Msg::AccessChanged { writes: !read_only });
    }

    /// Another tab took the plan. Unsaved changes are still saved; the plan store merges if the other tab saved first.
    fn lock_lost(self: &Rc<Self>, id: &str) {
        if self.is_open(id) {
            self.save_now();
            self.lock.take();
            self.set_read_only(true);
            self.request_lock(LockMode::Wait);
        }
    }

    /// Asks the tab that writes the plan to release its lock, and steals the lock if that tab does not respond.
    pub(super) fn take_over(self: &Rc<Self>) {
        let Some((storage, id)) = self.storage().zip(self.open_id()) else { return };
        // The time makes every request a different text, because the browser notifies other tabs only of changes.
        let _ = storage.set(HAND_OVER, &format!("{id} {} {}", self.writer, clock::now()));
        let effects = Rc::downgrade(self);
        let timer = clock::timeout(HAND_OVER_TIMEOUT_MS, move || {
            if let Some(effects) = effects.upgrade().filter(|effects| effects.is_open(&id) && effects.read_only.get()) {
                effects.request_lock(LockMode::Steal);
            }
        });
        self.save_timer.replace(Some(timer));
    }

    /// Handles a write of another tab.
    pub(super) fn on_written(self: &Rc<Self>, key: &str, text: Option<&str>) {
        if key == HAND_OVER {
            let wanted = text.and_then(|text| text.split(' ').next()).map(str::to_owned);
            if let Some(id) = wanted.filter(|_| !self.read_only.get()) {
                self.lock_lost(&id);
            }
            return;
        }
        let open = self.open_id();
        if open.is_some() && plan_of(key) == open.as_deref() {
            self.refresh();
        }
        self.dispatch(Msg::StorageChanged);
    }

    /// Reads the storage `times` times, once a second, because the last write of a closing tab can arrive later than its
    /// lock and without an event.
    fn poll_storage(self: &Rc<Self>, times: u32) {
        let effects = Rc::downgrade(self);
        let timer = clock::timeout(POLL_DELAY_MS, move || {
            if let Some(effects) = effects.upgrade() {
                effects.refresh();
                if times > 1 {
                    effects.poll_storage(times - 1);
                }
            }
        });
        self.poll_timer.replace(Some(timer));
    }

    /// Merges what another tab saved.
    fn refresh(self: &Rc<Self>) {
        let (plan, before, status, at) = {
            let mut store = self.plan_store.borrow_mut();
            let Some(store) = store.as_mut() else { return };
            let before = Rc::clone(store.base());
            (store.refresh(&self.content), before, store.status(), store.wake_at())
        };
        if at.is_some() {
            self.schedule_save(at);
        }
        if let Some(plan) = plan {
            self.merged_from_tab(plan, Vec::new(), before);
            self.notify_status(status);
        }
    }
}
