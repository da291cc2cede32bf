//! The views rendered to text on the host, over the real content. A call of the browser during a render would panic
//! here, so this is also a test that views are pure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[allow(dead_code, reason = "not every test needs all of it")]
mod common;

use common::{
    answered, as_opened, at, compared, example, html, linked, model, opened, oracle, previewed, with_timeline,
};
use dms_preflight::model::{Access, Filters, FocusTarget, Model, Msg, Order, PreviewSource, Route};
use dms_preflight::views::document;
use preflight_engine::condition::Truth;
use preflight_engine::content::Severity;
use preflight_engine::merge::Conflict;
use preflight_engine::plan::{PhaseField, TaskField};
use preflight_engine::plan_file::{decode, LoadedPlan};
use preflight_engine::store::{list, seal, Header, StorageKind};
use preflight_engine::{Action, Plan, Raw};
use std::rc::Rc;

const ROUTES: [Route; 15] = [
    Route::Timeline,
    Route::Plan,
    Route::Compare,
    Route::Start,
    Route::Section(4),
    Route::AllQuestions,
    Route::Findings,
    Route::Approach,
    Route::TaskSettings,
    Route::Premigration,
    Route::TargetSchema,
    Route::Glossary,
    Route::Regions,
    Route::Tasks,
    Route::Report,
];

#[test]
fn every_place_renders_for_an_empty_and_a_full_plan() {
    for model in [model(), oracle(), example("mysql-to-aurora-mysql")] {
        for route in ROUTES {
            let page = at(&model, route);
            assert!(page.contains("<h1"), "{route:?} has no heading");
            assert_eq!(page.matches("<h1").count(), 1, "{route:?} has more than one heading");
        }
    }
}

#[test]
fn no_key_of_a_word_and_no_open_brace_reaches_the_reader() {
    let model = oracle();
    for route in ROUTES {
        let page = at(&model, route);
        for key in model.page.content.messages.keys() {
            assert!(!page.contains(&format!(">{key}<")), "{route:?} shows the key {key}");
        }
        // Documents are JSON, which has braces of its own.
        let outside = page.split("<pre").map(|part| part.split_once("</pre>").map_or(part, |(_, rest)| rest));
        let text = outside.collect::<String>().replace("{}", "");
        let open = text.find('{').map(|i| text[i..].chars().take(60).collect::<String>());
        assert_eq!(open, None, "{route:?} shows a name between braces");
    }
}

#[test]
fn nothing_is_styled_or_scripted_inline() {
    let model = oracle();
    for route in ROUTES {
        let page = at(&model, route);
        for forbidden in [" style=", "<script", " onclick=", "javascript:"] {
            assert!(!page.contains(forbidden), "{route:?} has {forbidden}");
        }
    }
}

#[test]
fn what_a_person_typed_is_shown_as_text() {
    let mark = "<img src=x onerror=alert(1)>";
    let model = oracle().update(Msg::PlanEdited(Action::Renamed(mark.to_owned()))).0;
    let model = answered(&model, "decision_owner", Raw::Text(mark.to_owned()));
    let model =
        model.update(Msg::PlanEdited(Action::Noted { question: "source_size".to_owned(), note: mark.to_owned() })).0;
    for route in ROUTES {
        assert!(!at(&model, route).contains("<img"), "{route:?}");
    }
}

#[test]
fn ids_are_in_the_page_once_and_begin_with_the_prefix() {
    let model = oracle();
    for route in ROUTES {
        let page = at(&model, route);
        let mut seen = Vec::new();
        for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(id.starts_with("t-"), "{route:?}: {id}");
            assert!(!seen.contains(&id), "{route:?}: {id} stands twice");
            seen.push(id);
        }
    }
}

#[test]
fn a_question_is_asked_once_its_condition_is_yes() {
    let model = model();
    let section = Route::Section(4);
    assert!(!at(&model, section).contains("pluggable"));
    let oracle = answered(&model, "source_engine", Raw::Text("oracle".to_owned()));
    assert!(at(&oracle, section).contains("pluggable"));
    let mysql = answered(&model, "source_engine", Raw::Text("mysql".to_owned()));
    assert!(!at(&mysql, section).contains("pluggable"));
}

