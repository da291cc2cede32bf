//! The views rendered to text on the host, over the real content. A call of the browser during a render would panic
//! here, so this is also a test that views are pure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use dms_preflight::model::{Filters, Model, Msg, Place};
use dms_preflight::views::{title, Screen, ScreenProps};
use preflight_engine::content::Severity;
use preflight_engine::reading::days_of;
use preflight_engine::saved::decode;
use preflight_engine::{Action, Content, Raw};
use std::rc::Rc;
use yew::Callback;

fn model() -> Model {
    let content = Content::from_json(preflight_content::bundled()).unwrap();
    content.complete(preflight_content::tables()).unwrap();
    Model::new(Rc::new(content), days_of("2026-11-23").unwrap(), "t-")
}

fn example(name: &str) -> Model {
    let model = model();
    let file = format!("{}/examples/{name}.preflight.json", env!("CARGO_MANIFEST_DIR"));
    let opened = decode(&model.content, &std::fs::read_to_string(file).unwrap()).unwrap();
    model.update(Msg::Opened(Ok(Box::new(opened))))
}

fn oracle() -> Model {
    example("oracle-to-aurora-postgresql")
}

fn answered(model: &Model, question: &str, raw: Raw) -> Model {
    model.update(Msg::Did(Action::Answered { question: question.to_owned(), raw }))
}

fn html(model: &Model) -> String {
    let props = ScreenProps { model: Rc::new(model.clone()), send: Callback::noop() };
    let renderer = yew::LocalServerRenderer::<Screen>::with_props(props).hydratable(false);
    futures::executor::block_on(renderer.render())
}

fn at(model: &Model, place: Place) -> String {
    html(&model.update(Msg::Went(place)))
}

const PLACES: [Place; 10] = [
    Place::Start,
    Place::Section(4),
    Place::AllQuestions,
    Place::Findings,
    Place::Approach,
    Place::Documents,
    Place::Coverage,
    Place::Regions,
    Place::Tasks,
    Place::Report,
];

#[test]
fn every_place_renders_for_an_empty_and_a_full_plan() {
    for model in [model(), oracle(), example("mysql-to-aurora-mysql")] {
        for place in PLACES {
            let page = at(&model, place);
            assert!(page.contains("<h1"), "{place:?} has no heading");
            assert_eq!(page.matches("<h1").count(), 1, "{place:?} has more than one heading");
        }
    }
}

#[test]
fn no_key_of_a_word_and_no_open_brace_reaches_the_reader() {
    let model = oracle();
    for place in PLACES {
        let page = at(&model, place);
        for key in model.content.words.keys() {
            assert!(!page.contains(&format!(">{key}<")), "{place:?} shows the key {key}");
        }
        // Documents are JSON, which has braces of its own.
        let outside = page.split("<pre").map(|part| part.split_once("</pre>").map_or(part, |(_, rest)| rest));
        let text = outside.collect::<String>().replace("{}", "");
        let open = text.find('{').map(|i| text[i..].chars().take(60).collect::<String>());
        assert_eq!(open, None, "{place:?} shows a name between braces");
    }
}

#[test]
fn nothing_is_styled_or_scripted_inline() {
    let model = oracle();
    for place in PLACES {
        let page = at(&model, place);
        for forbidden in [" style=", "<script", " onclick=", "javascript:"] {
            assert!(!page.contains(forbidden), "{place:?} has {forbidden}");
        }
    }
}

#[test]
fn what_a_person_typed_is_shown_as_text() {
    let mark = "<img src=x onerror=alert(1)>";
    let model = oracle().update(Msg::Did(Action::Renamed(mark.to_owned())));
    let model = answered(&model, "decision_owner", Raw::Text(mark.to_owned()));
    let model = model.update(Msg::Did(Action::Noted { question: "source_size".to_owned(), note: mark.to_owned() }));
    for place in PLACES {
        assert!(!at(&model, place).contains("<img"), "{place:?}");
    }
}

#[test]
fn ids_are_in_the_page_once_and_begin_with_the_prefix() {
    let model = oracle();
    for place in PLACES {
        let page = at(&model, place);
        let mut seen = Vec::new();
        for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(id.starts_with("t-"), "{place:?}: {id}");
            assert!(!seen.contains(&id), "{place:?}: {id} stands twice");
            seen.push(id);
        }
    }
}

