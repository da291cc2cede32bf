//! The effect handler: runs the effects that `update` returns, and answers with messages. The program calls
//! [`Effects::run`] for each effect; timers and events of the browser call it too. The plan store of the engine decides
//! when to save and what the save status is.

mod files;
mod plans;
mod save;
mod save_status;
mod stored;
mod tabs;

use crate::model::{Effect, HostEvent, JudgedPlan, Model, Msg};
use crate::shell::clock::{self, Task};
use crate::shell::host::Host;
use crate::shell::lifecycle::{listen, LifecycleEvent, Listener};
use crate::shell::locks::Lock;
use crate::shell::storage::{Storage, StorageChoice};
use crate::shell::{address, compress, dom, shortcuts};
use preflight_engine::store::{Backend, PlanStore, Status, StorageKind};
use preflight_engine::Content;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::Callback;

/// Runs effects for one mounted page.
pub struct Effects {
    content: Rc<Content>,
    today: i64,
    /// The id of this page, recorded as the writer of the plans that it saves.
    writer: String,
    send: Callback<Msg>,
    host: Host,
    storage: RefCell<Option<Rc<Storage>>>,
    ended: Cell<bool>,
    /// The store of the open plan.
    plan_store: RefCell<Option<PlanStore>>,
    /// The open plan as the page shows it.
    current: RefCell<Option<JudgedPlan>>,
    /// Whether another tab writes the open plan.
    read_only: Cell<bool>,
    lock: RefCell<Option<Lock>>,
    /// Incremented on every request to open a plan, because only the last requested plan opens.
    request: Cell<u32>,
    /// The save status that was reported to the model last.
    status: Cell<Status>,
    save_timer: RefCell<Option<Task>>,
    /// The next check for late writes of the tab that had the plan before.
    poll_timer: RefCell<Option<Task>>,
    /// The next retry of writes that the host refused.
    host_retry: RefCell<Option<Task>>,
    listener: RefCell<Option<Listener>>,
    /// When the last snapshot of the open plan was saved; 0 if none was since it opened.
    last_snapshot_at: Cell<u64>,
}

impl Effects {
    pub fn new(content: Rc<Content>, today: i64, send: Callback<Msg>, host: Host) -> Rc<Self> {
        Rc::new(Self {
            content,
            today,
            writer: clock::random_id(),
            send,
            host,
            storage: RefCell::default(),
            ended: Cell::default(),
            plan_store: RefCell::default(),
            current: RefCell::default(),
            read_only: Cell::default(),
            lock: RefCell::default(),
            request: Cell::default(),
            status: Cell::new(Status::Unsaved),
            save_timer: RefCell::default(),
            poll_timer: RefCell::default(),
            host_retry: RefCell::default(),
            listener: RefCell::default(),
            last_snapshot_at: Cell::default(),
        })
    }

    /// Runs one effect. `model` is the model that requested it.
    pub fn run(self: &Rc<Self>, effect: Effect, model: &Rc<Model>) {
        match effect {
            Effect::PlanEdited { judged, before } => self.plan_edited(judged, &before),
            Effect::SaveNow => self.save_now(),
            Effect::ListPlans => self.list_plans(),
            Effect::ListSnapshots => self.list_snapshots(),
            Effect::SaveSnapshot(judged, reason) => self.save_snapshot(&judged, reason),
            Effect::CreatePlan { plan, assessment, scenario_of, route } => {
                self.create(plan, assessment, scenario_of, route);
            }
            Effect::OpenExample(loaded) => self.open_example(*loaded),
            Effect::OpenStored { id, route } => self.open_stored(&id, route),
            Effect::LoadStored { id, purpose } => self.load_stored(&id, purpose),
            Effect::RenameStored { id, name } => self.rename(&id, name),
            Effect::Trash { id } => self.trash(&id),
            Effect::Restore { id } => self.restore(&id),
            Effect::Erase { id } => {
                self.erase(&id);
                self.list_plans();
            }
            Effect::DownloadStored { id } => self.download_stored(&id),
            Effect::TakeOver => self.take_over(),
            Effect::CreateLink { plan, text } => self.create_link(plan, &text),
            Effect::UnpackLink(payload) => {
                let send = self.send.clone();
                compress::unpack(&payload, Box::new(move |text| send.emit(Msg::LinkUnpacked(text))));
            }
            Effect::ReadFile(file) => self.read_file(&file),
            Effect::Download { name, mime, text } => self.download(&name, mime, &text),
            Effect::DownloadReport { name } => self.download_report(&name, model),
            Effect::DownloadPage { name, plan_file } => self.download_page(&name, &plan_file),
            Effect::RequestPersistence => crate::shell::files::request_persistence(),
            Effect::CopyText(text) => dom::copy(&text),
            Effect::Print => dom::print(),
            Effect::StoreShortcuts(on) => self.store_shortcuts(on),
            Effect::ApplyUpdate => self.apply_update(),
            Effect::NotifyHost(event) => self.notify_host(&event),
        }
    }

