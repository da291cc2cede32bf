//! Opening, copying, discarding and handing out plans, and their earlier states.

use super::Desk;
use crate::model::{Beside, Holding, Link, Model, Msg, Origin, Place, Target};
use crate::shell::locks::Way;
use crate::shell::{clock, compress, files, route};
use preflight_engine::answer::UserMessage;
use preflight_engine::saved::{decode, decode_value, encode, LoadedPlan};
use preflight_engine::store::{
    migrate_legacy, mirror_key, newest, outdated, seal, slot_keys, snapshot_key, snapshots, snapshots_of, Backend, Header,
    PlanStore, Loaded,
};
use preflight_engine::{assess, link, Action, Session};
use std::rc::Rc;

impl Desk {
    /// The one plan of the first version becomes one of many.
    pub(super) fn adopt_first(&self) {
        if let Some(store) = self.store() {
            migrate_legacy(store, &self.content, &clock::id(), &self.writer, self.today, clock::now());
        }
    }

    pub(super) fn erase(self: &Rc<Self>, id: &str) {
        let Some(store) = self.store() else { return };
        for key in slot_keys(id) {
            store.remove(&key);
        }
        store.put(&mirror_key(id), None, 0);
        let own = Rc::clone(&store);
        store.read(&snapshots_of(id), move |texts| {
            for (key, _) in texts {
                own.put(&key, None, 0);
            }
        });
    }

    /// Loads a stored plan and hands it on with its keeper.
    fn load(self: &Rc<Self>, id: &str, then: impl FnOnce(&Rc<Self>, Loaded) + 'static) {
        let Some(store) = self.store() else { return };
        let (desk, own, id) = (Rc::clone(self), Rc::clone(&store), id.to_owned());
        store.read(&mirror_key(&id), move |texts| {
            let mirror = texts.iter().find(|(key, _)| *key == mirror_key(&id)).map(|(_, text)| text.as_str());
            match PlanStore::load(own, &desk.content, &id, mirror, &desk.writer) {
                Ok(loaded) => then(&desk, loaded),
                Err(complaint) => desk.say(Msg::Refused(complaint)),
            }
        });
    }

    /// Opens a stored plan, unless another one is asked for meanwhile.
    pub(super) fn open_at(self: &Rc<Self>, id: &str, place: Option<Place>) {
        let turn = self.next_turn();
        self.load(id, move |desk, loaded| {
            let Loaded { store: keeper, loaded: mut opened, restored_from_mirror: brought_back, damaged } = loaded;
            if damaged > 0 {
                opened.notices.push(UserMessage { key: "stored_kept_aside", args: vec![("n", damaged.to_string())] });
            }
            if brought_back {
                opened.notices.push(UserMessage { key: "stored_brought_back", args: Vec::new() });
            }
            desk.claim(keeper, turn, opened, place);
        });
    }

    /// A number for what is asked for now: a higher one makes it too late.
    fn next_turn(&self) -> u32 {
        self.turn.set(self.turn.get() + 1);
        self.turn.get()
    }

    /// Opens a plan that is not stored yet; it is with its first change, or at once if it comes with answers.
    pub(super) fn begin(self: &Rc<Self>, session: Session, place: Place, scenario_of: Option<String>) {
        let Some(store) = self.store() else { return };
        let mut keeper = PlanStore::new_plan(store, &clock::id(), scenario_of, &self.writer);
        if session != Session::default() {
            keeper.save(&self.content, &session, self.today, clock::now());
        }
        self.open_new(keeper, LoadedPlan::of(session), place);
    }

    /// Nobody else knows a new plan's id: it is open here at once, and its lock is free.
    fn open_new(self: &Rc<Self>, keeper: PlanStore, opened: LoadedPlan, place: Place) {
        self.next_turn();
        self.took(keeper, opened, Holding::Own, Some(place));
        self.queue(Way::IfFree);
    }

