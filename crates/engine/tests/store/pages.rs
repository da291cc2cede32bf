//! A page that saves as the app does: a timer after each change, a save when it is due, a flush when the page is
//! hidden. The stories of this folder use it.

use super::browser::{Browser, Connection};
use super::common::{text, NO, YES};
use super::{content, judged, ID};
use preflight_engine::merge::Conflict;
use preflight_engine::plan::TaskField;
use preflight_engine::plan_file::decode;
use preflight_engine::store::{open, Loaded, PlanStore, SaveOutcome, Status};
use preflight_engine::{Action, Plan, Raw};
use std::rc::Rc;

pub struct Page {
    pub connection: Rc<Connection>,
    pub store: PlanStore,
    pub plan: Plan,
    pub conflicts: Vec<Conflict>,
    /// When the timer rings, in the browser's milliseconds.
    timer: Option<u64>,
}

impl Page {
    /// A page with a plan that is not stored yet.
    pub fn fresh(browser: &Rc<Browser>, plan: Plan) -> Self {
        let connection = Connection::new(browser);
        let store = PlanStore::new_plan(connection.clone(), ID, None, &format!("tab{}", connection.page));
        Self { connection, store, plan, conflicts: Vec::new(), timer: None }
    }

    /// A page that opens the stored plan.
    pub fn open(browser: &Rc<Browser>) -> Result<Self, &'static str> {
        let connection = Connection::new(browser);
        let (mirror, writer) = (browser.mirror(), format!("tab{}", connection.page));
        let loaded = PlanStore::load(connection.clone(), content(), ID, mirror.as_deref(), &writer);
        let Loaded { store, loaded, .. } = loaded.map_err(|message| message.key)?;
        browser.torn.borrow_mut().clear();
        Ok(Self { connection, store, plan: loaded.plan, conflicts: Vec::new(), timer: None })
    }

    pub fn act(&mut self, action: Action, now: u64) {
        self.plan = self.plan.apply(action);
        self.store.changed(now);
        self.set_timer(now);
    }

    pub fn set_timer(&mut self, now: u64) {
        let passed = self.connection.browser.passed.get();
        self.timer = self.store.wake_at().map(|at| passed + at.saturating_sub(now));
    }

    /// Saves if the timer has rung and a save is due; whether it saved.
    pub fn tick(&mut self, now: u64) -> bool {
        let rings = self.timer.is_some_and(|at| at <= self.connection.browser.passed.get());
        if rings && self.store.is_due(now) {
            self.save(now);
            return true;
        }
        if rings {
            self.set_timer(now);
        }
        false
    }

    pub fn save(&mut self, now: u64) {
        if let SaveOutcome::Merged(plan, conflicts) = self.store.save(content(), &self.plan, &judged(&self.plan), now) {
            self.plan = *plan;
            self.conflicts.extend(conflicts);
        }
        self.set_timer(now);
    }

    pub fn refresh(&mut self, now: u64) {
        if let Some(plan) = self.store.refresh(content()) {
            self.plan = plan;
        }
        self.set_timer(now);
    }

    /// Receives the report that a put is done.
    pub fn receive_report(&mut self, (page, ticket, ok): (usize, u64, bool), now: u64) {
        if page == self.connection.page {
            self.store.durable_write_done(ticket, ok, now);
            self.set_timer(now);
        }
    }

    pub fn is_safe(&self) -> bool {
        matches!(self.store.status(), Status::Saved | Status::SavedNotDurable)
    }
}

/// Revision and plan of a stored text, if it can be read.
pub fn plan_in(stored: &str) -> Option<(u64, Plan)> {
    let envelope = open(stored).ok().filter(|envelope| envelope.header.id == ID)?;
    Some((envelope.header.rev, decode(content(), &envelope.body).ok()?.plan))
}

/// An action of a person, from three numbers: its kind, its target, and a unique value.
pub fn edit(index: u8, how: u8, value: usize) -> Action {
    let text_value = format!("v{value}");
    let question = ["word", "essay", "a", "hidden", "unknown_one"][usize::from(how) % 5].to_owned();
    let task = ["always", "when_a"][usize::from(how) % 2].to_owned();
    match index % 12 {
        0 => Action::Renamed(text_value),
        1 | 2 => Action::Answered { question, raw: text(&text_value) },
        3 => Action::Answered { question, raw: Raw::Several(vec![text_value, "ham".to_owned()]) },
        4 => Action::Noted { question, note: format!("{text_value} \u{1f600}\n\u{0}") },
        5 => Action::TaskMarked { task, field: TaskField::Note, text: text_value },
        6 => Action::TaskMarked { task, field: TaskField::Owner, text: text_value },
        7 => Action::TaskMarked { task, field: TaskField::Due, text: text_value },
        8 => Action::FindingOwned { rule: ["a_blocks", "b_risks"][usize::from(how) % 2].to_owned(), owner: text_value },
        9 => Action::TaskTicked { task, done: how % 4 < 2 },
        10 => Action::Cleared { question },
        _ => {
            let raw = [YES, NO, Raw::DontKnow][usize::from(how) % 3].clone();
            Action::Answered { question: ["b", "c", "gate"][usize::from(how) % 3].to_owned(), raw }
        }
    }
}
