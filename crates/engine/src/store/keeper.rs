//! The keeper of one open plan: chooses the newest whole copy when it is opened, writes its changes, never over what
//! another tab wrote, and knows how safe the last change is.

use super::backend::{Backend, StorageError, StorageKind};
use super::copies::{is_newer, quarantine, Replicas, Replica, MIRROR};
use super::envelope::{seal, Envelope, Header, LAST};
use super::keys::{mirror_key, slot_keys};
use super::outcome::{SaveOutcome, Status, SaveError};
use super::pace::SaveSchedule;
use super::shared::History;
use super::MAX_PLAN_BYTES;
use crate::answer::UserMessage;
use crate::assess::assess;
use crate::content::Content;
use crate::merge::merge;
use crate::saved::{self, decode, LoadedPlan};
use crate::session::Session;
use std::rc::Rc;

/// A plan that was opened.
pub struct Loaded {
    pub store: PlanStore,
    pub loaded: LoadedPlan,
    /// Only the lasting layer had this state: the quick one was cleared or fell back.
    pub restored_from_mirror: bool,
    /// How many damaged copies were put aside.
    pub damaged: usize,
}

/// The keeper of one plan.
pub struct PlanStore {
    backend: Rc<dyn Backend>,
    /// Of the newest revision that this page knows.
    header: Header,
    /// What that revision says.
    base: Rc<Session>,
    /// This tab, as the writer of what it saves.
    writer: String,
    schedule: SaveSchedule,
    history: History,
    /// Whether `head` is in the quick layer, once that is known.
    fast: Option<Result<(), SaveError>>,
    /// Whether `head` is in the lasting layer.
    durable: DurableState,
    /// Why the last try stored nothing.
    error: Option<SaveError>,
    /// Damaged texts that could not be put aside yet.
    unquarantined: Vec<String>,
    /// Bytes of the plan file that was written last.
    size: usize,
}

/// The lasting copy of the newest revision.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DurableState {
    Absent,
    Pending(u64),
    Written,
    Failed,
}

impl PlanStore {
    /// Opens a stored plan: of its two quick copies and `mirror`, the lasting one, the newest that is whole and can be
    /// read. What is damaged is put aside. Without any such copy the sentence says why.
    pub fn load(
        backend: Rc<dyn Backend>,
        content: &Content,
        id: &str,
        mirror: Option<&str>,
        writer: &str,
    ) -> Result<Loaded, UserMessage> {
        let mut copies = Replicas::of(&*backend, id);
        if let Some(text) = mirror {
            copies.add(MIRROR, id, text.to_owned());
        }
        if copies.newer {
            return Err(UserMessage::new("stored_newer"));
        }
        let found = copies.read(content)?;
        let damaged = copies.damaged.len();
        copies.damaged.retain(|text| !quarantine(&*backend, text));
        let kept = damaged - copies.damaged.len();
        let of = |quick: bool| found.iter().find(|(slot, ..)| (*slot != MIRROR) == quick);
        let (quick, last) = (of(true), of(false));
        let none = || match damaged {
            0 => UserMessage::new("stored_missing"),
            _ => UserMessage::new("stored_damaged").arg("n", kept),
        };
        let newest = found.first().ok_or_else(none)?;
        let (head, opened) = (newest.1.clone(), newest.2.clone());
        let mut keeper = Self::new(backend, head, Rc::new(opened.session.clone()), writer);
        let is_newest = |copy: &&Replica| copy.1.rev == newest.1.rev && copy.1.writer == newest.1.writer;
        keeper.fast = quick.filter(is_newest).map(|_| Ok(()));
        if last.is_some_and(|copy| is_newest(&copy)) {
            keeper.durable = DurableState::Written;
        }
        match quick {
            Some((.., opened)) => {
                let seen = found.iter().filter(|(slot, ..)| *slot != MIRROR);
                let known = seen.map(|(_, head, _)| (head.rev, head.writer.clone())).collect();
                keeper.history = History { known, session: Rc::new(opened.session.clone()), states: Vec::new() };
            }
            // All tabs began from the lasting copy.
            None if copies.readable => keeper.history.session = Rc::clone(&keeper.base),
            None => {}
        }
        keeper.history.states = vec![(0, Rc::clone(&keeper.history.session))];
        keeper.unquarantined = copies.damaged;
        Ok(Loaded { restored_from_mirror: newest.0 == MIRROR && copies.readable, damaged, store: keeper, loaded: opened })
    }