    /// An example is stored like any other plan, with the first change of it.
    pub(super) fn example(self: &Rc<Self>, place: usize) {
        let Some(store) = self.store() else { return };
        let Some(example) = self.content.examples.get(place) else { return };
        match decode_value(&self.content, example.plan.clone()) {
            Err(complaint) => self.say(Msg::Refused(complaint)),
            Ok(opened) => {
                let keeper = PlanStore::example(store, &clock::id(), &opened.session, &self.writer);
                self.open_new(keeper, opened, Place::Findings);
            }
        }
    }

    pub(super) fn plan(self: &Rc<Self>, id: String, target: Target) {
        self.flush();
        match target {
            Target::Open => self.open_stored(&id),
            Target::Erase => {
                self.erase(&id);
                self.reshelve();
            }
            Target::Rename(name) => self.rename(&id, name),
            Target::Trash | Target::Restore => self.trash(&id, target == Target::Trash),
            Target::Download => self.download(&id),
            Target::Duplicate | Target::Scenario => self.copy(id, target == Target::Scenario),
            Target::Compare => self.compare(&id),
        }
    }

    fn open_stored(self: &Rc<Self>, id: &str) {
        let model = self.model.borrow().clone();
        match model.filter(|model| *model.held.id == *id) {
            Some(model) => self.say(Msg::Went(model.resume())),
            None => self.open_at(id, None),
        }
    }

    fn rename(self: &Rc<Self>, id: &str, name: String) {
        if self.is_open(id) {
            return self.say(Msg::Did(Action::Renamed(name)));
        }
        self.load(id, move |desk, mut loaded| {
            let session = loaded.loaded.session.apply(Action::Renamed(name));
            loaded.store.save(&desk.content, &session, desk.today, clock::now());
            desk.reshelve();
        });
    }

    fn trash(self: &Rc<Self>, id: &str, away: bool) {
        if self.is_open(id) {
            let stored = self.keeper.borrow().as_ref().is_some_and(|keeper| keeper.header().rev > 0);
            self.leave();
            self.say(Msg::Left);
            if !stored {
                return;
            }
        }
        self.load(id, move |desk, mut loaded| {
            let now = clock::now();
            let session = Rc::clone(loaded.store.base());
            let mark = |head: &mut Header| head.trashed_at = away.then_some(now);
            loaded.store.save_header(&desk.content, &session, desk.today, now, mark);
            desk.reshelve();
        });
    }

    /// Hands on what a plan says now: the open one as it stands on the page, any other as it is stored.
    fn session_of(self: &Rc<Self>, id: &str, then: impl FnOnce(&Rc<Self>, Session) + 'static) {
        let open = self.model.borrow().clone().filter(|model| *model.held.id == *id && self.looked_at().is_none());
        match open {
            Some(model) => then(self, (*model.session).clone()),
            None => self.load(id, |desk, loaded| then(desk, loaded.loaded.session)),
        }
    }

    fn copy(self: &Rc<Self>, id: String, scenario: bool) {
        self.session_of(&id.clone(), move |desk, mut session| {
            let key = if scenario { "plan.scenario_name" } else { "plan.copy_name" };
            let model = desk.model.borrow().clone();
            let name = model.map(|model| model.with(key, &[("name", &model.name_of(&session.name))]));
            session.name = name.unwrap_or_default();
            desk.begin(session, Place::Plan, scenario.then_some(id));
        });
    }

    fn compare(self: &Rc<Self>, id: &str) {
        self.session_of(id, |desk, session| {
            let assessment = assess(&desk.content, &session.answers, desk.today);
            let name = session.name.clone();
            desk.say(Msg::Compared(Rc::new(Beside { name, session, assessment })));
        });
    }

    /// Offers the newest stored file of a plan as it is, readable or not.
    fn download(self: &Rc<Self>, id: &str) {
        let Some(store) = self.store() else { return };
        let (own, id) = (Rc::clone(&store), id.to_owned());
        store.read(&mirror_key(&id), move |mut texts| {
            let slots = slot_keys(&id);
            texts.retain(|(key, _)| *key == mirror_key(&id));
            texts.extend(own.texts().into_iter().filter(|(key, _)| slots.contains(key)));
            if let Some(text) = newest(&texts, &id) {
                files::download(&format!("{id}.preflight.json"), "application/json", &text);
            }
        });
    }

