//! The keeper of one open plan: chooses the newest whole copy when it is opened, writes its changes, never over what
//! another tab wrote, and knows how safe the last change is.

use super::backend::{Backend, StorageError, StorageKind};
use super::envelope::{seal, Envelope, Header, LAST};
use super::history::History;
use super::keys::{mirror_key, slot_keys};
use super::outcome::{SaveError, SaveOutcome, Status};
use super::replicas::{is_newer, quarantine, Replicas};
use super::save_schedule::SaveSchedule;
use super::MAX_PLAN_BYTES;
use crate::assess::{assess, Assessment};
use crate::content::Content;
use crate::merge::merge;
use crate::plan::Plan;
use crate::plan_file::{self, decode};
use std::rc::Rc;

/// The keeper of one plan.
pub struct PlanStore {
    pub(super) backend: Rc<dyn Backend>,
    /// Of the newest revision that this page knows.
    pub(super) header: Header,
    /// What that revision says.
    pub(super) base: Rc<Plan>,
    /// This tab, as the writer of what it saves.
    pub(super) writer: String,
    pub(super) schedule: SaveSchedule,
    pub(super) history: History,
    /// Whether `head` is in the quick layer, once that is known.
    pub(super) fast: Option<Result<(), SaveError>>,
    /// Whether `head` is in the lasting layer.
    pub(super) durable: DurableState,
    /// Why the last try stored nothing.
    pub(super) error: Option<SaveError>,
    /// Damaged texts that could not be put aside yet.
    pub(super) unquarantined: Vec<String>,
    /// Bytes of the plan file that was written last.
    pub(super) size: usize,
}

/// The lasting copy of the newest revision.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DurableState {
    Absent,
    Pending(u64),
    Written,
    Failed,
}

