//! Which plan is open, whether it can be changed here, what it is compared with, and what may be wished of the store.

use super::{Model, Msg, Place};
use preflight_engine::assess;
use preflight_engine::edition::diff;
use preflight_engine::merge::{merge, Conflict};
use preflight_engine::saved::{self, LoadedPlan};
use preflight_engine::{Action, Assessment, Session};
use std::rc::Rc;

/// Whether the open plan can be changed here.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Holding {
    /// No plan is open.
    #[default]
    Nothing,
    Own,
    /// Another tab writes this plan; this one reads along.
    Along,
    /// Only looked at, and stored nowhere.
    Preview(Origin),
}

/// Where a plan that is only looked at comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A file of this name.
    File(String),
    Link,
    /// An earlier state of the open plan, from that moment.
    Snapshot(u64),
    /// Whoever mounted the page.
    Host,
}

/// The open plan among the stored ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Held {
    /// Its id; empty when no plan is open.
    pub id: Rc<str>,
    pub holding: Holding,
}

/// Another plan, judged for a comparison.
pub struct Beside {
    pub name: String,
    pub session: Session,
    pub assessment: Assessment,
}

/// The link that carries this plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    None,
    Address(String),
    /// It would have so many characters, more than links may have.
    TooLong(usize),
    /// The browser cannot compress.
    Impossible,
}

/// What of the stored plans a wish is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Open,
    Duplicate,
    /// A copy to try something in, which remembers where it comes from.
    Scenario,
    Rename(String),
    Trash,
    Restore,
    /// Out of the trash for good.
    Erase,
    /// The stored file, as it is.
    Download,
    Compare,
}

/// Something that the browser has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// A new plan.
    Begin,
    /// A new plan from an example, by its place.
    Example(usize),
    Plan(String, Target),
    /// A file was read: its name and its text.
    Read(String, String),
    /// What is looked at becomes a plan of its own.
    Keep,
    /// What is looked at takes the place of the plan beneath, which is kept as a snapshot.
    Replace,
    /// The other tab is to give the plan away.
    TakeOver,
    /// The earlier states of this plan.
    Snapshots,
    /// Looks at an earlier state, by its place in the list.
    Look(usize),
    /// A link with this plan in it.
    Link,
    /// Downloads something that was put aside, by its place in the list.
    Kept(usize),
    /// Offers this plan as a file.
    SaveCopy,
    /// Offers this page as a file, with the plan in it.
    SavePage,
    /// The newer version of the page is to take its place.
    Newer,
    /// Single keys are to act, or not, also the next time.
    Keys(bool),
}

impl Wish {
    /// Whether it would change what is stored.
    pub fn writes(&self) -> bool {
        match self {
            Self::Begin | Self::Example(_) | Self::Keep | Self::Replace | Self::TakeOver => true,
            Self::Plan(_, target) => !matches!(target, Target::Open | Target::Download | Target::Compare),
            _ => false,
        }
    }
}

impl Model {
    /// Whether nothing of the plan can be changed here and now.
    pub fn is_locked(&self) -> bool {
        self.around.readonly || matches!(self.held.holding, Holding::Along | Holding::Preview(_))
    }

    /// Whether a plan is open, stored or looked at.
    pub fn has_plan(&self) -> bool {
        self.held.holding != Holding::Nothing
    }

    /// The plan's name, or the words for a plan without one.
    pub fn plan_name(&self) -> String {
        self.name_of(&self.session.name)
    }

    /// A plan's name, or the words for a plan without one.
    pub fn name_of(&self, name: &str) -> String {
        if !name.contains(is_seen) {
            return self.word("plan.unnamed");
        }
        name.to_owned()
    }

    /// The plan file of the current plan.
    pub fn file(&self) -> String {
        saved::encode_pretty(&self.content, &self.session, &self.assessment)
    }