    pub(super) fn download_kept(&self, place: usize) {
        let shelf = self.model.borrow().as_ref().and_then(|model| model.shelf.clone());
        if let Some((_, text)) = shelf.as_ref().and_then(|shelf| shelf.quarantined.get(place)) {
            files::download("kept-aside.txt", "text/plain", text);
        }
    }

    pub(super) fn save_copy(self: &Rc<Self>) {
        self.flush();
        let Some(model) = self.model.borrow().clone() else { return };
        files::download(&format!("{}.preflight.json", model.file_stem()), "application/json", &model.file());
        // Asked only once somebody cares: one browser asks the reader.
        files::persist();
    }

    pub(super) fn save_page(self: &Rc<Self>) {
        self.flush();
        let Some(model) = self.model.borrow().clone() else { return };
        if let Some(page) = self.host.page(&model.file()) {
            files::download(&format!("{}.html", model.file_stem()), "text/html", &page);
        }
    }

    /// Puts a state of the open plan among its snapshots.
    pub(super) fn snapshot(&self, session: &Session, why: &str) {
        let Some((store, id)) = self.store().zip(self.open_id()) else { return };
        let now = clock::now();
        let assessment = assess(&self.content, &session.answers, self.today);
        let head = Header { id: id.clone(), saved_at: now, reason: why.to_owned(), ..Header::default() };
        let text = seal(&head, &encode(&self.content, session, &assessment));
        if store.put(&snapshot_key(&id, now), Some(&text), 0) {
            let own = Rc::clone(&store);
            store.read(&snapshots_of(&id), move |texts| {
                let keys: Vec<String> = texts.into_iter().map(|(key, _)| key).collect();
                for key in outdated(&keys) {
                    own.put(&key, None, 0);
                }
            });
        }
    }

    pub(super) fn snapshots(self: &Rc<Self>) {
        let Some((store, id)) = self.store().zip(self.open_id()) else { return };
        let desk = Rc::clone(self);
        store.read(&snapshots_of(&id), move |texts| {
            if desk.is_open(&id) {
                desk.say(Msg::Snapshots(Rc::new(snapshots(&texts))));
            }
        });
    }

    pub(super) fn look(self: &Rc<Self>, place: usize) {
        let snapshots = self.model.borrow().as_ref().and_then(|model| model.snapshots.clone());
        if let Some(snapshot) = snapshots.as_ref().and_then(|all| all.get(place)) {
            self.preview(decode(&self.content, &snapshot.body), Origin::Snapshot(snapshot.saved_at));
        }
    }

    /// The model, if a plan is looked at.
    fn looked_at(&self) -> Option<Rc<Model>> {
        self.model.borrow().clone().filter(|model| matches!(model.held.holding, Holding::Preview(_)))
    }

    pub(super) fn keep(self: &Rc<Self>) {
        let Some(model) = self.looked_at() else { return };
        self.begin((*model.session).clone(), Place::Plan, None);
        self.tell_change();
    }

    pub(super) fn replace(self: &Rc<Self>) {
        let Some(model) = self.looked_at() else { return };
        let Some(beneath) = model.beneath.clone().filter(|beneath| beneath.held.holding == Holding::Own) else {
            return;
        };
        self.snapshot(&beneath.session, "snapshot.replaced");
        self.say(Msg::PreviewClosed);
        self.say(Msg::Did(Action::Restored(Box::new((*model.session).clone()))));
    }

    pub(super) fn link(self: &Rc<Self>) {
        let Some(model) = self.model.borrow().clone() else { return };
        let (desk, session) = (Rc::clone(self), Rc::clone(&model.session));
        compress::pack(
            &link::body(&self.content, &session),
            Box::new(move |payload| {
                let same = desk.model.borrow().as_ref().is_some_and(|model| Rc::ptr_eq(&model.session, &session));
                if same {
                    desk.say(Msg::Linked(linked(payload)));
                }
            }),
        );
    }
}

fn linked(payload: Option<String>) -> Link {
    match payload {
        None => Link::Impossible,
        Some(payload) if payload.len() > link::MAX_LENGTH => Link::TooLong(payload.len()),
        Some(payload) => Link::Address(route::address(&link::fragment(&payload))),
    }
}
