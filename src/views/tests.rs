//! Tests of all views: each listener sends messages and does nothing else, and a memoised part that is not rendered
//! again would have rendered the same.

use super::footer_part;
use super::frame::{header, section_nav};
use super::questions::consequences::consequences;
use super::questions::question::QuestionPart;
use super::questions::verdict;
use super::ui::context::ViewContext;
use super::ui::events::ATTACHED;
use super::ui::icons::Sprite;
use super::ui::memo::{props, Memo, MemoProps};
use super::ui::to_html::to_html;
use super::{main, screen};
use crate::model::{Filters, HostContext, Link, LoadPurpose, Model, Msg, OpenedPlan, Route, VIEWS};
use preflight_engine::condition::Truth;
use preflight_engine::plan_file::{decode, encode_answers};
use preflight_engine::quantity::parse_date;
use preflight_engine::question_ranking::question_values;
use preflight_engine::store::{PlanEntry, PlanList, PlanSummary, SaveError, Snapshot, Status, StorageKind};
use preflight_engine::timeline::{forecast, suggestions};
use preflight_engine::{Action, Content, Plan, Raw};
use std::cell::RefCell;
use std::rc::Rc;
use yew::virtual_dom::VNode;
use yew::Callback;

fn update(model: &Model, msg: Msg) -> Model {
    model.update(msg).0
}

fn empty() -> Model {
    let content = Content::from_json(preflight_content::bundled()).unwrap();
    content.load_details(preflight_content::tables()).unwrap();
    let model = Model::new(Rc::new(content), parse_date("2026-11-23").unwrap(), "t-");
    update(&model, Msg::PlansListed(Rc::new(PlanList::default()), StorageKind::Browser, true))
}

fn oracle() -> Model {
    let model = empty();
    let loaded = Box::new(decode(&model.page.content, &model.page.content.examples[0].plan.to_string()).unwrap());
    let status = Status::Unsaved;
    let opened = OpenedPlan { id: "p1".into(), loaded, writes: true, status, size: 0, route: Some(Route::Start) };
    update(&model, Msg::PlanOpened(opened))
}

/// The values and ticks of the fields, which the HTML text does not contain.
fn fields(node: &VNode, out: &mut String) {
    match node {
        VNode::VTag(tag) => {
            out.push_str(&format!("{:?} {:?}; ", tag.value(), tag.checked()));
            tag.children().iter().for_each(|child| fields(child, out));
        }
        VNode::VList(list) => list.iter().for_each(|child| fields(child, out)),
        _ => {}
    }
}

/// Every memoised part with what it renders for this model.
fn parts(model: &Rc<Model>, send: &Callback<Msg>) -> Vec<(MemoProps, String)> {
    let ctx = ViewContext { model, send };
    let mut all: Vec<Rc<dyn Memo>> = vec![
        Rc::new(Sprite),
        Rc::new(header::Header),
        Rc::new(header::Navigation),
        Rc::new(section_nav::SectionNav),
        Rc::new(verdict::Verdict),
        Rc::new(verdict::VerdictBar),
        footer_part(),
    ];
    for (index, consequences) in consequences(&ctx).into_iter().enumerate() {
        all.push(Rc::new(QuestionPart { index, consequences }));
    }
    let with_html = |part: Rc<dyn Memo>| {
        let node = part.render(&ctx);
        let mut field_values = String::new();
        fields(&node.0, &mut field_values);
        (props(&ctx, part), to_html(node) + &field_values)
    };
    all.into_iter().map(with_html).collect()
}

/// The messages with what the hooks compute after an answer.
fn computed_later(model: &Model) -> [Msg; 2] {
    let Model { page, open, computed, .. } = model;
    let forecast = forecast(&page.content, &open.plan, &computed.assessment, 100);
    let questions: Vec<usize> = (0..page.content.questions.len()).rev().collect();
    let ranked = question_values(&page.content, &open.plan.answers, page.today, &questions);
    [Msg::TimelineComputed(Rc::new(forecast)), Msg::Ranked(Rc::new(ranked))]
}

