//! IndexedDB, the durable layer: a confirmed write survives a crash of the browser. `storage` uses it.

use super::clock::{self, Task};
use js_sys::Array;
use preflight_engine::store::Text;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbKeyRange, IdbOpenDbRequest, IdbTransaction, IdbTransactionMode};
use yew::Callback;

const NAME: &str = "dms-preflight";
const TEXTS: &str = "texts";
/// Milliseconds after which a database that does not respond counts as missing.
const OPEN_TIMEOUT_MS: i32 = 3_000;

/// The callback that waits for a result. The first result takes it, which may be the timeout.
type Waiting<T> = Rc<RefCell<Option<Box<dyn FnOnce(T)>>>>;

/// The open database.
pub struct Database {
    database: IdbDatabase,
    /// Called at the end of each write; reports its ticket.
    on_write_end: Closure<dyn Fn(Event)>,
}

/// Opens the database. Passes on none if the browser has no database, denies it, or does not respond.
pub fn open(write_done: Callback<(u64, bool)>, done: Box<dyn FnOnce(Option<Database>)>) {
    let waiting: Waiting<Option<Database>> = Rc::new(RefCell::new(Some(done)));
    let Some(request) = request() else { return answer(&waiting, None) };
    let timeout: Rc<RefCell<Option<Task>>> = Rc::default();
    let on_event = {
        let (waiting, timeout, request) = (Rc::clone(&waiting), Rc::clone(&timeout), request.clone());
        Closure::<dyn FnMut(Event)>::new(move |event: Event| match event.type_().as_str() {
            "upgradeneeded" => {
                if let Some(database) = opened(&request) {
                    let _ = database.create_object_store(TEXTS);
                }
            }
            "success" => {
                timeout.take();
                let database = opened(&request).map(|database| Database::new(database, write_done.clone()));
                answer(&waiting, database);
            }
            _ => answer(&waiting, None),
        })
    };
    let listener = Some(on_event.as_ref().unchecked_ref());
    request.set_onupgradeneeded(listener);
    request.set_onsuccess(listener);
    request.set_onerror(listener);
    request.set_onblocked(listener);
    // The request needs the closure until it is answered. The leak is small, because a page opens the database once.
    on_event.forget();
    let task = clock::timeout(OPEN_TIMEOUT_MS, move || answer(&waiting, None));
    timeout.replace(Some(task));
}

fn request() -> Option<IdbOpenDbRequest> {
    web_sys::window()?.indexed_db().ok().flatten()?.open_with_u32(NAME, 1).ok()
}

fn opened(request: &IdbOpenDbRequest) -> Option<IdbDatabase> {
    request.result().ok()?.dyn_into().ok()
}

fn answer(waiting: &Waiting<Option<Database>>, database: Option<Database>) {
    let done = waiting.borrow_mut().take();
    if let Some(done) = done {
        done(database);
    }
}

impl Database {
    fn new(database: IdbDatabase, write_done: Callback<(u64, bool)>) -> Self {
        let on_write_end = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let ticket = event.target().and_then(|target| js_sys::Reflect::get(&target, &"ticket".into()).ok());
            if let Some(ticket) = ticket.and_then(|ticket| ticket.as_f64()) {
                write_done.emit((ticket as u64, event.type_() == "complete"));
            }
        });
        Self { database, on_write_end }
    }

    fn transaction(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
        self.database.transaction_with_str_and_mode(TEXTS, mode)
    }

    /// Starts to write or to remove a text. False if the transaction cannot start.
    pub fn put(&self, key: &str, text: Option<&str>, ticket: u64) -> bool {
        self.start(key, text, ticket).is_ok()
    }

    fn start(&self, key: &str, text: Option<&str>, ticket: u64) -> Result<(), JsValue> {
        let transaction = self.transaction(IdbTransactionMode::Readwrite)?;
        js_sys::Reflect::set(&transaction, &"ticket".into(), &(ticket as f64).into())?;
        let listener = Some(self.on_write_end.as_ref().unchecked_ref());
        transaction.set_oncomplete(listener);
        transaction.set_onabort(listener);
        let texts = transaction.object_store(TEXTS)?;
        match text {
            Some(text) => texts.put_with_key(&text.into(), &key.into())?,
            None => texts.delete(&key.into())?,
        };
        Ok(())
    }

    /// Passes on every text whose key begins with `prefix`; none of them if reading fails.
    pub fn read(&self, prefix: &str, done: Box<dyn FnOnce(Vec<Text>)>) {
        let waiting = Rc::new(RefCell::new(Some(done)));
        if self.ask(prefix, Rc::clone(&waiting)).is_err() {
            if let Some(done) = waiting.take() {
                done(Vec::new());
            }
        }
    }

    fn ask(&self, prefix: &str, done: Waiting<Vec<Text>>) -> Result<(), JsValue> {
        let transaction = self.transaction(IdbTransactionMode::Readonly)?;
        let texts = transaction.object_store(TEXTS)?;
        let range = IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{ffff}").into())?;
        let keys = texts.get_all_keys_with_key(&range)?;
        let values = texts.get_all_with_key(&range)?;
        let on_event = Closure::once_into_js(move || {
            let list =
                |request: &web_sys::IdbRequest| request.result().unwrap_or_default().dyn_into().unwrap_or_default();
            let (keys, values): (Array, Array) = (list(&keys), list(&values));
            let pairs = keys.iter().zip(values.iter());
            let pairs = pairs.filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?)));
            if let Some(done) = done.take() {
                done(pairs.collect());
            }
        });
        // One of the two events ends the transaction; texts that could not be read count as missing.
        transaction.set_oncomplete(Some(on_event.unchecked_ref()));
        transaction.set_onabort(Some(on_event.unchecked_ref()));
        Ok(())
    }
}
