//! Opening and closing plans: a stored plan replaces the open one; a preview covers it. Called by `update` and by
//! `opening`.

use super::effect::Effect;
use super::{Access, Compared, Computed, Model, OpenPlan, OpenedPlan, PreviewSource, Route, ViewState};
use preflight_engine::answer::UserMessage;
use preflight_engine::compare::{compare, Comparison, Side};
use preflight_engine::edition::diff;
use preflight_engine::plan_file::{decode, LoadedPlan};
use preflight_engine::{Action, Plan};
use std::rc::Rc;

impl Model {
    /// The differences from the compared plan to the open plan.
    pub fn comparison(&self, compared: &Compared) -> Comparison {
        let before = Side { plan: &compared.plan, assessment: &compared.assessment };
        let after = Side { plan: &self.open.plan, assessment: &self.computed.assessment };
        compare(&self.page.content, &before, &after)
    }

    pub(super) fn plan_opened(&mut self, opened: OpenedPlan) {
        let OpenedPlan { id, loaded, writes, status, size, route } = opened;
        let size = self.known_size(&id, size);
        let access = if writes { Access::Write } else { Access::ReadOnly };
        self.replace_open(*loaded, OpenPlan { id, access, status, size, ..OpenPlan::default() });
        self.navigate(route.unwrap_or_else(|| self.resume()));
    }

    pub(super) fn plan_closed(&mut self) {
        self.replace_open(LoadedPlan::of(Plan::default()), OpenPlan::default());
        self.navigate(Route::Start);
    }

    /// Replaces the whole state of the open plan.
    fn replace_open(&mut self, loaded: LoadedPlan, open: OpenPlan) {
        let content = Rc::clone(&self.page.content);
        for notice in &loaded.notices {
            self.notice(self.user_message(notice));
        }
        self.underlying = None;
        self.computed = Computed::of(&content, &loaded.plan, self.page.today, self.computed.timeline_version);
        let saved_edition = loaded.plan.saved_edition.as_ref();
        let changes = saved_edition.map(|saved| diff(&content, &saved.fingerprints, &self.computed.assessment));
        let edition_changes = Rc::new(changes.unwrap_or_default());
        self.open = OpenPlan { plan: Rc::new(loaded.plan), edition_changes, ..open };
    }

    /// Reads a plan file, or says why it cannot be read.
    pub(super) fn read_plan(&self, text: &str) -> Result<LoadedPlan, UserMessage> {
        decode(&self.page.content, text).map_err(|error| error.user_message())
    }

    /// Shows a plan without storing it. The current model becomes the underlying model.
    pub(super) fn preview(
        &mut self,
        loaded: Result<LoadedPlan, UserMessage>,
        source: PreviewSource,
        effects: &mut Vec<Effect>,
    ) {
        effects.push(Effect::SaveNow);
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(message) => return self.failed(&message, effects),
        };
        let underlying = self.underlying.take().unwrap_or_else(|| Rc::new(self.clone()));
        let access = Access::Preview(source);
        self.replace_open(loaded, OpenPlan { id: Rc::clone(&underlying.open.id), access, ..OpenPlan::default() });
        if underlying.has_plan() {
            self.open.compared = Some(Rc::new(Compared {
                name: underlying.open.plan.name.clone(),
                plan: Rc::clone(&underlying.open.plan),
                assessment: Rc::clone(&underlying.computed.assessment),
            }));
        }
        self.underlying = Some(underlying);
        self.navigate(if self.open.compared.is_some() { Route::Compare } else { Route::Findings });
    }

    pub(super) fn close_preview(&mut self) {
        if let Some(underlying) = self.underlying.take() {
            let Self { view, open, computed, .. } = (*underlying).clone();
            let navigation = self.view.navigation;
            (self.view, self.open, self.computed) = (ViewState { navigation, ..view }, open, computed);
            self.navigate(self.view.route);
        }
    }

    /// Makes a new plan from the preview.
    pub(super) fn save_preview(&mut self, effects: &mut Vec<Effect>) {
        if !matches!(self.open.access, Access::Preview(_)) {
            return;
        }
        let judged = self.judged();
        let (plan, assessment) = (judged.plan, Some(judged.assessment));
        effects.push(Effect::CreatePlan { plan, assessment, scenario_of: None, route: Route::Plan });
        effects.push(Effect::NotifyHost(super::HostEvent::PlanChanged));
    }

    /// Replaces the underlying plan by the preview, after a snapshot of the underlying plan.
    pub(super) fn replace_with_preview(&mut self, effects: &mut Vec<Effect>) {
        let Some(underlying) = self.underlying.clone().filter(|underlying| underlying.open.access == Access::Write)
        else {
            return;
        };
        effects.push(Effect::SaveSnapshot(underlying.judged(), "snapshot.replaced"));
        let plan = (*self.open.plan).clone();
        self.close_preview();
        self.edit(Action::Restored(Box::new(plan)), effects);
    }
}
