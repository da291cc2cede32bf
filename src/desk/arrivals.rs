//! What comes from outside: the address, a link with a plan in it, a plan that the host gives, a newer version.

use super::Desk;
use crate::model::{Msg, Origin, Place};
use crate::shell::{compress, host, route};
use preflight_engine::answer::UserMessage;
use preflight_engine::link;
use preflight_engine::saved::{decode, LoadedPlan};
use preflight_engine::store::{Status, MAX_PLAN_BYTES};
use std::rc::Rc;

fn complaint(word: &'static str) -> UserMessage {
    UserMessage { key: word, args: Vec::new() }
}

impl Desk {
    /// Goes where the address says: to a plan and a view of it, or to a plan inside a link. Where it names no plan,
    /// `newest` is opened, if it is given.
    pub fn follow_address(self: &Rc<Self>, newest: Option<&str>) {
        let fragment = self.address().unwrap_or_else(|| "/".to_owned());
        match link::payload(&fragment) {
            Some(payload) => self.open_link(payload),
            None => self.follow_place(&fragment, newest),
        }
    }

    fn follow_place(self: &Rc<Self>, fragment: &str, newest: Option<&str>) {
        let place = route::place(&self.content, fragment).unwrap_or(Place::Start);
        let resumes = self.around().resumes;
        let newest = newest.filter(|_| resumes || place != Place::Start);
        match route::plan(fragment).or(newest).filter(|id| !self.is_open(id)) {
            Some(id) => self.open_at(id, (!resumes).then_some(place)),
            None => self.say(Msg::Went(place)),
        }
    }

    fn open_link(self: &Rc<Self>, payload: Result<&str, UserMessage>) {
        let payload = match payload {
            Ok(payload) => payload,
            Err(complaint) => return self.say(Msg::Refused(complaint)),
        };
        let desk = Rc::clone(self);
        compress::unpack(
            payload,
            Box::new(move |text| {
                let opened = match text {
                    None => Err(complaint("link_damaged")),
                    // No plan is stored that is larger; a few letters can unpack to far more.
                    Some(text) if text.len() > MAX_PLAN_BYTES => Err(complaint("link_too_long")),
                    Some(text) => decode(&desk.content, &text),
                };
                desk.preview(opened, Origin::Link);
            }),
        );
    }

    pub(super) fn preview(self: &Rc<Self>, opened: Result<LoadedPlan, UserMessage>, origin: Origin) {
        self.flush();
        self.say(match opened {
            Ok(opened) => Msg::Previewed(Box::new(opened), origin),
            Err(complaint) => Msg::Refused(complaint),
        });
    }

    /// The fragment of the address, where it is this page's own.
    fn address(&self) -> Option<String> {
        route::current().filter(|_| self.around().owner)
    }

    /// Whether the address asks for a plan, stored or in a link.
    pub(super) fn is_addressed(&self) -> bool {
        let asks = |fragment: &str| route::plan(fragment).is_some() || link::payload(fragment).is_some();
        self.address().is_some_and(|fragment| asks(&fragment))
    }

    /// Shows a plan that the host gives: where the reader's own plans are, only to be looked at until it is kept;
    /// where nothing but this plan is, as the open one.
    pub fn given(self: &Rc<Self>, opened: LoadedPlan) {
        if !self.ready.get() {
            self.given.replace(Some(opened));
            return;
        }
        if self.is_shared() || self.around().readonly {
            return self.preview(Ok(opened), Origin::Host);
        }
        self.begin(opened.session, Place::Findings, None);
    }

    /// Puts the newer version of the page in place, unless something here is stored nowhere.
    pub(super) fn newer(self: &Rc<Self>) {
        self.flush();
        match self.status.get() {
            Status::NotSaved(_) | Status::MemoryOnly => self.say(Msg::Refused(complaint("newer_unsaved"))),
            _ => host::take_newer(),
        }
    }
}