    /// The keeper of a plan that is not stored yet.
    pub fn new_plan(backend: Rc<dyn Backend>, id: &str, scenario_of: Option<String>, writer: &str) -> Self {
        let head = Header { id: id.to_owned(), scenario_of, ..Header::default() };
        Self::new(backend, head, Rc::default(), writer)
    }

    /// The keeper of an example: it is stored with the first change of it.
    pub fn example(backend: Rc<dyn Backend>, id: &str, session: &Session, writer: &str) -> Self {
        let head = Header { id: id.to_owned(), ..Header::default() };
        Self::new(backend, head, Rc::new(session.clone()), writer)
    }

    fn new(backend: Rc<dyn Backend>, head: Header, base: Rc<Session>, writer: &str) -> Self {
        let (pace, lasting, shared) = (SaveSchedule::default(), DurableState::Absent, History::default());
        let (writer, aside) = (writer.to_owned(), Vec::new());
        Self { backend, header: head, base, writer, schedule: pace, history: shared, fast: None, durable: lasting, error: None, unquarantined: aside, size: 0 }
    }

    pub fn id(&self) -> &str {
        &self.header.id
    }

    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Bytes of the plan file; 0 before it was written or read here.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether the newest revision stands in the quick layer.
    pub fn is_fast(&self) -> bool {
        self.fast == Some(Ok(()))
    }

    /// What was saved or loaded last.
    pub fn base(&self) -> &Rc<Session> {
        &self.base
    }

    /// The plan changed.
    pub fn changed(&mut self, now: u64) {
        self.schedule.changed(now);
    }

    /// Whether a change waits to be written.
    pub fn is_dirty(&self) -> bool {
        self.schedule.is_dirty()
    }

    /// When to call [`Keeper::is_due`] again.
    pub fn wake_at(&self) -> Option<u64> {
        self.schedule.wake_at()
    }

    /// Whether it is time to save.
    pub fn is_due(&self, now: u64) -> bool {
        self.schedule.is_due(now)
    }

    /// How safe the last change is.
    pub fn status(&self) -> Status {
        if self.backend.kind() == StorageKind::Memory {
            return Status::MemoryOnly;
        }
        match (self.error, self.fast, self.durable) {
            (Some(trouble), ..) => Status::NotSaved(trouble),
            _ if self.schedule.is_dirty() => Status::Saving,
            (_, _, DurableState::Pending(_)) => Status::Saving,
            (_, _, DurableState::Written) => Status::Saved,
            (_, Some(Ok(())), _) => Status::SavedNotDurable,
            _ => Status::Unsaved,
        }
    }

    /// Writes the plan now if it differs from what is stored.
    pub fn save(&mut self, content: &Content, session: &Session, today: i64, now: u64) -> SaveOutcome {
        self.save_with(content, session, (today, now), &|_| {})
    }

    /// Writes the plan with a change of its head, such as the day on which it was put into the trash. If it could not
    /// be written, [`Keeper::head`] is without that change.
    pub fn save_header(
        &mut self,
        content: &Content,
        session: &Session,
        today: i64,
        now: u64,
        change: impl Fn(&mut Header),
    ) -> SaveOutcome {
        self.save_with(content, session, (today, now), &change)
    }

