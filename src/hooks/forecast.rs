//! The hook that computes the timeline after the paint, once the reader pauses. A change before then restarts the
//! delay, so that no keystroke waits for the simulation. `App` uses it.

use super::job::Job;
use crate::model::{Model, Msg, Route};
use preflight_engine::timeline::{forecast, suggestions, RUNS};
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds without another change after a change was painted, before the simulation runs.
const PAUSE_DELAY_MS: i32 = 60;

/// Updates the timeline when the plan changes. Suggestions are computed only while the timeline is visible.
#[hook]
pub fn use_forecast(model: &Rc<Model>, send: &Callback<Msg>) {
    let suggests = model.view.route == Route::Timeline;
    // The names of phases and the messages about them are part of the details, so these must have loaded.
    let is_on = model.has_plan() && model.page.content.has_details();
    let dependencies = (model.computed.timeline_version, Rc::clone(&model.open.id), is_on, suggests);
    let (model, send) = (Rc::clone(model), send.clone());
    use_effect_with(dependencies, move |(_, _, is_on, suggests)| {
        let (job, suggests) = (Job::default(), *suggests);
        if *is_on {
            let next = job.clone();
            job.after_paint(PAUSE_DELAY_MS, move || compute(&model, &send, suggests, &next));
        }
        move || job.cancel()
    });
}

fn compute(model: &Rc<Model>, send: &Callback<Msg>, suggests: bool, job: &Job) {
    let Model { page, open, computed, .. } = &**model;
    let result = forecast(&page.content, &open.plan, &computed.assessment, RUNS);
    if suggests {
        let (model, send) = (Rc::clone(model), send.clone());
        job.next_slice(move || {
            let Model { page, open, .. } = &*model;
            send.emit(Msg::SuggestionsComputed(Rc::new(suggestions(&page.content, &open.plan, page.today))));
        });
    }
    send.emit(Msg::TimelineComputed(Rc::new(result)));
}
