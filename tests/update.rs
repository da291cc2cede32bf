//! Tests `update` without a browser: the next model and the effects that it returns.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[allow(dead_code, reason = "not every test needs all of it")]
mod common;
#[path = "common/memory.rs"]
mod memory;

use common::{answered, as_opened, model, oracle, previewed};
use dms_preflight::model::{
    Access, Effect, Export, HostContext, HostEvent, JudgedPlan, Model, Msg, PlanCommand, PreviewSource, Route,
};
use memory::Memory;
use preflight_engine::evaluated::evaluations;
use preflight_engine::plan_file::{decode, encode_answers, DecodeError, LoadedPlan};
use preflight_engine::store::{PlanList, PlanStore, StorageKind};
use preflight_engine::{Action, Plan, Raw};
use std::rc::Rc;

fn answer(question: &str, raw: Raw) -> Msg {
    Msg::PlanEdited(Action::Answered { question: question.to_owned(), raw })
}

/// The plan that is to be saved after an edit.
fn saved_plan(effects: &[Effect]) -> JudgedPlan {
    let judged = effects.iter().find_map(|effect| match effect {
        Effect::PlanEdited { judged, .. } => Some(judged.clone()),
        _ => None,
    });
    judged.expect("the edit is to be stored")
}

#[test]
fn an_answer_is_judged_once_and_not_again_when_it_is_saved() {
    let model = oracle();
    let storage = Rc::new(Memory::default());
    let mut store = PlanStore::new_plan(storage, "p1", None, "tab");
    let before = evaluations();
    let (next, effects) = model.update(answer("backup_source", Raw::Bool(false)));
    let judged = saved_plan(&effects);
    store.changed(1_000);
    store.save(&next.page.content, &judged.plan, &judged.assessment, 2_000);
    assert!(store.is_fast());
    assert_eq!(evaluations() - before, 1);
    assert!(Rc::ptr_eq(&judged.plan, &next.open.plan) && Rc::ptr_eq(&judged.assessment, &next.computed.assessment));
}

#[test]
fn an_edit_that_changes_no_answer_is_not_judged_again() {
    let model = oracle();
    let before = evaluations();
    let (renamed, effects) = model.update(Msg::PlanEdited(Action::Renamed("Other".to_owned())));
    assert_eq!(evaluations(), before);
    assert_eq!(saved_plan(&effects).plan.name, "Other");
    assert!(Rc::ptr_eq(&renamed.computed.assessment, &model.computed.assessment));
}