/// A long session: changes from another tab, answers of every kind to every fifth question, notes, names, ticks, other
/// views, search, undo, locking, and what the page does by itself.
fn session(model: &Model) -> Vec<Msg> {
    let content = &model.page.content;
    // Answers and notes from another tab arrive without an edit on this page.
    let noted = Action::Noted { question: content.questions[0].id.to_string(), note: "from there".to_owned() };
    let noted = Rc::new(model.open.plan.apply(noted));
    let flipped = content.questions.iter().fold((*noted).clone(), |plan, question| {
        let Some(Raw::Bool(value)) = plan.raw(&question.id) else { return plan };
        // The question is answered before and after, so only the answer itself differs.
        plan.apply(Action::Answered { question: question.id.to_string(), raw: Raw::Bool(!value) })
    });
    let merged = |plan: Plan, from: &Rc<Plan>| Msg::MergedFromTab(Box::new(plan), Vec::new(), Rc::clone(from));
    let mut all = vec![merged((*noted).clone(), &model.open.plan), merged(flipped, &noted)];
    for (nth, question) in content.questions.iter().enumerate().step_by(5) {
        let id = question.id.to_string();
        let raw = match question.options.get(nth % question.options.len().max(1)) {
            Some(option) if nth % 2 == 0 => Raw::Text(option.id.to_string()),
            Some(option) => Raw::Several(vec![option.id.to_string()]),
            None if nth % 3 == 0 => Raw::Bool(nth % 2 == 0),
            None => Raw::Text("12 GB".to_owned()),
        };
        all.push(Msg::PlanEdited(Action::Answered { question: id.clone(), raw }));
        all.push(match nth % 4 {
            0 => Msg::PlanEdited(Action::Answered { question: id, raw: Raw::DontKnow }),
            1 => Msg::PlanEdited(Action::Noted { question: id, note: "a note".to_owned() }),
            2 => Msg::PlanEdited(Action::Cleared { question: id }),
            _ => Msg::Undone,
        });
    }
    let number = Raw::Text("123456789012".to_owned());
    all.push(Msg::PlanEdited(Action::Answered { question: "account_number".to_owned(), raw: number }));
    all.push(Msg::Filtered(Filters { global_search: "oracle".to_owned(), ..Filters::default() }));
    all.push(Msg::PlanEdited(Action::Answered { question: "source_engine".to_owned(), raw: Raw::DontKnow }));
    let task = model.computed.assessment.tasks.iter().find(|task| task.state == Truth::True).unwrap().task.clone();
    all.push(Msg::PlanEdited(Action::TaskTicked { task: task.to_string(), done: true }));
    all.push(Msg::PlanEdited(Action::Renamed("Another name".to_owned())));
    all.extend([Status::Saving, Status::Saved].map(|status| Msg::SaveStatusChanged(status, 1000)));
    all.extend([Route::Section(2), Route::Section(3), Route::AllQuestions].map(Msg::Navigated));
    let readonly = |readonly| Msg::HostContextChanged(HostContext { readonly, ..HostContext::default() });
    all.extend([readonly(true), readonly(false), Msg::ShortcutsToggled(false), Msg::AccessChanged { writes: false }]);
    all
}

#[test]
fn a_memoised_part_that_is_skipped_would_have_rendered_the_same() {
    let (mut model, send) = (Rc::new(oracle()), Callback::noop());
    let (mut before, mut skipped, mut rendered) = (parts(&model, &send), 0, 0);
    let first = computed_later(&model).into_iter();
    for msg in first.chain(session(&model)).chain(computed_later(&model)) {
        // Navigation and locking may render everything again; an edit of the plan must not.
        let is_edit = matches!(msg, Msg::PlanEdited(_));
        model = Rc::new(update(&model, msg));
        let after = parts(&model, &send);
        for ((old_part, old_html), (new_part, new_html)) in before.iter().zip(&after) {
            let is_same = old_part == new_part;
            if is_same {
                assert_eq!(old_html, new_html);
            }
            skipped += usize::from(is_edit && is_same);
            rendered += usize::from(is_edit && !is_same);
        }
        before = after;
    }
    assert!(skipped > 20 * rendered && rendered > 100, "{skipped} skipped, {rendered} rendered");
}

/// A stored plan as the list shows it.
fn entry(id: &str, summary: Option<PlanSummary>) -> PlanEntry {
    let scenario_of = None;
    let trashed_at = None;
    PlanEntry {
        id: id.to_owned(),
        name: id.to_owned(),
        saved_at: 1_700_000_000_000,
        size: 1_000,
        scenario_of,
        trashed_at,
        summary,
        newer: false,
    }
}

