//! A browser with its two layers of storage, as measured: a quick write is seen at once, also by other tabs, and
//! reaches the disk within 65 s, so that a crash of the browser loses any suffix of the younger ones; a put is on the
//! disk when it is done, and puts take effect in the order in which they began.

use super::{content, ID};
use preflight_engine::plan_file::decode;
use preflight_engine::store::{
    mirror_key, open, quarantine_key, slot_keys, Backend, Damage, StorageError, StorageKind, PREFIX, QUARANTINE,
};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// After this many milliseconds a quick write is certainly on the disk.
const FLUSHED: u64 = 65_000;

type Texts = BTreeMap<String, String>;

/// How the quick layer is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quick {
    Works,
    /// Absent, null or forbidden.
    Forbidden,
    /// Throws at every access.
    Throws,
    /// Can be read only.
    Unwritable,
    /// Says that it wrote and did not.
    Swallows,
    /// Writes, and throws when that is read again.
    Blind,
}

/// How the lasting layer is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lasting {
    Works,
    Missing,
}

/// A put that is not done yet.
struct Put {
    page: usize,
    key: String,
    text: Option<String>,
    ticket: u64,
    /// Whether something could be put aside when it began.
    room: bool,
}

/// The browser with all its pages.
pub struct Browser {
    pub quick: RefCell<Texts>,
    pub lasting: RefCell<Texts>,
    /// What is certainly on the disk, and the writes after it.
    disk: RefCell<Texts>,
    younger: RefCell<Vec<(u64, String, Option<String>)>>,
    puts: RefCell<VecDeque<Put>>,
    /// Page, ticket and success of puts that are done and were not told yet.
    done: RefCell<Vec<(usize, u64, bool)>>,
    /// Milliseconds that passed; no clock of a computer.
    pub passed: Cell<u64>,
    /// Most UTF-16 code units in the quick layer.
    pub quota: Cell<Option<usize>>,
    pub how: Cell<Quick>,
    pub lasts: Cell<Lasting>,
    /// Keys that another program changed behind the back of the page.
    pub torn: RefCell<Vec<String>>,
    /// What was put aside, also if it was cleared later.
    kept: RefCell<Vec<String>>,
    /// What must never happen and did.
    pub wrong: RefCell<Vec<String>>,
    /// Pages that were told of a change by an event that has not come yet.
    pub events: RefCell<Vec<usize>>,
    pub pages: Cell<usize>,
}

impl Browser {
    pub fn new() -> Rc<Self> {
        Rc::new(Self {
            quick: RefCell::default(),
            lasting: RefCell::default(),
            disk: RefCell::default(),
            younger: RefCell::default(),
            puts: RefCell::default(),
            done: RefCell::default(),
            passed: Cell::new(0),
            quota: Cell::new(None),
            how: Cell::new(Quick::Works),
            lasts: Cell::new(Lasting::Works),
            torn: RefCell::default(),
            kept: RefCell::default(),
            wrong: RefCell::default(),
            events: RefCell::default(),
            pages: Cell::new(0),
        })
    }

    fn units(key: &str, text: &str) -> usize {
        key.encode_utf16().count() + text.encode_utf16().count()
    }

    fn has_room(&self, key: &str, text: &str) -> bool {
        let others = self.quick.borrow();
        let used: usize = others.iter().filter(|(other, _)| *other != key).map(|(k, t)| Self::units(k, t)).sum();
        self.quota.get().is_none_or(|quota| used + Self::units(key, text) <= quota)
    }

    /// A write or removal in the quick layer, without any check.
    pub fn write(&self, key: &str, text: Option<String>) {
        let mut quick = self.quick.borrow_mut();
        match text.clone() {
            Some(text) => quick.insert(key.to_owned(), text),
            None => quick.remove(key),
        };
        self.younger.borrow_mut().push((self.passed.get(), key.to_owned(), text));
    }

    /// Changed by another program, which no crash takes back.
    pub fn tear(&self, key: &str, text: String) {
        self.quick.borrow_mut().insert(key.to_owned(), text.clone());
        self.disk.borrow_mut().insert(key.to_owned(), text);
        self.younger.borrow_mut().retain(|(_, other, _)| other != key);
    }

    /// A text that is there for a moment and never reaches the disk.
    pub fn plant(&self, key: &str, text: Option<String>) {
        apply(&mut self.quick.borrow_mut(), key.to_owned(), text);
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
        *self.quick.borrow_mut() = self.disk.borrow().clone();
    }

    /// The page is gone: of its puts the first few still take effect.
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

    /// The oldest put is done.
    pub fn finish(&self, ok: bool) {
        let Some(put) = self.puts.borrow_mut().pop_front() else { return };
        self.done.borrow_mut().push((put.page, put.ticket, ok));
        if ok {
            self.land(put);
        }
    }

    fn land(&self, put: Put) {
        if let Some(old) = self.lasting.borrow().get(&put.key) {
            self.check_overwritten(&put.key, old, put.room);
        }
        self.torn.borrow_mut().retain(|torn| *torn != put.key);
        apply(&mut self.lasting.borrow_mut(), put.key, put.text);
    }

