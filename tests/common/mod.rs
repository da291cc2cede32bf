//! A page in a state, rendered to text on the host over the real content.

use dms_preflight::model::{Held, Holding, Model, Msg, Place};
use dms_preflight::views::{Screen, ScreenProps};
use preflight_engine::reading::parse_date;
use preflight_engine::saved::{decode, LoadedPlan};
use preflight_engine::store::{StorageKind as Stored, PlanList};
use preflight_engine::timeline::{forecast, suggestions, RUNS};
use preflight_engine::{Action, Content, Raw};
use std::rc::Rc;
use yew::Callback;

pub fn model() -> Model {
    let content = Content::from_json(preflight_content::bundled()).unwrap();
    content.load_details(preflight_content::tables()).unwrap();
    let model = Model::new(Rc::new(content), parse_date("2026-11-23").unwrap(), "t-");
    model.update(Msg::Shelved(Rc::new(PlanList::default()), Stored::Browser, true))
}

pub fn example(name: &str) -> Model {
    let model = model();
    let file = format!("{}/examples/{name}.preflight.json", env!("CARGO_MANIFEST_DIR"));
    let opened = decode(&model.content, &std::fs::read_to_string(file).unwrap()).unwrap();
    held(&model, opened)
}

pub fn oracle() -> Model {
    example("oracle-to-aurora-postgresql")
}

pub fn answered(model: &Model, question: &str, raw: Raw) -> Model {
    model.update(Msg::Did(Action::Answered { question: question.to_owned(), raw }))
}

pub fn html(model: &Model) -> String {
    let props = ScreenProps { model: Rc::new(model.clone()), send: Callback::noop() };
    let renderer = yew::LocalServerRenderer::<Screen>::with_props(props).hydratable(false);
    futures::executor::block_on(renderer.render())
}

pub fn at(model: &Model, place: Place) -> String {
    html(&model.update(Msg::Went(place)))
}

pub fn held(model: &Model, opened: LoadedPlan) -> Model {
    let held = Held { id: "p1".into(), holding: Holding::Own };
    model.update(Msg::Took(Box::new(opened), held))
}

/// The model with its timeline worked out, as the page does it after the paint.
pub fn foreseen(model: &Model) -> Model {
    let found = forecast(&model.content, &model.session, &model.assessment, RUNS);
    let helped = suggestions(&model.content, &model.session, model.today);
    model.update(Msg::Forecast(Rc::new(found))).update(Msg::Helped(Rc::new(helped)))
}
