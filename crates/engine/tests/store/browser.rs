//! A simulated browser with its two layers of storage, as measured. A write to the fast layer is visible at once, also
//! to other tabs, and reaches the disk within 65 s, so that a crash of the browser loses any suffix of the younger
//! writes. A put to the durable layer is on the disk when it is done, and puts take effect in the order in which they
//! started. The stories of this folder run on it.

use super::{content, ID};
use preflight_engine::plan_file::{decode, DecodeError};
use preflight_engine::store::{
    mirror_key, open, quarantine_key, slot_keys, Backend, Damage, StorageError, StorageKind, PREFIX, QUARANTINE,
};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// After this many milliseconds a fast write is certainly on the disk.
const FLUSHED: u64 = 65_000;

type Texts = BTreeMap<String, String>;

/// How the fast layer behaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FastLayer {
    Works,
    /// Absent, null or forbidden.
    Forbidden,
    /// Throws at every access.
    Throws,
    /// Can be read only.
    Unwritable,
    /// Reports success and writes nothing.
    Swallows,
    /// Writes, and then throws at every access.
    Blind,
}

/// How the durable layer behaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DurableLayer {
    Works,
    Missing,
}

/// A put that is not done yet.
struct Put {
    page: usize,
    key: String,
    text: Option<String>,
    ticket: u64,
    /// Whether the quarantine had room when it started.
    room: bool,
}

/// The browser with all its pages.
pub struct Browser {
    pub fast: RefCell<Texts>,
    pub durable: RefCell<Texts>,
    /// The texts that are certainly on the disk, and the writes after them.
    disk: RefCell<Texts>,
    younger: RefCell<Vec<(u64, String, Option<String>)>>,
    puts: RefCell<VecDeque<Put>>,
    /// Page, ticket and success of finished puts that were not reported yet.
    done: RefCell<Vec<(usize, u64, bool)>>,
    /// Milliseconds that passed, independent of any clock.
    pub passed: Cell<u64>,
    /// Most UTF-16 code units in the fast layer.
    pub quota: Cell<Option<usize>>,
    pub fast_layer: Cell<FastLayer>,
    pub durable_layer: Cell<DurableLayer>,
    /// Keys that another program changed without the page noticing.
    pub torn: RefCell<Vec<String>>,
    /// Every text that was quarantined, also if it was cleared later.
    quarantined: RefCell<Vec<String>>,
    /// Everything that happened and must never happen.
    pub wrong: RefCell<Vec<String>>,
    /// Pages for which an event of a change is on its way.
    pub events: RefCell<Vec<usize>>,
    pub pages: Cell<usize>,
}

impl Browser {
    pub fn new() -> Rc<Self> {
        Rc::new(Self {
            fast: RefCell::default(),
            durable: RefCell::default(),
            disk: RefCell::default(),
            younger: RefCell::default(),
            puts: RefCell::default(),
            done: RefCell::default(),
            passed: Cell::new(0),
            quota: Cell::new(None),
            fast_layer: Cell::new(FastLayer::Works),
            durable_layer: Cell::new(DurableLayer::Works),
            torn: RefCell::default(),
            quarantined: RefCell::default(),
            wrong: RefCell::default(),
            events: RefCell::default(),
            pages: Cell::new(0),
        })
    }

    fn units(key: &str, text: &str) -> usize {
        key.encode_utf16().count() + text.encode_utf16().count()
    }

    fn has_room(&self, key: &str, text: &str) -> bool {
        let others = self.fast.borrow();
        let used: usize = others.iter().filter(|(other, _)| *other != key).map(|(k, t)| Self::units(k, t)).sum();
        self.quota.get().is_none_or(|quota| used + Self::units(key, text) <= quota)
    }

    /// A write or removal in the fast layer, without any check.
    pub fn write(&self, key: &str, text: Option<String>) {
        let mut fast = self.fast.borrow_mut();
        match text.clone() {
            Some(text) => fast.insert(key.to_owned(), text),
            None => fast.remove(key),
        };
        self.younger.borrow_mut().push((self.passed.get(), key.to_owned(), text));
    }

    /// Another program changes a text; no crash undoes it.
    pub fn tear(&self, key: &str, text: String) {
        self.fast.borrow_mut().insert(key.to_owned(), text.clone());
        self.disk.borrow_mut().insert(key.to_owned(), text);
        self.younger.borrow_mut().retain(|(_, other, _)| other != key);
    }