    /// A name for files of this plan: its own in small letters and hyphens, or the product's.
    pub fn file_stem(&self) -> String {
        let letters = self.session.name.to_ascii_lowercase();
        let parts = letters.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        let stem: String = parts.collect::<Vec<_>>().join("-").chars().take(60).collect();
        if stem.is_empty() {
            return "dms-plan".to_owned();
        }
        stem
    }

    /// Something is said above every view, once however often it happens.
    pub(super) fn notice(&mut self, text: String) {
        if !self.notices.contains(&text) {
            self.notices.push(text);
        }
    }

    /// A plan takes the place of the open one on this page; both stay stored as they are.
    pub(super) fn took(&mut self, opened: LoadedPlan, held: Held) {
        let Self {
            shelf,
            stored,
            lasting,
            filters,
            place,
            focus,
            turn,
            notices,
            offset,
            around,
            planned,
            keys,
            ..
        } = &*self;
        let fresh = Self::new(Rc::clone(&self.content), self.today, &self.prefix);
        *self = Self {
            shelf: shelf.clone(),
            stored: *stored,
            lasting: *lasting,
            offset: *offset,
            around: Rc::clone(around),
            planned: planned.wrapping_add(1),
            filters: filters.clone(),
            place: *place,
            focus: *focus,
            keys: *keys,
            turn: *turn,
            notices: notices.clone(),
            held,
            ..fresh
        };
        self.show(opened);
    }

    fn show(&mut self, opened: LoadedPlan) {
        for notice in &opened.notices {
            self.notice(self.complaint(notice));
        }
        self.set(opened.session);
        if let Some(seen) = &self.session.saved_edition {
            self.news = Rc::new(diff(&self.content, &seen.fingerprints, &self.assessment));
        }
    }

    /// What another tab saved is part of the plan now.
    pub(super) fn met(&mut self, session: Session, conflicts: Vec<Conflict>, from: &Session) {
        // What was typed while the two were merged is younger than both.
        let newest = merge(from, &self.session, &session);
        self.set(newest.session);
        self.conflicts.extend(newest.conflicts);
        (self.last, self.undo) = (None, None);
        self.conflicts.extend(conflicts);
    }

    pub(super) fn settled(&mut self, index: usize, theirs: bool) {
        if index < self.conflicts.len() {
            let conflict = self.conflicts.remove(index);
            if theirs {
                self.did(conflict.theirs);
            }
        }
    }

    /// Shows a plan without storing it; what was on the page waits beneath.
    pub(super) fn previewed(&mut self, opened: LoadedPlan, origin: Origin) {
        let beneath = self.beneath.take().unwrap_or_else(|| Rc::new(self.clone()));
        let id = Rc::clone(&beneath.held.id);
        self.took(opened, Held { id, holding: Holding::Preview(origin) });
        if beneath.has_plan() {
            self.beside = Some(Rc::new(Beside {
                name: beneath.session.name.clone(),
                session: (*beneath.session).clone(),
                assessment: assess(&self.content, &beneath.session.answers, self.today),
            }));
        }
        self.beneath = Some(beneath);
        self.went(if self.beside.is_some() { Place::Compare } else { Place::Findings });
    }

    pub(super) fn preview_closed(&mut self) {
        if let Some(beneath) = self.beneath.take() {
            // What is no part of a plan stays as it is now.
            let (shelf, around) = (self.shelf.clone(), Rc::clone(&self.around));
            let (turn, keys) = (self.turn, self.keys);
            *self = Self { shelf, around, turn, keys, ..(*beneath).clone() };
            self.went(self.place);
        }
    }

    pub(super) fn news_seen(&mut self) {
        self.news = Rc::default();
        let session = self.session.apply(Action::EditionSeen);
        self.set(session);
    }

    /// The message that wishes something of a stored plan.
    pub fn wish(id: &str, target: Target) -> Msg {
        Msg::Wished(Wish::Plan(id.to_owned(), target))
    }
}

/// Not spaces, and not signs without ink such as U+200B, U+00AD and U+2800.
fn is_seen(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