#[test]
fn an_answer_that_cannot_be_read_stays_with_its_sentence() {
    let model = answered(&model(), "account_exists", Raw::Bool(true));
    let model = answered(&model, "account_number", Raw::Text("1234-5678-901".to_owned()));
    let page = at(&model, Route::Section(0));
    assert!(page.contains("An account ID has 12 digits; this has 11."));
    assert!(page.contains("value=\"1234-5678-901\""));
    assert!(page.contains("aria-invalid=\"true\""));
}

#[test]
fn dont_know_is_marked_and_names_the_blockers_that_wait() {
    let model = answered(&model(), "backup_source", Raw::DontKnow);
    let page = at(&model, Route::Section(10));
    assert!(page.contains("aria-label=\"Don't know\"") || page.contains("aria-label=\"Don&#39;t know\""));
    assert!(page.contains("Possible blocker"));
}

#[test]
fn the_sign_in_address_is_built_from_number_and_alias() {
    let model = answered(&model(), "account_exists", Raw::Bool(true));
    let model = answered(&model, "account_number", Raw::Text("1234-5678-9012".to_owned()));
    assert!(at(&model, Route::Section(0)).contains("https://123456789012.signin.aws.amazon.com/console/"));
    let model = answered(&model, "account_alias_used", Raw::Bool(true));
    let model = answered(&model, "account_alias", Raw::Text("example-corp".to_owned()));
    assert!(at(&model, Route::Section(0)).contains("https://example-corp.signin.aws.amazon.com/console/"));
}

