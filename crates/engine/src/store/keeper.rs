//! The keeper of one open plan: chooses the newest whole copy when it is opened, writes its changes, never over what
//! another tab wrote, and knows how safe the last change is.

use super::backend::{Backend, Fault, Place};
use super::envelope::{checksum, open, seal, Damage, Envelope, Head, LAST};
use super::keys::{kept_key, mirror_key, slot_keys};
use super::pace::Pace;
use super::TOO_LARGE;
use crate::answer::Complaint;
use crate::assess::assess;
use crate::content::Content;
use crate::merge::{merge, Conflict};
use crate::saved::{self, decode, Opened};
use crate::session::Session;
use std::rc::Rc;

/// Why the last change is stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No room is left.
    Full,
    /// The plan is larger than any plan may be.
    TooLarge,
    /// The storage refused it.
    Refused,
    /// A newer version saved this plan meanwhile.
    Newer,
}

/// How safe the last change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing had to be saved yet.
    Fresh,
    /// A change waits, or its lasting copy is on its way.
    Saving,
    /// It survives even a crash of the browser.
    Saved,
    /// It survives the page; a crash of the browser within a minute may lose it.
    SavedSoon,
    NotSaved(Trouble),
    /// Nothing is stored here: it ends with the page.
    InPage,
}

/// What a save came to.
#[derive(Debug, PartialEq)]
pub enum Saved {
    /// Written, or nothing had to be.
    Done,
    /// Another tab had saved this plan: both are in this session now, which is written.
    Merged(Box<Session>, Vec<Conflict>),
    Failed(Trouble),
}

/// A plan that was opened.
pub struct Loaded {
    pub keeper: Keeper,
    pub opened: Opened,
    /// Only the lasting layer had this state: the quick one was cleared or fell back.
    pub brought_back: bool,
    /// How many damaged copies were put aside.
    pub damaged: usize,
}

/// The keeper of one plan.
pub struct Keeper {
    backend: Rc<dyn Backend>,
    /// Of the newest revision that this page knows.
    head: Head,
    /// What that revision says.
    base: Rc<Session>,
    /// This tab, as the writer of what it saves.
    writer: String,
    pace: Pace,
    quick: Option<Result<(), Trouble>>,
    lasting: Lasting,
    /// Bytes of the plan file that was written or read last.
    size: usize,
}

/// The lasting copy of the newest revision.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lasting {
    Absent,
    OnItsWay(u64),
    There,
    Failed,
}

/// The copies of a plan in the quick layer.
struct Copies {
    /// The newest one that is whole.
    newest: Option<Envelope>,
    /// Where the next revision goes: never over the newest one.
    free: usize,
    /// Texts that do not open.
    damaged: Vec<String>,
    /// Whether a newer version wrote one.
    newer: bool,
    /// Whether the quick layer can be read at all.
    readable: bool,
}

impl Copies {
    fn of(backend: &dyn Backend, id: &str) -> Self {
        let mut copies = Self { newest: None, free: 0, damaged: Vec::new(), newer: false, readable: true };
        for (slot, key) in slot_keys(id).iter().enumerate() {
            match backend.get(key) {
                Err(_) => copies.readable = false,
                Ok(None) => {}
                Ok(Some(text)) => copies.add(slot, id, text),
            }
        }
        copies
    }

    fn add(&mut self, slot: usize, id: &str, text: String) {
        match open(&text) {
            Ok(envelope) if envelope.head.id == id => {
                if self.newest.as_ref().is_none_or(|newest| newest.head.rev < envelope.head.rev) {
                    self.newest = Some(envelope);
                    self.free = 1 - slot;
                }
            }
            Err(Damage::Newer) => self.newer = true,
            _ => self.damaged.push(text),
        }
    }
}

impl Keeper {
    /// Opens a stored plan: of its two quick copies and `mirror`, the lasting one, the newest that is whole and can be
    /// read. What is damaged is put aside. Without any such copy the sentence says why.
    pub fn load(
        backend: Rc<dyn Backend>,
        content: &Content,
        id: &str,
        mirror: Option<&str>,
        writer: &str,
    ) -> Result<Loaded, Complaint> {
        let copies = Copies::of(&*backend, id);
        let lasting = mirror.map(open);
        if copies.newer || lasting == Some(Err(Damage::Newer)) {
            return Err(Complaint::new("stored_newer"));
        }
        let mut damaged = copies.damaged;
        if let (Some(Err(Damage::Torn)), Some(text)) = (&lasting, mirror) {
            damaged.push(text.to_owned());
        }
        let kept = damaged.iter().filter(|text| keep_aside(&*backend, text)).count();
        let lasting = lasting.and_then(Result::ok).filter(|envelope| envelope.head.id == id);
        let quick = copies.newest.as_ref().map(|envelope| envelope.head.rev);
        let last = lasting.as_ref().map(|envelope| envelope.head.rev);
        let newest = if last > quick { lasting } else { copies.newest };
        let Some(Envelope { head, body }) = newest else {
            return Err(Complaint::new("stored_damaged").with("n", kept));
        };
        let opened = decode(content, &body)?;
        let mut keeper = Self::new(backend, head, Rc::new(opened.session.clone()), writer);
        keeper.size = body.len();
        if Some(keeper.head.rev) == quick {
            keeper.quick = Some(Ok(()));
        }
        if Some(keeper.head.rev) == last {
            keeper.lasting = Lasting::There;
        }
        Ok(Loaded { brought_back: last > quick, damaged: damaged.len(), keeper, opened })
    }