    /// One of the notices that a page still has to hear: they may come in any order.
    pub fn notice(&self, which: usize) -> Option<(usize, u64, bool)> {
        let mut done = self.done.borrow_mut();
        let which = which.checked_rem(done.len())?;
        Some(done.remove(which))
    }

    pub fn is_idle(&self) -> bool {
        self.puts.borrow().is_empty() && self.done.borrow().is_empty()
    }

    /// Cleared by its user or evicted, which no crash takes back.
    pub fn clear_quick(&self) {
        self.quick.borrow_mut().clear();
        self.disk.borrow_mut().clear();
        self.younger.borrow_mut().clear();
    }

    /// The lasting copy, as a page reads it at its start.
    pub fn mirror(&self) -> Option<String> {
        match self.lasts.get() {
            Lasting::Works => self.lasting.borrow().get(&mirror_key(ID)).cloned(),
            Lasting::Missing => None,
        }
    }

    /// What does not open is put aside first, if there is room; what a newer version wrote stays.
    fn check_overwritten(&self, key: &str, old: &str, room: bool) {
        if key.contains(QUARANTINE) {
            return;
        }
        let damaged = match open(old) {
            Err(Damage::Newer) => return self.wrong(format!("{key}: a newer version's copy was overwritten")),
            Err(Damage::Torn) => true,
            Ok(copy) => match decode(content(), &copy.body) {
                Err(refusal) if refusal.key == "file_newer" => {
                    return self.wrong(format!("{key}: a newer version's plan was overwritten"))
                }
                other => other.is_err() || copy.header.id != ID,
            },
        };
        let unseen = self.torn.borrow().iter().any(|torn| torn == key);
        let room = room && self.how.get() == Quick::Works && self.has_room(&quarantine_key("0123456789abcdef"), old);
        if damaged && !unseen && room && !self.kept.borrow().iter().any(|kept| kept == old) {
            self.wrong(format!("{key}: a damaged copy was overwritten: {old:?}"));
        }
    }

    fn wrong(&self, what: String) {
        self.wrong.borrow_mut().push(what);
    }

    /// A new revision must be above all whole ones, or an older one would win later.
    fn check_revision(&self, key: &str, text: &str) {
        let slots = slot_keys(ID);
        if !slots.iter().any(|slot| slot == key) {
            return;
        }
        let rev = open(text).expect("what is written opens").header.rev;
        for old in slots.iter().filter_map(|slot| self.quick.borrow().get(slot).cloned()) {
            if open(&old).is_ok_and(|copy| copy.header.rev >= rev) {
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
    /// Calls that still have an effect before the page is killed in the midst of a save.
    pub lives: Cell<Option<usize>>,
    /// A page that could not open the database at its start goes without it, as it has not read what is in there.
    no_lasting: bool,
    /// Faults of this page alone.
    pub own: Cell<Quick>,
}

impl Connection {
    pub fn new(browser: &Rc<Browser>) -> Rc<Self> {
        let page = browser.pages.get() + 1;
        browser.pages.set(page);
        let no_lasting = browser.lasts.get() == Lasting::Missing;
        let (lives, own) = (Cell::new(None), Cell::new(Quick::Works));
        Rc::new(Self { browser: Rc::clone(browser), page, lives, no_lasting, own })
    }

    pub fn is_dead(&self) -> bool {
        self.lives.get() == Some(0)
    }

    /// Whether the page is still alive for one more effect.
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

    fn how(&self) -> Quick {
        match self.own.get() {
            Quick::Works => self.browser.how.get(),
            own => own,
        }
    }
}

impl Backend for Connection {
    fn kind(&self) -> StorageKind {
        StorageKind::Browser
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        match self.how() {
            Quick::Forbidden => Err(StorageError::Forbidden),
            Quick::Throws => Err(StorageError::Refused),
            _ => Ok(self.browser.quick.borrow().get(key).cloned()),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        match self.how() {
            Quick::Forbidden => return Err(StorageError::Forbidden),
            Quick::Throws | Quick::Unwritable => return Err(StorageError::Refused),
            _ if !self.browser.has_room(key, text) => return Err(StorageError::Full),
            Quick::Swallows => return Ok(()),
            Quick::Blind => self.own.set(Quick::Throws),
            Quick::Works => {}
        }
        if self.lives() {
            if let Some(old) = self.browser.quick.borrow().get(key) {
                self.browser.check_overwritten(key, old, true);
            }
            self.browser.check_revision(key, text);
            self.browser.torn.borrow_mut().retain(|torn| torn != key);
            self.browser.write(key, Some(text.to_owned()));
            if key[PREFIX.len()..].starts_with(QUARANTINE) {
                self.browser.kept.borrow_mut().push(text.to_owned());
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
        if self.no_lasting || self.browser.lasts.get() == Lasting::Missing {
            return false;
        }
        if self.lives() {
            let (key, text) = (key.to_owned(), text.map(str::to_owned));
            let room = self.how() == Quick::Works && self.browser.quota.get().is_none();
            self.browser.puts.borrow_mut().push_back(Put { page: self.page, key, text, ticket, room });
        }
        true
    }
}