#[test]
fn a_question_is_asked_once_its_condition_is_yes() {
    let model = model();
    let section = Place::Section(4);
    assert!(!at(&model, section).contains("pluggable"));
    let oracle = answered(&model, "source_engine", Raw::Text("oracle".to_owned()));
    assert!(at(&oracle, section).contains("pluggable"));
    let mysql = answered(&model, "source_engine", Raw::Text("mysql".to_owned()));
    assert!(!at(&mysql, section).contains("pluggable"));
}

#[test]
fn an_answer_that_cannot_be_read_stays_with_its_sentence() {
    let model = answered(&model(), "account_exists", Raw::Flag(true));
    let model = answered(&model, "account_number", Raw::Text("1234-5678-901".to_owned()));
    let page = at(&model, Place::Section(0));
    assert!(page.contains("An account ID has 12 digits; this has 11."));
    assert!(page.contains("value=\"1234-5678-901\""));
    assert!(page.contains("aria-invalid=\"true\""));
}

#[test]
fn dont_know_is_marked_and_names_the_blockers_that_wait() {
    let model = answered(&model(), "backup_source", Raw::DontKnow);
    let page = at(&model, Place::Section(10));
    assert!(page.contains("aria-label=\"Don't know\"") || page.contains("aria-label=\"Don&#39;t know\""));
    assert!(page.contains("Possible blocker"));
}

#[test]
fn the_sign_in_address_is_built_from_number_and_alias() {
    let model = answered(&model(), "account_exists", Raw::Flag(true));
    let model = answered(&model, "account_number", Raw::Text("1234-5678-9012".to_owned()));
    assert!(at(&model, Place::Section(0)).contains("https://123456789012.signin.aws.amazon.com/console/"));
    let model = answered(&model, "account_alias_used", Raw::Flag(true));
    let model = answered(&model, "account_alias", Raw::Text("example-corp".to_owned()));
    assert!(at(&model, Place::Section(0)).contains("https://example-corp.signin.aws.amazon.com/console/"));
}

