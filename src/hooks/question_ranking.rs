//! The hook that computes, after the paint and in slices, which questions are worth answering next. A new answer
//! restarts it. `App` uses it.

use super::job::{Job, PtrEq};
use crate::model::{Model, Msg};
use preflight_engine::question_ranking::{question_values, rank, QuestionValue};
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds between the paint of a change and the first slice.
const START_DELAY_MS: i32 = 20;

/// The number of questions per slice.
const SLICE: usize = 6;

/// Updates the ranking of open questions when the plan changes.
#[hook]
pub fn use_question_ranking(model: &Rc<Model>, send: &Callback<Msg>) {
    let plan = PtrEq(Rc::clone(&model.open.plan));
    let (model, send) = (Rc::clone(model), send.clone());
    use_effect_with((plan, model.has_plan()), move |(_, is_on)| {
        let ranking = Ranking { model, send, job: Job::default() };
        let job = ranking.job.clone();
        if *is_on {
            let waiting = ranking.open_questions();
            job.after_paint(START_DELAY_MS, move || ranking.next_slice(waiting, Vec::new()));
        }
        move || job.cancel()
    });
}

/// A ranking that is being computed.
struct Ranking {
    model: Rc<Model>,
    send: Callback<Msg>,
    job: Job,
}

impl Ranking {
    /// The open questions in the order of the checklist, in which questions with equal value remain.
    fn open_questions(&self) -> Vec<usize> {
        let next = self.model.computed.assessment.next.iter();
        let mut open: Vec<usize> =
            next.filter_map(|next| self.model.page.content.question_index(&next.question)).collect();
        open.sort_unstable();
        open
    }

    fn next_slice(self, mut waiting: Vec<usize>, mut done: Vec<QuestionValue>) {
        let job = self.job.clone();
        job.next_slice(move || {
            let rest = waiting.split_off(waiting.len().min(SLICE));
            let Model { page, open, .. } = &*self.model;
            done.extend(question_values(&page.content, &open.plan.answers, page.today, &waiting));
            if rest.is_empty() {
                rank(&mut done);
                self.send.emit(Msg::Ranked(Rc::new(done)));
            } else {
                self.next_slice(rest, done);
            }
        });
    }
}
