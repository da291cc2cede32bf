//! Commands for plans: new plans, examples, stored plans, links, downloads. Called by `update`.

use super::effect::Effect;
use super::{Compared, Export, LoadPurpose, Model, PlanCommand, PreviewSource, Route};
use preflight_engine::plan_file::decode_value;
use preflight_engine::{assess, link, Action, Assessment, Plan};
use std::rc::Rc;

impl Model {
    /// Whether this page may create and change plans.
    fn can_write(&self) -> bool {
        !self.page.host_context.readonly
    }

    pub(super) fn new_plan(&mut self, effects: &mut Vec<Effect>) {
        if self.can_write() {
            let plan = Rc::default();
            effects.push(Effect::CreatePlan { plan, assessment: None, scenario_of: None, route: Route::Section(0) });
        }
    }

    pub(super) fn open_example(&mut self, index: usize, effects: &mut Vec<Effect>) {
        let content = Rc::clone(&self.page.content);
        let Some(example) = content.examples.get(index).filter(|_| self.can_write()) else { return };
        match decode_value(&content, example.plan.clone()) {
            Ok(loaded) => effects.push(Effect::OpenExample(Box::new(loaded))),
            Err(error) => self.failed(&error.user_message(), effects),
        }
    }

    pub(super) fn plan_command(&mut self, id: String, command: PlanCommand, effects: &mut Vec<Effect>) {
        if command.writes() && !self.can_write() {
            return;
        }
        effects.push(Effect::SaveNow);
        let is_open = *self.stored().open.id == *id;
        match command {
            PlanCommand::Open if is_open => self.navigate(self.resume()),
            PlanCommand::Open => effects.push(Effect::OpenStored { id, route: None }),
            PlanCommand::Rename(name) if is_open => self.edit(Action::Renamed(name), effects),
            PlanCommand::Rename(name) => effects.push(Effect::RenameStored { id, name }),
            PlanCommand::Trash => effects.push(Effect::Trash { id }),
            PlanCommand::Restore => effects.push(Effect::Restore { id }),
            PlanCommand::Erase => effects.push(Effect::Erase { id }),
            PlanCommand::Download => effects.push(Effect::DownloadStored { id }),
            PlanCommand::Duplicate => self.load_for(id, LoadPurpose::Duplicate, effects),
            PlanCommand::Scenario => self.load_for(id, LoadPurpose::Scenario, effects),
            PlanCommand::Compare => self.load_for(id, LoadPurpose::Compare, effects),
        }
    }

    /// Uses the open plan as the page shows it; any other plan is loaded from the storage.
    fn load_for(&mut self, id: String, purpose: LoadPurpose, effects: &mut Vec<Effect>) {
        if self.underlying.is_none() && *self.open.id == *id {
            let assessment = Rc::clone(&self.computed.assessment);
            let plan = (*self.open.plan).clone();
            return self.plan_loaded(id, plan, Some(assessment), purpose, effects);
        }
        effects.push(Effect::LoadStored { id, purpose });
    }

    pub(super) fn plan_loaded(
        &mut self,
        id: String,
        mut plan: Plan,
        assessment: Option<Rc<Assessment>>,
        purpose: LoadPurpose,
        effects: &mut Vec<Effect>,
    ) {
        if purpose == LoadPurpose::Compare {
            let judge = || Rc::new(assess(&self.page.content, &plan.answers, self.page.today));
            let assessment = assessment.unwrap_or_else(judge);
            self.open.compared = Some(Rc::new(Compared { name: plan.name.clone(), plan: Rc::new(plan), assessment }));
            return self.navigate(Route::Compare);
        }
        let is_scenario = purpose == LoadPurpose::Scenario;
        let key = if is_scenario { "plan.scenario_name" } else { "plan.copy_name" };
        plan.name = self.format(key, &[("name", &self.name_of(&plan.name))]);
        let scenario_of = is_scenario.then_some(id);
        effects.push(Effect::CreatePlan { plan: Rc::new(plan), assessment, scenario_of, route: Route::Plan });
    }

    pub(super) fn preview_snapshot(&mut self, index: usize, effects: &mut Vec<Effect>) {
        let snapshots = self.open.snapshots.clone();
        if let Some(snapshot) = snapshots.as_ref().and_then(|all| all.get(index)) {
            self.preview(self.read_plan(&snapshot.body), PreviewSource::Snapshot(snapshot.saved_at), effects);
        }
    }

    pub(super) fn create_link(&self, effects: &mut Vec<Effect>) {
        let plan = Rc::clone(&self.open.plan);
        let text = link::body(&self.page.content, &plan);
        effects.push(Effect::CreateLink { plan, text });
    }

    pub(super) fn download(&self, export: Export, effects: &mut Vec<Effect>) {
        let name = self.export_name(export);
        if export == Export::PlanFile {
            effects.push(Effect::SaveNow);
        }
        if export == Export::Report {
            return effects.push(Effect::DownloadReport { name });
        }
        if let Some(text) = self.export_text(export) {
            effects.push(Effect::Download { name, mime: export.mime(), text });
        }
        if export == Export::PlanFile {
            // Requested only after a download, because one browser shows the reader a prompt.
            effects.push(Effect::RequestPersistence);
        }
    }

    pub(super) fn download_page(&self, effects: &mut Vec<Effect>) {
        effects.push(Effect::SaveNow);
        let name = format!("{}.html", self.file_stem());
        effects.push(Effect::DownloadPage { name, plan_file: self.plan_file() });
    }

    pub(super) fn download_quarantined(&self, index: usize, effects: &mut Vec<Effect>) {
        let list = self.page.plan_list.as_ref();
        if let Some((_, text)) = list.and_then(|list| list.quarantined.get(index)) {
            let (name, mime) = ("kept-aside.txt".to_owned(), "text/plain");
            effects.push(Effect::Download { name, mime, text: text.clone() });
        }
    }

    /// The size of a plan in bytes: of the last write, else from the list of plans; 0 if unknown.
    pub(super) fn known_size(&self, id: &str, written: usize) -> usize {
        if written > 0 {
            return written;
        }
        let list = self.page.plan_list.as_ref();
        let entry = list.and_then(|list| list.plans.iter().find(|entry| entry.id == id));
        entry.map_or(0, |entry| entry.size)
    }
}
