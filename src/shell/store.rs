//! The one store of the page, with three places behind it: the browser, the page's own memory, the host page.

use super::indexed::{self, Database};
use super::local;
use super::promise::settled;
use js_sys::{Function, Object, Promise, Reflect, WeakMap};
use litemap::LiteMap;
use preflight_engine::store::{Backend, Fault, Place, Text};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
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
    Host(JsValue, Callback<(u64, bool)>),
}

/// An open store.
pub struct Store(Kind);

impl Store {
    /// Opens what is wanted, or memory where the browser stores nothing. `told` hears which lasting writes have ended.
    pub fn open(wanted: Wanted, told: Callback<(u64, bool)>, done: impl FnOnce(Rc<Self>) + 'static) {
        match wanted {
            Wanted::Memory => done(Rc::new(Self::memory())),
            Wanted::Host(host) => done(Rc::new(Self(Kind::Host(host, told)))),
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
            Kind::Host(host, _) => {
                let prefix = prefix.to_owned();
                let loaded = in_turn(host, "load", Vec::new());
                settled(&loaded, Box::new(move |all| done(all.map(|all| of_host(&all, &prefix)).unwrap_or_default())));
            }
            _ => done(Vec::new()),
        }
    }
}

impl Backend for Store {
    fn place(&self) -> Place {
        match self.0 {
            Kind::Browser(..) => Place::Browser,
            Kind::Memory(_) => Place::Page,
            Kind::Host(..) => Place::Host,
        }
    }

    fn get(&self, key: &str) -> Result<Option<String>, Fault> {
        match &self.0 {
            Kind::Browser(true, _) => local::get(key),
            Kind::Memory(texts) => Ok(texts.borrow().get(key).cloned()),
            _ => Err(Fault::Forbidden),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Fault> {
        match &self.0 {
            Kind::Browser(true, _) => local::set(key, text),
            Kind::Memory(texts) => {
                texts.borrow_mut().insert(key.to_owned(), text.to_owned());
                Ok(())
            }
            _ => Err(Fault::Forbidden),
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
            Kind::Host(host, told) => {
                let told = told.clone();
                let text = text.map_or(JsValue::NULL, JsValue::from);
                let saved = in_turn(host, "save", vec![key.into(), text]);
                settled(&saved, Box::new(move |saved| told.emit((ticket, saved.is_ok()))));
                true
            }
            _ => false,
        }
    }
}

thread_local! {
    /// What each host does last. It outlives a mount: the next one must read what the one before saves.
    static LAST: WeakMap = WeakMap::new();
}

/// Calls a function of the host once all calls before have ended, so that what is read is what was saved, and what is
/// saved last is there in the end.
fn in_turn(host: &JsValue, name: &'static str, with: Vec<JsValue>) -> Promise {
    let Some(object) = host.dyn_ref::<Object>() else { return call(host, name, &with) };
    let before = LAST.with(|all| all.get(object)).dyn_into::<Promise>();
    let before = before.unwrap_or_else(|_| Promise::resolve(&JsValue::NULL));
    let mut work = Some((host.clone(), with));
    let next = Promise::new(&mut |keep, refuse| {
        let Some((host, with)) = work.take() else { return };
        let called = move |_| {
            let ended = move |outcome| {
                let _ = match outcome {
                    Ok(value) => keep.call1(&JsValue::NULL, &value),
                    Err(why) => refuse.call1(&JsValue::NULL, &why),
                };
            };
            settled(&call(&host, name, &with), Box::new(ended));
        };
        settled(&before, Box::new(called));
    });
    LAST.with(|all| all.set(object, &next));
    next
}

/// Calls a function of the host; what it throws is a promise that is not kept.
fn call(host: &JsValue, name: &str, with: &[JsValue]) -> Promise {
    let function = Reflect::get(host, &name.into()).and_then(|function| function.dyn_into::<Function>());
    match function.and_then(|function| function.apply(host, &with.iter().collect())) {
        Ok(value) => Promise::resolve(&value),
        Err(why) => Promise::reject(&why),
    }
}

fn of_host(all: &JsValue, prefix: &str) -> Vec<Text> {
    let Some(all) = all.dyn_ref::<Object>() else { return Vec::new() };
    let entries = Object::entries(all);
    let pairs = entries.iter().map(|pair| js_sys::Array::from(&pair));
    let pairs = pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?)));
    pairs.filter(|(key, _)| key.starts_with(prefix)).collect()
}
