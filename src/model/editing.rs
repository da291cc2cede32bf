//! Changes of the open plan: what the reader edits, takes back and settles, and what another tab saved.

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
            Action::Answered { question, .. } | Action::Cleared { question } => content.question(question),
            _ => None,
        };
        if let Action::Noted { question, .. } = &action {
            self.open.open_note = content.question(question);
        }
        let before = self.judged();
        self.change_plan(before.plan.apply(action), effects);
        if let Some(question) = question {
            self.note_change(question, &before);
        }
    }

    /// Remembers what an answer changed, and the way back.
    fn note_change(&mut self, question: usize, before: &JudgedPlan) {
        let changes = changes(&before.assessment, &self.computed.assessment);
        // Typing goes on in one field: the way back leads before the first letter, not the last one.
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

    /// What another tab saved is part of the plan now; `from` is what of this page it was merged with.
    pub(super) fn merge_in(&mut self, plan: Plan, conflicts: Vec<Conflict>, from: &Plan, effects: &mut Vec<Effect>) {
        // What was typed while the two were merged is younger than both.
        let newest = merge(from, &self.open.plan, &plan);
        let is_news = newest.plan != plan;
        let before = self.judged();
        self.set_plan(newest.plan);
        if is_news {
            self.saving(before, effects);
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

    /// Puts another state of the plan in place and has it saved.
    fn change_plan(&mut self, plan: Plan, effects: &mut Vec<Effect>) {
        let before = self.judged();
        self.set_plan(plan);
        self.saving(before, effects);
    }

    fn set_plan(&mut self, plan: Plan) {
        self.computed.follow(&self.page.content, &self.open.plan, &plan, self.page.today);
        self.open.plan = Rc::new(plan);
    }

    pub(super) fn judged(&self) -> JudgedPlan {
        JudgedPlan { plan: Rc::clone(&self.open.plan), assessment: Rc::clone(&self.computed.assessment) }
    }

    /// Asks for what was edited to be stored: where no plan is open, as a new one.
    fn saving(&self, before: JudgedPlan, effects: &mut Vec<Effect>) {
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