#[test]
fn a_finding_opens_to_answers_rule_source_and_steps() {
    let page = at(&oracle(), Route::Findings);
    for part in ["Because you answered", "Rule and source", "What to do", "read 2026-11-22", "docs.aws.amazon.com"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_dozen_findings_stand_at_first_and_the_rest_is_one_press_away() {
    let model = oracle();
    let holding = model.computed.assessment.findings.iter().filter(|finding| finding.holds()).count();
    let possible = |page: &str| {
        page.split("<section class=\"group\"").filter(|part| part.contains("Possible")).collect::<String>()
    };
    let count = |page: &str| {
        // The rest stands there for paper.
        let page = &page
            .split("class=\"rest\"")
            .enumerate()
            .map(|(n, part)| if n == 0 { part } else { part.split_once("</section>").map_or("", |(_, after)| after) })
            .collect::<String>();
        page.matches("<details class=\"f\"").count() - possible(page).matches("<details class=\"f\"").count()
    };
    let first = at(&model, Route::Findings);
    assert_eq!(count(&first), 12);
    assert!(first.contains("more</button>"));
    let all = at(&model.update(Msg::Filtered(Filters { all_findings: true, ..Filters::default() })).0, Route::Findings);
    assert_eq!(count(&all), holding);
    assert!(!all.contains("more</button>"));
}

#[test]
fn the_first_approach_opens_to_what_speaks_for_it() {
    let page = at(&oracle(), Route::Approach);
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
    let settings = at(&oracle(), Route::TaskSettings);
    assert!(settings.contains("MaxFullLoadSubTasks") && settings.contains("object-locator"));
    let checks = at(&oracle(), Route::Premigration);
    for part in ["Would fail", "Needs a connection", "Passes with the settings proposed"] {
        assert!(checks.contains(part), "{part}");
    }
}

#[test]
fn the_target_schema_lists_what_must_be_recreated_or_says_what_to_answer() {
    let shown = at(&oracle(), Route::TargetSchema);
    for part in ["Secondary indexes: ", "Foreign keys: ", "Triggers: ", "Look these up in your schema"] {
        assert!(shown.contains(part), "{part}");
    }
    let empty = at(&model(), Route::TargetSchema);
    assert!(empty.contains("These answers decide it") && !empty.contains("data-question"));
}

#[test]
fn one_search_finds_questions_findings_tasks_and_terms() {
    let searched = |words: &str| {
        let filters = Filters { global_search: words.to_owned(), ..Filters::default() };
        let page = at(&oracle().update(Msg::Filtered(filters)).0, Route::Regions);
        page.split("class=\"hits\">").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap().to_owned()
    };
    let hits = searched("supplemental logging");
    for kind in ["Question", "Finding", "Term"] {
        assert!(hits.contains(kind), "{kind}: {hits}");
    }
    assert!(searched("foreign keys").contains("Task"));
    assert!(searched("LOGGING   supplemental").contains("Question"), "the order and size of words do not matter");
    assert_eq!(searched("   "), "");
    assert_eq!(searched("no such words at all"), "");
}

#[test]
fn what_is_sought_is_shown_whatever_is_filtered() {
    let model = oracle();
    let rule = model.page.content.rule(&model.computed.assessment.findings[0].rule).unwrap();
    let task = model.page.content.task(&model.computed.assessment.tasks[0].task).unwrap();
    let narrow = Filters { search: "no such words".to_owned(), owner: Some("Nobody".to_owned()), ..Filters::default() };
    let narrow = model.update(Msg::Filtered(narrow)).0;
    let finding = narrow.update(Msg::FocusRequested(FocusTarget::Finding(rule))).0;
    assert!(finding.view.route == Route::Findings && html(&finding).contains(&format!("data-rule=\"{rule}\"")));
    let task_shown = narrow.update(Msg::FocusRequested(FocusTarget::Task(task))).0;
    assert!(task_shown.view.route == Route::Tasks && html(&task_shown).contains(&format!("data-task=\"{task}\"")));
}

#[test]
fn the_next_open_question_comes_round_and_ends() {
    let mut model = model();
    let mut seen = Vec::new();
    for _ in 0..400 {
        model = model.update(Msg::NextOpenRequested).0;
        match model.view.focus {
            Some(FocusTarget::Question(index)) if !seen.contains(&index) => seen.push(index),
            _ => break,
        }
    }
    let asked = model.computed.assessment.questions.iter().filter(|state| state.asked == Truth::True).count();
    assert_eq!(seen.len(), asked, "each open question once, then the first again");
    let full = oracle().update(Msg::NextOpenRequested).0;
    assert!(full.view.focus.is_none() && html(&full).contains("No question is open."));
}

#[test]
fn findings_are_narrowed_by_topic_and_owner_and_tasks_gathered_by_owner() {
    let model = oracle();
    let rule = model.computed.assessment.findings.iter().find(|found| found.holds()).unwrap().rule.to_string();
    let owned = model.update(Msg::PlanEdited(Action::FindingOwned { rule: rule.clone(), owner: "Ada".to_owned() })).0;
    let of = |filters: Filters| at(&owned.update(Msg::Filtered(filters)).0, Route::Findings);
    let count = |page: &str| page.matches("<details class=\"f\"").count();
    assert_eq!(count(&of(Filters { owner: Some("Ada".to_owned()), ..Filters::default() })), 1);
    let index = model.page.content.rule(&rule).unwrap();
    let topic = Some(model.page.content.rules[index].section);
    let narrowed = of(Filters { topic, ..Filters::default() });
    assert!(
        count(&narrowed) > 0 && count(&narrowed) < count(&of(Filters { all_findings: true, ..Filters::default() }))
    );
    let task = model.computed.assessment.tasks[0].task.to_string();
    let owned =
        model.update(Msg::PlanEdited(Action::TaskMarked { task, field: TaskField::Owner, text: "Ada".to_owned() })).0;
    let gathered = Filters { order: Order::Owner, ..Filters::default() };
    let page = at(&owned.update(Msg::Filtered(gathered)).0, Route::Tasks);
    let (ada, nobody) = (page.find("Tick all: Ada").unwrap(), page.find("Tick all: Not assigned").unwrap_or(0));
    assert!(nobody == 0 || ada < nobody);
}

#[test]
fn the_report_as_html_and_as_markdown_says_what_the_page_says() {
    let model = with_timeline(&oracle());
    let model = model.update(Msg::PlanEdited(Action::Renamed("<b>Billing</b> & \"core\"".to_owned()))).0;
    let page = document(&Rc::new(model.clone()), ".x { color: red }\n");
    assert!(page.contains("&lt;b&gt;Billing&lt;/b&gt; &amp; &quot;core&quot;") && !page.contains("<b>Billing"));
    assert!(page.contains("<style>\n.x { color: red }\n</style>") && !page.contains("<script"));
    let markdown =
        preflight_engine::report::markdown(&model.page.content, &model.open.plan, &model.computed.assessment);
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let said = plain(&markdown);
    let headings = page.split("<h2>").skip(1).chain(page.split("<h3>").skip(1)).filter_map(|rest| {
        let inner = rest.split("</h").next()?;
        Some(
            inner
                .split('<')
                .enumerate()
                .map(|(n, part)| if n == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) })
                .collect::<String>(),
        )
    });
    let headings: Vec<String> = headings.map(|text| text.replace("&quot;", "").replace("&amp;", "")).collect();
    assert!(headings.len() > 40, "{}", headings.len());
    // Phases of tasks and sections of answers are headings on the page and in Markdown the order alone.
    let apart: Vec<&str> = model.page.content.phases.iter().chain(&[]).map(|phase| phase.title.as_str()).collect();
    let sections: Vec<&str> = model.page.content.sections.iter().map(|section| section.title.as_str()).collect();
    for heading in headings.iter().filter(|text| !apart.contains(&text.as_str()) && !sections.contains(&text.as_str()))
    {
        assert!(heading == "Verdict" || said.contains(&plain(heading)), "Markdown lacks {heading}");
    }
    for part in
        ["## Approach", "## Region", "## What must be recreated", "## Open questions", "## Assumptions", "## Sources"]
    {
        assert!(markdown.contains(part), "{part}");
    }
}

