//! Effects on stored plans that are not open: listing, renaming, trash, erasing, downloading.

use super::Effects;
use crate::model::Msg;
use crate::shell::clock;
use preflight_engine::store::{
    add_odds, expired_trash, list, mirror_key, newest, plan_of, slot_keys, snapshots_of, Backend, Header, MIRRORS,
};
use preflight_engine::Action;
use std::rc::Rc;

impl Effects {
    /// Adds the single plan of the first version of the product to the list of plans.
    pub(super) fn migrate_legacy(&self) {
        if let Some(storage) = self.storage() {
            let id = clock::random_id();
            preflight_engine::store::migrate_legacy(
                storage,
                &self.content,
                &id,
                &self.writer,
                self.today,
                clock::now(),
            );
        }
    }

    pub(super) fn list_plans(self: &Rc<Self>) {
        self.list_plans_then(|| {});
    }

    pub(super) fn list_plans_then(self: &Rc<Self>, then: impl FnOnce() + 'static) {
        let Some(storage) = self.storage() else { return };
        let (effects, fast) = (Rc::clone(self), Rc::clone(&storage));
        storage.read(MIRRORS, move |mut texts| {
            texts.extend(fast.texts());
            // Plans whose time in the trash has expired are erased and not listed.
            let expired = expired_trash(&texts, clock::now());
            expired.iter().for_each(|id| effects.erase(id));
            texts.retain(|(key, _)| !plan_of(key).is_some_and(|id| expired.iter().any(|expired| expired == id)));
            let mut plans = list(&effects.content, &texts, effects.today);
            add_odds(&effects.content, &mut plans, &texts, effects.today);
            effects.dispatch(Msg::PlansListed(Rc::new(plans), fast.kind(), fast.is_durable()));
            then();
        });
    }

    pub(super) fn erase(self: &Rc<Self>, id: &str) {
        let Some(storage) = self.storage() else { return };
        for key in slot_keys(id) {
            storage.remove(&key);
        }
        storage.put(&mirror_key(id), None, 0);
        let snapshots = Rc::clone(&storage);
        storage.read(&snapshots_of(id), move |texts| {
            for (key, _) in texts {
                snapshots.put(&key, None, 0);
            }
        });
    }

    pub(super) fn rename(self: &Rc<Self>, id: &str, name: String) {
        self.load(id, move |effects, mut loaded| {
            let judged = effects.judge(loaded.loaded.plan.apply(Action::Renamed(name)));
            loaded.store.save(&effects.content, &judged.plan, &judged.assessment, clock::now());
            effects.list_plans();
        });
    }

    pub(super) fn trash(self: &Rc<Self>, id: &str) {
        if self.is_open(id) {
            let is_stored = self.plan_store.borrow().as_ref().is_some_and(|store| store.header().rev > 0);
            self.close();
            self.dispatch(Msg::PlanClosed);
            if !is_stored {
                return;
            }
        }
        let now = clock::now();
        self.change_header(id, move |header| header.trashed_at = Some(now));
    }

    pub(super) fn restore(self: &Rc<Self>, id: &str) {
        self.change_header(id, |header| header.trashed_at = None);
    }

    fn change_header(self: &Rc<Self>, id: &str, change: impl Fn(&mut Header) + 'static) {
        self.load(id, move |effects, mut loaded| {
            let judged = effects.judge((**loaded.store.base()).clone());
            loaded.store.save_header(&effects.content, &judged.plan, &judged.assessment, clock::now(), change);
            effects.list_plans();
        });
    }

    /// Downloads the newest stored file of a plan unchanged, even if it is damaged.
    pub(super) fn download_stored(self: &Rc<Self>, id: &str) {
        let Some(storage) = self.storage() else { return };
        let (effects, fast, id) = (Rc::clone(self), Rc::clone(&storage), id.to_owned());
        storage.read(&mirror_key(&id), move |mut texts| {
            let slots = slot_keys(&id);
            texts.retain(|(key, _)| *key == mirror_key(&id));
            texts.extend(fast.texts().into_iter().filter(|(key, _)| slots.contains(key)));
            if let Some(text) = newest(&texts, &id) {
                effects.download(&format!("{id}.preflight.json"), "application/json", &text);
            }
        });
    }
}
