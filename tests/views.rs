//! Tests the views, rendered to HTML without a browser over the real content. A call of the browser would panic here,
//! so these tests also show that views are pure.
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
fn every_view_renders_for_an_empty_and_a_full_plan() {
    for model in [model(), oracle(), example("mysql-to-aurora-mysql")] {
        for route in ROUTES {
            let page = at(&model, route);
            assert!(page.contains("<h1"), "{route:?} has no heading");
            assert_eq!(page.matches("<h1").count(), 1, "{route:?} has more than one heading");
        }
    }
}

#[test]
fn no_view_shows_a_message_key_or_a_placeholder() {
    let model = oracle();
    for route in ROUTES {
        let page = at(&model, route);
        for key in model.page.content.messages.keys() {
            assert!(!page.contains(&format!(">{key}<")), "{route:?} shows the key {key}");
        }
        // The JSON documents inside `pre` contain braces.
        let outside = page.split("<pre").map(|part| part.split_once("</pre>").map_or(part, |(_, rest)| rest));
        let text = outside.collect::<String>().replace("{}", "");
        let open = text.find('{').map(|i| text[i..].chars().take(60).collect::<String>());
        assert_eq!(open, None, "{route:?} shows a name between braces");
    }
}

#[test]
fn no_view_has_inline_styles_or_scripts() {
    let model = oracle();
    for route in ROUTES {
        let page = at(&model, route);
        for forbidden in [" style=", "<script", " onclick=", "javascript:"] {
            assert!(!page.contains(forbidden), "{route:?} has {forbidden}");
        }
    }
}