#[test]
fn findings_can_be_narrowed() {
    let model = oracle();
    let count = |model: &Model| at(model, Route::Findings).matches("<details class=\"f\"").count();
    let hidden = vec![Severity::Risk, Severity::Advice, Severity::Note];
    let blockers = model.update(Msg::Filtered(Filters { hidden, ..Filters::default() })).0;
    assert!(count(&blockers) < count(&model));
    let nothing = model.update(Msg::Filtered(Filters { search: "no such words".to_owned(), ..Filters::default() })).0;
    assert_eq!(count(&nothing), 0);
}

#[test]
fn the_regions_are_filtered_and_the_chosen_one_is_judged() {
    let model = oracle();
    let rows = |model: &Model| at(model, Route::Regions).matches("<th scope=\"row\"").count();
    assert_eq!(rows(&model), 48);
    let filters = Filters { only_2017: true, ..Filters::default() };
    assert_eq!(rows(&model.update(Msg::Filtered(filters)).0), 14);
    let filters = Filters { region_search: "frank".to_owned(), ..Filters::default() };
    assert_eq!(rows(&model.update(Msg::Filtered(filters)).0), 1);
    let page = at(&model, Route::Regions);
    assert!(page.contains("eu-central-1") && page.contains("Nearest Regions with DMS"));
}

#[test]
fn a_region_without_dms_is_told_with_the_nearest_that_have_it() {
    let model = answered(&model(), "target_region", Raw::Text("me-west-1".to_owned()));
    let page = at(&model, Route::Regions);
    assert!(page.contains("Does not fit this plan"));
    let judged = model.computed.assessment.region.as_ref().unwrap();
    assert_eq!(judged.nearest[0].code, "me-south-1");
}

#[test]
fn the_last_answer_says_what_it_changed_and_can_be_undone() {
    let before = oracle();
    let after = answered(&before, "backup_source", Raw::Bool(false));
    let page = at(&after, Route::Section(9));
    assert!(page.contains("What your last answer changed"));
    assert!(page.contains("Blocker: "));
    let undone = after.update(Msg::Undone).0;
    assert_eq!(undone.open.plan, before.open.plan);
    assert_eq!(undone.computed.assessment, before.computed.assessment);
}

