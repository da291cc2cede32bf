//! Effects that open and close plans: new plans, examples, stored plans. The open plan keeps its plan store and its
//! lock until another plan opens.

use super::Effects;
use crate::model::{LoadPurpose, Msg, OpenedPlan, Route};
use crate::shell::clock;
use crate::shell::locks::LockMode;
use preflight_engine::answer::UserMessage;
use preflight_engine::plan_file::LoadedPlan;
use preflight_engine::store::{mirror_key, Loaded, PlanStore};
use preflight_engine::{Assessment, Plan};
use std::rc::Rc;

impl Effects {
    /// Loads a stored plan and passes it on with its plan store.
    pub(super) fn load(self: &Rc<Self>, id: &str, then: impl FnOnce(&Rc<Self>, Loaded) + 'static) {
        let Some(storage) = self.storage() else { return };
        let (effects, backend, id) = (Rc::clone(self), Rc::clone(&storage), id.to_owned());
        storage.read(&mirror_key(&id), move |texts| {
            let mirror = texts.iter().find(|(key, _)| *key == mirror_key(&id)).map(|(_, text)| text.as_str());
            match PlanStore::load(backend, &effects.content, &id, mirror, &effects.writer) {
                Ok(loaded) => then(&effects, loaded),
                Err(message) => effects.dispatch(Msg::Failed(message)),
            }
        });
    }

    /// Opens a stored plan, unless another one is requested meanwhile.
    pub(super) fn open_stored(self: &Rc<Self>, id: &str, route: Option<Route>) {
        let request = self.next_request();
        self.load(id, move |effects, loaded| {
            let Loaded { store, mut loaded, restored_from_mirror, damaged } = loaded;
            if damaged > 0 {
                loaded.notices.push(UserMessage::new("stored_kept_aside").arg("n", damaged));
            }
            if restored_from_mirror {
                loaded.notices.push(UserMessage::new("stored_brought_back"));
            }
            effects.acquire_lock(store, request, loaded, route);
        });
    }

    /// The number of a new request, which makes all earlier requests obsolete.
    fn next_request(&self) -> u32 {
        self.request.set(self.request.get() + 1);
        self.request.get()
    }

    /// Opens a new plan. It is stored at once if it is not empty, otherwise with its first change.
    pub(super) fn create(
        self: &Rc<Self>,
        plan: Rc<Plan>,
        assessment: Option<Rc<Assessment>>,
        scenario_of: Option<String>,
        route: Route,
    ) {
        let Some(storage) = self.storage() else { return };
        let mut store = PlanStore::new_plan(storage, &clock::random_id(), scenario_of, &self.writer);
        if *plan != Plan::default() {
            let assessment = assessment.unwrap_or_else(|| self.judge((*plan).clone()).assessment);
            store.save(&self.content, &plan, &assessment, clock::now());
        }
        self.open_new(store, LoadedPlan::of((*plan).clone()), route);
    }

    /// Opens an example. It is stored with its first change.
    pub(super) fn open_example(self: &Rc<Self>, loaded: LoadedPlan) {
        let Some(storage) = self.storage() else { return };
        let store = PlanStore::example(storage, &clock::random_id(), &loaded.plan, &self.writer);
        self.open_new(store, loaded, Route::Findings);
    }

    /// Opens a new plan without waiting for its lock, because no other tab knows its id.
    fn open_new(self: &Rc<Self>, store: PlanStore, loaded: LoadedPlan, route: Route) {
        self.next_request();
        self.open(store, loaded, true, Some(route));
        self.request_lock(LockMode::IfFree);
    }

    /// Makes the plan of `store` the open plan.
    pub(super) fn open(self: &Rc<Self>, store: PlanStore, loaded: LoadedPlan, writes: bool, route: Option<Route>) {
        self.close();
        let (id, status, size) = (Rc::from(store.id()), store.status(), store.size());
        self.plan_store.replace(Some(store));
        self.read_only.set(!writes);
        self.status_changed(status);
        let loaded = Box::new(loaded);
        self.dispatch(Msg::PlanOpened(OpenedPlan { id, loaded, writes, status, size, route }));
    }

    /// Saves and closes the open plan.
    pub(super) fn close(self: &Rc<Self>) {
        self.save_now();
        self.last_snapshot_at.set(0);
        self.save_timer.take();
        self.poll_timer.take();
        self.lock.take();
        self.plan_store.take();
        self.current.take();
    }

    /// Loads a plan that is not open, and sends it to the model.
    pub(super) fn load_stored(self: &Rc<Self>, id: &str, purpose: LoadPurpose) {
        let plan_id = id.to_owned();
        self.load(id, move |effects, loaded| {
            effects.dispatch(Msg::StoredPlanLoaded { id: plan_id, plan: Box::new(loaded.loaded.plan), purpose });
        });
    }
}