    /// The keeper of a plan that is not stored yet.
    pub fn fresh(backend: Rc<dyn Backend>, id: &str, scenario_of: Option<String>, writer: &str) -> Self {
        let head = Head { id: id.to_owned(), scenario_of, ..Head::default() };
        Self::new(backend, head, Rc::default(), writer)
    }

    /// The keeper of an example: it is stored with the first change of it.
    pub fn example(backend: Rc<dyn Backend>, id: &str, session: &Session, writer: &str) -> Self {
        let head = Head { id: id.to_owned(), ..Head::default() };
        Self::new(backend, head, Rc::new(session.clone()), writer)
    }

    fn new(backend: Rc<dyn Backend>, head: Head, base: Rc<Session>, writer: &str) -> Self {
        let (pace, lasting) = (Pace::default(), Lasting::Absent);
        Self { backend, head, base, writer: writer.to_owned(), pace, quick: None, lasting, size: 0 }
    }

    pub fn id(&self) -> &str {
        &self.head.id
    }

    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Bytes of the plan file.
    pub fn size(&self) -> usize {
        self.size
    }

    /// What was saved or loaded last.
    pub fn base(&self) -> &Rc<Session> {
        &self.base
    }

    /// Whether the newest revision stands in the quick layer.
    pub fn is_quick(&self) -> bool {
        self.quick == Some(Ok(()))
    }

    /// The plan changed.
    pub fn changed(&mut self, now: u64) {
        self.pace.changed(now);
    }

    /// Whether a change waits to be written.
    pub fn is_dirty(&self) -> bool {
        self.pace.is_dirty()
    }

    /// When to call [`Keeper::is_due`] again.
    pub fn wake_at(&self) -> Option<u64> {
        self.pace.wake_at()
    }

    /// Whether it is time to save.
    pub fn is_due(&self, now: u64) -> bool {
        self.pace.is_due(now)
    }

    /// How safe the last change is.
    pub fn status(&self) -> Status {
        if self.backend.place() == Place::Page {
            return Status::InPage;
        }
        if let Some(Err(trouble)) = self.quick {
            if matches!(trouble, Trouble::TooLarge | Trouble::Newer) {
                return Status::NotSaved(trouble);
            }
        }
        match (self.quick, self.lasting) {
            (_, Lasting::OnItsWay(_)) => Status::Saving,
            (Some(Err(trouble)), Lasting::Absent | Lasting::Failed) => Status::NotSaved(trouble),
            _ if self.pace.is_dirty() => Status::Saving,
            (_, Lasting::There) => Status::Saved,
            (Some(Ok(())), _) => Status::SavedSoon,
            (None, _) => Status::Fresh,
        }
    }

    /// Writes the plan now if it differs from what is stored.
    pub fn save(&mut self, content: &Content, session: &Session, today: i64, now: u64) -> Saved {
        let copies = Copies::of(&*self.backend, &self.head.id);
        for text in &copies.damaged {
            keep_aside(&*self.backend, text);
        }
        if copies.newer {
            return self.failed(Trouble::Newer, now);
        }
        let merged = copies.newest.as_ref().and_then(|theirs| self.met(content, theirs, session));
        let Some((session, conflicts)) = merged else { return self.write(content, session, &copies, today, now) };
        match self.write(content, &session, &copies, today, now) {
            Saved::Done => Saved::Merged(Box::new(session), conflicts),
            other => other,
        }
    }

    /// What another tab saved meanwhile and this page have in common, if it did.
    fn met(&mut self, content: &Content, theirs: &Envelope, mine: &Session) -> Option<(Session, Vec<Conflict>)> {
        if !self.is_foreign(theirs) {
            return None;
        }
        let opened = decode(content, &theirs.body).ok()?;
        let merged = merge(&self.base, mine, &opened.session);
        self.adopt(theirs, opened.session);
        Some((merged.session, merged.conflicts))
    }