#[test]
fn undo_takes_back_the_last_answer_and_nothing_else() {
    let before = answered(&oracle(), "backup_source", Raw::Bool(false));
    let note = Action::Noted { question: "source_size".to_owned(), note: "kept".to_owned() };
    let after = before
        .update(Msg::PlanEdited(note))
        .0
        .update(Msg::PlanEdited(Action::Renamed("Kept".to_owned())))
        .0
        .update(Msg::Undone)
        .0;
    assert_eq!((after.open.plan.name.as_str(), after.open.plan.note("source_size")), ("Kept", "kept"));
    assert_eq!(after.open.plan.raw("backup_source"), oracle().open.plan.raw("backup_source"));
}

/// A plan that is open and can be changed.

#[test]
fn a_plan_that_is_looked_at_replaces_nothing_and_cannot_be_changed() {
    let before = oracle();
    let other = before.open.plan.apply(Action::Renamed("Other".to_owned()));
    let looked = previewed(&before, &other, "x.preflight.json");
    assert_eq!(looked.view.route, Route::Compare);
    assert!(html(&looked).contains("x.preflight.json") && html(&looked).contains("Keep as a new plan"));
    let tried = answered(&looked, "account_exists", Raw::Bool(false));
    assert_eq!(tried.open.plan, looked.open.plan);
    assert!(at(&looked, Route::Section(0)).contains("disabled"));
    let back = looked.update(Msg::ShortcutsToggled(false)).0.update(Msg::PreviewClosed).0;
    assert_eq!((&back.open.plan, &back.open.access), (&before.open.plan, &before.open.access));
    // What was set meanwhile is no part of a plan.
    assert!(!back.page.shortcuts_on);
}

#[test]
fn another_plan_forgets_what_belongs_to_the_one_before() {
    let before = answered(&oracle(), "account_exists", Raw::Bool(false));
    assert!(before.open.undo.is_some() && before.open.last_change.is_some());
    let after = before.update(Msg::PlanOpened(as_opened(LoadedPlan::of(Plan::default())))).0;
    assert!(after.open.undo.is_none() && after.open.last_change.is_none() && after.open.plan.answers.is_empty());
    assert_eq!(after.update(Msg::Undone).0.open.plan, after.open.plan);
}

#[test]
fn a_text_that_turns_direction_does_so_alone() {
    let named = oracle().update(Msg::PlanEdited(Action::Renamed("a\u{202e}b\u{2069}".to_owned()))).0;
    let shown = at(&named, Route::Report);
    assert!(shown.contains("\u{2068}a\u{202e}b\u{2069}</h1>"), "the report's heading");
    assert!((named.update(Msg::Navigated(Route::Report)).0).title().contains("\u{2068}a\u{202e}b\u{2069}:"));
}

#[test]
fn a_name_that_nobody_sees_is_none() {
    let named = oracle().update(Msg::PlanEdited(Action::Renamed("\u{200b}\u{2060} \u{ad}".to_owned()))).0;
    assert_eq!(named.plan_name(), "Unnamed plan");
}

#[test]
fn a_conflict_shows_both_values_and_either_can_be_chosen() {
    let yes = Action::Answered { question: "account_exists".to_owned(), raw: Raw::Bool(true) };
    let no = Action::Answered { question: "account_exists".to_owned(), raw: Raw::Bool(false) };
    let mine = oracle().open.plan.apply(yes.clone());
    let conflict = Conflict { mine: yes, theirs: no };
    let before = oracle();
    let from = Rc::clone(&before.open.plan);
    let model = before.update(Msg::MergedFromTab(Box::new(mine), vec![conflict], from)).0;
    let shown = at(&model, Route::Findings);
    assert!(shown.contains("Keep this tab") && shown.contains("another tab saved"));
    let kept = model.update(Msg::ConflictResolved(0, false)).0;
    assert!(kept.open.conflicts.is_empty() && kept.open.plan.raw("account_exists") == Some(&Raw::Bool(true)));
    assert_eq!(model.update(Msg::ConflictResolved(0, true)).0.open.plan.raw("account_exists"), Some(&Raw::Bool(false)));
}

