//! Plans in the hands of the host page: its `load()` gives all texts by key, its `save(key, text)` takes one. What it did
//! not take is held here, is read from here, and is given again.

use super::promise::settled;
use js_sys::{Function, Object, Promise, Reflect, WeakMap};
use litemap::LiteMap;
use preflight_engine::store::Text;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

/// What was given to the host and is not known to be taken.
struct Owed {
    /// Counts what was given: of one key only the last matters.
    turn: u32,
    text: Option<String>,
    ticket: u64,
    /// Whether the host refused it.
    refused: bool,
}

/// A store of the host.
pub struct Hosted {
    host: JsValue,
    told: Callback<(u64, bool)>,
    turn: Cell<u32>,
    owed: Rc<RefCell<LiteMap<String, Owed>>>,
}

impl Hosted {
    pub fn new(host: JsValue, told: Callback<(u64, bool)>) -> Self {
        Self { host, told, turn: Cell::default(), owed: Rc::default() }
    }

    /// Hands on the texts whose keys begin with `prefix`, as they were given last.
    pub fn read(&self, prefix: &str, done: Box<dyn FnOnce(Vec<Text>)>) {
        let (prefix, owed) = (prefix.to_owned(), Rc::clone(&self.owed));
        let loaded = move |all: Result<JsValue, JsValue>| {
            let mut texts = all.map(|all| texts(&all, &prefix)).unwrap_or_default();
            for (key, owed) in owed.borrow().iter().filter(|(key, _)| key.starts_with(&prefix)) {
                texts.retain(|(stored, _)| stored != key);
                texts.extend(owed.text.clone().map(|text| (key.clone(), text)));
            }
            done(texts);
        };
        settled(&in_turn(&self.host, "load", Vec::new()), Box::new(loaded));
    }

    /// Stores one text, or removes it.
    pub fn put(&self, key: &str, text: Option<&str>, ticket: u64) -> bool {
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        let given = text.map_or(JsValue::NULL, JsValue::from);
        let (key, text) = (key.to_owned(), text.map(str::to_owned));
        let saved = in_turn(&self.host, "save", vec![key.as_str().into(), given]);
        self.owed.borrow_mut().insert(key.clone(), Owed { turn, text, ticket, refused: false });
        let (owed, told) = (Rc::clone(&self.owed), self.told.clone());
        let ended = move |saved: Result<JsValue, JsValue>| {
            let is_last = owed.borrow().get(&key).is_some_and(|last| last.turn == turn);
            if is_last && saved.is_ok() {
                owed.borrow_mut().remove(&key);
            } else if let Some(last) = owed.borrow_mut().get_mut(&key).filter(|_| is_last) {
                last.refused = true;
            }
            told.emit((ticket, saved.is_ok()));
        };
        settled(&saved, Box::new(ended));
        true
    }

    /// Whether something is not known to be taken.
    pub fn owes(&self) -> bool {
        !self.owed.borrow().is_empty()
    }

    /// Gives again what was refused.
    pub fn again(&self) {
        let owed = self.owed.borrow();
        let refused = owed.iter().filter(|(_, owed)| owed.refused);
        let all: Vec<_> = refused.map(|(key, owed)| (key.clone(), owed.text.clone(), owed.ticket)).collect();
        drop(owed);
        for (key, text, ticket) in all {
            self.put(&key, text.as_deref(), ticket);
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

fn texts(all: &JsValue, prefix: &str) -> Vec<Text> {
    let Some(all) = all.dyn_ref::<Object>() else { return Vec::new() };
    let entries = Object::entries(all);
    let pairs = entries.iter().map(|pair| js_sys::Array::from(&pair));
    let pairs = pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?)));
    pairs.filter(|(key, _)| key.starts_with(prefix)).collect()
}