#[test]
fn an_edit_without_an_open_plan_creates_a_plan() {
    let (_, effects) = model().update(answer("account_exists", Raw::Bool(true)));
    let [Effect::CreatePlan { plan, assessment, scenario_of: None, .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(plan.raw("account_exists").is_some() && assessment.is_some());
}

#[test]
fn an_edit_of_a_plan_that_another_tab_writes_changes_nothing() {
    let model = oracle().update(Msg::AccessChanged { writes: false }).0;
    let (next, effects) = model.update(answer("backup_source", Raw::Bool(false)));
    assert!(effects.is_empty() && next.open.plan == model.open.plan);
}

#[test]
fn opening_a_view_saves_the_plan_and_reads_what_the_view_lists() {
    let effects_at = |route| oracle().update(Msg::Navigated(Route::Tasks)).0.update(Msg::Navigated(route)).1;
    assert!(matches!(effects_at(Route::Findings).as_slice(), [Effect::SaveNow]));
    assert!(matches!(effects_at(Route::Start).as_slice(), [Effect::SaveNow, Effect::ListPlans]));
    assert!(matches!(effects_at(Route::Plan).as_slice(), [Effect::SaveNow, Effect::ListPlans, Effect::ListSnapshots]));
    assert!(effects_at(Route::Tasks).is_empty(), "the view is shown already");
}

/// A page whose storage is still being read.
fn reading(storage: StorageKind, owns_document: bool) -> Model {
    let mut model = model();
    model.page.opening = dms_preflight::model::Opening::ReadingStorage { host_plan: None };
    model.page.host_context = Rc::new(HostContext { owns_document, ..HostContext::default() });
    model.update(Msg::PlansListed(Rc::new(PlanList::default()), storage, true)).0
}

fn named(name: &str) -> Box<LoadedPlan> {
    Box::new(LoadedPlan::of(Plan { name: name.to_owned(), ..Plan::default() }))
}

#[test]
fn a_plan_that_the_host_gives_early_waits_for_the_storage() {
    let waiting = reading(StorageKind::Memory, false);
    let (waiting, effects) = waiting.update(Msg::HostPlanGiven(named("first")));
    assert!(effects.is_empty());
    let (waiting, _) = waiting.update(Msg::HostPlanGiven(named("second")));
    let (_, effects) = waiting.update(Msg::StorageReady { fragment: None });
    let [Effect::CreatePlan { plan, .. }, Effect::NotifyHost(HostEvent::Ready)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(plan.name, "second", "the last one counts");
}

#[test]
fn a_plan_of_the_host_is_a_preview_if_the_storage_has_the_plans_of_the_reader() {
    let waiting = reading(StorageKind::Browser, false).update(Msg::HostPlanGiven(named("given"))).0;
    let (ready, _) = waiting.update(Msg::StorageReady { fragment: None });
    assert_eq!(ready.open.access, Access::Preview(PreviewSource::Host));
    assert_eq!(ready.open.plan.name, "given");
}

#[test]
fn an_address_that_names_a_plan_takes_precedence_over_a_plan_of_the_host() {
    let waiting = reading(StorageKind::Browser, true).update(Msg::HostPlanGiven(named("given"))).0;
    let fragment = Some("#/tasks?plan=abc123".to_owned());
    let (_, effects) = waiting.update(Msg::StorageReady { fragment });
    assert!(effects
        .iter()
        .any(|effect| { matches!(effect, Effect::OpenStored { id, route: Some(Route::Tasks) } if id == "abc123") }));
}

#[test]
fn a_damaged_link_is_reported_to_the_reader_and_to_the_host() {
    let (next, effects) = oracle().update(Msg::LinkUnpacked(None));
    assert_eq!(next.view.notices.len(), 1);
    assert!(effects
        .iter()
        .any(|effect| { matches!(effect, Effect::NotifyHost(HostEvent::Error { code: "link_damaged", .. })) }));
}

#[test]
fn opening_a_plan_resets_the_whole_state_of_the_previous_plan() {
    let mut before = answered(&oracle(), "account_exists", Raw::Bool(false));
    before.open.size = 123;
    before.view.filters.hide_done = true;
    let plan = LoadedPlan::of(Plan::default());
    let (after, _) = before.update(Msg::PlanOpened(as_opened(plan)));
    let fresh = model().update(Msg::PlanOpened(as_opened(LoadedPlan::of(Plan::default())))).0;
    assert_eq!(after.open.size, fresh.open.size);
    assert!(after.open.undo.is_none() && after.open.snapshots.is_none() && after.open.conflicts.is_empty());
    assert!(after.computed.forecast.is_none() && after.computed.ranked.is_none());
    assert_ne!(after.computed.timeline_version, before.computed.timeline_version);
    // What belongs to the page stays.
    assert!(after.view.filters.hide_done);
}

#[test]
fn the_save_status_of_the_stored_plan_reaches_it_under_a_preview() {
    let preview = previewed(&oracle(), &Plan::default(), "x.json");
    let status = preflight_engine::store::Status::Saved;
    let (next, _) = preview.update(Msg::SaveStatusChanged(status, 77));
    assert_eq!((next.stored().open.status, next.stored().open.size), (status, 77));
    assert_eq!(next.open.access, preview.open.access);
    let (closed, _) = next.update(Msg::PreviewClosed);
    assert_eq!(closed.open.size, 77);
}

#[test]
fn a_preview_that_replaces_the_plan_saves_a_snapshot_of_the_plan_first() {
    let before = oracle();
    let other = before.open.plan.apply(Action::Renamed("Other".to_owned()));
    let preview = previewed(&before, &other, "x.json");
    let (next, effects) = preview.update(Msg::PreviewReplaceRequested);
    assert_eq!((next.open.plan.name.as_str(), &next.open.access), ("Other", &Access::Write));
    assert!(effects.iter().any(|effect| {
        matches!(effect, Effect::SaveSnapshot(judged, "snapshot.replaced") if judged.plan == before.open.plan)
    }));
    assert_eq!(saved_plan(&effects).plan.name, "Other");
}

#[test]
fn a_read_only_page_runs_no_command_that_writes() {
    let mut model = oracle();
    model.page.host_context = Rc::new(HostContext { readonly: true, ..HostContext::default() });
    let commands = [
        Msg::NewPlanRequested,
        Msg::ExampleChosen(0),
        Msg::PreviewSaveRequested,
        Msg::TakeOverRequested,
        Msg::PlanCommandGiven("p2".to_owned(), PlanCommand::Trash),
        Msg::PlanCommandGiven("p2".to_owned(), PlanCommand::Rename("x".to_owned())),
        answer("backup_source", Raw::Bool(false)),
    ];
    for msg in commands {
        let (next, effects) = model.update(msg);
        assert!(effects.is_empty() && next.open.plan == model.open.plan, "{effects:?}");
    }
    let (_, effects) = model.update(Msg::PlanCommandGiven("p2".to_owned(), PlanCommand::Download));
    assert!(matches!(effects.as_slice(), [Effect::SaveNow, Effect::DownloadStored { .. }]));
}

#[test]
fn each_export_has_a_file_name_and_a_text() {
    let model = oracle();
    let saved = |export| {
        let (_, effects) = model.update(Msg::DownloadRequested(export));
        effects.into_iter().find_map(|effect| match effect {
            Effect::Download { name, text, .. } => Some((name, text)),
            _ => None,
        })
    };
    let (name, text) = saved(Export::PlanFile).unwrap();
    assert!(name.ends_with(".preflight.json") && decode(&model.page.content, &text).is_ok());
    for export in [Export::Markdown, Export::AnswersCsv, Export::TasksCsv, Export::Calendar, Export::TaskSettings] {
        let (name, text) = saved(export).unwrap();
        assert!(name.contains('.') && !text.is_empty(), "{export:?}");
    }
    let (_, effects) = model.update(Msg::DownloadRequested(Export::Report));
    assert!(matches!(effects.as_slice(), [Effect::DownloadReport { name }] if name.ends_with("-report.html")));
}

#[test]
fn a_copy_of_the_open_plan_includes_unsaved_edits() {
    let model = answered(&oracle(), "backup_source", Raw::Bool(false));
    let (_, effects) = model.update(Msg::PlanCommandGiven("p1".to_owned(), PlanCommand::Scenario));
    let [Effect::SaveNow, Effect::CreatePlan { plan, scenario_of: Some(id), .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!((plan.raw("backup_source"), id.as_str()), (Some(&Raw::Bool(false)), "p1"));
}

#[test]
fn a_file_that_cannot_be_read_changes_nothing() {
    let model = oracle();
    let (next, _) = model.update(Msg::FileRead("x.json".to_owned(), Err(DecodeError::TooLarge.user_message())));
    assert!(next.open.plan == model.open.plan && next.view.notices.len() == 1);
    let text = encode_answers(&model.page.content, &model.open.plan).replace("\"schema\":1", "\"schema\":99");
    let (next, _) = model.update(Msg::FileRead("x.json".to_owned(), Ok(text)));
    assert!(next.open.access == Access::Write && next.view.notices.len() == 1);
}