#[test]
fn a_finding_opens_to_answers_rule_source_and_steps() {
    let page = at(&oracle(), Place::Findings);
    for part in ["Because you answered", "Rule and source", "What to do", "read 2026-11-22", "docs.aws.amazon.com"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_dozen_findings_stand_at_first_and_the_rest_is_one_press_away() {
    let model = oracle();
    let holding = model.assessment.findings.iter().filter(|finding| finding.holds()).count();
    let possible = |page: &str| {
        page.split("<section class=\"group\"").filter(|part| part.contains("Possible")).collect::<String>()
    };
    let count = |page: &str| {
        page.matches("<details class=\"f\"").count() - possible(page).matches("<details class=\"f\"").count()
    };
    let first = at(&model, Place::Findings);
    assert_eq!(count(&first), 12);
    assert!(first.contains("more</button>"));
    let all = at(&model.update(Msg::Filtered(Filters { all_findings: true, ..Filters::default() })), Place::Findings);
    assert_eq!(count(&all), holding);
    assert!(!all.contains("more</button>"));
}

#[test]
fn the_first_approach_opens_to_what_speaks_for_it() {
    let page = at(&oracle(), Place::Approach);
    for part in [
        "1. Full load, then captured changes",
        "What speaks for it",
        "Why it cannot work",
        "R, memory optimized",
        "dms.r6i.",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn task_settings_and_checks_are_worded() {
    let settings = at(&oracle(), Place::Documents);
    assert!(settings.contains("MaxFullLoadSubTasks") && settings.contains("object-locator"));
    let checks = at(&oracle(), Place::Coverage);
    for part in
        ["Would fail", "Needs a connection", "Passes with the settings proposed", "Look these up in your schema"]
    {
        assert!(checks.contains(part), "{part}");
    }
}

#[test]
fn findings_can_be_narrowed() {
    let model = oracle();
    let count = |model: &Model| at(model, Place::Findings).matches("<details class=\"f\"").count();
    let hidden = vec![Severity::Risk, Severity::Advice, Severity::Note];
    let blockers = model.update(Msg::Filtered(Filters { hidden, ..Filters::default() }));
    assert!(count(&blockers) < count(&model));
    let nothing = model.update(Msg::Filtered(Filters { search: "no such words".to_owned(), ..Filters::default() }));
    assert_eq!(count(&nothing), 0);
}

#[test]
fn the_regions_are_filtered_and_the_chosen_one_is_judged() {
    let model = oracle();
    let rows = |model: &Model| at(model, Place::Regions).matches("<th scope=\"row\"").count();
    assert_eq!(rows(&model), 48);
    let filters = Filters { only_2017: true, ..Filters::default() };
    assert_eq!(rows(&model.update(Msg::Filtered(filters))), 14);
    let filters = Filters { region_search: "frank".to_owned(), ..Filters::default() };
    assert_eq!(rows(&model.update(Msg::Filtered(filters))), 1);
    let page = at(&model, Place::Regions);
    assert!(page.contains("eu-central-1") && page.contains("Nearest Regions with DMS"));
}

#[test]
fn a_region_without_dms_is_told_with_the_nearest_that_have_it() {
    let model = answered(&model(), "target_region", Raw::Text("me-west-1".to_owned()));
    let page = at(&model, Place::Regions);
    assert!(page.contains("Does not fit this plan"));
    let judged = model.assessment.region.as_ref().unwrap();
    assert_eq!(judged.nearest[0].code, "me-south-1");
}

#[test]
fn the_last_answer_says_what_it_changed_and_can_be_undone() {
    let before = oracle();
    let after = answered(&before, "backup_source", Raw::Flag(false));
    let page = at(&after, Place::Section(9));
    assert!(page.contains("What your last answer changed"));
    assert!(page.contains("Blocker: "));
    let undone = after.update(Msg::Undone);
    assert_eq!(undone.session, before.session);
    assert_eq!(undone.assessment, before.assessment);
}

#[test]
fn undo_takes_back_the_last_answer_and_nothing_else() {
    let before = answered(&oracle(), "backup_source", Raw::Flag(false));
    let note = Action::Noted { question: "source_size".to_owned(), note: "kept".to_owned() };
    let after = before.update(Msg::Did(note)).update(Msg::Did(Action::Renamed("Kept".to_owned()))).update(Msg::Undone);
    assert_eq!((after.session.name.as_str(), after.session.note("source_size")), ("Kept", "kept"));
    assert_eq!(after.session.raw("backup_source"), oracle().session.raw("backup_source"));
}

#[test]
fn plans_that_are_replaced_can_be_brought_back_after_more_steps() {
    let before = oracle();
    let after = before.update(Msg::Started);
    assert!(after.session.answers.is_empty());
    let further = answered(&after, "account_exists", Raw::Flag(true));
    assert!(at(&further, Place::Findings).contains("Bring it back"));
    assert_eq!(further.update(Msg::BroughtBack).session, before.session);
    let named = model().update(Msg::Did(Action::Renamed("Only a name".to_owned()))).update(Msg::Started);
    assert_eq!(named.update(Msg::BroughtBack).session.name, "Only a name");
}

#[test]
fn a_note_stays_open_while_it_is_emptied() {
    let note = |text: &str| Msg::Did(Action::Noted { question: "account_exists".to_owned(), note: text.to_owned() });
    let model = model().update(note("a")).update(note(""));
    assert!(at(&model, Place::Section(0)).contains("<details open"));
}

#[test]
fn a_refused_file_changes_nothing_but_a_notice() {
    let before = oracle();
    let refused = decode(&before.content, "{").map(Box::new);
    let after = before.update(Msg::Opened(refused));
    assert_eq!(after.session, before.session);
    assert!(at(&after, Place::Findings).contains("The file is not JSON"));
}

#[test]
fn the_title_names_place_and_plan() {
    let model = oracle().update(Msg::Did(Action::Renamed("Billing core".to_owned())));
    assert_eq!(title(&model.update(Msg::Went(Place::Report))), "Report: Billing core: DMS Preflight");
    assert_eq!(title(&model.update(Msg::Went(Place::Start))), "DMS Preflight");
}

#[test]
fn the_report_holds_findings_tasks_answers_and_sources() {
    let page = at(&oracle(), Place::Report);
    for part in ["Blockers", "Risks", "Answers", "Sources", "AWS&#39;s own pages are the authority", "eu-central-1"] {
        let plain = part.replace("&#39;", "'");
        assert!(page.contains(part) || page.contains(&plain), "{part}");
    }
}
