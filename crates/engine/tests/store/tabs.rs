//! Two and three tabs without locks on one browser: every edit is in the plan, was replaced by a tab that had seen it,
//! or was shown as a conflict. No edit is lost silently.

use super::browser::{Browser, FastLayer};
use super::pages::{edit, plan_in, Page};
use super::{stories, ID};
use preflight_engine::plan::TaskField;
use preflight_engine::store::slot_keys;
use preflight_engine::{Action, Plan, Raw};
use proptest::collection::vec;
use proptest::prelude::*;
use std::rc::Rc;

#[derive(Debug, Clone)]
enum Step {
    Edit(u8, u8),
    Wait(u16),
    Flush,
    /// This tab receives the event of a change.
    Event,
    Finish,
    /// The reader takes the other side of the last conflict.
    Choose,
    Clock(i16),
    /// The fast layer of this tab alone.
    FastLayer(FastLayer),
}

fn steps(rough: bool, most: usize) -> impl Strategy<Value = Vec<(usize, Step)>> {
    // A single number for each step, because a strategy for each would take longer than the story.
    vec(any::<u64>(), most * 9 / 10..most).prop_map(move |all| all.into_iter().map(|n| step(n, rough)).collect())
}

fn step(number: u64, rough: bool) -> (usize, Step) {
    let [kind, tab, a, b, ..] = number.to_le_bytes();
    let fast_layers = [
        FastLayer::Works,
        FastLayer::Works,
        FastLayer::Throws,
        FastLayer::Unwritable,
        FastLayer::Swallows,
        FastLayer::Blind,
    ];
    let step = match kind % if rough { 24 } else { 21 } {
        0..10 => Step::Edit(a % 9, b % 4),
        10..14 => Step::Wait([50, 300, 1_000, 2_000][usize::from(a % 4)]),
        14 => Step::Flush,
        15..17 => Step::Event,
        17..19 => Step::Finish,
        19 => Step::Choose,
        20 => Step::Clock(i16::from_le_bytes([a, b])),
        _ => Step::FastLayer(fast_layers[usize::from(a) % fast_layers.len()]),
    };
    (usize::from(tab), step)
}

/// The field that an action sets, and its new value.
fn field_and_value(action: &Action) -> (String, String) {
    match action {
        Action::Renamed(name) => ("name".to_owned(), name.clone()),
        Action::Answered { question, raw } => (format!("answer {question}"), format!("{raw:?}")),
        Action::Cleared { question } => (format!("answer {question}"), "-".to_owned()),
        Action::Noted { question, note } => (format!("note {question}"), note.clone()),
        Action::TaskTicked { task, done } => (format!("done {task}"), done.to_string()),
        Action::TaskMarked { task, field: TaskField::Note, text: note } => (format!("task note {task}"), note.clone()),
        Action::TaskMarked { task, field: TaskField::Owner, text: owner } => {
            (format!("task owner {task}"), owner.clone())
        }
        Action::TaskMarked { task, field: TaskField::Due, text: due } => (format!("due {task}"), due.clone()),
        Action::FindingOwned { rule, owner } => (format!("owner {rule}"), owner.clone()),
        Action::PhaseMarked { phase, field, text } => (format!("{} {phase}", field.name()), text.clone()),
        Action::Restored(_) | Action::EditionSeen => ("all".to_owned(), String::new()),
    }
}

/// The current value of the field that an action sets.
fn current_value(plan: &Plan, action: &Action) -> String {
    let mark = |task: &str| plan.tasks.get(task).cloned().unwrap_or_default();
    match action {
        Action::Renamed(_) => plan.name.clone(),
        Action::Answered { question, .. } | Action::Cleared { question } => {
            plan.raw(question).map_or("-".to_owned(), |raw: &Raw| format!("{raw:?}"))
        }
        Action::Noted { question, .. } => plan.note(question).to_owned(),
        Action::TaskTicked { task, .. } => mark(task).done.to_string(),
        Action::TaskMarked { task, field: TaskField::Note, .. } => mark(task).note,
        Action::TaskMarked { task, field: TaskField::Owner, .. } => mark(task).owner,
        Action::TaskMarked { task, field: TaskField::Due, .. } => mark(task).due,
        Action::FindingOwned { rule, .. } => {
            plan.findings.get(rule.as_str()).map(|mark| mark.owner.clone()).unwrap_or_default()
        }
        Action::PhaseMarked { phase, field, .. } => {
            plan.phases.get(phase.as_str()).map(|mark| field.of(mark).clone()).unwrap_or_default()
        }
        Action::Restored(_) | Action::EditionSeen => String::new(),
    }
}

struct Edit {
    action: Action,
    /// The value that the tab saw before it changed it.
    seen_value: String,
}

struct Story {
    browser: Rc<Browser>,
    tabs: Vec<Page>,
    edits: Vec<Edit>,
    clock: i64,
}

impl Story {
    fn new(tabs: usize) -> Self {
        let browser = Browser::new();
        let mut first = Page::fresh(&browser, Plan { name: "v".to_owned(), ..Plan::default() });
        first.save(1_700_000_000_000);
        while !browser.is_idle() {
            browser.finish(true);
            first.receive_report(browser.notice(0).unwrap(), 1_700_000_000_000);
        }
        let mut all = vec![first];
        for _ in 1..tabs {
            all.push(Page::open(&browser).unwrap_or_else(|why| panic!("{why}")));
        }
        Self { browser, tabs: all, edits: Vec::new(), clock: 1_700_000_000_000 }
    }

    fn now(&self) -> u64 {
        (self.clock + self.browser.passed.get() as i64) as u64
    }

