//! Effects that save: the open plan, when its plan store says so, and earlier states of it as snapshots.

use super::Effects;
use crate::model::{HostEvent, JudgedPlan, Msg};
use crate::shell::clock;
use preflight_engine::merge::Conflict;
use preflight_engine::plan_file::encode;
use preflight_engine::store::{
    outdated, seal, snapshot_key, snapshots, snapshots_of, Backend, Header, PlanStore, SaveOutcome,
    SNAPSHOT_INTERVAL_MS,
};
use preflight_engine::{assess, Plan};
use std::rc::Rc;

impl Effects {
    /// Handles an edit of the open plan on this page.
    pub(super) fn plan_edited(self: &Rc<Self>, judged: JudgedPlan, before: &JudgedPlan) {
        let base = self.plan_store.borrow().as_ref().map(|store| Rc::clone(store.base())).unwrap_or_default();
        let is_changed = *base != *judged.plan;
        self.current.replace(Some(judged));
        // A plan that equals the merge base was only loaded or merged, so this page has not changed it.
        if is_changed {
            self.snapshot_if_due(&base, before);
            self.mark_changed();
            self.notify_host(&HostEvent::PlanChanged);
        }
    }

    fn mark_changed(self: &Rc<Self>) {
        let (at, status) = {
            let mut store = self.plan_store.borrow_mut();
            let Some(store) = store.as_mut() else { return };
            store.changed(clock::now());
            (store.wake_at(), store.status())
        };
        self.schedule_save(at);
        self.notify_status(status);
    }

    pub(super) fn schedule_save(self: &Rc<Self>, at: Option<u64>) {
        let effects = Rc::downgrade(self);
        let wait = at.map(|at| i32::try_from(at.saturating_sub(clock::now())).unwrap_or(i32::MAX));
        let timer = wait.map(|wait| {
            clock::timeout(wait, move || {
                if let Some(effects) = effects.upgrade() {
                    effects.on_save_timer();
                }
            })
        });
        self.save_timer.replace(timer);
    }

    fn on_save_timer(self: &Rc<Self>) {
        let now = clock::now();
        let due = self.plan_store.borrow().as_ref().map(|store| (store.is_due(now), store.wake_at()));
        match due {
            Some((true, _)) => self.save(),
            Some((false, at)) => self.schedule_save(at),
            None => {}
        }
    }

    /// Saves unsaved changes now.
    pub fn save_now(self: &Rc<Self>) {
        if self.plan_store.borrow().as_ref().is_some_and(PlanStore::is_dirty) {
            self.save();
        }
    }

    /// The open plan as the page shows it; before the first edit, as it was opened.
    fn current(&self) -> Option<JudgedPlan> {
        let current = self.current.borrow().clone();
        let opened = || self.plan_store.borrow().as_ref().map(|store| (**store.base()).clone());
        current.or_else(|| opened().map(|plan| self.judge(plan)))
    }

    fn save(self: &Rc<Self>) {
        let Some(JudgedPlan { plan, assessment }) = self.current() else { return };
        let (outcome, status, at) = {
            let mut store = self.plan_store.borrow_mut();
            let Some(store) = store.as_mut() else { return };
            let outcome = store.save(&self.content, &plan, &assessment, clock::now());
            (outcome, store.status(), store.wake_at())
        };
        self.schedule_save(at);
        if let SaveOutcome::Merged(merged, conflicts) = outcome {
            if !conflicts.is_empty() {
                // A snapshot preserves the values of the other tab in case this page closes before the reader chooses.
                let theirs =
                    conflicts.iter().fold((*merged).clone(), |plan, conflict| plan.apply(conflict.theirs.clone()));
                self.save_snapshot(&self.judge(theirs), "snapshot.merged");
            }
            self.merged_from_tab(*merged, conflicts, plan);
        }
        self.notify_status(status);
    }

    /// Reports a merged plan to the model. In response, the model may send a newer state of this page.
    pub(super) fn merged_from_tab(self: &Rc<Self>, merged: Plan, conflicts: Vec<Conflict>, from: Rc<Plan>) {
        self.current.replace(Some(self.judge(merged.clone())));
        self.dispatch(Msg::MergedFromTab(Box::new(merged), conflicts, from));
    }

    pub(super) fn judge(&self, plan: Plan) -> JudgedPlan {
        let assessment = Rc::new(assess(&self.content, &plan.answers, self.today));
        JudgedPlan { plan: Rc::new(plan), assessment }
    }

    /// Saves the state before this edit as a snapshot when the plan was just opened, and then once an hour.
    fn snapshot_if_due(&self, base: &Rc<Plan>, before: &JudgedPlan) {
        let (now, last) = (clock::now(), self.last_snapshot_at.get());
        if now.saturating_sub(last) >= SNAPSHOT_INTERVAL_MS && **base != Plan::default() {
            let reason = if last == 0 { "snapshot.opened" } else { "snapshot.hour" };
            let judged = if *before.plan == **base { before.clone() } else { self.judge((**base).clone()) };
            self.save_snapshot(&judged, reason);
            self.last_snapshot_at.set(now);
        }
    }

    /// Saves a state of the open plan as a snapshot, and removes snapshots beyond the limit.
    pub(super) fn save_snapshot(&self, judged: &JudgedPlan, reason: &str) {
        let Some((storage, id)) = self.storage().zip(self.open_id()) else { return };
        let now = clock::now();
        let header = Header { id: id.clone(), saved_at: now, reason: reason.to_owned(), ..Header::default() };
        let text = seal(&header, &encode(&self.content, &judged.plan, &judged.assessment));
        if storage.put(&snapshot_key(&id, now), Some(&text), 0) {
            let storage_to_prune = Rc::clone(&storage);
            storage.read(&snapshots_of(&id), move |texts| {
                let keys: Vec<String> = texts.into_iter().map(|(key, _)| key).collect();
                for key in outdated(&keys) {
                    storage_to_prune.put(&key, None, 0);
                }
            });
        }
    }

    pub(super) fn list_snapshots(self: &Rc<Self>) {
        let Some((storage, id)) = self.storage().zip(self.open_id()) else { return };
        let effects = Rc::clone(self);
        storage.read(&snapshots_of(&id), move |texts| {
            if effects.is_open(&id) {
                effects.dispatch(Msg::SnapshotsListed(Rc::new(snapshots(&texts))));
            }
        });
    }
}
