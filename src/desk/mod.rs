//! Carries out what the model wishes of the browser: opens plans, saves them when the keeper says so, and tells the
//! model what came of it. It decides nothing about plans; the engine's keeper does.

mod arrivals;
mod plans;
mod tabs;
mod telling;

use crate::model::{Around, Held, Holding, Model, Msg, Origin, Place, Wish};
use crate::shell::clock::{self, Later};
use crate::shell::host::Host;
use crate::shell::locks::Lock;
use crate::shell::store::{Store, Wanted};
use crate::shell::watch::{watch, Moment, Watch};
use preflight_engine::saved::{decode, LoadedPlan};
use preflight_engine::store::{
    add_odds, expired_trash, plan_of, list, Backend, PlanStore, StorageKind as Stored, SaveOutcome, PlanList, Status, MIRRORS, SNAPSHOT_INTERVAL_MS,
};
use preflight_engine::{Content, Session};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::Callback;

/// What a page begins with.
pub struct Start {
    /// Where plans are kept.
    pub storage: Wanted,
    /// A plan that the host gives.
    pub plan: Option<LoadedPlan>,
}

/// One page's dealings with its store.
pub struct Desk {
    content: Rc<Content>,
    today: i64,
    /// This page, as the writer of what it saves.
    writer: String,
    send: Callback<Msg>,
    host: Host,
    store: RefCell<Option<Rc<Store>>>,
    /// What the host gave before the plans were read.
    given: RefCell<Option<LoadedPlan>>,
    /// Whether the plans are read.
    ready: Cell<bool>,
    ended: Cell<bool>,
    keeper: RefCell<Option<PlanStore>>,
    lock: RefCell<Option<Lock>>,
    /// Counts the plans that were asked for: only the last one is opened.
    turn: Cell<u32>,
    model: RefCell<Option<Rc<Model>>>,
    /// What the model was told last about how safe the plan is.
    status: Cell<Status>,
    timer: RefCell<Option<Later>>,
    /// The next look for what a tab left behind.
    again: RefCell<Option<Later>>,
    /// The next time that a host is given what it refused.
    owed: RefCell<Option<Later>>,
    watch: RefCell<Option<Watch>>,
    /// When the last snapshot of the open plan was taken; 0 if none was since it was opened.
    snapped: Cell<u64>,
}

impl Desk {
    pub fn new(content: Rc<Content>, today: i64, send: Callback<Msg>, host: Host) -> Rc<Self> {
        Rc::new(Self {
            content,
            today,
            writer: clock::id(),
            send,
            host,
            store: RefCell::default(),
            given: RefCell::default(),
            ready: Cell::default(),
            ended: Cell::default(),
            keeper: RefCell::default(),
            lock: RefCell::default(),
            turn: Cell::default(),
            model: RefCell::default(),
            status: Cell::new(Status::Unsaved),
            timer: RefCell::default(),
            again: RefCell::default(),
            owed: RefCell::default(),
            watch: RefCell::default(),
            snapped: Cell::default(),
        })
    }

    /// Opens the store, and then the plan that the host gives or that the address names.
    pub fn start(self: &Rc<Self>, start: Start) {
        let told = {
            let desk = Rc::downgrade(self);
            Callback::from(move |(ticket, ok)| {
                if let Some(desk) = desk.upgrade() {
                    desk.lasted(ticket, ok);
                }
            })
        };
        if start.plan.is_some() && self.given.borrow().is_none() {
            self.given.replace(start.plan);
        }
        let desk = Rc::clone(self);
        Store::open(start.storage, told, move |store| {
            // The page may be gone by now.
            if desk.ended.get() {
                return;
            }
            desk.store.replace(Some(store));
            let watching = Rc::downgrade(&desk);
            let watching = watch(move |moment| watching.upgrade().is_some_and(|desk| desk.moment(moment)));
            desk.watch.replace(Some(watching));
            desk.adopt_first();
            desk.read_keys();
            let own = Rc::clone(&desk);
            desk.reshelve_then(move |shelf| {
                if own.ended.get() {
                    return;
                }
                own.ready.set(true);
                let newest = shelf.plans.first().map(|plan| plan.id.as_str());
                match own.given.take().filter(|_| !own.is_addressed()) {
                    // What the host has stored of its own plan is younger.
                    Some(plan) if newest.is_none() || own.is_shared() => own.given(plan),
                    _ => own.follow_address(newest),
                }
                own.host.tell("ready", &[]);
            });
        });
    }