    fn act(&mut self, tab: usize, action: Action, now: u64) {
        self.edits.push(Edit { seen_value: current_value(&self.tabs[tab].plan, &action), action: action.clone() });
        self.tabs[tab].act(action, now);
    }

    fn take(&mut self, tab: usize, step: &Step) {
        let now = self.now();
        let tab = tab % self.tabs.len();
        match step {
            Step::Edit(index, how) => {
                self.act(tab, edit(*index, *how, self.edits.len()), now);
            }
            Step::Wait(ms) => {
                self.browser.wait(u64::from(*ms));
                let now = self.now();
                for tab in &mut self.tabs {
                    tab.tick(now);
                }
            }
            Step::Flush => self.tabs[tab].save(now),
            Step::Event => self.tabs[tab].refresh(now),
            Step::Finish => {
                self.browser.finish(true);
                while let Some(notice) = self.browser.notice(0) {
                    self.tabs.iter_mut().for_each(|tab| tab.receive_report(notice, now));
                }
            }
            Step::Choose => {
                if let Some(conflict) = self.tabs[tab].conflicts.last().cloned() {
                    self.act(tab, conflict.theirs, now);
                }
            }
            Step::Clock(by) => self.clock += i64::from(*by),
            Step::FastLayer(how) => self.tabs[tab].connection.own_fast_layer.set(*how),
        }
    }

    /// Lets every tab save and refresh until nothing changes any more.
    fn end(&mut self) {
        for tab in &self.tabs {
            tab.connection.own_fast_layer.set(FastLayer::Works);
        }
        for _ in 0..3 {
            self.browser.wait(11_000);
            let now = self.now();
            for tab in &mut self.tabs {
                tab.save(now);
            }
            for tab in &mut self.tabs {
                tab.refresh(now);
            }
        }
        let fast = self.browser.fast.borrow();
        let stored = slot_keys(ID).iter().filter_map(|key| plan_in(fast.get(key)?)).max_by_key(|(rev, _)| *rev);
        let (_, stored) = stored.expect("a plan is stored");
        for tab in &self.tabs {
            assert!(tab.plan == stored, "{:?}\nin a tab, stored is\n{stored:?}", tab.plan);
            assert!(tab.is_safe() || !self.browser.is_idle());
        }
        for (at, edit) in self.edits.iter().enumerate() {
            assert!(self.is_accounted_for(edit, &stored), "edit {at} was lost: {:?}\n{stored:?}", edit.action);
        }
        assert_eq!(*self.browser.wrong.borrow(), Vec::<String>::new());
    }

    fn is_accounted_for(&self, edit: &Edit, stored: &Plan) -> bool {
        let (index, value) = field_and_value(&edit.action);
        // Only unique values can be followed.
        let followed = value.contains('v') || matches!(&edit.action, Action::Renamed(_));
        let shown = |action: &Action| field_and_value(action) == (index.clone(), value.clone());
        !followed
            || current_value(stored, &edit.action) == value
            || self.edits.iter().any(|later| field_and_value(&later.action).0 == index && later.seen_value == value)
            || self.tabs.iter().flat_map(|tab| &tab.conflicts).any(|both| shown(&both.mine) || shown(&both.theirs))
    }
}

fn run(tabs: usize, steps: &[(usize, Step)]) {
    let mut story = Story::new(tabs);
    for (tab, step) in steps {
        story.take(*tab, step);
    }
    story.end();
}

proptest! {
    #![proptest_config(stories(5))]

    #[test]
    fn no_edit_of_several_tabs_is_lost(tabs in 2..4_usize, steps in steps(false, 30)) {
        run(tabs, &steps);
    }

    #[test]
    fn no_edit_is_lost_while_the_storage_fails_now_and_then(tabs in 2..4_usize, steps in steps(true, 40)) {
        run(tabs, &steps);
    }
}

proptest! {
    #![proptest_config(stories(100))]

    #[test]
    fn two_hundred_interleaved_edits(tabs in 2..4_usize, steps in steps(false, 460)) {
        let edits = steps.iter().filter(|(_, step)| matches!(step, Step::Edit(..))).count();
        prop_assume!(edits >= 150);
        run(tabs, &steps);
    }
}

/// A browser shows a tab what another tab stored only after a moment, and until then the tab may overwrite it unseen.
#[test]
fn a_replica_that_was_overwritten_unseen_is_merged_once_it_can_be_read() {
    let browser = Browser::new();
    let mut first = Page::fresh(&browser, Plan { name: "Common".to_owned(), ..Plan::default() });
    first.save(1_000);
    let mut second = Page::open(&browser).unwrap();
    let unseen = browser.fast.borrow().clone();
    first.act(Action::Noted { question: "word".to_owned(), note: "of the first".to_owned() }, 2_000);
    first.save(2_400);
    // The second tab still sees the old texts and writes to the slot that the first tab has just written.
    let hidden = browser.fast.replace(unseen);
    second.act(Action::Noted { question: "essay".to_owned(), note: "of the second".to_owned() }, 2_300);
    second.save(2_700);
    assert_ne!(*browser.fast.borrow(), hidden);
    first.refresh(2_900);
    assert_eq!(first.plan.note("word"), "of the first");
    assert!(first.tick(60_000) || first.store.is_due(60_000));
    first.save(60_000);
    second.refresh(61_000);
    for page in [&first, &second] {
        assert_eq!(page.plan.note("word"), "of the first");
        assert_eq!(page.plan.note("essay"), "of the second");
        assert!(page.conflicts.is_empty());
    }
}
