//! The store of one open plan. It writes changes as new revisions, never overwrites what another tab wrote but merges
//! it, and reports how safe the last change is. The app's effects call it; `loading.rs` creates it for a stored plan.

use super::backend::{Backend, StorageError, StorageKind};
use super::envelope::{seal, Envelope, Header, LAST};
use super::history::History;
use super::keys::{mirror_key, slot_keys};
use super::outcome::{SaveError, SaveOutcome, Status};
use super::replicas::{quarantine, Replicas};
use super::save_schedule::SaveSchedule;
use super::MAX_PLAN_BYTES;
use crate::assess::{assess, Assessment};
use crate::content::Content;
use crate::merge::merge;
use crate::plan::Plan;
use crate::plan_file::{self, decode, DecodeError};
use std::rc::Rc;

/// The store of one plan.
pub struct PlanStore {
    pub(super) backend: Rc<dyn Backend>,
    /// The header of the newest revision that this page knows.
    pub(super) header: Header,
    /// The plan of that revision.
    pub(super) base: Rc<Plan>,
    /// The id of this tab, written into everything that it saves.
    pub(super) writer: String,
    pub(super) schedule: SaveSchedule,
    pub(super) history: History,
    /// Whether the revision of `header` is in the fast layer; none until that is known.
    pub(super) fast: Option<Result<(), SaveError>>,
    /// Whether the revision of `header` is in the durable layer.
    pub(super) durable: DurableState,
    /// Why the last attempt stored nothing.
    pub(super) error: Option<SaveError>,
    /// Damaged texts for which the quarantine had no room yet.
    pub(super) unquarantined: Vec<String>,
    /// Bytes of the plan file that was written last.
    pub(super) size: usize,
}