    /// Ends everything that could still act.
    pub fn end(self: &Rc<Self>) {
        self.turn.set(self.turn.get() + 1);
        self.ended.set(true);
        self.leave();
        self.watch.take();
    }

    /// What the page is part of.
    fn around(&self) -> Rc<Around> {
        self.model.borrow().as_ref().map(|model| Rc::clone(&model.around)).unwrap_or_default()
    }

    fn store(&self) -> Option<Rc<Store>> {
        self.store.borrow().clone()
    }

    fn say(&self, msg: Msg) {
        if let Msg::Refused(complaint) = &msg {
            let message = self.content.messages.user_message(complaint);
            self.host.tell("error", &[("code", complaint.key), ("message", &message)]);
        }
        self.send.emit(msg);
    }

    /// The model after each change of it.
    pub fn see(self: &Rc<Self>, model: &Rc<Model>) {
        let before = self.model.replace(Some(Rc::clone(model)));
        if !model.has_plan() && *model.session != Session::default() {
            return self.begin((*model.session).clone(), model.place, None);
        }
        let is_same = before.as_ref().is_some_and(|before| Rc::ptr_eq(&before.session, &model.session));
        if !is_same && model.held.holding == Holding::Own && self.is_open(&model.held.id) {
            self.look_for_change(&model.session);
        }
        if self.is_open(&model.held.id) && model.status != self.status.get() {
            self.tell_status(self.status.get());
        }
        if before.is_some_and(|before| before.place != model.place) {
            self.flush();
            match model.place {
                Place::Start => self.reshelve(),
                Place::Plan => {
                    self.reshelve();
                    self.snapshots();
                }
                _ => {}
            }
        }
    }

    /// The id of the open plan.
    fn open_id(&self) -> Option<String> {
        self.keeper.borrow().as_ref().map(|keeper| keeper.id().to_owned())
    }

    fn is_open(&self, id: &str) -> bool {
        self.keeper.borrow().as_ref().is_some_and(|keeper| keeper.id() == id)
    }

    fn look_for_change(self: &Rc<Self>, session: &Session) {
        let base = self.keeper.borrow().as_ref().map(|keeper| Rc::clone(keeper.base())).unwrap_or_default();
        // What was just loaded, or another tab's change that was taken over, is no change of this page.
        if *base != *session {
            self.snapshot_if_due(&base);
            self.changed();
            self.tell_change();
        }
    }

    /// Keeps the state before this stretch of work, once an hour.
    fn snapshot_if_due(&self, base: &Session) {
        let now = clock::now();
        if now.saturating_sub(self.snapped.get()) >= SNAPSHOT_INTERVAL_MS && *base != Session::default() {
            self.snapshot(base, if self.snapped.get() == 0 { "snapshot.opened" } else { "snapshot.hour" });
            self.snapped.set(now);
        }
    }

    /// The open plan changed.
    fn changed(self: &Rc<Self>) {
        let (at, status) = {
            let mut keeper = self.keeper.borrow_mut();
            let Some(keeper) = keeper.as_mut() else { return };
            keeper.changed(clock::now());
            (keeper.wake_at(), keeper.status())
        };
        self.wake(at);
        self.tell_status(status);
    }

    fn wake(self: &Rc<Self>, at: Option<u64>) {
        let desk = Rc::downgrade(self);
        let wait = at.map(|at| i32::try_from(at.saturating_sub(clock::now())).unwrap_or(i32::MAX));
        let timer = wait.map(|wait| {
            clock::after(wait, move || {
                if let Some(desk) = desk.upgrade() {
                    desk.woke();
                }
            })
        });
        self.timer.replace(timer);
    }

    fn woke(self: &Rc<Self>) {
        let now = clock::now();
        let waits = self.keeper.borrow().as_ref().map(|keeper| (keeper.is_due(now), keeper.wake_at()));
        match waits {
            Some((true, _)) => self.save(),
            Some((false, at)) => self.wake(at),
            None => {}
        }
    }

    /// Writes what waits, at once.
    pub fn flush(self: &Rc<Self>) {
        if self.keeper.borrow().as_ref().is_some_and(PlanStore::is_dirty) {
            self.save();
        }
    }