#[test]
fn what_is_typed_while_tabs_are_merged_stays() {
    let before = oracle();
    let from = Rc::clone(&before.open.plan);
    let merged = from.apply(Action::Renamed("From another tab".to_owned()));
    let note = Action::Noted { question: "account_exists".to_owned(), note: "Just typed".to_owned() };
    let typed = before.update(Msg::PlanEdited(note)).0;
    let after = typed.update(Msg::MergedFromTab(Box::new(merged.clone()), Vec::new(), Rc::clone(&from))).0;
    assert_eq!(
        (after.open.plan.name.as_str(), after.open.plan.note("account_exists")),
        ("From another tab", "Just typed")
    );
    // A plan that is looked at meanwhile is another one.
    let looked = linked(&before, &Plan::default());
    let looked = looked
        .update(Msg::MergedFromTab(Box::new(merged), Vec::new(), from))
        .0
        .update(Msg::AccessChanged { writes: false })
        .0;
    assert!(looked.open.plan.name.is_empty() && looked.open.access == Access::Preview(PreviewSource::Link));
    let back = looked.update(Msg::PreviewClosed).0;
    assert_eq!((back.open.plan.name.as_str(), &back.open.access), ("From another tab", &Access::ReadOnly));
}

#[test]
fn what_a_later_edition_changed_is_told_until_it_is_seen() {
    let model = model();
    let file = format!("{}/examples/oracle-to-aurora-postgresql.preflight.json", env!("CARGO_MANIFEST_DIR"));
    let old = std::fs::read_to_string(file).unwrap().replacen(&model.page.content.edition, "2020-01-01", 1);
    let opened = opened(&model, decode(&model.page.content, &old).unwrap());
    let shown = at(&opened, Route::Findings);
    assert!(shown.contains("2020-01-01") && shown.contains("Seen"));
    assert!(!at(&opened.update(Msg::EditionChangesSeen).0, Route::Findings).contains("2020-01-01"));
}

#[test]
fn two_plans_side_by_side_show_only_what_differs() {
    let model = oracle();
    let other =
        model.open.plan.apply(Action::Answered { question: "downtime".to_owned(), raw: Raw::Text("9 h".to_owned()) });
    let shown = html(&compared(&model, other));
    assert!(shown.contains("Other") && shown.contains("9\u{202f}h"));
    assert!(!shown.contains("Is there an AWS account"));
}

#[test]
fn the_list_of_plans_says_how_far_each_is() {
    let model = oracle();
    let file = preflight_engine::plan_file::encode(&model.page.content, &model.open.plan, &model.computed.assessment);
    let head = Header { id: "p1".to_owned(), rev: 1, saved_at: 1_760_000_000_000, ..Header::default() };
    let newer =
        seal(&Header { id: "p2".to_owned(), ..head.clone() }, &file).replacen("\"schema\":1", "\"schema\":2", 1);
    let texts = [("plan/p1".to_owned(), seal(&head, &file)), ("plan/p2".to_owned(), newer)];
    let shelf = list(&model.page.content, &texts, model.page.today);
    let shown = at(&model.update(Msg::PlansListed(Rc::new(shelf), StorageKind::Browser, true)).0, Route::Start);
    assert!(shown.contains("136 of 139 answered") && shown.contains("2025-10-09 08:53"));
    assert!(shown.contains("Saved by a newer version"));
}

#[test]
fn a_note_stays_open_while_it_is_emptied() {
    let note =
        |text: &str| Msg::PlanEdited(Action::Noted { question: "account_exists".to_owned(), note: text.to_owned() });
    let model = model().update(note("a")).0.update(note("")).0;
    assert!(at(&model, Route::Section(0)).contains("<details open"));
}