/// The state of the newest revision in the durable layer.
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

    /// The plan's id.
    pub fn id(&self) -> &str {
        &self.header.id
    }

    /// The header of the newest revision that this page knows.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Size of the plan file in bytes; 0 until this page has written it.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether the newest revision is in the fast layer.
    pub fn is_fast(&self) -> bool {
        self.fast == Some(Ok(()))
    }

    /// The plan as it was last saved or loaded.
    pub fn base(&self) -> &Rc<Plan> {
        &self.base
    }

    /// Notes at `now` that the plan changed.
    pub fn changed(&mut self, now: u64) {
        self.schedule.changed(now);
    }

    /// Whether a change waits to be written.
    pub fn is_dirty(&self) -> bool {
        self.schedule.is_dirty()
    }

    /// When to call [`PlanStore::is_due`] again.
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
            (Some(save_error), ..) => Status::NotSaved(save_error),
            _ if self.schedule.is_dirty() => Status::Saving,
            (_, _, DurableState::Pending(_)) => Status::Saving,
            (_, _, DurableState::Written) => Status::Saved,
            (_, Some(Ok(())), _) => Status::SavedNotDurable,
            _ => Status::Unsaved,
        }
    }

    /// Writes the plan now if it differs from the stored one. `assessment` is the assessment of `plan`.
    pub fn save(&mut self, content: &Content, plan: &Plan, assessment: &Assessment, now: u64) -> SaveOutcome {
        self.save_with(content, (plan, assessment), now, &|_| {})
    }

    /// Writes the plan with a change of its header, such as the time at which it was moved to the trash. If the write
    /// fails, [`PlanStore::header`] does not have that change.
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
        let replicas = Replicas::of(&*self.backend, &self.header.id);
        for text in &replicas.damaged {
            quarantine(&*self.backend, text);
        }
        self.unquarantined.retain(|text| !quarantine(&*self.backend, text));
        if replicas.newer {
            return self.failed(SaveError::Newer, now);
        }
        let Some(theirs) = replicas.newest().filter(|envelope| self.is_foreign(envelope)) else {
            return self.write(content, mine, &replicas, now, change);
        };
        match decode(content, &theirs.body) {
            Ok(loaded) => {
                let base = self.history.merge_base(theirs.header.includes(&self.writer));
                let merged = merge(base, mine.0, &loaded.plan);
                self.adopt(&theirs.header, &replicas, loaded.plan);
                // A merge that cannot be written is not undone: the next attempt starts from it.
                let assessment = assess(content, &merged.plan.answers, mine.1.today);
                self.write(content, (&merged.plan, &assessment), &replicas, now, change);
                SaveOutcome::Merged(Box::new(merged.plan), merged.conflicts)
            }
            Err(DecodeError::Newer(_)) => self.failed(SaveError::Newer, now),
            Err(_) => {
                quarantine(&*self.backend, &seal(&theirs.header, &theirs.body));
                self.write(content, mine, &replicas, now, change)
            }
        }
    }

    /// Whether this page neither wrote nor read the revision of `envelope`.
    fn is_foreign(&self, envelope: &Envelope) -> bool {
        !self.history.known.iter().any(|(rev, writer)| *rev == envelope.header.rev && *writer == envelope.header.writer)
    }

    /// Whether the last save never reached the fast layer, so that no other tab has seen it.
    fn is_unseen(&self) -> bool {
        *self.base != *self.history.plan
    }

    /// Whether another tab's revision includes everything that this page wrote.
    fn is_included(&self, envelope: &Envelope) -> bool {
        self.history.states.last().is_none_or(|(rev, _)| envelope.header.includes(&self.writer) >= *rev)
    }

    fn adopt(&mut self, theirs: &Header, replicas: &Replicas, plan: Plan) {
        let included = std::mem::take(&mut self.header.seen);
        self.header = Header { rev: self.header.rev.max(theirs.rev), ..theirs.clone() };
        included.iter().for_each(|(writer, rev)| self.header.include(writer, *rev));
        self.base = Rc::new(plan);
        let included_rev = theirs.includes(&self.writer);
        let mut states = std::mem::take(&mut self.history.states);
        states.retain(|(rev, _)| *rev > included_rev);
        states.insert(0, (included_rev, Rc::clone(&self.base)));
        self.history = History { known: replicas.known(), plan: Rc::clone(&self.base), states };
        self.fast = Some(Ok(()));
        self.durable = DurableState::Absent;
    }

    /// Takes over what another tab saved, unless a change of this page is waiting, which a save then merges. The
    /// caller then reads [`PlanStore::wake_at`], because a save may have become due.
    pub fn refresh(&mut self, content: &Content) -> Option<Plan> {
        let replicas = Replicas::of(&*self.backend, &self.header.id);
        let theirs = replicas.newest()?;
        if self.schedule.is_dirty() || !self.is_foreign(theirs) {
            return None;
        }
        if self.is_unseen() || !self.is_included(theirs) {
            // No other tab has seen what this page wrote, so a save is due at once and merges it.
            self.schedule.changed(self.header.saved_at);
            return None;
        }
        let plan = decode(content, &theirs.body).ok()?.plan;
        self.adopt(&theirs.header, &replicas, plan.clone());
        Some(plan)
    }

    fn write(
        &mut self,
        content: &Content,
        (plan, assessment): (&Plan, &Assessment),
        replicas: &Replicas,
        now: u64,
        change: &dyn Fn(&mut Header),
    ) -> SaveOutcome {
        let mut header = self.header.clone();
        change(&mut header);
        // Read from the storage again, because the reader may have cleared it meanwhile.
        let is_there = |envelope: &Envelope| {
            (envelope.header.rev, &envelope.header.writer) == (self.header.rev, &self.header.writer)
        };
        let fast = replicas.newest().is_some_and(is_there);
        let cleared = replicas.readable && !fast && self.fast == Some(Ok(()));
        let durable = matches!(self.durable, DurableState::Written | DurableState::Pending(_));
        let stored = fast || durable && !cleared && !self.is_unseen();
        // An example or an empty plan is not stored before its first change.
        let never_stored = header.rev == 0;
        if header == self.header && *plan == *self.base && (stored || never_stored) {
            self.fast = match (replicas.readable, fast) {
                (true, true) => Some(Ok(())),
                (true, false) => self.fast.filter(Result::is_err),
                (false, _) => Some(Err(SaveError::Refused)),
            };
            self.clear_error();
            return SaveOutcome::Done;
        }
        self.store(header, plan_file::encode(content, plan, assessment), replicas, plan, now)
    }

    /// Writes the plan file `body` as the next revision.
    fn store(&mut self, mut header: Header, body: String, replicas: &Replicas, plan: &Plan, now: u64) -> SaveOutcome {
        self.size = body.len();
        if body.len() > MAX_PLAN_BYTES {
            return self.failed(SaveError::TooLarge, now);
        }
        let newest = replicas.newest().map_or(0, |envelope| envelope.header.rev);
        // Not below the clock, because an older replica that could not be read at the start must not win later.
        header.rev = (header.rev.max(newest) + 1).max(now);
        if header.rev > LAST {
            return self.failed(SaveError::Refused, now);
        }
        header.saved_at = now;
        header.writer = self.writer.clone();
        header.include(&self.writer, header.rev);
        let text = seal(&header, &body);
        let plan = Rc::new(plan.clone());
        let fast = if replicas.readable { self.write_fast(replicas.free(), &text) } else { Err(SaveError::Refused) };
        if fast.is_ok() {
            let mut known = replicas.known();
            known.push((header.rev, header.writer.clone()));
            (self.history.known, self.history.plan) = (known, Rc::clone(&plan));
            self.history.record(header.rev, &plan);
        }
        let durable = self.backend.put(&mirror_key(&header.id), Some(&text), header.rev);
        if let (Err(save_error), false) = (fast, durable) {
            return self.failed(save_error, now);
        }
        self.durable = if durable { DurableState::Pending(header.rev) } else { DurableState::Absent };
        self.header = header;
        self.base = plan;
        self.fast = Some(fast);
        self.clear_error();
        SaveOutcome::Done
    }

    /// Forgets the last error and the waiting changes, because everything is written.
    fn clear_error(&mut self) {
        self.error = None;
        self.schedule.clear();
    }

    fn write_fast(&self, slot: usize, text: &str) -> Result<(), SaveError> {
        let key = &slot_keys(&self.header.id)[slot];
        self.backend.set(key, text).map_err(|storage_error| match storage_error {
            StorageError::Full => SaveError::Full,
            StorageError::Forbidden | StorageError::Refused => SaveError::Refused,
        })?;
        match self.backend.get(key) {
            Ok(Some(stored)) if stored == text => Ok(()),
            _ => Err(SaveError::Refused),
        }
    }

    fn failed(&mut self, save_error: SaveError, now: u64) -> SaveOutcome {
        self.error = Some(save_error);
        self.schedule.failed(now);
        SaveOutcome::Failed(save_error)
    }

    /// Notes that the durable layer has finished writing the revision `ticket`; false if this plan waits for no such
    /// revision.
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