    fn save_with(&mut self, content: &Content, mine: &Session, when: (i64, u64), change: &dyn Fn(&mut Header)) -> SaveOutcome {
        let copies = Replicas::of(&*self.backend, &self.header.id);
        for text in &copies.damaged {
            quarantine(&*self.backend, text);
        }
        self.unquarantined.retain(|text| !quarantine(&*self.backend, text));
        if copies.newer {
            return self.failed(SaveError::Newer, when.1);
        }
        let Some(theirs) = copies.newest().filter(|copy| self.is_foreign(copy)) else {
            return self.write(content, mine, &copies, when, change);
        };
        match decode(content, &theirs.body) {
            Ok(opened) => {
                let merged = merge(self.history.merge_base(theirs.header.includes(&self.writer)), mine, &opened.session);
                self.adopt(&theirs.header, &copies, opened.session);
                // What was merged stays merged if it cannot be written: the next try begins from there.
                self.write(content, &merged.session, &copies, when, change);
                SaveOutcome::Merged(Box::new(merged.session), merged.conflicts)
            }
            Err(refusal) if is_newer(&refusal) => self.failed(SaveError::Newer, when.1),
            Err(_) => {
                quarantine(&*self.backend, &seal(&theirs.header, &theirs.body));
                self.write(content, mine, &copies, when, change)
            }
        }
    }

    /// Whether a copy is not one that this page wrote or read.
    fn is_foreign(&self, copy: &Envelope) -> bool {
        !self.history.known.iter().any(|(rev, writer)| *rev == copy.header.rev && *writer == copy.header.writer)
    }

    /// Whether what was saved last is not in the quick layer, where other tabs would see it.
    fn is_unseen(&self) -> bool {
        *self.base != *self.history.session
    }

    /// Whether another tab's copy goes on from all that this page wrote.
    fn is_included(&self, copy: &Envelope) -> bool {
        self.history.states.last().is_none_or(|(rev, _)| copy.header.includes(&self.writer) >= *rev)
    }

    fn adopt(&mut self, theirs: &Header, copies: &Replicas, session: Session) {
        let seen = std::mem::take(&mut self.header.seen);
        self.header = Header { rev: self.header.rev.max(theirs.rev), ..theirs.clone() };
        seen.iter().for_each(|(writer, rev)| self.header.include(writer, *rev));
        self.base = Rc::new(session);
        let saw = theirs.includes(&self.writer);
        let mut states = std::mem::take(&mut self.history.states);
        states.retain(|(rev, _)| *rev > saw);
        states.insert(0, (saw, Rc::clone(&self.base)));
        self.history = History { known: copies.known(), session: Rc::clone(&self.base), states };
        self.fast = Some(Ok(()));
        self.durable = DurableState::Absent;
    }

    /// Takes over what another tab saved, unless a change of this page waits to be merged with it. To be followed by
    /// [`Keeper::wake_at`].
    pub fn refresh(&mut self, content: &Content) -> Option<Session> {
        let copies = Replicas::of(&*self.backend, &self.header.id);
        let theirs = copies.newest()?;
        if self.schedule.is_dirty() || !self.is_foreign(theirs) {
            return None;
        }
        if self.is_unseen() || !self.is_included(theirs) {
            // Others never saw what this page wrote: a save, due at once, merges it.
            self.schedule.changed(self.header.saved_at);
            return None;
        }
        let session = decode(content, &theirs.body).ok()?.session;
        self.adopt(&theirs.header, &copies, session.clone());
        Some(session)
    }

