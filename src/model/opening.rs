//! What opens when the storage is ready, when the address changes, and when the host gives a plan.

use super::effect::Effect;
use super::{plan_id, HostEvent, Model, Opening, PreviewSource, Route};
use preflight_engine::answer::UserMessage;
use preflight_engine::link;
use preflight_engine::plan_file::{decode, LoadedPlan, MAX_BYTES};
use preflight_engine::store::MAX_PLAN_BYTES;
use std::rc::Rc;

impl Model {
    /// Opens the plan that the host gave, or what the address names, or the plan that was changed last.
    pub(super) fn storage_ready(&mut self, fragment: Option<&str>, effects: &mut Vec<Effect>) {
        let opening = std::mem::replace(&mut self.page.opening, Opening::Ready);
        let host_plan = match opening {
            Opening::ReadingStorage { host_plan } => host_plan,
            Opening::Ready => None,
        };
        let newest = self.page.plan_list.as_ref().and_then(|list| list.plans.first()).map(|entry| entry.id.clone());
        match host_plan.filter(|_| !self.is_addressed(fragment)) {
            // What the host has stored of its own plan is younger.
            Some(plan) if newest.is_none() || self.page.is_shared() => self.open_from_host(*plan, effects),
            _ => self.follow_address(fragment, newest.as_deref(), effects),
        }
        effects.push(Effect::NotifyHost(HostEvent::Ready));
    }

    /// Shows a plan that the host gives: where the reader's own plans are, as a preview until it is kept; where nothing
    /// but this plan is, as the open one.
    pub(super) fn host_plan_given(&mut self, plan: Box<LoadedPlan>, effects: &mut Vec<Effect>) {
        match &mut self.page.opening {
            Opening::ReadingStorage { host_plan } => *host_plan = Some(plan),
            Opening::Ready => self.open_from_host(*plan, effects),
        }
    }

    fn open_from_host(&mut self, loaded: LoadedPlan, effects: &mut Vec<Effect>) {
        if self.page.is_shared() || self.page.host_context.readonly {
            return self.preview(Ok(loaded), PreviewSource::Host, effects);
        }
        let plan = Rc::new(loaded.plan);
        effects.push(Effect::CreatePlan { plan, assessment: None, scenario_of: None, route: Route::Findings });
    }

    /// The fragment, where the address is this page's own.
    fn own_fragment<'a>(&self, fragment: Option<&'a str>) -> Option<&'a str> {
        fragment.filter(|_| self.page.host_context.owns_document)
    }

    /// Whether the address asks for a plan, stored or in a link.
    fn is_addressed(&self, fragment: Option<&str>) -> bool {
        let asks = |fragment: &str| plan_id(fragment).is_some() || link::payload(fragment).is_some();
        self.own_fragment(fragment).is_some_and(asks)
    }

    /// Goes where the address says: to a plan and a view of it, or to a plan inside a link. Where it names no plan,
    /// `newest` is opened, if it is given.
    pub(super) fn follow_address(&mut self, fragment: Option<&str>, newest: Option<&str>, effects: &mut Vec<Effect>) {
        let fragment = self.own_fragment(fragment).unwrap_or("/");
        match link::payload(fragment) {
            Some(Ok(payload)) => effects.push(Effect::UnpackLink(payload.to_owned())),
            Some(Err(message)) => self.failed(&message, effects),
            None => self.follow_fragment(fragment, newest, effects),
        }
    }

    fn follow_fragment(&mut self, fragment: &str, newest: Option<&str>, effects: &mut Vec<Effect>) {
        let route = Route::parse(&self.page.content, fragment).unwrap_or(Route::Start);
        let reopens = self.page.host_context.reopens_last;
        let newest = newest.filter(|_| reopens || route != Route::Start);
        let open_id = Rc::clone(&self.stored().open.id);
        match plan_id(fragment).or(newest).filter(|id| **id != *open_id) {
            Some(id) => effects.push(Effect::OpenStored { id: id.to_owned(), route: (!reopens).then_some(route) }),
            None => self.navigate(route),
        }
    }

    /// What a link carries is there, or cannot be unpacked.
    pub(super) fn link_unpacked(&mut self, text: Option<String>, effects: &mut Vec<Effect>) {
        let loaded = match text {
            None => Err(message("link_damaged")),
            // No plan is stored that is larger; a few letters can unpack to far more.
            Some(text) if text.len() > MAX_PLAN_BYTES => Err(message("link_too_long")),
            Some(text) => decode(&self.page.content, &text),
        };
        self.preview(loaded, PreviewSource::Link, effects);
    }

    /// A file was read, or could not be.
    pub(super) fn file_read(&mut self, name: String, text: Result<String, &'static str>, effects: &mut Vec<Effect>) {
        match text {
            Ok(text) => self.preview(decode(&self.page.content, &text), PreviewSource::File(name), effects),
            Err(key) => {
                let args = vec![("most", (MAX_BYTES / 1_000_000).to_string())];
                self.notice(self.user_message(&UserMessage { key, args }));
            }
        }
    }
}

fn message(key: &'static str) -> UserMessage {
    UserMessage { key, args: Vec::new() }
}
