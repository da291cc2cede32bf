//! Plans that the host stores: `load()` returns all texts by key, `save(key, text)` stores one. A text that the host
//! refused stays here as a pending write; reads return it, and it is retried. `storage` uses it.

use super::promise::then;
use js_sys::{Function, Object, Promise, Reflect, WeakMap};
use litemap::LiteMap;
use preflight_engine::store::Text;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

/// A write that the host has not confirmed.
struct PendingWrite {
    /// The number of the write, because only the last write of a key matters.
    version: u32,
    text: Option<String>,
    ticket: u64,
    /// Whether the host refused it.
    refused: bool,
}

/// A store of the host.
pub struct HostStore {
    host: JsValue,
    write_done: Callback<(u64, bool)>,
    version: Cell<u32>,
    pending: Rc<RefCell<LiteMap<String, PendingWrite>>>,
}

impl HostStore {
    pub fn new(host: JsValue, write_done: Callback<(u64, bool)>) -> Self {
        Self { host, write_done, version: Cell::default(), pending: Rc::default() }
    }

    /// Reads the texts whose keys begin with `prefix`. Pending writes replace stored texts.
    pub fn read(&self, prefix: &str, done: Box<dyn FnOnce(Vec<Text>)>) {
        let (prefix, pending) = (prefix.to_owned(), Rc::clone(&self.pending));
        let on_loaded = move |all: Result<JsValue, JsValue>| {
            let mut texts = all.map(|all| texts(&all, &prefix)).unwrap_or_default();
            for (key, pending) in pending.borrow().iter().filter(|(key, _)| key.starts_with(&prefix)) {
                texts.retain(|(stored, _)| stored != key);
                texts.extend(pending.text.clone().map(|text| (key.clone(), text)));
            }
            done(texts);
        };
        then(&enqueue(&self.host, "load", Vec::new()), Box::new(on_loaded));
    }

    /// Stores one text, or removes it.
    pub fn put(&self, key: &str, text: Option<&str>, ticket: u64) -> bool {
        let version = self.version.get().wrapping_add(1);
        self.version.set(version);
        let value = text.map_or(JsValue::NULL, JsValue::from);
        let (key, text) = (key.to_owned(), text.map(str::to_owned));
        let saved = enqueue(&self.host, "save", vec![key.as_str().into(), value]);
        self.pending.borrow_mut().insert(key.clone(), PendingWrite { version, text, ticket, refused: false });
        let (pending, write_done) = (Rc::clone(&self.pending), self.write_done.clone());
        let on_settled = move |saved: Result<JsValue, JsValue>| {
            let is_last = pending.borrow().get(&key).is_some_and(|last| last.version == version);
            if is_last && saved.is_ok() {
                pending.borrow_mut().remove(&key);
            } else if let Some(last) = pending.borrow_mut().get_mut(&key).filter(|_| is_last) {
                last.refused = true;
            }
            write_done.emit((ticket, saved.is_ok()));
        };
        then(&saved, Box::new(on_settled));
        true
    }

    /// Whether a write is not confirmed.
    pub fn has_pending(&self) -> bool {
        !self.pending.borrow().is_empty()
    }

    /// Retries the refused writes.
    pub fn retry_refused(&self) {
        let pending = self.pending.borrow();
        let refused = pending.iter().filter(|(_, pending)| pending.refused);
        let all: Vec<_> = refused.map(|(key, pending)| (key.clone(), pending.text.clone(), pending.ticket)).collect();
        drop(pending);
        for (key, text, ticket) in all {
            self.put(&key, text.as_deref(), ticket);
        }
    }
}

thread_local! {
    /// The last call of each host. It outlives a mount, because the next mount must read what this one is saving.
    static LAST: WeakMap = WeakMap::new();
}

/// Calls a function of the host after all earlier calls have ended, so that reads see earlier writes and the last write
/// wins.
fn enqueue(host: &JsValue, name: &'static str, args: Vec<JsValue>) -> Promise {
    let Some(object) = host.dyn_ref::<Object>() else { return call(host, name, &args) };
    let previous = LAST.with(|all| all.get(object)).dyn_into::<Promise>();
    let previous = previous.unwrap_or_else(|_| Promise::resolve(&JsValue::NULL));
    let mut work = Some((host.clone(), args));
    let next = Promise::new(&mut |resolve, reject| {
        let Some((host, args)) = work.take() else { return };
        let on_previous_settled = move |_| {
            let on_settled = move |outcome| {
                let _ = match outcome {
                    Ok(value) => resolve.call1(&JsValue::NULL, &value),
                    Err(error) => reject.call1(&JsValue::NULL, &error),
                };
            };
            then(&call(&host, name, &args), Box::new(on_settled));
        };
        then(&previous, Box::new(on_previous_settled));
    });
    LAST.with(|all| all.set(object, &next));
    next
}

/// Calls a function of the host. An exception becomes a rejected promise.
fn call(host: &JsValue, name: &str, args: &[JsValue]) -> Promise {
    let function = Reflect::get(host, &name.into()).and_then(|function| function.dyn_into::<Function>());
    match function.and_then(|function| function.apply(host, &args.iter().collect())) {
        Ok(value) => Promise::resolve(&value),
        Err(error) => Promise::reject(&error),
    }
}

fn texts(all: &JsValue, prefix: &str) -> Vec<Text> {
    let Some(all) = all.dyn_ref::<Object>() else { return Vec::new() };
    let entries = Object::entries(all);
    let pairs = entries.iter().map(|pair| js_sys::Array::from(&pair));
    let pairs = pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?)));
    pairs.filter(|(key, _)| key.starts_with(prefix)).collect()
}