    /// Opens the storage, and reports when it is ready.
    pub fn start(self: &Rc<Self>, choice: StorageChoice) {
        let write_done = {
            let effects = Rc::downgrade(self);
            Callback::from(move |(ticket, ok)| {
                if let Some(effects) = effects.upgrade() {
                    effects.durable_write_done(ticket, ok);
                }
            })
        };
        let effects = Rc::clone(self);
        Storage::open(choice, write_done, move |storage| {
            // The page may have been unmounted meanwhile.
            if effects.ended.get() {
                return;
            }
            effects.storage.replace(Some(storage));
            let weak = Rc::downgrade(&effects);
            let listener = listen(move |event| weak.upgrade().is_some_and(|effects| effects.on_lifecycle_event(event)));
            effects.listener.replace(Some(listener));
            effects.migrate_legacy();
            if effects.is_shared() && !shortcuts::enabled() {
                effects.dispatch(Msg::ShortcutsLoaded(false));
            }
            let ready = Rc::clone(&effects);
            effects.list_plans_then(move || {
                if !ready.ended.get() {
                    ready.dispatch(Msg::StorageReady { fragment: address::current() });
                }
            });
        });
    }

    /// Cancels everything that could still run.
    pub fn end(self: &Rc<Self>) {
        self.request.set(self.request.get() + 1);
        self.ended.set(true);
        self.close();
        self.listener.take();
    }

    fn storage(&self) -> Option<Rc<Storage>> {
        self.storage.borrow().clone()
    }

    fn dispatch(&self, msg: Msg) {
        self.send.emit(msg);
    }

    /// Whether other tabs may have the same plans open.
    fn is_shared(&self) -> bool {
        self.storage().is_some_and(|storage| storage.kind() == StorageKind::Browser)
    }

    /// The id of the open plan.
    fn open_id(&self) -> Option<String> {
        self.plan_store.borrow().as_ref().map(|store| store.id().to_owned())
    }

    fn is_open(&self, id: &str) -> bool {
        self.plan_store.borrow().as_ref().is_some_and(|store| store.id() == id)
    }

    /// Stores whether shortcuts are on, if the plans are in the storage of the browser.
    fn store_shortcuts(&self, on: bool) {
        if self.is_shared() {
            shortcuts::set_enabled(on);
        }
    }

    /// Handles a lifecycle event. Returns true if the browser should ask the reader whether to stay.
    fn on_lifecycle_event(self: &Rc<Self>, event: LifecycleEvent) -> bool {
        match event {
            LifecycleEvent::Save => self.save_now(),
            LifecycleEvent::Written(key, text) => self.on_written(&key, text.as_deref()),
            LifecycleEvent::Leaving => {
                // A write that the host has not confirmed can fail, and after this page nobody would retry it.
                return matches!(self.status.get(), Status::NotSaved(_))
                    || self.storage().is_some_and(|storage| storage.has_pending());
            }
        }
        false
    }

    fn notify_host(&self, event: &HostEvent) {
        match event {
            HostEvent::Ready => self.host.emit("ready", &[]),
            HostEvent::PlanChanged => self.host.emit("change", &[("id", &self.open_id().unwrap_or_default())]),
            HostEvent::Error { code, message } => self.host.emit("error", &[("code", code), ("message", message)]),
        }
    }
}