    /// Whether a copy is not one that this page wrote or read.
    fn is_foreign(&self, copy: &Envelope) -> bool {
        (copy.head.rev, &copy.head.writer) != (self.head.rev, &self.head.writer) && copy.head.rev >= self.head.rev
    }

    fn adopt(&mut self, theirs: &Envelope, session: Session) {
        self.head = theirs.head.clone();
        self.base = Rc::new(session);
        self.quick = Some(Ok(()));
        self.lasting = Lasting::Absent;
    }

    /// Takes over what another tab saved, unless a change of this page waits.
    pub fn refresh(&mut self, content: &Content) -> Option<Session> {
        let theirs = Copies::of(&*self.backend, &self.head.id).newest?;
        if self.pace.is_dirty() || !self.is_foreign(&theirs) {
            return None;
        }
        let session = decode(content, &theirs.body).ok()?.session;
        self.adopt(&theirs, session.clone());
        Some(session)
    }

    fn write(&mut self, content: &Content, session: &Session, copies: &Copies, today: i64, now: u64) -> Saved {
        let stored = self.quick == Some(Ok(())) || matches!(self.lasting, Lasting::There | Lasting::OnItsWay(_));
        // What was never stored, an example or an empty plan, is not until it is changed.
        if *session == *self.base && (stored || self.head.rev == 0) {
            self.pace.clear();
            return Saved::Done;
        }
        let assessment = assess(content, &session.answers, today);
        self.store(saved::encode(content, session, &assessment), copies, session, now)
    }

    /// Writes a plan file as the next revision.
    fn store(&mut self, body: String, copies: &Copies, session: &Session, now: u64) -> Saved {
        self.size = body.len();
        if body.len() > TOO_LARGE {
            return self.failed(Trouble::TooLarge, now);
        }
        let mut head = self.head.clone();
        // Not below the clock: a copy that could not be seen at the start, and is older, must not win later.
        head.rev = (head.rev + 1).max(now);
        if head.rev > LAST {
            // It would be stored and not open again.
            return self.failed(Trouble::Refused, now);
        }
        head.saved_at = now;
        head.writer = self.writer.clone();
        let text = seal(&head, &body);
        let quick = if copies.readable { self.quickly(copies.free, &text) } else { Err(Trouble::Refused) };
        let lasting = self.backend.put(&mirror_key(&head.id), Some(&text), head.rev);
        if quick.is_err() && !lasting {
            return self.failed(quick.err().unwrap_or(Trouble::Refused), now);
        }
        self.lasting = if lasting { Lasting::OnItsWay(head.rev) } else { Lasting::Absent };
        self.head = head;
        self.base = Rc::new(session.clone());
        self.quick = Some(quick);
        self.pace.clear();
        Saved::Done
    }

    fn quickly(&self, slot: usize, text: &str) -> Result<(), Trouble> {
        let key = &slot_keys(&self.head.id)[slot];
        self.backend.set(key, text).map_err(|fault| match fault {
            Fault::Full => Trouble::Full,
            Fault::Forbidden | Fault::Refused => Trouble::Refused,
        })?;
        match self.backend.get(key) {
            Ok(Some(back)) if back == text => Ok(()),
            _ => Err(Trouble::Refused),
        }
    }

    fn failed(&mut self, trouble: Trouble, now: u64) -> Saved {
        self.quick = Some(Err(trouble));
        self.lasting = Lasting::Absent;
        self.pace.failed(now);
        Saved::Failed(trouble)
    }

    /// The lasting layer is done with the revision `ticket`.
    pub fn lasted(&mut self, ticket: u64, ok: bool, now: u64) {
        if self.lasting != Lasting::OnItsWay(ticket) {
            return;
        }
        self.lasting = if ok { Lasting::There } else { Lasting::Failed };
        if !ok && self.quick != Some(Ok(())) {
            self.pace.failed(now);
        }
    }

    /// Writes the head anew with a change in it, such as the day on which the plan was put into the trash.
    pub fn mark(&mut self, content: &Content, today: i64, now: u64, change: impl FnOnce(&mut Head)) -> Saved {
        let copies = Copies::of(&*self.backend, &self.head.id);
        change(&mut self.head);
        let session = Rc::clone(&self.base);
        let assessment = assess(content, &session.answers, today);
        self.store(saved::encode(content, &session, &assessment), &copies, &session, now)
    }
}

/// Puts a text aside where it is offered for download, once. False when there is no room for it.
fn keep_aside(backend: &dyn Backend, text: &str) -> bool {
    backend.set(&kept_key(&checksum(text)), text).is_ok()
}
