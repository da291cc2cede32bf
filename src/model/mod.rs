//! What the page shows, as plain data: the plan, its assessment, where the reader is, what is filtered.
//! [`Model::update`] is the only way from one state to the next.

mod around;
mod filters;
mod going;
mod held;
mod place;

pub use around::Around;
pub use filters::{Filters, Order};
pub use held::{Beside, Held, Holding, Link, Origin, Target, Wish};
pub use place::{Place, Spot};

use preflight_engine::answer::UserMessage;
use preflight_engine::asking::QuestionValue;
use preflight_engine::change::{changes, Changes};
use preflight_engine::edition::EditionChange;
use preflight_engine::merge::Conflict;
use preflight_engine::report::Texts;
use preflight_engine::saved::LoadedPlan;
use preflight_engine::show;
use preflight_engine::state::EvaluatedPlan;
use preflight_engine::store::{StorageKind as Stored, PlanList, Snapshot, Status};
use preflight_engine::timeline::{Forecast, Suggestion};
use preflight_engine::{Action, Assessment, Content, Raw, Session};
use std::rc::Rc;

/// The last answer and what it changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Last {
    pub question: usize,
    pub changes: Changes,
}

/// The whole state of the page.
#[derive(Clone)]
pub struct Model {
    pub content: Rc<Content>,
    /// The reader's local date, in days since 1970-01-01.
    pub today: i64,
    /// Minutes by which the reader's clock is ahead of UTC.
    pub offset: i64,
    /// What the page is part of.
    pub around: Rc<Around>,
    /// In front of every id, so that several pages can live in one document.
    pub prefix: Rc<str>,
    pub session: Rc<Session>,
    pub assessment: Rc<Assessment>,
    pub texts: Rc<Texts>,
    pub place: Place,
    /// What to bring into view.
    pub focus: Option<Spot>,
    /// Counts the wishes to go somewhere: the same place asked for twice is two wishes.
    pub turn: u32,
    /// The question answered last and what stood there before.
    pub undo: Option<(String, Option<Raw>)>,
    /// The question whose note is being written: its note stays open while it is empty.
    pub noting: Option<usize>,
    pub last: Option<Rc<Last>>,
    /// Counts what was done to the plan, also what changed nothing in it.
    pub acts: u32,
    /// Open questions by what an answer decides, once that is worked out for this plan.
    pub ranked: Option<Rc<Vec<QuestionValue>>>,
    /// Counts the changes that the timeline follows from.
    pub planned: u32,
    /// The timeline, once it is worked out; after a change the one before it until then.
    pub forecast: Option<Rc<Forecast>>,
    /// What would help to make the date, once that is worked out.
    pub helps: Option<Rc<Vec<Suggestion>>>,
    /// Which plan this is, and whether it can be changed here.
    pub held: Held,
    pub status: Status,
    /// Bytes of the plan file.
    pub size: usize,
    /// Where plans are kept.
    pub stored: Stored,
    /// All plans, once they are read.
    pub shelf: Option<Rc<PlanList>>,
    /// Earlier states of this plan, once they are read.
    pub snapshots: Option<Rc<Vec<Snapshot>>>,
    /// Whether the store survives a crash of the browser, and keeps snapshots.
    pub lasting: bool,
    pub link: Link,
    /// What another tab changed to something else than this one.
    pub conflicts: Vec<Conflict>,
    /// What a later edition of the content made of this plan since it was saved.
    pub news: Rc<Vec<EditionChange>>,
    /// The plan that this one is compared with.
    pub beside: Option<Rc<Beside>>,
    /// While a plan is only looked at: the page as it was before.
    pub beneath: Option<Rc<Model>>,
    pub notices: Vec<String>,
    pub filters: Filters,
    /// Whether single keys act.
    pub keys: bool,
}

