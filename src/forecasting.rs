//! Works out the timeline after the paint, and no sooner than the reader pauses: a change that comes before starts it
//! anew, so that no keystroke waits for it.

use crate::model::{Model, Msg, Place};
use crate::shell::clock;
use preflight_engine::timeline::{forecast, suggestions, RUNS};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds without a change, after it was drawn, before the simulation runs.
const PAUSE: i32 = 60;

/// Keeps the model's timeline up with its plan; what would help is worked out while the timeline is looked at.
#[hook]
pub fn use_forecast(model: &Rc<Model>, send: &Callback<Msg>) {
    let (own, send) = (Rc::clone(model), send.clone());
    let helping = model.place == Place::Timeline;
    // Its words and the names of the phases come with the second text.
    let on = model.has_plan() && model.content.has_details();
    use_effect_with((model.planned, model.held.id.clone(), on, helping), move |(_, _, on, helping)| {
        let work = Rc::new(Work { model: own, send, helping: *helping, now: RefCell::default() });
        if *on {
            Work::begin(&work);
        }
        move || drop(work.now.take())
    });
}

/// A forecast in the making: dropping what it does now ends it.
struct Work {
    model: Rc<Model>,
    send: Callback<Msg>,
    helping: bool,
    now: RefCell<Option<clock::Later>>,
}

impl Work {
    fn begin(work: &Rc<Self>) {
        let own = Rc::clone(work);
        let run = move || {
            let model = &own.model;
            let found = forecast(&model.content, &model.session, &model.assessment, RUNS);
            if own.helping {
                Self::help(&own);
            }
            own.send.emit(Msg::Forecast(Rc::new(found)));
        };
        work.now.replace(Some(clock::painted(PAUSE, run)));
    }

    fn help(work: &Rc<Self>) {
        let own = Rc::clone(work);
        let run = move || {
            let model = &own.model;
            own.send.emit(Msg::Helped(Rc::new(suggestions(&model.content, &model.session, model.today))));
        };
        work.now.replace(Some(clock::later(run)));
    }
}
