//! `update`: from a model and a message to the next model and the effects. Called by the program for every message.

use super::effect::Effect;
use super::{Access, HostContext, Model, Msg, Route};
use std::rc::Rc;

impl Model {
    /// The model after `msg`, and the effects to run, in order.
    #[must_use]
    pub fn update(&self, msg: Msg) -> (Self, Vec<Effect>) {
        let (mut next, mut effects) = (self.clone(), Vec::new());
        next.apply(msg, &mut effects);
        if next.view.route != self.view.route {
            next.view_changed(&mut effects);
        }
        (next, effects)
    }

    fn apply(&mut self, msg: Msg, effects: &mut Vec<Effect>) {
        match msg {
            Msg::PlanEdited(action) => self.edit(action, effects),
            Msg::Undone => self.undo(effects),
            Msg::ConflictResolved(index, theirs) => self.resolve_conflict(index, theirs, effects),
            Msg::EditionChangesSeen => self.edition_changes_seen(effects),
            Msg::Navigated(route) => self.navigate(route),
            Msg::Resumed => self.navigate(self.resume()),
            Msg::FocusRequested(target) => self.focus_on(target),
            Msg::NextOpenRequested => self.next_open(),
            Msg::Filtered(filters) => self.view.filters = filters,
            Msg::NoticeClosed(index) => {
                if index < self.view.notices.len() {
                    self.view.notices.remove(index);
                }
            }
            Msg::ShortcutsToggled(on) => {
                self.page.shortcuts_on = on;
                effects.push(Effect::StoreShortcuts(on));
            }
            Msg::Ranked(ranked) => self.computed.ranked = Some(ranked),
            Msg::TimelineComputed(forecast) => self.computed.forecast = Some(forecast),
            Msg::SuggestionsComputed(suggestions) => self.computed.suggestions = Some(suggestions),
            Msg::HostContextChanged(context) => self.page.host_context = Rc::new(context),
            // A new host context makes the views render again, so that they show the details that have loaded.
            Msg::RuntimeChanged { update_ready } => {
                let context = (*self.page.host_context).clone();
                self.page.host_context = Rc::new(HostContext { update_ready, ..context });
            }
            msg => self.apply_command(msg, effects),
        }
    }

    /// Messages with which the reader requests something.
    fn apply_command(&mut self, msg: Msg, effects: &mut Vec<Effect>) {
        match msg {
            Msg::NewPlanRequested => self.new_plan(effects),
            Msg::ExampleChosen(index) => self.open_example(index, effects),
            Msg::PlanCommandGiven(id, command) => self.plan_command(id, command, effects),
            Msg::FileChosen(file) => effects.push(Effect::ReadFile(file)),
            Msg::SnapshotChosen(index) => self.preview_snapshot(index, effects),
            Msg::PreviewClosed => self.close_preview(),
            Msg::LinkRequested => self.create_link(effects),
            Msg::DownloadRequested(export) => self.download(export, effects),
            Msg::QuarantinedDownloadRequested(index) => self.download_quarantined(index, effects),
            Msg::PageDownloadRequested => self.download_page(effects),
            Msg::CopyRequested(text) => effects.push(Effect::CopyText(text)),
            Msg::PrintRequested => effects.push(Effect::Print),
            Msg::UpdateRequested => effects.push(Effect::ApplyUpdate),
            Msg::PreviewSaveRequested | Msg::PreviewReplaceRequested | Msg::TakeOverRequested
                if self.page.host_context.readonly => {}
            Msg::PreviewSaveRequested => self.save_preview(effects),
            Msg::PreviewReplaceRequested => self.replace_with_preview(effects),
            Msg::TakeOverRequested => effects.push(Effect::TakeOver),
            msg => self.apply_report(msg, effects),
        }
    }

    /// Messages from the effect handler, the address and the host.
    fn apply_report(&mut self, msg: Msg, effects: &mut Vec<Effect>) {
        match msg {
            Msg::AccessChanged { .. } | Msg::MergedFromTab(..) | Msg::SaveStatusChanged(..)
                if self.underlying.is_some() =>
            {
                self.apply_to_underlying(msg, effects);
            }
            Msg::AccessChanged { writes } => {
                self.open.access = if writes { Access::Write } else { Access::ReadOnly };
            }
            Msg::MergedFromTab(plan, conflicts, from) => self.merge_in(*plan, conflicts, &from, effects),
            Msg::SaveStatusChanged(status, written) => {
                (self.open.status, self.open.size) = (status, self.known_size(&self.open.id, written));
            }
            Msg::StorageReady { fragment } => self.storage_ready(fragment.as_deref(), effects),
            Msg::PlansListed(list, storage, durable) => {
                (self.page.plan_list, self.page.storage, self.page.durable) = (Some(list), storage, durable);
            }
            Msg::ShortcutsLoaded(on) => self.page.shortcuts_on = on,
            Msg::PlanOpened(opened) => self.plan_opened(opened),
            Msg::PlanClosed => self.plan_closed(),
            Msg::StorageChanged if self.view.route == Route::Start => effects.push(Effect::ListPlans),
            Msg::StoredPlanLoaded { id, plan, purpose } => self.plan_loaded(id, *plan, None, purpose, effects),
            Msg::SnapshotsListed(snapshots) => self.open.snapshots = Some(snapshots),
            Msg::LinkCreated(plan, link) if Rc::ptr_eq(&plan, &self.open.plan) => self.open.link = link,
            Msg::LinkUnpacked(text) => self.link_unpacked(text, effects),
            Msg::FileRead(name, text) => self.file_read(name, text, effects),
            Msg::Failed(message) => self.failed(&message, effects),
            Msg::AddressChanged(fragment) => self.follow_address(fragment.as_deref(), None, effects),
            Msg::HostPlanGiven(plan) => self.host_plan_given(plan, effects),
            _ => {}
        }
    }

    /// Applies a message about the stored plan to the underlying model while a preview covers it.
    fn apply_to_underlying(&mut self, msg: Msg, effects: &mut Vec<Effect>) {
        if let Some(underlying) = self.underlying.take() {
            let mut next = Self { page: self.page.clone(), ..(*underlying).clone() };
            next.apply_report(msg, effects);
            self.underlying = Some(Rc::new(next));
        }
    }

    /// Saves the plan when another view opens, and reads what that view lists.
    fn view_changed(&self, effects: &mut Vec<Effect>) {
        effects.push(Effect::SaveNow);
        match self.view.route {
            Route::Start => effects.push(Effect::ListPlans),
            Route::Plan => effects.extend([Effect::ListPlans, Effect::ListSnapshots]),
            _ => {}
        }
    }
}
