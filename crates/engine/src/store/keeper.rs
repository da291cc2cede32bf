//! The keeper of one open plan: chooses the newest whole copy when it is opened, writes its changes, never over what
//! another tab wrote, and knows how safe the last change is.

use super::backend::{Backend, Fault, Place};
use super::copies::{is_newer, keep_aside, Copies, Copy, MIRROR};
use super::envelope::{seal, Envelope, Head, LAST};
use super::keys::{mirror_key, slot_keys};
use super::outcome::{Saved, Status, Trouble};
use super::pace::Pace;
use super::shared::Shared;
use super::TOO_LARGE;
use crate::answer::Complaint;
use crate::assess::assess;
use crate::content::Content;
use crate::merge::merge;
use crate::saved::{self, decode, Opened};
use crate::session::Session;
use std::rc::Rc;

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
    shared: Shared,
    /// Whether `head` is in the quick layer, once that is known.
    quick: Option<Result<(), Trouble>>,
    /// Whether `head` is in the lasting layer.
    lasting: Lasting,
    /// Why the last try stored nothing.
    trouble: Option<Trouble>,
    /// Damaged texts that could not be put aside yet.
    aside: Vec<String>,
    /// Bytes of the plan file that was written last.
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
        let mut copies = Copies::of(&*backend, id);
        if let Some(text) = mirror {
            copies.add(MIRROR, id, text.to_owned());
        }
        if copies.newer {
            return Err(Complaint::new("stored_newer"));
        }
        let found = copies.read(content)?;
        let damaged = copies.damaged.len();
        copies.damaged.retain(|text| !keep_aside(&*backend, text));
        let kept = damaged - copies.damaged.len();
        let of = |quick: bool| found.iter().find(|(slot, ..)| (*slot != MIRROR) == quick);
        let (quick, last) = (of(true), of(false));
        let none = || match damaged {
            0 => Complaint::new("stored_missing"),
            _ => Complaint::new("stored_damaged").with("n", kept),
        };
        let newest = found.first().ok_or_else(none)?;
        let (head, opened) = (newest.1.clone(), newest.2.clone());
        let mut keeper = Self::new(backend, head, Rc::new(opened.session.clone()), writer);
        let is_newest = |copy: &&Copy| copy.1.rev == newest.1.rev && copy.1.writer == newest.1.writer;
        keeper.quick = quick.filter(is_newest).map(|_| Ok(()));
        if last.is_some_and(|copy| is_newest(&copy)) {
            keeper.lasting = Lasting::There;
        }
        match quick {
            Some((.., opened)) => {
                let seen = found.iter().filter(|(slot, ..)| *slot != MIRROR);
                let known = seen.map(|(_, head, _)| (head.rev, head.writer.clone())).collect();
                keeper.shared = Shared { known, session: Rc::new(opened.session.clone()), states: Vec::new() };
            }
            // All tabs began from the lasting copy.
            None if copies.readable => keeper.shared.session = Rc::clone(&keeper.base),
            None => {}
        }
        keeper.shared.states = vec![(0, Rc::clone(&keeper.shared.session))];
        keeper.aside = copies.damaged;
        Ok(Loaded { brought_back: newest.0 == MIRROR && copies.readable, damaged, keeper, opened })
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
        let (pace, lasting, shared) = (Pace::default(), Lasting::Absent, Shared::default());
        let (writer, aside) = (writer.to_owned(), Vec::new());
        Self { backend, head, base, writer, pace, shared, quick: None, lasting, trouble: None, aside, size: 0 }
    }

    pub fn id(&self) -> &str {
        &self.head.id
    }

    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Bytes of the plan file; 0 before it was written or read here.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether the newest revision stands in the quick layer.
    pub fn is_quick(&self) -> bool {
        self.quick == Some(Ok(()))
    }

    /// What was saved or loaded last.
    pub fn base(&self) -> &Rc<Session> {
        &self.base
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
        match (self.trouble, self.quick, self.lasting) {
            (Some(trouble), ..) => Status::NotSaved(trouble),
            _ if self.pace.is_dirty() => Status::Saving,
            (_, _, Lasting::OnItsWay(_)) => Status::Saving,
            (_, _, Lasting::There) => Status::Saved,
            (_, Some(Ok(())), _) => Status::SavedSoon,
            _ => Status::Fresh,
        }
    }

    /// Writes the plan now if it differs from what is stored.
    pub fn save(&mut self, content: &Content, session: &Session, today: i64, now: u64) -> Saved {
        self.keep(content, session, (today, now), &|_| {})
    }

    /// Writes the plan with a change of its head, such as the day on which it was put into the trash. If it could not
    /// be written, [`Keeper::head`] is without that change.
    pub fn mark(
        &mut self,
        content: &Content,
        session: &Session,
        today: i64,
        now: u64,
        change: impl Fn(&mut Head),
    ) -> Saved {
        self.keep(content, session, (today, now), &change)
    }

    fn keep(&mut self, content: &Content, mine: &Session, when: (i64, u64), change: &dyn Fn(&mut Head)) -> Saved {
        let copies = Copies::of(&*self.backend, &self.head.id);
        for text in &copies.damaged {
            keep_aside(&*self.backend, text);
        }
        self.aside.retain(|text| !keep_aside(&*self.backend, text));
        if copies.newer {
            return self.failed(Trouble::Newer, when.1);
        }
        let Some(theirs) = copies.newest().filter(|copy| self.is_foreign(copy)) else {
            return self.write(content, mine, &copies, when, change);
        };
        match decode(content, &theirs.body) {
            Ok(opened) => {
                let merged = merge(self.shared.begun_with(theirs.head.saw(&self.writer)), mine, &opened.session);
                self.adopt(&theirs.head, &copies, opened.session);
                // What was merged stays merged if it cannot be written: the next try begins from there.
                self.write(content, &merged.session, &copies, when, change);
                Saved::Merged(Box::new(merged.session), merged.conflicts)
            }
            Err(refusal) if is_newer(&refusal) => self.failed(Trouble::Newer, when.1),
            Err(_) => {
                keep_aside(&*self.backend, &seal(&theirs.head, &theirs.body));
                self.write(content, mine, &copies, when, change)
            }
        }
    }

    /// Whether a copy is not one that this page wrote or read.
    fn is_foreign(&self, copy: &Envelope) -> bool {
        !self.shared.known.iter().any(|(rev, writer)| *rev == copy.head.rev && *writer == copy.head.writer)
    }

    /// Whether what was saved last is not in the quick layer, where other tabs would see it.
    fn is_alone(&self) -> bool {
        *self.base != *self.shared.session
    }

    /// Whether another tab's copy goes on from all that this page wrote.
    fn is_included(&self, copy: &Envelope) -> bool {
        self.shared.states.last().is_none_or(|(rev, _)| copy.head.saw(&self.writer) >= *rev)
    }

    fn adopt(&mut self, theirs: &Head, copies: &Copies, session: Session) {
        let seen = std::mem::take(&mut self.head.seen);
        self.head = Head { rev: self.head.rev.max(theirs.rev), ..theirs.clone() };
        seen.iter().for_each(|(writer, rev)| self.head.see(writer, *rev));
        self.base = Rc::new(session);
        let saw = theirs.saw(&self.writer);
        let mut states = std::mem::take(&mut self.shared.states);
        states.retain(|(rev, _)| *rev > saw);
        states.insert(0, (saw, Rc::clone(&self.base)));
        self.shared = Shared { known: copies.known(), session: Rc::clone(&self.base), states };
        self.quick = Some(Ok(()));
        self.lasting = Lasting::Absent;
    }

    /// Takes over what another tab saved, unless a change of this page waits to be merged with it. To be followed by
    /// [`Keeper::wake_at`].
    pub fn refresh(&mut self, content: &Content) -> Option<Session> {
        let copies = Copies::of(&*self.backend, &self.head.id);
        let theirs = copies.newest()?;
        if self.pace.is_dirty() || !self.is_foreign(theirs) {
            return None;
        }
        if self.is_alone() || !self.is_included(theirs) {
            // Others never saw what this page wrote: a save, due at once, merges it.
            self.pace.changed(self.head.saved_at);
            return None;
        }
        let session = decode(content, &theirs.body).ok()?.session;
        self.adopt(&theirs.head, &copies, session.clone());
        Some(session)
    }

    fn write(
        &mut self,
        content: &Content,
        session: &Session,
        copies: &Copies,
        (today, now): (i64, u64),
        change: &dyn Fn(&mut Head),
    ) -> Saved {
        let mut head = self.head.clone();
        change(&mut head);
        // Looked up, not remembered: the reader may have cleared everything meanwhile.
        let is_there = |copy: &Envelope| (copy.head.rev, &copy.head.writer) == (self.head.rev, &self.head.writer);
        let quick = copies.newest().is_some_and(is_there);
        let cleared = copies.readable && !quick && self.quick == Some(Ok(()));
        let lasting = matches!(self.lasting, Lasting::There | Lasting::OnItsWay(_));
        let stored = quick || lasting && !cleared && !self.is_alone();
        // What was never stored, an example or an empty plan, is not until it is changed.
        let nothing = head.rev == 0;
        if head == self.head && *session == *self.base && (stored || nothing) {
            self.quick = match (copies.readable, quick) {
                (true, true) => Some(Ok(())),
                (true, false) => self.quick.filter(Result::is_err),
                (false, _) => Some(Err(Trouble::Refused)),
            };
            self.settle();
            return Saved::Done;
        }
        let assessment = assess(content, &session.answers, today);
        self.store(head, saved::encode(content, session, &assessment), copies, session, now)
    }

    /// Writes a plan file as the next revision.
    fn store(&mut self, mut head: Head, body: String, copies: &Copies, session: &Session, now: u64) -> Saved {
        self.size = body.len();
        if body.len() > TOO_LARGE {
            return self.failed(Trouble::TooLarge, now);
        }
        let newest = copies.newest().map_or(0, |copy| copy.head.rev);
        // Not below the clock: a copy that could not be seen at the start, and is older, must not win later.
        head.rev = (head.rev.max(newest) + 1).max(now);
        if head.rev > LAST {
            return self.failed(Trouble::Refused, now);
        }
        head.saved_at = now;
        head.writer = self.writer.clone();
        head.see(&self.writer, head.rev);
        let text = seal(&head, &body);
        let session = Rc::new(session.clone());
        let quick = if copies.readable { self.quickly(copies.free(), &text) } else { Err(Trouble::Refused) };
        if quick.is_ok() {
            let mut known = copies.known();
            known.push((head.rev, head.writer.clone()));
            (self.shared.known, self.shared.session) = (known, Rc::clone(&session));
            self.shared.wrote(head.rev, &session);
        }
        let lasting = self.backend.put(&mirror_key(&head.id), Some(&text), head.rev);
        if let (Err(trouble), false) = (quick, lasting) {
            return self.failed(trouble, now);
        }
        self.lasting = if lasting { Lasting::OnItsWay(head.rev) } else { Lasting::Absent };
        self.head = head;
        self.base = session;
        self.quick = Some(quick);
        self.settle();
        Saved::Done
    }

    /// Nothing waits any more.
    fn settle(&mut self) {
        self.trouble = None;
        self.pace.clear();
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
        self.trouble = Some(trouble);
        self.pace.failed(now);
        Saved::Failed(trouble)
    }

    /// The lasting layer is done with the revision `ticket`; false if that is no revision of this plan that waits.
    pub fn lasted(&mut self, ticket: u64, ok: bool, now: u64) -> bool {
        if self.lasting != Lasting::OnItsWay(ticket) {
            return false;
        }
        self.lasting = if ok { Lasting::There } else { Lasting::Failed };
        if !ok && self.quick != Some(Ok(())) {
            self.failed(self.quick.and_then(Result::err).unwrap_or(Trouble::Refused), now);
        }
        true
    }
}