/// States in which views show their rare parts.
fn states() -> Vec<Model> {
    let full = computed_later(&oracle()).into_iter().fold(oracle(), |model, msg| update(&model, msg));
    let help = suggestions(&full.page.content, &full.open.plan, full.page.today);
    let full = update(&full, Msg::SuggestionsComputed(Rc::new(help)));
    let plan_list = PlanList {
        plans: vec![entry("p2", Some(PlanSummary::default())), entry("p3", None)],
        trash: vec![PlanEntry { trashed_at: Some(1_700_000_000_000), ..entry("p4", Some(PlanSummary::default())) }],
        quarantined: vec![("key".to_owned(), "damaged".to_owned())],
        ..PlanList::default()
    };
    let mut full = update(&full, Msg::PlansListed(Rc::new(plan_list), StorageKind::Browser, true));
    let context =
        HostContext { owns_document: true, is_single_file: true, update_ready: true, ..HostContext::default() };
    full = update(&full, Msg::HostContextChanged(context));
    let (key, body) = ("snapshot".to_owned(), String::new());
    let snapshot = Snapshot { key, saved_at: 1_700_000_000_000, reason: "snapshot.hour".to_owned(), body };
    full = update(&full, Msg::SnapshotsListed(Rc::new(vec![snapshot])));
    full = update(&full, Msg::SaveStatusChanged(Status::NotSaved(SaveError::Full), 600_000));
    full.view.notices.push("Something to say.".to_owned());
    full.view.filters.all_findings = true;
    let account = Raw::Text("123456789012".to_owned());
    full = update(&full, Msg::PlanEdited(Action::Answered { question: "account_number".to_owned(), raw: account }));
    full.open.link = Link::Address("https://example.org/#x".to_owned());
    let other = full.open.plan.apply(Action::Renamed("Other".to_owned()));
    let linked = update(&full, Msg::LinkUnpacked(Some(encode_answers(&full.page.content, &other))));
    let loaded = Msg::StoredPlanLoaded { id: "p2".into(), plan: Box::new(other), purpose: LoadPurpose::Compare };
    let compared = update(&full, loaded);
    let read_only = update(&full, Msg::AccessChanged { writes: false });
    vec![empty(), compared, linked, read_only]
}

fn routes() -> impl Iterator<Item = Route> {
    VIEWS.iter().map(|view| view.route).chain((0..11).map(Route::Section))
}

/// A call of the browser would panic here, because the test runs without one.
#[test]
fn every_listener_of_every_view_sends_messages_and_does_nothing_else() {
    let (mut fired, mut silent) = (0, 0);
    for model in states() {
        for route in routes() {
            let model = Rc::new(update(&model, Msg::Navigated(route)));
            let sent: Rc<RefCell<Vec<Msg>>> = Rc::default();
            let send = {
                let sent = Rc::clone(&sent);
                Callback::from(move |msg| sent.borrow_mut().push(msg))
            };
            ATTACHED.with(|all| all.borrow_mut().clear());
            let ctx = ViewContext { model: &model, send: &send };
            let _ = (screen(&ctx), main(&ctx));
            if route == Route::AllQuestions {
                let _ = parts(&model, &send);
            }
            for handler in ATTACHED.with(|all| all.take()) {
                for (value, checked) in [("", false), ("1", true), ("oracle", true)] {
                    handler.simulate(value, checked);
                }
                fired += 1;
                silent += usize::from(sent.take().is_empty());
            }
        }
    }
    assert!(fired > 5_000, "{fired} listeners");
    // The forms, the drop zone and the two file fields send no message without a browser event.
    assert!(silent < fired / 20, "{silent} of {fired} listeners sent nothing");
}

#[test]
fn every_view_of_the_table_has_its_own_fragment_and_title() {
    let model = oracle();
    for (index, view) in VIEWS.iter().enumerate() {
        assert!(VIEWS.iter().skip(index + 1).all(|other| other.fragment != view.fragment && other.route != view.route));
        let fragment = view.route.fragment(&model.page.content, "");
        assert_eq!(Route::parse(&model.page.content, &fragment), Some(view.route));
        assert!(model.page.content.messages.has(view.title), "{}", view.title);
    }
    let section = Route::Section(3).fragment(&model.page.content, "p1");
    assert_eq!(Route::parse(&model.page.content, &section), Some(Route::Section(3)));
    assert_eq!(crate::model::plan_id(&section), Some("p1"));
}
