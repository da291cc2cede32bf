//! Stories of one tab: edits, storage errors, crashes of the page at every boundary of a write and of the browser at
//! any time. After each, at least the last acknowledged save is there.

use super::browser::{Browser, DurableLayer, FastLayer};
use super::pages::{edit, plan_in, Page};
use super::{content, judged, stories, ID};
use preflight_engine::plan_file::decode;
use preflight_engine::store::{mirror_key, open, slot_keys, SaveOutcome, Status};
use preflight_engine::Plan;
use proptest::collection::vec;
use proptest::prelude::*;
use std::rc::Rc;

#[derive(Debug, Clone)]
enum Step {
    Edit(u8, u8),
    /// Back to an earlier state, as undo does.
    Undo(u8),
    Wait(u16),
    Flush,
    Finish(bool),
    Report(u8),
    KillPage(u8),
    /// The page dies after this many of its next writes.
    KillPageAfter(u8),
    KillBrowser(u8, u8),
    Quota(Option<u16>),
    FastLayer(FastLayer),
    DurableLayer(DurableLayer),
    ClearFastLayer,
    ClearAll,
    /// Damages a stored text: which one, where, and how.
    Tear(u8, u16, u8),
    Clock(i32),
    /// A newer version writes a slot, with a newer envelope or a newer plan file, and is removed again.
    Newer(bool, u8),
}

/// A step from a single number, because a strategy for each step would take longer than the story.
fn step(number: u64) -> Step {
    let [kind, a, b, c, ..] = number.to_le_bytes();
    let waits = [50, 299, 300, 301, 1_000, 2_000, 9_999, 10_000, 40_000];
    let fast_layers = [
        FastLayer::Works,
        FastLayer::Works,
        FastLayer::Forbidden,
        FastLayer::Throws,
        FastLayer::Unwritable,
        FastLayer::Swallows,
    ];
    let two = u16::from_le_bytes([b, c]);
    match kind % 52 {
        0..12 => Step::Edit(a, b),
        12..20 => Step::Wait(waits[usize::from(a) % waits.len()]),
        20..23 => Step::Flush,
        23..28 => Step::Finish(a % 4 > 0),
        28..33 => Step::Report(a),
        33..35 => Step::KillPage(a),
        35..37 => Step::KillPageAfter(1 + a % 4),
        37..39 => Step::KillBrowser(a, b),
        39..41 => Step::Quota((a % 3 > 0).then_some(two % 3_000)),
        41..44 => Step::FastLayer(fast_layers[usize::from(a) % fast_layers.len()]),
        44 => Step::DurableLayer([DurableLayer::Works, DurableLayer::Works, DurableLayer::Missing][usize::from(a) % 3]),
        45 => Step::ClearFastLayer,
        46 => Step::ClearAll,
        47 => Step::Tear(a, two, number.to_le_bytes()[4]),
        48 => Step::Clock((i32::from(a) - 128) * 30_000 + i32::from(two)),
        49 => Step::Newer(a % 2 == 0, b),
        _ => Step::Undo(a),
    }
}

/// A story, with the states that must survive a crash.
struct Story {
    browser: Rc<Browser>,
    page: Page,
    /// All states of the plan, in order.
    states: Vec<Plan>,
    /// At least this state survives a crash of the browser, and a crash of the page.
    durable: usize,
    fast: usize,
    /// Whether anything but the page changed the storage since the page last read it.
    touched: bool,
    /// Whether the page loaded without one layer, which may have a later state, and has not written since.
    partly: bool,
    clock: i64,
}

/// A plan with fields that this version does not know at every level.
fn first() -> Plan {
    let file = r#"{"app":"dms-preflight","schema":1,"edition":"2026-01-01","later":[1,2.50,{"x":null}],"plan":{
        "name":"First","colour":"blue","answers":{"a":{"value":true,"sure":"very"},"odd":{"value":{"x":1}}},
        "tasks":{"always":{"done":true,"since":1e400}},"findings":{"a_blocks":{"owner":"Ann","seen":[]}}}}"#;
    decode(content(), file).unwrap().plan
}

