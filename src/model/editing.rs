//! Changes of the open plan: edits, undo, resolved conflicts, and what another tab saved. Called by `update`.

use super::effect::{Effect, JudgedPlan};
use super::{Access, LastChange, Link, Model};
use preflight_engine::assessment_diff::changes;
use preflight_engine::merge::{merge, Conflict};
use preflight_engine::{Action, Plan};
use std::rc::Rc;

impl Model {
    pub(super) fn edit(&mut self, action: Action, effects: &mut Vec<Effect>) {
        if self.is_locked() {
            return;
        }
        self.open.link = Link::None;
        self.open.edit_count = self.open.edit_count.wrapping_add(1);
        let content = Rc::clone(&self.page.content);
        let question = match &action {
            Action::Answered { question, .. } | Action::Cleared { question } => content.question_index(question),
            _ => None,
        };
        if let Action::Noted { question, .. } = &action {
            self.open.open_note = content.question_index(question);
        }
        let before = self.judged();
        self.change_plan(before.plan.apply(action), effects);
        if let Some(question) = question {
            self.note_change(question, &before);
        }
    }

    /// Records what an answer changed, and how to undo it.
    fn note_change(&mut self, question: usize, before: &JudgedPlan) {
        let changes = changes(&before.assessment, &self.computed.assessment);
        // While the reader types into one field, undo returns to the state before the first letter, not before the
        // last.
        let is_same = self.open.last_change.as_ref().is_some_and(|last| last.question == question);
        if !is_same || self.open.undo.is_none() {
            let id = self.page.content.questions[question].id.clone();
            let raw = before.plan.raw(&id).cloned();
            self.open.undo = Some((id.to_string(), raw));
            self.open.last_change = Some(Rc::new(LastChange { question, changes }));
        } else if !changes.is_empty() {
            self.open.last_change = Some(Rc::new(LastChange { question, changes }));
        }
    }

    pub(super) fn undo(&mut self, effects: &mut Vec<Effect>) {
        if self.is_locked() {
            return;
        }
        let Some((question, raw)) = self.open.undo.take() else { return };
        let action = match raw {
            Some(raw) => Action::Answered { question, raw },
            None => Action::Cleared { question },
        };
        self.change_plan(self.open.plan.apply(action), effects);
        self.open.last_change = None;
    }

    /// Adopts a plan that was merged with what another tab saved. `from` is the state of this page that was merged.
    pub(super) fn merge_in(&mut self, plan: Plan, conflicts: Vec<Conflict>, from: &Plan, effects: &mut Vec<Effect>) {
        // Edits on this page since `from` are newer than the merged plan, so they are merged in.
        let newest = merge(from, &self.open.plan, &plan);
        let has_newer_edits = newest.plan != plan;
        let before = self.judged();
        self.set_plan(newest.plan);
        if has_newer_edits {
            self.request_save(before, effects);
        }
        self.open.conflicts.extend(newest.conflicts);
        (self.open.last_change, self.open.undo) = (None, None);
        self.open.conflicts.extend(conflicts);
    }

    pub(super) fn resolve_conflict(&mut self, index: usize, theirs: bool, effects: &mut Vec<Effect>) {
        if index < self.open.conflicts.len() {
            let conflict = self.open.conflicts.remove(index);
            if theirs {
                self.edit(conflict.theirs, effects);
            }
        }
    }

    pub(super) fn edition_changes_seen(&mut self, effects: &mut Vec<Effect>) {
        self.open.edition_changes = Rc::default();
        self.change_plan(self.open.plan.apply(Action::EditionSeen), effects);
    }

    /// Replaces the plan by another state of it and has that saved.
    fn change_plan(&mut self, plan: Plan, effects: &mut Vec<Effect>) {
        let before = self.judged();
        self.set_plan(plan);
        self.request_save(before, effects);
    }

    fn set_plan(&mut self, plan: Plan) {
        self.computed.follow(&self.page.content, &self.open.plan, &plan, self.page.today);
        self.open.plan = Rc::new(plan);
    }

    pub(super) fn judged(&self) -> JudgedPlan {
        JudgedPlan { plan: Rc::clone(&self.open.plan), assessment: Rc::clone(&self.computed.assessment) }
    }

    /// Requests that the edited plan is stored. If no plan is open, it becomes a new plan.
    fn request_save(&self, before: JudgedPlan, effects: &mut Vec<Effect>) {
        let JudgedPlan { plan, assessment } = self.judged();
        match self.open.access {
            Access::Write => effects.push(Effect::PlanEdited { judged: JudgedPlan { plan, assessment }, before }),
            Access::None if *plan != Plan::default() => {
                let (assessment, route) = (Some(assessment), self.view.route);
                effects.push(Effect::CreatePlan { plan, assessment, scenario_of: None, route });
            }
            _ => {}
        }
    }
}