    /// Adds a text for a moment; it never reaches the disk.
    pub fn plant(&self, key: &str, text: Option<String>) {
        apply(&mut self.fast.borrow_mut(), key.to_owned(), text);
    }

    /// Time passes, and old writes reach the disk.
    pub fn wait(&self, ms: u64) {
        self.passed.set(self.passed.get() + ms);
        let mut younger = self.younger.borrow_mut();
        let old = younger.iter().take_while(|(at, ..)| at + FLUSHED <= self.passed.get()).count();
        for (_, key, text) in younger.drain(..old) {
            apply(&mut self.disk.borrow_mut(), key, text);
        }
    }

    /// The browser is killed: all but the first `flushed` of the younger writes are lost.
    pub fn crash(&self, flushed: usize) {
        let mut younger = self.younger.borrow_mut();
        let flushed = flushed % (younger.len() + 1);
        for (_, key, text) in younger.drain(..).take(flushed) {
            apply(&mut self.disk.borrow_mut(), key, text);
        }
        *self.fast.borrow_mut() = self.disk.borrow().clone();
    }

    /// Closes a page; the first few of its puts still take effect.
    pub fn close(&self, page: usize, landing: usize) {
        let mut landing = landing % (self.puts.borrow().len() + 1);
        let puts = std::mem::take(&mut *self.puts.borrow_mut());
        for put in puts {
            if put.page != page {
                self.puts.borrow_mut().push_back(put);
            } else if landing > 0 {
                landing -= 1;
                self.land(put);
            }
        }
        self.done.borrow_mut().retain(|(other, ..)| *other != page);
    }

    /// Finishes the oldest put.
    pub fn finish(&self, ok: bool) {
        let Some(put) = self.puts.borrow_mut().pop_front() else { return };
        self.done.borrow_mut().push((put.page, put.ticket, ok));
        if ok {
            self.land(put);
        }
    }

    fn land(&self, put: Put) {
        if let Some(old) = self.durable.borrow().get(&put.key) {
            self.check_overwritten(&put.key, old, put.room);
        }
        self.torn.borrow_mut().retain(|torn| *torn != put.key);
        apply(&mut self.durable.borrow_mut(), put.key, put.text);
    }

    /// Takes a report that a page has not received yet; reports may come in any order.
    pub fn notice(&self, which: usize) -> Option<(usize, u64, bool)> {
        let mut done = self.done.borrow_mut();
        let which = which.checked_rem(done.len())?;
        Some(done.remove(which))
    }

    pub fn is_idle(&self) -> bool {
        self.puts.borrow().is_empty() && self.done.borrow().is_empty()
    }

    /// The user clears the fast layer or the browser evicts it; no crash undoes it.
    pub fn clear_fast(&self) {
        self.fast.borrow_mut().clear();
        self.disk.borrow_mut().clear();
        self.younger.borrow_mut().clear();
    }

    /// The durable replica, as a page reads it at its start.
    pub fn mirror(&self) -> Option<String> {
        match self.durable_layer.get() {
            DurableLayer::Works => self.durable.borrow().get(&mirror_key(ID)).cloned(),
            DurableLayer::Missing => None,
        }
    }

    /// Checks that a damaged text was quarantined first, if there was room, and that no text of a newer version is
    /// overwritten.
    fn check_overwritten(&self, key: &str, old: &str, room: bool) {
        if key.contains(QUARANTINE) {
            return;
        }
        let damaged = match open(old) {
            Err(Damage::Newer) => return self.wrong(format!("{key}: a newer version's replica was overwritten")),
            Err(Damage::Torn) => true,
            Ok(envelope) => match decode(content(), &envelope.body) {
                Err(DecodeError::Newer(_)) => {
                    return self.wrong(format!("{key}: a newer version's plan was overwritten"))
                }
                other => other.is_err() || envelope.header.id != ID,
            },
        };
        let unseen = self.torn.borrow().iter().any(|torn| torn == key);
        let room = room
            && self.fast_layer.get() == FastLayer::Works
            && self.has_room(&quarantine_key("0123456789abcdef"), old);
        if damaged && !unseen && room && !self.quarantined.borrow().iter().any(|quarantined| quarantined == old) {
            self.wrong(format!("{key}: a damaged replica was overwritten: {old:?}"));
        }
    }