impl Story {
    fn new() -> Self {
        let browser = Browser::new();
        let page = Page::fresh(&browser, first());
        let mut story = Self {
            browser,
            page,
            states: vec![first()],
            durable: 0,
            fast: 0,
            touched: false,
            partly: false,
            clock: 1_700_000_000_000,
        };
        story.page.save(story.now());
        story.watch();
        story
    }

    fn now(&self) -> u64 {
        (self.clock + self.browser.passed.get() as i64) as u64
    }

    fn is_stored(&self, durable: bool) -> bool {
        let stored =
            |text: Option<&String>| text.and_then(|text| plan_in(text)).is_some_and(|(_, plan)| plan == self.page.plan);
        let fast = self.browser.fast.borrow();
        stored(self.browser.durable.borrow().get(&mirror_key(ID)))
            || (!durable && slot_keys(ID).iter().any(|key| stored(fast.get(key))))
    }

    /// Whether the durable replica changed in a way that the page cannot see before its next write.
    fn is_blind(&self) -> bool {
        self.browser.torn.borrow().contains(&mirror_key(ID))
    }

    /// Checks that the status of the page is true, and notes the states that must survive.
    fn watch(&mut self) {
        let last = self.states.len() - 1;
        let (status, rev) = (self.page.store.status(), self.page.store.header().rev);
        self.partly = self.partly && self.texts().iter().filter_map(|text| plan_in(text)).any(|(other, _)| other > rev);
        if self.touched || self.partly || self.is_blind() || self.page.connection.is_dead() {
            return;
        }
        if status == Status::Saved {
            if self.durable != last {
                assert!(self.is_stored(true), "saved, and not in the durable layer");
            }
            self.durable = last;
        }
        if self.page.is_safe() {
            if self.fast != last {
                assert!(self.is_stored(false), "{status:?}, and stored nowhere");
            }
            self.fast = last;
        }
    }

    /// Checks that after a save nothing waits unless the page reports that it is not saved.
    fn saved(&mut self) {
        if self.states.last() != Some(&self.page.plan) {
            // A page that could not read the fast layer at its start merges its texts later.
            self.states.push(self.page.plan.clone());
        }
        if self.page.connection.is_dead() {
            return;
        }
        self.touched = false;
        let (status, store) = (self.page.store.status(), &self.page.store);
        assert!(!store.is_dirty() || matches!(status, Status::NotSaved(_)), "{status:?} after a save");
        assert_eq!(matches!(status, Status::NotSaved(_)), store.wake_at().is_some());
        if !matches!(status, Status::NotSaved(_) | Status::Saving) && !self.is_blind() {
            assert!(self.is_stored(false), "{status:?} after a save, and stored nowhere");
        }
        if status == Status::Saving {
            assert!(!self.browser.is_idle(), "on its way, and nothing is");
        }
    }

    fn tick(&mut self) {
        let now = self.now();
        if self.page.tick(now) {
            self.saved();
        }
    }

