//! Decides what opens when the storage is ready, when the address changes, and when the host gives a plan. Called by
//! `update`.

use super::effect::Effect;
use super::{plan_id, HostEvent, Model, Opening, PreviewSource, Route};
use preflight_engine::answer::UserMessage;
use preflight_engine::link;
use preflight_engine::plan_file::LoadedPlan;
use preflight_engine::store::MAX_PLAN_BYTES;
use std::rc::Rc;

impl Model {
    /// Opens what the address names, or the plan that the host gave, or the plan that was changed last.
    pub(super) fn storage_ready(&mut self, fragment: Option<&str>, effects: &mut Vec<Effect>) {
        let opening = std::mem::replace(&mut self.page.opening, Opening::Ready);
        let host_plan = match opening {
            Opening::ReadingStorage { host_plan } => host_plan,
            Opening::Ready => None,
        };
        let newest = self.page.plan_list.as_ref().and_then(|list| list.plans.first()).map(|entry| entry.id.clone());
        match host_plan.filter(|_| !self.is_addressed(fragment)) {
            // If the host stores plans, its stored plan is newer than the one that it gave.
            Some(plan) if newest.is_none() || self.page.is_shared() => self.open_from_host(*plan, effects),
            _ => self.follow_address(fragment, newest.as_deref(), effects),
        }
        effects.push(Effect::NotifyHost(HostEvent::Ready));
    }

    /// Receives a plan from the host. Until the storage is ready, the plan waits.
    pub(super) fn host_plan_given(&mut self, plan: Box<LoadedPlan>, effects: &mut Vec<Effect>) {
        match &mut self.page.opening {
            Opening::ReadingStorage { host_plan } => *host_plan = Some(plan),
            Opening::Ready => self.open_from_host(*plan, effects),
        }
    }

    /// Shows a plan of the host: as a preview if the storage has the reader's plans, otherwise as the open plan.
    fn open_from_host(&mut self, loaded: LoadedPlan, effects: &mut Vec<Effect>) {
        if self.page.is_shared() || self.page.host_context.readonly {
            return self.preview(Ok(loaded), PreviewSource::Host, effects);
        }
        let plan = Rc::new(loaded.plan);
        effects.push(Effect::CreatePlan { plan, assessment: None, scenario_of: None, route: Route::Findings });
    }

    /// The fragment, if the document belongs to this page.
    fn owned_fragment<'a>(&self, fragment: Option<&'a str>) -> Option<&'a str> {
        fragment.filter(|_| self.page.host_context.owns_document)
    }

    /// Whether the address names a stored plan or contains one in a link.
    fn is_addressed(&self, fragment: Option<&str>) -> bool {
        let names_plan = |fragment: &str| plan_id(fragment).is_some() || link::payload(fragment).is_some();
        self.owned_fragment(fragment).is_some_and(names_plan)
    }

    /// Opens the plan and the view that the address names, or the plan in a link. If the address names no plan,
    /// `newest` opens, if given.
    pub(super) fn follow_address(&mut self, fragment: Option<&str>, newest: Option<&str>, effects: &mut Vec<Effect>) {
        let fragment = self.owned_fragment(fragment).unwrap_or("/");
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

    /// Previews the plan from a link, or reports that the link cannot be unpacked.
    pub(super) fn link_unpacked(&mut self, text: Option<String>, effects: &mut Vec<Effect>) {
        let loaded = match text {
            None => Err(UserMessage::new("link_damaged")),
            // A few characters can unpack to a huge text, so the limit of stored plans applies here too.
            Some(text) if text.len() > MAX_PLAN_BYTES => Err(UserMessage::new("link_too_long")),
            Some(text) => self.read_plan(&text),
        };
        self.preview(loaded, PreviewSource::Link, effects);
    }

    /// Previews the plan from a file, or reports why the file cannot be read.
    pub(super) fn file_read(&mut self, name: String, text: Result<String, UserMessage>, effects: &mut Vec<Effect>) {
        match text {
            Ok(text) => self.preview(self.read_plan(&text), PreviewSource::File(name), effects),
            Err(message) => self.notice(self.user_message(&message)),
        }
    }
}