/// What happens on the page.
#[derive(Clone)]
pub enum Msg {
    /// The plan changed.
    Did(Action),
    Went(Place),
    /// To where work on this plan goes on.
    Resumed,
    /// No plan is open any more.
    Left,
    /// Something was asked for from elsewhere.
    Sought(Spot),
    /// To the next question without an answer.
    NextOpen,
    /// Whether single keys are to act.
    Keys(bool),
    Undone,
    Filtered(Filters),
    /// Something that the browser has to do, which tells what came of it.
    Wished(Wish),
    /// The stored plans are read.
    Shelved(Rc<PlanList>, Stored, bool),
    /// A plan is open.
    Took(Box<LoadedPlan>, Held),
    /// Another tab gave the plan away, or took it.
    Handed(Holding),
    Status(Status, usize),
    /// What another tab saved is part of this plan now; last, what of this page it was merged with.
    Met(Box<Session>, Vec<Conflict>, Rc<Session>),
    /// A conflict is settled; true takes what the other tab has.
    Settled(usize, bool),
    /// A plan is shown without being stored.
    Previewed(Box<LoadedPlan>, Origin),
    PreviewClosed,
    Snapshots(Rc<Vec<Snapshot>>),
    Linked(Link),
    Compared(Rc<Beside>),
    /// The reader has seen what a later edition changed.
    NewsSeen,
    /// Why something could not be done.
    Refused(UserMessage),
    /// It is worked out what to answer next.
    Ranked(Rc<Vec<QuestionValue>>),
    /// The timeline of the plan is worked out.
    Forecast(Rc<Forecast>),
    /// And what would help.
    Helped(Rc<Vec<Suggestion>>),
    /// The texts that only a reader needs have come.
    /// And whether a newer version of the page is there.
    Completed {
        newer: bool,
    },
    /// What is around the page changed.
    Around(Around),
    NoticeClosed(usize),
    /// Something to tell that no action of the reader brought about.
    Noticed(String),
}

/// What follows from a plan, and its answers and figures in words.
fn judged(content: &Content, session: &Session, today: i64) -> (Rc<Assessment>, Rc<Texts>) {
    let state = EvaluatedPlan::new(content, &session.answers, today);
    (Rc::new(Assessment::of(&state, today)), Rc::new(Texts::of(&state)))
}

impl Model {
    pub fn new(content: Rc<Content>, today: i64, prefix: &str) -> Self {
        let session = Session::default();
        let (assessment, texts) = judged(&content, &session, today);
        Self {
            content,
            today,
            offset: 0,
            around: Rc::default(),
            prefix: prefix.into(),
            session: session.into(),
            assessment,
            texts,
            place: Place::Start,
            focus: None,
            turn: 0,
            acts: 0,
            undo: None,
            noting: None,
            last: None,
            ranked: None,
            planned: 0,
            forecast: None,
            helps: None,
            held: Held::default(),
            status: Status::Unsaved,
            size: 0,
            stored: Stored::Browser,
            shelf: None,
            snapshots: None,
            lasting: true,
            link: Link::None,
            conflicts: Vec::new(),
            news: Rc::default(),
            beside: None,
            beneath: None,
            notices: Vec::new(),
            filters: Filters::default(),
            keys: true,
        }
    }

    /// The state after `msg`.
    #[must_use]
    pub fn update(&self, msg: Msg) -> Self {
        let mut next = self.clone();
        match msg {
            Msg::Did(action) => next.did(action),
            Msg::Went(place) => next.went(place),
            Msg::Resumed => next.went(next.resume()),
            Msg::Left => {
                next.took(LoadedPlan::of(Session::default()), Held::default());
                next.went(Place::Start);
            }
            Msg::Sought(spot) => next.sought(spot),
            Msg::NextOpen => next.next_open(),
            Msg::Keys(on) => next.keys = on,
            Msg::Undone => next.undone(),
            Msg::Filtered(filters) => next.filters = filters,
            // Whoever sends for the model takes wishes out before.
            Msg::Wished(_) => {}
            Msg::Shelved(shelf, stored, lasting) => {
                (next.shelf, next.stored, next.lasting) = (Some(shelf), stored, lasting);
            }
            Msg::Took(opened, held) => next.took(*opened, held),
            Msg::Handed(_) | Msg::Met(..) if self.beneath.is_some() => {
                // The plan that is looked at is another one.
                next.beneath = self.beneath.as_ref().map(|beneath| Rc::new(beneath.update(msg)));
            }
            Msg::Handed(holding) => next.held.holding = holding,
            Msg::Status(status, size) => (next.status, next.size) = (status, size),
            Msg::Met(session, conflicts, from) => next.met(*session, conflicts, &from),
            Msg::Settled(index, theirs) => next.settled(index, theirs),
            Msg::Previewed(opened, origin) => next.previewed(*opened, origin),
            Msg::PreviewClosed => next.preview_closed(),
            Msg::Snapshots(snapshots) => next.snapshots = Some(snapshots),
            Msg::Linked(link) => next.link = link,
            Msg::Compared(beside) => {
                next.beside = Some(beside);
                next.went(Place::Compare);
            }
            Msg::NewsSeen => next.news_seen(),
            Msg::Refused(complaint) => next.notice(self.complaint(&complaint)),
            Msg::Ranked(ranked) => next.ranked = Some(ranked),
            Msg::Forecast(forecast) => next.forecast = Some(forecast),
            Msg::Helped(helps) => next.helps = Some(helps),
            // The same content says more now: what is shown is made anew.
            Msg::Completed { newer } => {
                next.around = Rc::new(Around { newer, ..(*self.around).clone() });
            }
            Msg::Around(around) => next.around = Rc::new(around),
            Msg::Noticed(text) => next.notice(text),
            Msg::NoticeClosed(index) => {
                if index < next.notices.len() {
                    next.notices.remove(index);
                }
            }
        }
        next
    }