#[test]
fn markup_that_a_person_typed_is_shown_as_text() {
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
fn element_ids_are_unique_and_begin_with_the_prefix() {
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
fn a_question_appears_once_its_condition_is_true() {
    let model = model();
    let section = Route::Section(4);
    assert!(!at(&model, section).contains("pluggable"));
    let oracle = answered(&model, "source_engine", Raw::Text("oracle".to_owned()));
    assert!(at(&oracle, section).contains("pluggable"));
    let mysql = answered(&model, "source_engine", Raw::Text("mysql".to_owned()));
    assert!(!at(&mysql, section).contains("pluggable"));
}

#[test]
fn an_answer_that_cannot_be_read_stays_in_its_field_with_an_error() {
    let model = answered(&model(), "account_exists", Raw::Bool(true));
    let model = answered(&model, "account_number", Raw::Text("1234-5678-901".to_owned()));
    let page = at(&model, Route::Section(0));
    assert!(page.contains("An account ID has 12 digits; this has 11."));
    assert!(page.contains("value=\"1234-5678-901\""));
    assert!(page.contains("aria-invalid=\"true\""));
}

#[test]
fn dont_know_is_marked_and_shows_the_possible_blockers() {
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
fn a_finding_shows_its_answers_rule_source_and_steps() {
    let page = at(&oracle(), Route::Findings);
    for part in ["Because you answered", "Rule and source", "What to do", "read 2026-11-22", "docs.aws.amazon.com"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_dozen_findings_are_listed_until_the_reader_asks_for_more() {
    let model = oracle();
    let holding = model.computed.assessment.findings.iter().filter(|finding| finding.holds()).count();
    let possible = |page: &str| {
        page.split("<section class=\"group\"").filter(|part| part.contains("Possible")).collect::<String>()
    };
    let count = |page: &str| {
        // The rest is rendered for print only.
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
fn the_first_approach_is_open_and_shows_its_reasons() {
    let page = at(&oracle(), Route::Approach);
    for part in [
        "1. Full load, then captured changes",
        "What speaks for it",
        "What stands against its use now",
        "R, memory optimized",
        "dms.r6i.",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn task_settings_and_premigration_assessments_are_shown_in_words() {
    let settings = at(&oracle(), Route::TaskSettings);
    assert!(settings.contains("MaxFullLoadSubTasks") && settings.contains("object-locator"));
    let checks = at(&oracle(), Route::Premigration);
    for part in ["AWS would report it", "A connection decides it", "Not reported with the settings proposed"] {
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
fn a_focus_target_is_shown_even_if_a_filter_hides_it() {
    let model = oracle();
    let rule = model.page.content.rule_index(&model.computed.assessment.findings[0].rule).unwrap();
    let task = model.page.content.task_index(&model.computed.assessment.tasks[0].task).unwrap();
    let filtered =
        Filters { search: "no such words".to_owned(), owner: Some("Nobody".to_owned()), ..Filters::default() };
    let filtered = model.update(Msg::Filtered(filtered)).0;
    let finding = filtered.update(Msg::FocusRequested(FocusTarget::Finding(rule))).0;
    assert!(finding.view.route == Route::Findings && html(&finding).contains(&format!("data-rule=\"{rule}\"")));
    let task_shown = filtered.update(Msg::FocusRequested(FocusTarget::Task(task))).0;
    assert!(task_shown.view.route == Route::Tasks && html(&task_shown).contains(&format!("data-task=\"{task}\"")));
}

#[test]
fn the_next_open_question_visits_each_question_once_and_then_starts_again() {
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
fn findings_are_filtered_by_topic_and_owner_and_tasks_grouped_by_owner() {
    let model = oracle();
    let rule = model.computed.assessment.findings.iter().find(|finding| finding.holds()).unwrap().rule.to_string();
    let owned = model.update(Msg::PlanEdited(Action::FindingOwned { rule: rule.clone(), owner: "Ada".to_owned() })).0;
    let findings_with = |filters: Filters| at(&owned.update(Msg::Filtered(filters)).0, Route::Findings);
    let count = |page: &str| page.matches("<details class=\"f\"").count();
    assert_eq!(count(&findings_with(Filters { owner: Some("Ada".to_owned()), ..Filters::default() })), 1);
    let index = model.page.content.rule_index(&rule).unwrap();
    let topic = Some(model.page.content.rules[index].section);
    let of_topic = findings_with(Filters { topic, ..Filters::default() });
    assert!(
        count(&of_topic) > 0
            && count(&of_topic) < count(&findings_with(Filters { all_findings: true, ..Filters::default() }))
    );
    let task = model.computed.assessment.tasks[0].task.to_string();
    let marked = Action::TaskMarked { task, field: TaskField::Owner, text: "Ada".to_owned() };
    let owned = model.update(Msg::PlanEdited(marked)).0;
    let grouped = Filters { order: Order::Owner, ..Filters::default() };
    let page = at(&owned.update(Msg::Filtered(grouped)).0, Route::Tasks);
    let (ada, nobody) = (page.find("Tick all: Ada").unwrap(), page.find("Tick all: Not assigned").unwrap_or(0));
    assert!(nobody == 0 || ada < nobody);
}

#[test]
fn the_report_as_html_and_as_markdown_has_the_parts_of_the_page() {
    let model = with_timeline(&oracle());
    let model = model.update(Msg::PlanEdited(Action::Renamed("<b>Billing</b> & \"core\"".to_owned()))).0;
    let page = document(&Rc::new(model.clone()), ".x { color: red }\n");
    assert!(page.contains("&lt;b&gt;Billing&lt;/b&gt; &amp; &quot;core&quot;") && !page.contains("<b>Billing"));
    assert!(page.contains("<style>\n.x { color: red }\n</style>") && !page.contains("<script"));
    let markdown =
        preflight_engine::report::markdown(&model.page.content, &model.open.plan, &model.computed.assessment);
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let plain_markdown = plain(&markdown);
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
    // Phases of tasks and sections of answers are headings on the page, but only the order in Markdown.
    let phases: Vec<&str> = model.page.content.phases.iter().map(|phase| phase.title.as_str()).collect();
    let sections: Vec<&str> = model.page.content.sections.iter().map(|section| section.title.as_str()).collect();
    for heading in headings.iter().filter(|text| !phases.contains(&text.as_str()) && !sections.contains(&text.as_str()))
    {
        assert!(heading == "Verdict" || plain_markdown.contains(&plain(heading)), "Markdown lacks {heading}");
    }
    for part in
        ["## Approach", "## Region", "## What must be recreated", "## Open questions", "## Assumptions", "## Sources"]
    {
        assert!(markdown.contains(part), "{part}");
    }
}

#[test]
fn findings_are_filtered_by_severity_and_search() {
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
fn a_region_without_dms_is_shown_with_the_nearest_regions_that_have_it() {
    let model = answered(&model(), "target_region", Raw::Text("me-west-1".to_owned()));
    let page = at(&model, Route::Regions);
    assert!(page.contains("Does not fit this plan"));
    let judged = model.computed.assessment.region.as_ref().unwrap();
    assert_eq!(judged.nearest[0].code, "me-south-1");
}

#[test]
fn the_verdict_shows_what_the_last_answer_changed_and_undoes_it() {
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
fn undo_restores_the_last_answer_and_nothing_else() {
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

#[test]
fn a_preview_replaces_nothing_and_cannot_be_changed() {
    let before = oracle();
    let other = before.open.plan.apply(Action::Renamed("Other".to_owned()));
    let preview = previewed(&before, &other, "x.preflight.json");
    assert_eq!(preview.view.route, Route::Compare);
    assert!(html(&preview).contains("x.preflight.json") && html(&preview).contains("Keep as a new plan"));
    let edited = answered(&preview, "account_exists", Raw::Bool(false));
    assert_eq!(edited.open.plan, preview.open.plan);
    assert!(at(&preview, Route::Section(0)).contains("disabled"));
    let closed = preview.update(Msg::ShortcutsToggled(false)).0.update(Msg::PreviewClosed).0;
    assert_eq!((&closed.open.plan, &closed.open.access), (&before.open.plan, &before.open.access));
    // A setting changed during the preview is not part of a plan, so it remains.
    assert!(!closed.page.shortcuts_on);
}

#[test]
fn opening_another_plan_clears_undo_and_the_last_change() {
    let before = answered(&oracle(), "account_exists", Raw::Bool(false));
    assert!(before.open.undo.is_some() && before.open.last_change.is_some());
    let after = before.update(Msg::PlanOpened(as_opened(LoadedPlan::of(Plan::default())))).0;
    assert!(after.open.undo.is_none() && after.open.last_change.is_none() && after.open.plan.answers.is_empty());
    assert_eq!(after.update(Msg::Undone).0.open.plan, after.open.plan);
}

#[test]
fn a_text_that_changes_the_writing_direction_affects_only_itself() {
    let named = oracle().update(Msg::PlanEdited(Action::Renamed("a\u{202e}b\u{2069}".to_owned()))).0;
    let shown = at(&named, Route::Report);
    assert!(shown.contains("\u{2068}a\u{202e}b\u{2069}</h1>"), "the report's heading");
    assert!((named.update(Msg::Navigated(Route::Report)).0).title().contains("\u{2068}a\u{202e}b\u{2069}:"));
}

#[test]
fn a_plan_with_an_invisible_name_counts_as_unnamed() {
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
    let resolved = model.update(Msg::ConflictResolved(0, false)).0;
    assert!(resolved.open.conflicts.is_empty() && resolved.open.plan.raw("account_exists") == Some(&Raw::Bool(true)));
    assert_eq!(model.update(Msg::ConflictResolved(0, true)).0.open.plan.raw("account_exists"), Some(&Raw::Bool(false)));
}

#[test]
fn edits_during_a_merge_with_another_tab_are_preserved() {
    let before = oracle();
    let from = Rc::clone(&before.open.plan);
    let merged = from.apply(Action::Renamed("From another tab".to_owned()));
    let note = Action::Noted { question: "account_exists".to_owned(), note: "Just typed".to_owned() };
    let edited = before.update(Msg::PlanEdited(note)).0;
    let after = edited.update(Msg::MergedFromTab(Box::new(merged.clone()), Vec::new(), Rc::clone(&from))).0;
    assert_eq!(
        (after.open.plan.name.as_str(), after.open.plan.note("account_exists")),
        ("From another tab", "Just typed")
    );
    // During a preview, the merge reaches the underlying plan, not the previewed one.
    let preview = linked(&before, &Plan::default());
    let preview = preview
        .update(Msg::MergedFromTab(Box::new(merged), Vec::new(), from))
        .0
        .update(Msg::AccessChanged { writes: false })
        .0;
    assert!(preview.open.plan.name.is_empty() && preview.open.access == Access::Preview(PreviewSource::Link));
    let closed = preview.update(Msg::PreviewClosed).0;
    assert_eq!((closed.open.plan.name.as_str(), &closed.open.access), ("From another tab", &Access::ReadOnly));
}

#[test]
fn changes_of_a_newer_edition_are_shown_until_the_reader_has_seen_them() {
    let model = model();
    let file = format!("{}/examples/oracle-to-aurora-postgresql.preflight.json", env!("CARGO_MANIFEST_DIR"));
    let old = std::fs::read_to_string(file).unwrap().replacen(&model.page.content.edition, "2020-01-01", 1);
    let opened = opened(&model, decode(&model.page.content, &old).unwrap());
    let shown = at(&opened, Route::Findings);
    assert!(shown.contains("2020-01-01") && shown.contains("Seen"));
    assert!(!at(&opened.update(Msg::EditionChangesSeen).0, Route::Findings).contains("2020-01-01"));
}

#[test]
fn a_comparison_of_two_plans_shows_only_differences() {
    let model = oracle();
    let other =
        model.open.plan.apply(Action::Answered { question: "downtime".to_owned(), raw: Raw::Text("9 h".to_owned()) });
    let shown = html(&compared(&model, other));
    assert!(shown.contains("Other") && shown.contains("9\u{202f}h"));
    assert!(!shown.contains("Is there an AWS account"));
}

#[test]
fn the_list_of_plans_shows_the_progress_of_each() {
    let model = oracle();
    let file = preflight_engine::plan_file::encode(&model.page.content, &model.open.plan, &model.computed.assessment);
    let header = Header { id: "p1".to_owned(), rev: 1, saved_at: 1_760_000_000_000, ..Header::default() };
    let newer =
        seal(&Header { id: "p2".to_owned(), ..header.clone() }, &file).replacen("\"schema\":1", "\"schema\":2", 1);
    let texts = [("plan/p1".to_owned(), seal(&header, &file)), ("plan/p2".to_owned(), newer)];
    let plan_list = list(&model.page.content, &texts, model.page.today);
    let shown = at(&model.update(Msg::PlansListed(Rc::new(plan_list), StorageKind::Browser, true)).0, Route::Start);
    assert!(shown.contains("141 of 144 answered") && shown.contains("2025-10-09 08:53"));
    assert!(shown.contains("Saved by a newer version"));
}

#[test]
fn a_note_stays_open_after_its_text_was_deleted() {
    let note =
        |text: &str| Msg::PlanEdited(Action::Noted { question: "account_exists".to_owned(), note: text.to_owned() });
    let model = model().update(note("a")).0.update(note("")).0;
    assert!(at(&model, Route::Section(0)).contains("<details open"));
}

#[test]
fn a_file_that_is_not_a_plan_only_adds_a_notice() {
    let before = oracle();
    let refused = decode(&before.page.content, "{").unwrap_err().user_message();
    let after = before.update(Msg::Failed(refused)).0;
    assert_eq!(after.open.plan, before.open.plan);
    assert!(at(&after, Route::Findings).contains("The file is not JSON"));
}

#[test]
fn the_title_of_the_document_names_the_view_and_the_plan() {
    let model = oracle().update(Msg::PlanEdited(Action::Renamed("Billing core".to_owned()))).0;
    assert_eq!((model.update(Msg::Navigated(Route::Report)).0).title(), "Report: Billing core: DMS Preflight");
    assert_eq!((model.update(Msg::Navigated(Route::Start)).0).title(), "DMS Preflight");
}

#[test]
fn the_report_has_findings_tasks_answers_and_sources() {
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
fn entered_days_are_marked_and_invalid_ones_have_an_error() {
    let timeline_with = |days: &str| {
        let action = Action::PhaseMarked { phase: "cutover".into(), field: PhaseField::Days, text: days.into() };
        at(&with_timeline(&oracle().update(Msg::PlanEdited(action)).0), Route::Timeline)
    };
    let valid = timeline_with("2 3 4");
    assert!(valid.contains("2, 3, 4 d, your own days") && valid.contains("The model says 0.5, 1 and 2."));
    let invalid = timeline_with("next week");
    assert!(
        invalid.contains("next week")
            && invalid.contains("is not working days.")
            && invalid.contains("aria-invalid=\"true\"")
    );
}

#[test]
fn a_plan_without_a_date_shows_finishes_but_no_odds() {
    let none = with_timeline(&answered(&oracle(), "hard_date_exists", Raw::Bool(false)));
    let shown = at(&none, Route::Timeline);
    assert!(shown.contains("No date to make yet") && !shown.contains("Latest start"));
    assert!(at(&none, Route::Section(3)).contains("Dates and effort"));
}

#[test]
fn the_odds_appear_next_to_the_questions_and_in_the_report() {
    let model = with_timeline(&oracle());
    assert!(at(&model, Route::Section(3)).contains("of the runs make 2027-03-01"));
    assert!(at(&model, Route::Report).contains("P95 finish"));
}

#[test]
fn the_first_paint_has_the_words_of_the_start_page() {
    let page = include_str!("../index.html");
    let model = model();
    for key in ["start.title", "start.lead"] {
        assert!(page.contains(&format!(">{}</", model.text(key))), "{key}");
    }
}

#[test]
fn entered_days_of_any_length_can_wrap_in_the_report() {
    let days = "9".repeat(5_000);
    let model = oracle();
    let phase = model.page.content.timeline[0].id.to_string();
    let action = Action::PhaseMarked { phase, field: PhaseField::Days, text: days.clone() };
    let shown = at(&model.update(Msg::PlanEdited(action)).0, Route::Report);
    assert!(shown.contains(&format!("<dd><bdi>{days}</bdi></dd>")), "only what stands in bdi is broken anywhere");
}