    fn write(
        &mut self,
        content: &Content,
        session: &Session,
        copies: &Replicas,
        (today, now): (i64, u64),
        change: &dyn Fn(&mut Header),
    ) -> SaveOutcome {
        let mut head = self.header.clone();
        change(&mut head);
        // Looked up, not remembered: the reader may have cleared everything meanwhile.
        let is_there = |copy: &Envelope| (copy.header.rev, &copy.header.writer) == (self.header.rev, &self.header.writer);
        let quick = copies.newest().is_some_and(is_there);
        let cleared = copies.readable && !quick && self.fast == Some(Ok(()));
        let lasting = matches!(self.durable, DurableState::Written | DurableState::Pending(_));
        let stored = quick || lasting && !cleared && !self.is_unseen();
        // What was never stored, an example or an empty plan, is not until it is changed.
        let nothing = head.rev == 0;
        if head == self.header && *session == *self.base && (stored || nothing) {
            self.fast = match (copies.readable, quick) {
                (true, true) => Some(Ok(())),
                (true, false) => self.fast.filter(Result::is_err),
                (false, _) => Some(Err(SaveError::Refused)),
            };
            self.clear_error();
            return SaveOutcome::Done;
        }
        let assessment = assess(content, &session.answers, today);
        self.store(head, saved::encode(content, session, &assessment), copies, session, now)
    }

    /// Writes a plan file as the next revision.
    fn store(&mut self, mut head: Header, body: String, copies: &Replicas, session: &Session, now: u64) -> SaveOutcome {
        self.size = body.len();
        if body.len() > MAX_PLAN_BYTES {
            return self.failed(SaveError::TooLarge, now);
        }
        let newest = copies.newest().map_or(0, |copy| copy.header.rev);
        // Not below the clock: a copy that could not be seen at the start, and is older, must not win later.
        head.rev = (head.rev.max(newest) + 1).max(now);
        if head.rev > LAST {
            return self.failed(SaveError::Refused, now);
        }
        head.saved_at = now;
        head.writer = self.writer.clone();
        head.include(&self.writer, head.rev);
        let text = seal(&head, &body);
        let session = Rc::new(session.clone());
        let quick = if copies.readable { self.write_fast(copies.free(), &text) } else { Err(SaveError::Refused) };
        if quick.is_ok() {
            let mut known = copies.known();
            known.push((head.rev, head.writer.clone()));
            (self.history.known, self.history.session) = (known, Rc::clone(&session));
            self.history.record(head.rev, &session);
        }
        let lasting = self.backend.put(&mirror_key(&head.id), Some(&text), head.rev);
        if let (Err(trouble), false) = (quick, lasting) {
            return self.failed(trouble, now);
        }
        self.durable = if lasting { DurableState::Pending(head.rev) } else { DurableState::Absent };
        self.header = head;
        self.base = session;
        self.fast = Some(quick);
        self.clear_error();
        SaveOutcome::Done
    }

    /// Nothing waits any more.
    fn clear_error(&mut self) {
        self.error = None;
        self.schedule.clear();
    }

    fn write_fast(&self, slot: usize, text: &str) -> Result<(), SaveError> {
        let key = &slot_keys(&self.header.id)[slot];
        self.backend.set(key, text).map_err(|fault| match fault {
            StorageError::Full => SaveError::Full,
            StorageError::Forbidden | StorageError::Refused => SaveError::Refused,
        })?;
        match self.backend.get(key) {
            Ok(Some(back)) if back == text => Ok(()),
            _ => Err(SaveError::Refused),
        }
    }

    fn failed(&mut self, trouble: SaveError, now: u64) -> SaveOutcome {
        self.error = Some(trouble);
        self.schedule.failed(now);
        SaveOutcome::Failed(trouble)
    }

    /// The lasting layer is done with the revision `ticket`; false if that is no revision of this plan that waits.
    pub fn durable_write_done(&mut self, ticket: u64, ok: bool, now: u64) -> bool {
        if self.durable != DurableState::Pending(ticket) {
            return false;
        }
        self.durable = if ok { DurableState::Written } else { DurableState::Failed };
        if !ok && self.fast != Some(Ok(())) {
            self.failed(self.fast.and_then(Result::err).unwrap_or(SaveError::Refused), now);
        }
        true
    }
}
