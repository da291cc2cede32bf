//! The storage of plans: the browser, the memory of the page, or the host. The plan store and the effect handler use it
//! as one backend.

use super::host_store::HostStore;
use super::indexed_db::{self, Database};
use super::local_storage;
use litemap::LiteMap;
use preflight_engine::store::{Backend, StorageError, StorageKind, Text};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::Callback;

/// Where to store plans.
#[derive(Clone, PartialEq, Default)]
pub enum StorageChoice {
    #[default]
    Browser,
    Memory,
    /// An object of the host: `load()` returns all texts by key, `save(key, text)` stores one, or removes it if the
    /// text is null. Both may return a promise.
    Host(JsValue),
}

enum Kind {
    /// Whether the fast layer can be used, and the durable layer if it can be used.
    Browser(bool, Option<Database>),
    Memory(RefCell<LiteMap<String, String>>),
    Host(HostStore),
}

/// An open store.
pub struct Storage(Kind);

impl Storage {
    /// Opens the chosen storage, or memory if the browser stores nothing. `write_done` receives the ticket of each
    /// durable write that has ended, and whether it succeeded.
    pub fn open(choice: StorageChoice, write_done: Callback<(u64, bool)>, done: impl FnOnce(Rc<Self>) + 'static) {
        match choice {
            StorageChoice::Memory => done(Rc::new(Self::memory())),
            StorageChoice::Host(host) => done(Rc::new(Self(Kind::Host(HostStore::new(host, write_done))))),
            StorageChoice::Browser => {
                let on_database = move |database: Option<Database>| {
                    let fast = local_storage::usable();
                    let is_unavailable = !fast && database.is_none();
                    done(Rc::new(if is_unavailable { Self::memory() } else { Self(Kind::Browser(fast, database)) }));
                };
                indexed_db::open(write_done, Box::new(on_database));
            }
        }
    }

    fn memory() -> Self {
        Self(Kind::Memory(RefCell::default()))
    }

    /// Whether a confirmed write survives a crash of the browser.
    pub fn is_durable(&self) -> bool {
        !matches!(self.0, Kind::Browser(_, None) | Kind::Memory(_))
    }

    /// Every text of the fast layer.
    pub fn texts(&self) -> Vec<Text> {
        match &self.0 {
            Kind::Browser(true, _) => local_storage::texts(),
            Kind::Memory(texts) => texts.borrow().iter().map(|(key, text)| (key.clone(), text.clone())).collect(),
            _ => Vec::new(),
        }
    }

    /// Passes on the texts of the durable layer whose keys begin with `prefix`.
    pub fn read(&self, prefix: &str, done: impl FnOnce(Vec<Text>) + 'static) {
        match &self.0 {
            Kind::Browser(_, Some(database)) => database.read(prefix, Box::new(done)),
            Kind::Host(host) => host.read(prefix, Box::new(done)),
            _ => done(Vec::new()),
        }
    }

    /// Whether the host has not confirmed every write.
    pub fn has_pending(&self) -> bool {
        matches!(&self.0, Kind::Host(host) if host.has_pending())
    }

    /// Retries the writes that the host refused.
    pub fn retry_refused(&self) {
        if let Kind::Host(host) = &self.0 {
            host.retry_refused();
        }
    }
}

impl Backend for Storage {
    fn kind(&self) -> StorageKind {
        match self.0 {
            Kind::Browser(..) => StorageKind::Browser,
            Kind::Memory(_) => StorageKind::Memory,
            Kind::Host(..) => StorageKind::Host,
        }
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        match &self.0 {
            Kind::Browser(true, _) => local_storage::get(key),
            Kind::Memory(texts) => Ok(texts.borrow().get(key).cloned()),
            _ => Err(StorageError::Forbidden),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        match &self.0 {
            Kind::Browser(true, _) => local_storage::set(key, text),
            Kind::Memory(texts) => {
                texts.borrow_mut().insert(key.to_owned(), text.to_owned());
                Ok(())
            }
            _ => Err(StorageError::Forbidden),
        }
    }

    fn remove(&self, key: &str) {
        match &self.0 {
            Kind::Browser(true, _) => local_storage::remove(key),
            Kind::Memory(texts) => drop(texts.borrow_mut().remove(key)),
            _ => {}
        }
    }

    fn put(&self, key: &str, text: Option<&str>, ticket: u64) -> bool {
        match &self.0 {
            Kind::Browser(_, Some(database)) => database.put(key, text, ticket),
            Kind::Host(host) => host.put(key, text, ticket),
            _ => false,
        }
    }
}