    fn did(&mut self, action: Action) {
        if self.is_locked() {
            return;
        }
        self.link = Link::None;
        self.acts = self.acts.wrapping_add(1);
        let question = match &action {
            Action::Answered { question, .. } | Action::Cleared { question } => self.content.question(question),
            _ => None,
        };
        if let Action::Noted { question, .. } = &action {
            self.noting = self.content.question(question);
        }
        let before = Rc::clone(&self.session);
        let assessment = Rc::clone(&self.assessment);
        self.set(before.apply(action));
        if let Some(question) = question {
            let changes = changes(&assessment, &self.assessment);
            // Typing goes on in one field: the way back leads before the first letter, not the last one.
            let same = self.last.as_ref().is_some_and(|last| last.question == question);
            if !same || self.undo.is_none() {
                let id = self.content.questions[question].id.clone();
                let raw = before.raw(&id).cloned();
                self.undo = Some((id.to_string(), raw));
                self.last = Some(Rc::new(Last { question, changes }));
            } else if !changes.is_empty() {
                self.last = Some(Rc::new(Last { question, changes }));
            }
        }
    }

    fn set(&mut self, session: Session) {
        if session.answers != self.session.answers || session.phases != self.session.phases {
            self.planned = self.planned.wrapping_add(1);
            self.helps = None;
        }
        if session.answers != self.session.answers || self.session.answers.is_empty() {
            (self.assessment, self.texts) = judged(&self.content, &session, self.today);
            self.ranked = None;
        }
        self.session = Rc::new(session);
    }

    fn undone(&mut self) {
        if self.is_locked() {
            return;
        }
        let Some((question, raw)) = self.undo.take() else { return };
        let action = match raw {
            Some(raw) => Action::Answered { question, raw },
            None => Action::Cleared { question },
        };
        self.set(self.session.apply(action));
        self.last = None;
    }

    /// A moment on the reader's clock.
    pub fn moment(&self, at: u64) -> String {
        show::moment(at, self.offset)
    }

    /// The plan's answers as conditions read them.
    pub fn state(&self) -> EvaluatedPlan<'_> {
        EvaluatedPlan::new(&self.content, &self.session.answers, self.today)
    }

    /// The words of a key.
    pub fn word(&self, key: &str) -> String {
        self.content.messages.get(key).to_owned()
    }

    /// The words of a key with values filled in.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.content.messages.format(key, values)
    }

    /// The words for a count.
    pub fn count(&self, key: &str, count: usize) -> String {
        self.content.messages.plural(key, count)
    }

    /// A complaint as its sentence.
    pub fn complaint(&self, complaint: &UserMessage) -> String {
        self.content.messages.user_message(complaint)
    }

    /// A text of content with this plan's answers and figures filled in.
    pub fn fill(&self, text: &str) -> String {
        self.texts.interpolate(&self.content, text)
    }

    /// An id that is unique in the document.
    pub fn id(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }
}