    fn save(self: &Rc<Self>) {
        let Some(model) = self.model.borrow().clone() else { return };
        // While a plan is looked at, the open one waits beneath.
        let mine = model.beneath.as_ref().map_or(&model.session, |beneath| &beneath.session);
        let (saved, status, at) = {
            let mut keeper = self.keeper.borrow_mut();
            let Some(keeper) = keeper.as_mut().filter(|keeper| *keeper.id() == *model.held.id) else { return };
            let saved = keeper.save(&self.content, mine, self.today, clock::now());
            (saved, keeper.status(), keeper.wake_at())
        };
        self.wake(at);
        if let SaveOutcome::Merged(session, conflicts) = saved {
            if !conflicts.is_empty() {
                // What the other tab had must not go with this page before the reader has chosen.
                let theirs = conflicts.iter().fold((*session).clone(), |plan, one| plan.apply(one.theirs.clone()));
                self.snapshot(&theirs, "snapshot.merged");
            }
            self.say(Msg::Met(session, conflicts, Rc::clone(mine)));
        }
        self.tell_status(status);
    }

    /// What the browser let the page know. True when the reader is to be asked whether to stay.
    fn moment(self: &Rc<Self>, moment: Moment) -> bool {
        match moment {
            Moment::Save => self.flush(),
            Moment::Written(key, text) => self.written(&key, text.as_deref()),
            Moment::Leaving => {
                let status = self.model.borrow().as_ref().map(|model| model.status);
                // What a host is still saving can fail, and nobody would try it again.
                return matches!(status, Some(Status::NotSaved(_))) || self.store().is_some_and(|store| store.owes());
            }
        }
        false
    }

    /// Whether other tabs may have the same plans open.
    fn is_shared(&self) -> bool {
        self.store().is_some_and(|store| store.kind() == Stored::Browser)
    }

    /// Lists what is stored anew.
    fn reshelve(self: &Rc<Self>) {
        self.reshelve_then(|_| {});
    }

    fn reshelve_then(self: &Rc<Self>, then: impl FnOnce(&PlanList) + 'static) {
        let Some(store) = self.store() else { return };
        let (desk, own) = (Rc::clone(self), Rc::clone(&store));
        store.read(MIRRORS, move |mut texts| {
            texts.extend(own.texts());
            // What has been in the trash for long enough goes, and is not listed any more.
            let gone = expired_trash(&texts, clock::now());
            gone.iter().for_each(|id| desk.erase(id));
            texts.retain(|(key, _)| !plan_of(key).is_some_and(|id| gone.iter().any(|gone| gone == id)));
            let mut shelf = list(&desk.content, &texts, desk.today);
            add_odds(&desk.content, &mut shelf, &texts, desk.today);
            let shelf = Rc::new(shelf);
            desk.say(Msg::Shelved(Rc::clone(&shelf), own.kind(), own.is_lasting()));
            then(&shelf);
        });
    }

    /// Carries out a wish.
    pub fn wish(self: &Rc<Self>, wish: Wish) {
        if self.around().readonly && wish.writes() {
            return;
        }
        match wish {
            Wish::Begin => self.begin(Session::default(), Place::Section(0), None),
            Wish::Example(place) => self.example(place),
            Wish::Plan(id, target) => self.plan(id, target),
            Wish::Read(name, text) => {
                self.preview(decode(&self.content, &text), Origin::File(name));
            }
            Wish::Keep => self.keep(),
            Wish::Replace => self.replace(),
            Wish::TakeOver => self.take_over(),
            Wish::Snapshots => self.snapshots(),
            Wish::Look(place) => self.look(place),
            Wish::Link => self.link(),
            Wish::Kept(place) => self.download_kept(place),
            Wish::SaveCopy => self.save_copy(),
            Wish::SavePage => self.save_page(),
            Wish::Newer => self.newer(),
            Wish::Keys(on) => self.keys(on),
        }
    }

    /// The keeper's plan is the open one from now on.
    fn took(self: &Rc<Self>, keeper: PlanStore, opened: LoadedPlan, holding: Holding, place: Option<Place>) {
        self.leave();
        let (id, status) = (Rc::from(keeper.id()), keeper.status());
        self.keeper.replace(Some(keeper));
        self.say(Msg::Took(Box::new(opened), Held { id, holding }));
        self.tell_status(status);
        self.say(place.map_or(Msg::Resumed, Msg::Went));
    }

    /// Saves and lets go of the open plan.
    fn leave(self: &Rc<Self>) {
        self.flush();
        self.snapped.set(0);
        self.timer.take();
        self.again.take();
        self.lock.take();
        self.keeper.take();
    }
}
