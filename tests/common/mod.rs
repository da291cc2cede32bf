//! Models in the states that the tests need, over the real content, and their views rendered to HTML without a browser.

use dms_preflight::model::{LoadPurpose, Model, Msg, OpenedPlan, Route};
use dms_preflight::views::{Screen, ScreenProps};
use preflight_engine::plan_file::{decode, encode_answers, LoadedPlan};
use preflight_engine::quantity::parse_date;
use preflight_engine::store::{PlanList, Status, StorageKind};
use preflight_engine::timeline::RUNS;
use preflight_engine::{Action, Content, Plan, Raw};
use std::rc::Rc;
use yew::Callback;

/// A model without a plan.
pub fn model() -> Model {
    let content = Content::from_json(preflight_content::bundled()).unwrap();
    content.load_details(preflight_content::tables()).unwrap();
    let model = Model::new(Rc::new(content), parse_date("2026-11-23").unwrap(), "t-");
    model.update(Msg::PlansListed(Rc::new(PlanList::default()), StorageKind::Browser, true)).0
}

/// The model with an example open.
pub fn example(name: &str) -> Model {
    let model = model();
    let file = format!("{}/examples/{name}.preflight.json", env!("CARGO_MANIFEST_DIR"));
    let loaded = decode(&model.page.content, &std::fs::read_to_string(file).unwrap()).unwrap();
    opened(&model, loaded)
}

/// The model with the example that most tests use.
pub fn oracle() -> Model {
    example("oracle-to-aurora-postgresql")
}

/// The model with one more answer.
pub fn answered(model: &Model, question: &str, raw: Raw) -> Model {
    model.update(Msg::PlanEdited(Action::Answered { question: question.to_owned(), raw })).0
}

/// The page as HTML.
pub fn html(model: &Model) -> String {
    let props = ScreenProps { model: Rc::new(model.clone()), send: Callback::noop() };
    let renderer = yew::LocalServerRenderer::<Screen>::with_props(props).hydratable(false);
    futures::executor::block_on(renderer.render())
}

/// The page as HTML on a route.
pub fn at(model: &Model, route: Route) -> String {
    html(&model.update(Msg::Navigated(route)).0)
}

/// The model with a loaded plan open.
pub fn opened(model: &Model, loaded: LoadedPlan) -> Model {
    model.update(Msg::PlanOpened(as_opened(loaded))).0
}

/// The model with its timeline and suggestions computed, which the hooks do after the paint.
pub fn with_timeline(model: &Model) -> Model {
    let forecast =
        preflight_engine::timeline::forecast(&model.page.content, &model.open.plan, &model.computed.assessment, RUNS);
    let suggestions = preflight_engine::timeline::suggestions(&model.page.content, &model.open.plan, model.page.today);
    model.update(Msg::TimelineComputed(Rc::new(forecast))).0.update(Msg::SuggestionsComputed(Rc::new(suggestions))).0
}

/// A plan opened from the storage with write access.
pub fn as_opened(loaded: LoadedPlan) -> OpenedPlan {
    let (id, loaded) = ("p1".into(), Box::new(loaded));
    OpenedPlan { id, loaded, writes: true, status: Status::Unsaved, size: 0, route: Some(Route::Start) }
}

/// The model with a preview of a plan from a file.
pub fn previewed(model: &Model, plan: &Plan, file: &str) -> Model {
    model.update(Msg::FileRead(file.to_owned(), Ok(encode_answers(&model.page.content, plan)))).0
}

/// The model with a preview of a plan from a link.
pub fn linked(model: &Model, plan: &Plan) -> Model {
    model.update(Msg::LinkUnpacked(Some(encode_answers(&model.page.content, plan)))).0
}

/// The model compared with another plan, which is called Other.
pub fn compared(model: &Model, plan: Plan) -> Model {
    let plan = Box::new(plan.apply(Action::Renamed("Other".to_owned())));
    model.update(Msg::StoredPlanLoaded { id: "p2".to_owned(), plan, purpose: LoadPurpose::Compare }).0
}
