//! The one store of the page, with three places behind it: the browser, the page's own memory, the host page.

use super::hosted::Hosted;
use super::indexed::{self, Database};
use super::local;
use litemap::LiteMap;
use preflight_engine::store::{Backend, StorageError, StorageKind, Text};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::Callback;

/// Where plans are to be kept.
#[derive(Clone, PartialEq, Default)]
pub enum Wanted {
    #[default]
    Browser,
    Memory,
    /// An object of the host: `load()` gives all texts by key, `save(key, text)` stores one, or removes it for null;
    /// either may give a promise.
    Host(JsValue),
}

enum Kind {
    /// What of the two layers of a browser can be used.
    Browser(bool, Option<Database>),
    Memory(RefCell<LiteMap<String, String>>),
    Host(Hosted),
}

/// An open store.
pub struct Store(Kind);

impl Store {
    /// Opens what is wanted, or memory where the browser stores nothing. `told` hears which lasting writes have ended.
    pub fn open(wanted: Wanted, told: Callback<(u64, bool)>, done: impl FnOnce(Rc<Self>) + 'static) {
        match wanted {
            Wanted::Memory => done(Rc::new(Self::memory())),
            Wanted::Host(host) => done(Rc::new(Self(Kind::Host(Hosted::new(host, told))))),
            Wanted::Browser => {
                let found = move |database: Option<Database>| {
                    let local = local::usable();
                    let nothing = !local && database.is_none();
                    done(Rc::new(if nothing { Self::memory() } else { Self(Kind::Browser(local, database)) }));
                };
                indexed::open(told, Box::new(found));
            }
        }
    }

    fn memory() -> Self {
        Self(Kind::Memory(RefCell::default()))
    }

    /// Whether a crash of the browser right after saving loses nothing.
    pub fn is_lasting(&self) -> bool {
        !matches!(self.0, Kind::Browser(_, None) | Kind::Memory(_))
    }

    /// Every text of the quick layer.
    pub fn texts(&self) -> Vec<Text> {
        match &self.0 {
            Kind::Browser(true, _) => local::texts(),
            Kind::Memory(texts) => texts.borrow().iter().map(|(key, text)| (key.clone(), text.clone())).collect(),
            _ => Vec::new(),
        }
    }

    /// Hands on the texts of the lasting layer whose keys begin with `prefix`.
    pub fn read(&self, prefix: &str, done: impl FnOnce(Vec<Text>) + 'static) {
        match &self.0 {
            Kind::Browser(_, Some(database)) => database.read(prefix, Box::new(done)),
            Kind::Host(host) => host.read(prefix, Box::new(done)),
            _ => done(Vec::new()),
        }
    }

    /// Whether the host has not taken everything yet.
    pub fn owes(&self) -> bool {
        matches!(&self.0, Kind::Host(host) if host.owes())
    }

    /// Gives the host again what it did not take.
    pub fn again(&self) {
        if let Kind::Host(host) = &self.0 {
            host.again();
        }
    }
}

impl Backend for Store {
    fn kind(&self) -> StorageKind {
        match self.0 {
            Kind::Browser(..) => StorageKind::Browser,
            Kind::Memory(_) => StorageKind::Memory,
            Kind::Host(..) => StorageKind::Host,
        }
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        match &self.0 {
            Kind::Browser(true, _) => local::get(key),
            Kind::Memory(texts) => Ok(texts.borrow().get(key).cloned()),
            _ => Err(StorageError::Forbidden),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        match &self.0 {
            Kind::Browser(true, _) => local::set(key, text),
            Kind::Memory(texts) => {
                texts.borrow_mut().insert(key.to_owned(), text.to_owned());
                Ok(())
            }
            _ => Err(StorageError::Forbidden),
        }
    }

    fn remove(&self, key: &str) {
        match &self.0 {
            Kind::Browser(true, _) => local::remove(key),
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