impl PlanStore {
    pub(super) fn new(backend: Rc<dyn Backend>, header: Header, base: Rc<Plan>, writer: &str) -> Self {
        Self {
            backend,
            header,
            base,
            writer: writer.to_owned(),
            schedule: SaveSchedule::default(),
            history: History::default(),
            fast: None,
            durable: DurableState::Absent,
            error: None,
            unquarantined: Vec::new(),
            size: 0,
        }
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
    pub fn base(&self) -> &Rc<Plan> {
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

    /// Writes the plan now if it differs from what is stored, with the assessment that was made of it.
    pub fn save(&mut self, content: &Content, plan: &Plan, assessment: &Assessment, now: u64) -> SaveOutcome {
        self.save_with(content, (plan, assessment), now, &|_| {})
    }

    /// Writes the plan with a change of its head, such as the day on which it was put into the trash. If it could not
    /// be written, [`Keeper::head`] is without that change.
    pub fn save_header(
        &mut self,
        content: &Content,
        plan: &Plan,
        assessment: &Assessment,
        now: u64,
        change: impl Fn(&mut Header),
    ) -> SaveOutcome {
        self.save_with(content, (plan, assessment), now, &change)
    }

    fn save_with(
        &mut self,
        content: &Content,
        mine: (&Plan, &Assessment),
        now: u64,
        change: &dyn Fn(&mut Header),
    ) -> SaveOutcome {
        let copies = Replicas::of(&*self.backend, &self.header.id);
        for text in &copies.damaged {
            quarantine(&*self.backend, text);
        }
        self.unquarantined.retain(|text| !quarantine(&*self.backend, text));
        if copies.newer {
            return self.failed(SaveError::Newer, now);
        }
        let Some(theirs) = copies.newest().filter(|copy| self.is_foreign(copy)) else {
            return self.write(content, mine, &copies, now, change);
        };
        match decode(content, &theirs.body) {
            Ok(opened) => {
                let base = self.history.merge_base(theirs.header.includes(&self.writer));
                let merged = merge(base, mine.0, &opened.plan);
                self.adopt(&theirs.header, &copies, opened.plan);
                // What was merged stays merged if it cannot be written: the next try begins from there.
                let assessment = assess(content, &merged.plan.answers, mine.1.today);
                self.write(content, (&merged.plan, &assessment), &copies, now, change);
                SaveOutcome::Merged(Box::new(merged.plan), merged.conflicts)
            }
            Err(refusal) if is_newer(&refusal) => self.failed(SaveError::Newer, now),
            Err(_) => {
                quarantine(&*self.backend, &seal(&theirs.header, &theirs.body));
                self.write(content, mine, &copies, now, change)
            }
        }
    }

    /// Whether a copy is not one that this page wrote or read.
    fn is_foreign(&self, copy: &Envelope) -> bool {
        !self.history.known.iter().any(|(rev, writer)| *rev == copy.header.rev && *writer == copy.header.writer)
    }

    /// Whether what was saved last is not in the quick layer, where other tabs would see it.
    fn is_unseen(&self) -> bool {
        *self.base != *self.history.plan
    }

    /// Whether another tab's copy goes on from all that this page wrote.
    fn is_included(&self, copy: &Envelope) -> bool {
        self.history.states.last().is_none_or(|(rev, _)| copy.header.includes(&self.writer) >= *rev)
    }

    fn adopt(&mut self, theirs: &Header, copies: &Replicas, plan: Plan) {
        let seen = std::mem::take(&mut self.header.seen);
        self.header = Header { rev: self.header.rev.max(theirs.rev), ..theirs.clone() };
        seen.iter().for_each(|(writer, rev)| self.header.include(writer, *rev));
        self.base = Rc::new(plan);
        let saw = theirs.includes(&self.writer);
        let mut states = std::mem::take(&mut self.history.states);
        states.retain(|(rev, _)| *rev > saw);
        states.insert(0, (saw, Rc::clone(&self.base)));
        self.history = History { known: copies.known(), plan: Rc::clone(&self.base), states };
        self.fast = Some(Ok(()));
        self.durable = DurableState::Absent;
    }

    /// Takes over what another tab saved, unless a change of this page waits to be merged with it. To be followed by
    /// [`Keeper::wake_at`].
    pub fn refresh(&mut self, content: &Content) -> Option<Plan> {
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
        let plan = decode(content, &theirs.body).ok()?.plan;
        self.adopt(&theirs.header, &copies, plan.clone());
        Some(plan)
    }

    fn write(
        &mut self,
        content: &Content,
        (plan, assessment): (&Plan, &Assessment),
        copies: &Replicas,
        now: u64,
        change: &dyn Fn(&mut Header),
    ) -> SaveOutcome {
        let mut head = self.header.clone();
        change(&mut head);
        // Looked up, not remembered: the reader may have cleared everything meanwhile.
        let is_there =
            |copy: &Envelope| (copy.header.rev, &copy.header.writer) == (self.header.rev, &self.header.writer);
        let quick = copies.newest().is_some_and(is_there);
        let cleared = copies.readable && !quick && self.fast == Some(Ok(()));
        let lasting = matches!(self.durable, DurableState::Written | DurableState::Pending(_));
        let stored = quick || lasting && !cleared && !self.is_unseen();
        // What was never stored, an example or an empty plan, is not until it is changed.
        let nothing = head.rev == 0;
        if head == self.header && *plan == *self.base && (stored || nothing) {
            self.fast = match (copies.readable, quick) {
                (true, true) => Some(Ok(())),
                (true, false) => self.fast.filter(Result::is_err),
                (false, _) => Some(Err(SaveError::Refused)),
            };
            self.clear_error();
            return SaveOutcome::Done;
        }
        self.store(head, plan_file::encode(content, plan, assessment), copies, plan, now)
    }

    /// Writes a plan file as the next revision.
    fn store(&mut self, mut head: Header, body: String, copies: &Replicas, plan: &Plan, now: u64) -> SaveOutcome {
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
        let plan = Rc::new(plan.clone());
        let quick = if copies.readable { self.write_fast(copies.free(), &text) } else { Err(SaveError::Refused) };
        if quick.is_ok() {
            let mut known = copies.known();
            known.push((head.rev, head.writer.clone()));
            (self.history.known, self.history.plan) = (known, Rc::clone(&plan));
            self.history.record(head.rev, &plan);
        }
        let lasting = self.backend.put(&mirror_key(&head.id), Some(&text), head.rev);
        if let (Err(trouble), false) = (quick, lasting) {
            return self.failed(trouble, now);
        }
        self.durable = if lasting { DurableState::Pending(head.rev) } else { DurableState::Absent };
        self.header = head;
        self.base = plan;
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