    fn wrong(&self, what: String) {
        self.wrong.borrow_mut().push(what);
    }

    /// Checks that a new revision is above all whole ones, because an older one would win later otherwise.
    fn check_revision(&self, key: &str, text: &str) {
        let slots = slot_keys(ID);
        if !slots.iter().any(|slot| slot == key) {
            return;
        }
        let rev = open(text).expect("what is written opens").header.rev;
        for old in slots.iter().filter_map(|slot| self.fast.borrow().get(slot).cloned()) {
            if open(&old).is_ok_and(|envelope| envelope.header.rev >= rev) {
                self.wrong(format!("revision {rev} over {old}"));
            }
        }
    }
}

fn apply(texts: &mut Texts, key: String, text: Option<String>) {
    match text {
        Some(text) => texts.insert(key, text),
        None => texts.remove(&key),
    };
}

/// One page's view of the browser's storage.
pub struct Connection {
    pub browser: Rc<Browser>,
    pub page: usize,
    /// Number of calls that still take effect before the page is killed during a save.
    pub lives: Cell<Option<usize>>,
    /// Whether the page could not open the database at its start. Then it never writes there, because it has not read it.
    no_durable_layer: bool,
    /// Failures of the fast layer for this page alone.
    pub own_fast_layer: Cell<FastLayer>,
}

impl Connection {
    pub fn new(browser: &Rc<Browser>) -> Rc<Self> {
        let page = browser.pages.get() + 1;
        browser.pages.set(page);
        let no_durable_layer = browser.durable_layer.get() == DurableLayer::Missing;
        let (lives, own_fast_layer) = (Cell::new(None), Cell::new(FastLayer::Works));
        Rc::new(Self { browser: Rc::clone(browser), page, lives, no_durable_layer, own_fast_layer })
    }

    pub fn is_dead(&self) -> bool {
        self.lives.get() == Some(0)
    }

    /// Whether the page is still alive for this call; counts it.
    fn lives(&self) -> bool {
        match self.lives.get() {
            None => true,
            Some(0) => false,
            Some(left) => {
                self.lives.set(Some(left - 1));
                left > 1
            }
        }
    }

    fn fast_layer(&self) -> FastLayer {
        match self.own_fast_layer.get() {
            FastLayer::Works => self.browser.fast_layer.get(),
            failing => failing,
        }
    }
}

impl Backend for Connection {
    fn kind(&self) -> StorageKind {
        StorageKind::Browser
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        match self.fast_layer() {
            FastLayer::Forbidden => Err(StorageError::Forbidden),
            FastLayer::Throws => Err(StorageError::Refused),
            _ => Ok(self.browser.fast.borrow().get(key).cloned()),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        match self.fast_layer() {
            FastLayer::Forbidden => return Err(StorageError::Forbidden),
            FastLayer::Throws | FastLayer::Unwritable => return Err(StorageError::Refused),
            _ if !self.browser.has_room(key, text) => return Err(StorageError::Full),
            FastLayer::Swallows => return Ok(()),
            FastLayer::Blind => self.own_fast_layer.set(FastLayer::Throws),
            FastLayer::Works => {}
        }
        if self.lives() {
            if let Some(old) = self.browser.fast.borrow().get(key) {
                self.browser.check_overwritten(key, old, true);
            }
            self.browser.check_revision(key, text);
            self.browser.torn.borrow_mut().retain(|torn| torn != key);
            self.browser.write(key, Some(text.to_owned()));
            if key[PREFIX.len()..].starts_with(QUARANTINE) {
                self.browser.quarantined.borrow_mut().push(text.to_owned());
            }
            self.browser.events.borrow_mut().push(self.page);
        }
        Ok(())
    }

    fn remove(&self, key: &str) {
        if self.lives() {
            self.browser.write(key, None);
        }
    }

    fn put(&self, key: &str, text: Option<&str>, ticket: u64) -> bool {
        if self.no_durable_layer || self.browser.durable_layer.get() == DurableLayer::Missing {
            return false;
        }
        if self.lives() {
            let (key, text) = (key.to_owned(), text.map(str::to_owned));
            let room = self.fast_layer() == FastLayer::Works && self.browser.quota.get().is_none();
            self.browser.puts.borrow_mut().push_back(Put { page: self.page, key, text, ticket, room });
        }
        true
    }
}