    fn tear(&mut self, which: u8, at: u16, how: u8) {
        let mirror = mirror_key(ID);
        let keys = [slot_keys(ID).to_vec(), vec![mirror.clone()]].concat();
        let key = &keys[usize::from(which) % 3];
        let texts = if *key == mirror { &self.browser.durable } else { &self.browser.fast };
        let Some(mut bytes) = texts.borrow().get(key).map(|text| text.clone().into_bytes()) else { return };
        if bytes.is_empty() {
            return;
        }
        let at = usize::from(at) % bytes.len();
        match how % 3 {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << (how % 8),
            _ => bytes = b"[]".to_vec(),
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if *key == mirror {
            self.browser.durable.borrow_mut().insert(mirror.clone(), text);
            self.browser.torn.borrow_mut().push(mirror);
            (self.fast, self.durable) = (0, 0);
        } else {
            self.browser.tear(key, text);
            self.fast = self.durable;
        }
        self.touched = true;
    }

    /// Closes the page and opens the plan anew.
    fn restart(&mut self, landing: u8) {
        self.browser.close(self.page.connection.page, usize::from(landing));
        let best = self.best();
        let page = Page::open(&self.browser);
        let blind = self.browser.fast_layer.get() != FastLayer::Works
            || self.browser.durable_layer.get() != DurableLayer::Works;
        let least = match (self.browser.fast_layer.get(), self.browser.durable_layer.get()) {
            (FastLayer::Forbidden | FastLayer::Throws, DurableLayer::Works) => self.durable,
            (_, DurableLayer::Missing) => 0,
            _ => self.fast,
        };
        match page {
            Ok(page) => {
                let index = self.states.iter().rposition(|state| *state == page.plan);
                let index = index.unwrap_or_else(|| panic!("never was: {:?}", page.plan));
                assert!(index >= least, "state {index} after a restart, {least} was safe");
                if !blind {
                    assert_eq!(Some(&page.plan), best.as_ref(), "not the newest whole replica");
                }
                self.states.push(page.plan.clone());
                self.page = page;
                self.durable = 0;
                self.fast = 0;
                (self.touched, self.partly) = (false, blind);
                self.watch();
            }
            Err(why) => {
                // A flipped digit of the schema looks like a newer version, which is refused and never overwritten.
                assert!(blind || least == 0 || self.looks_newer(), "{why}, {least} was safe");
                assert!(blind || best.is_none() || self.looks_newer(), "{why}, and a whole replica was there");
                let last = self.states.last().cloned().unwrap();
                self.browser.fast_layer.set(FastLayer::Works);
                self.browser.durable_layer.set(DurableLayer::Works);
                self.browser.clear_fast();
                self.browser.durable.borrow_mut().clear();
                self.page = Page::fresh(&self.browser, last);
                (self.durable, self.fast, self.partly) = (0, 0, false);
                let now = self.now();
                self.page.store.changed(now);
                self.page.set_timer(now);
            }
        }
    }

    fn texts(&self) -> Vec<String> {
        let fast = self.browser.fast.borrow();
        let mut all: Vec<String> = slot_keys(ID).iter().filter_map(|key| fast.get(key).cloned()).collect();
        all.extend(self.browser.durable.borrow().get(&mirror_key(ID)).cloned());
        all
    }

    fn looks_newer(&self) -> bool {
        self.texts().iter().any(|text| open(text) == Err(preflight_engine::store::Damage::Newer))
    }

    /// The plan of the newest whole replica.
    fn best(&self) -> Option<Plan> {
        let mut best = None;
        for (rev, plan) in self.texts().iter().filter_map(|text| plan_in(text)) {
            if best.as_ref().is_none_or(|(known, _)| *known < rev) {
                best = Some((rev, plan));
            }
        }
        best.map(|(_, plan)| plan)
    }

    fn newer(&mut self, as_newer_envelope: bool, slot: u8) {
        let key = &slot_keys(ID)[usize::from(slot) % 2];
        let before = self.browser.fast.borrow().get(key).cloned();
        let newest = self.texts().iter().filter_map(|text| open(text).ok()).max_by_key(|envelope| envelope.header.rev);
        let Some(mut envelope) = newest.filter(|_| self.browser.fast_layer.get() == FastLayer::Works) else { return };
        envelope.header.rev += 7;
        envelope.header.writer = "later".to_owned();
        let text = if as_newer_envelope {
            preflight_engine::store::seal(&envelope.header, &envelope.body).replace(r#""schema":1,"#, r#""schema":2,"#)
        } else {
            let end = envelope.body.rfind(r#""schema":1"#).unwrap();
            preflight_engine::store::seal(&envelope.header, &format!("{}\"schema\":2}}", &envelope.body[..end]))
        };
        self.browser.plant(key, Some(text.clone()));
        let now = self.now();
        self.act(3, 1);
        let saved = self.page.store.save(content(), &self.page.plan, &judged(&self.page.plan), now);
        if !self.page.connection.is_dead() {
            assert_eq!(saved, SaveOutcome::Failed(preflight_engine::store::SaveError::Newer));
            assert_eq!(self.page.store.status(), Status::NotSaved(preflight_engine::store::SaveError::Newer));
        }
        assert_eq!(self.browser.fast.borrow().get(key), Some(&text), "a newer version's replica is as it was");
        let why = Page::open(&self.browser).err();
        assert!(matches!(why, Some("stored_newer" | "file_newer")), "{why:?}");
        self.browser.plant(key, before);
        self.page.set_timer(now);
    }

    fn act(&mut self, index: u8, how: u8) {
        let now = self.now();
        let action = edit(index, how, self.states.len());
        self.page.act(action, now);
        self.states.push(self.page.plan.clone());
    }

    fn take(&mut self, step: Step) {
        let now = self.now();
        match step {
            Step::Edit(index, how) => self.act(index, how),
            Step::Undo(back) => {
                let at = self.states.len().saturating_sub(1 + usize::from(back % 4));
                let plan = self.states[at.min(self.states.len() - 1)].clone();
                self.page.act(preflight_engine::Action::Restored(Box::new(plan)), now);
                self.states.push(self.page.plan.clone());
            }
            Step::Wait(ms) => {
                // The timer may ring in between.
                for part in [ms / 3, ms - ms / 3] {
                    self.browser.wait(u64::from(part));
                    self.tick();
                }
            }
            Step::Flush => {
                self.page.save(now);
                self.saved();
            }
            Step::Finish(ok) => self.browser.finish(ok),
            Step::Report(which) => {
                if let Some(notice) = self.browser.notice(usize::from(which)) {
                    self.page.receive_report(notice, now);
                }
            }
            Step::KillPage(landing) => self.restart(landing),
            Step::KillPageAfter(calls) => self.page.connection.lives.set(Some(usize::from(calls))),
            Step::KillBrowser(flushed, landing) => {
                self.browser.close(self.page.connection.page, usize::from(landing));
                self.browser.crash(usize::from(flushed));
                self.fast = self.durable;
                self.restart(0);
            }
            Step::Quota(quota) => self.browser.quota.set(quota.map(usize::from)),
            Step::FastLayer(how) => self.browser.fast_layer.set(how),
            Step::DurableLayer(how) => self.browser.durable_layer.set(how),
            Step::ClearFastLayer => {
                self.browser.clear_fast();
                (self.fast, self.touched) = (self.durable, true);
            }
            Step::ClearAll => {
                self.browser.clear_fast();
                self.browser.durable.borrow_mut().clear();
                (self.fast, self.durable, self.touched) = (0, 0, true);
                self.browser.torn.borrow_mut().push(mirror_key(ID));
            }
            Step::Tear(which, at, how) => self.tear(which, at, how),
            Step::Clock(by) => self.clock += i64::from(by),
            Step::Newer(envelope, slot) => self.newer(envelope, slot),
        }
        if self.page.connection.is_dead() {
            self.restart(0);
        }
        self.watch();
        assert_eq!(*self.browser.wrong.borrow(), Vec::<String>::new());
    }

    /// Checks that everything becomes safe by itself once nothing fails any more.
    fn heal(&mut self) {
        self.browser.fast_layer.set(FastLayer::Works);
        self.browser.quota.set(None);
        self.browser.durable_layer.set(DurableLayer::Works);
        self.page.connection.lives.set(None);
        self.page.save(self.now());
        self.saved();
        for _ in 0..8 {
            self.browser.wait(5_000);
            self.tick();
            while !self.browser.is_idle() {
                self.browser.finish(true);
                while let Some(notice) = self.browser.notice(0) {
                    self.page.receive_report(notice, self.now());
                }
            }
        }
        if self.looks_newer() {
            return;
        }
        self.watch();
        if self.is_blind() {
            return;
        }
        assert!(self.page.is_safe(), "{:?} although nothing fails", self.page.store.status());
        assert!(self.is_stored(false));
        let (plan, partly) = (self.page.plan.clone(), self.partly);
        self.restart(0);
        assert!(partly || self.page.plan == plan, "not what was saved: {plan:?}");
    }
}

proptest! {
    #![proptest_config(stories(1))]

    #[test]
    fn the_last_acknowledged_save_survives(steps in vec(any::<u64>().prop_map(step), 1..32)) {
        let mut story = Story::new();
        for step in steps {
            story.take(step);
        }
        story.heal();
    }
}