#[test]
fn a_refused_file_changes_nothing_but_a_notice() {
    let before = oracle();
    let refused = decode(&before.page.content, "{").unwrap_err();
    let after = before.update(Msg::Failed(refused)).0;
    assert_eq!(after.open.plan, before.open.plan);
    assert!(at(&after, Route::Findings).contains("The file is not JSON"));
}

#[test]
fn the_title_names_place_and_plan() {
    let model = oracle().update(Msg::PlanEdited(Action::Renamed("Billing core".to_owned()))).0;
    assert_eq!((model.update(Msg::Navigated(Route::Report)).0).title(), "Report: Billing core: DMS Preflight");
    assert_eq!((model.update(Msg::Navigated(Route::Start)).0).title(), "DMS Preflight");
}

#[test]
fn the_report_holds_findings_tasks_answers_and_sources() {
    let page = at(&oracle(), Route::Report);
    for part in ["Blockers", "Risks", "Answers", "Sources", "AWS&#39;s own pages are the authority", "eu-central-1"] {
        let plain = part.replace("&#39;", "'");
        assert!(page.contains(part) || page.contains(&plain), "{part}");
    }
}

#[test]
fn the_timeline_shows_every_phase_in_chart_and_table() {
    let shown = at(&with_timeline(&oracle()), Route::Timeline);
    for phase in &oracle().page.content.timeline {
        let title = oracle().page.content.detail("timeline", &phase.id, "title").to_owned();
        assert!(shown.matches(&format!(">{title}<")).count() >= 3, "{title}: chart, table, parts");
    }
    assert!(shown.contains("it had to begin by") && shown.contains("hard date 2027-03-01"));
    assert!(!shown.contains("NaN") && !shown.contains("timeline."), "a gap in the words");
}

#[test]
fn days_of_ones_own_are_said_to_be_and_bad_ones_complained_of() {
    let set = |days: &str| {
        let action = Action::PhaseMarked { phase: "cutover".into(), field: PhaseField::Days, text: days.into() };
        at(&with_timeline(&oracle().update(Msg::PlanEdited(action)).0), Route::Timeline)
    };
    let own = set("2 3 4");
    assert!(own.contains("2, 3, 4 d, your own days") && own.contains("The model says 0.5, 1 and 2."));
    let bad = set("next week");
    assert!(bad.contains("next week") && bad.contains("is not working days.") && bad.contains("aria-invalid=\"true\""));
}

#[test]
fn a_plan_without_a_date_has_finishes_and_no_odds() {
    let none = with_timeline(&answered(&oracle(), "hard_date_exists", Raw::Bool(false)));
    let shown = at(&none, Route::Timeline);
    assert!(shown.contains("No date to make yet") && !shown.contains("Latest start"));
    assert!(at(&none, Route::Section(3)).contains("Dates and effort"));
}

#[test]
fn the_odds_stand_beside_the_questions_and_in_the_report() {
    let model = with_timeline(&oracle());
    assert!(at(&model, Route::Section(3)).contains("of the runs make 2027-03-01"));
    assert!(at(&model, Route::Report).contains("P95 finish"));
}

#[test]
fn the_first_paint_says_what_the_start_page_says() {
    let page = include_str!("../index.html");
    let model = model();
    for key in ["start.title", "start.lead"] {
        assert!(page.contains(&format!(">{}</", model.text(key))), "{key}");
    }
}

#[test]
fn days_of_any_length_stand_in_the_report_where_they_can_be_broken() {
    let days = "9".repeat(5_000);
    let model = oracle();
    let phase = model.page.content.timeline[0].id.to_string();
    let typed = Action::PhaseMarked { phase, field: PhaseField::Days, text: days.clone() };
    let shown = at(&model.update(Msg::PlanEdited(typed)).0, Route::Report);
    assert!(shown.contains(&format!("<dd><bdi>{days}</bdi></dd>")), "only what stands in bdi is broken anywhere");
}
