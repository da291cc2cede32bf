//! Renders each part of the page in each of its states to HTML without a browser, and compares it with
//! `tests/snapshots/`. `UPDATE_EXPECT=1 cargo test --test snapshots` rewrites the snapshots; review the difference
//! before committing it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[allow(dead_code, reason = "not every test needs all of it")]
mod common;

use common::{answered, at, compared, example, html, linked, model, oracle, with_timeline};
use dms_preflight::model::{Filters, FocusTarget, Model, Msg, Route};
use expect_test::expect_file;
use preflight_engine::merge::Conflict;
use preflight_engine::plan::{PhaseField, TaskField};
use preflight_engine::store::{SaveError, Status};
use preflight_engine::{Action, Plan, Raw};
use std::rc::Rc;

const EMPTY: [&str; 4] = ["br", "hr", "img", "input"];

/// Each tag and each text on a separate line, indented by its depth.
fn lines(html: &str) -> String {
    let (mut out, mut depth, mut rest) = (String::new(), 0_usize, html);
    while !rest.is_empty() {
        let end = match rest.strip_prefix('<') {
            Some(tag) => tag.find('>').map_or(rest.len(), |end| end + 2),
            None => rest.find('<').unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        let closes = piece.starts_with("</");
        depth = depth.saturating_sub(usize::from(closes));
        out.push_str(&"  ".repeat(depth));
        out.push_str(piece);
        out.push('\n');
        let name = piece.trim_start_matches('<').split([' ', '>']).next().unwrap();
        depth += usize::from(piece.starts_with('<') && !closes && !EMPTY.contains(&name));
    }
    out
}

/// The whole element of `html` whose start tag contains `mark`.
fn element(html: &str, mark: &str) -> String {
    let index = html.find(mark).unwrap_or_else(|| panic!("{mark} is not on the page"));
    let start = html[..index].rfind('<').unwrap();
    let (mut depth, mut rest) = (0_usize, &html[start..]);
    loop {
        let open = rest.find('<').unwrap();
        let tag = &rest[open + 1..];
        let name = tag.split([' ', '>', '/']).next().unwrap();
        if tag.starts_with('/') {
            depth -= 1;
        } else if !EMPTY.contains(&name) {
            depth += 1;
        }
        rest = &tag[tag.find('>').unwrap() + 1..];
        if depth == 0 {
            return html[start..html.len() - rest.len()].to_owned();
        }
    }
}

/// Compares a part of the page with its snapshot.
fn assert_snapshot(name: &str, html: &str) {
    expect_file![format!("snapshots/{name}.html")].assert_eq(&lines(html));
}

/// A question, by its id, as its section renders it.
fn question(model: &Model, id: &str) -> String {
    let index = model.page.content.question_index(id).unwrap();
    element(
        &html(&model.update(Msg::FocusRequested(FocusTarget::Question(index))).0),
        &format!("data-question=\"{index}\""),
    )
}

/// The model after an edit of the plan.
fn edited(model: &Model, action: Action) -> Model {
    model.update(Msg::PlanEdited(action)).0
}

fn text(words: &str) -> Raw {
    Raw::Text(words.to_owned())
}

#[test]
fn a_question_in_every_state() {
    let empty = model();
    assert_snapshot("question-open", &question(&empty, "account_exists"));
    assert_snapshot("question-yes", &question(&answered(&empty, "account_exists", Raw::Bool(true)), "account_exists"));
    assert_snapshot(
        "question-dont-know",
        &question(&answered(&empty, "account_exists", Raw::DontKnow), "account_exists"),
    );
    let bad = answered(&answered(&empty, "account_exists", Raw::Bool(true)), "account_number", text("12"));
    assert_snapshot("question-bad", &question(&bad, "account_number"));
    let note = Action::Noted { question: "account_exists".to_owned(), note: "Ask *Ada*".to_owned() };
    assert_snapshot("question-noted", &question(&edited(&empty, note), "account_exists"));
    assert_snapshot("question-choice", &question(&answered(&empty, "source_engine", text("oracle")), "source_engine"));
    assert_snapshot("question-size", &question(&oracle(), "source_size"));
    assert_snapshot("question-several", &question(&oracle(), "schema_objects"));
    assert_snapshot("question-date", &question(&oracle(), "hard_date"));
    let locked = oracle().update(Msg::AccessChanged { writes: false }).0;
    assert_snapshot("question-locked", &question(&locked, "account_exists"));
}

#[test]
fn a_finding_in_every_state() {
    let oracle = answered(&oracle(), "backup_source", Raw::Bool(false));
    let all =
        at(&oracle.update(Msg::Filtered(Filters { all_findings: true, ..Filters::default() })).0, Route::Findings);
    for severity in ["blocker", "risk", "advice"] {
        let is_wanted =
            |finding: &&preflight_engine::assess::Finding| finding.holds() && finding.severity.name() == severity;
        let finding = oracle.computed.assessment.findings.iter().find(is_wanted).expect(severity);
        let index = oracle.page.content.rule_index(&finding.rule).unwrap();
        assert_snapshot(&format!("finding-{severity}"), &element(&all, &format!("data-rule=\"{index}\"")));
    }
    assert_snapshot("findings-possible", &element(&all, "class=\"fold waits\""));
    assert_snapshot("findings-filters", &element(&all, "class=\"filters\""));
    assert_snapshot("findings-empty", &element(&at(&model(), Route::Findings), "class=\"empty\""));
}

#[test]
fn a_task_in_every_state() {
    let oracle = oracle();
    let index = oracle.page.content.task_index(&oracle.computed.assessment.tasks[3].task).unwrap();
    let task = oracle.page.content.tasks[index].id.to_string();
    let shown = |model: &Model| element(&at(model, Route::Tasks), &format!("data-task=\"{index}\""));
    assert_snapshot("task-open", &shown(&oracle));
    assert_snapshot("task-done", &shown(&edited(&oracle, Action::TaskTicked { task: task.clone(), done: true })));
    let marked = |field, text: &str| Action::TaskMarked { task: task.clone(), field, text: text.to_owned() };
    let owned = edited(&oracle, marked(TaskField::Owner, "Ada"));
    assert_snapshot("task-bad-day", &shown(&edited(&owned, marked(TaskField::Due, "soon"))));
    assert_snapshot("tasks-tools", &element(&at(&owned, Route::Tasks), "class=\"tools\""));
    assert_snapshot("tasks-empty", &element(&at(&model(), Route::Tasks), "class=\"head\""));
}

#[test]
fn the_verdict_and_the_list_of_sections_empty_and_full() {
    let empty = at(&model(), Route::Section(0));
    assert_snapshot("verdict-empty", &element(&empty, "class=\"verdict\""));
    assert_snapshot("rail-empty", &element(&empty, "class=\"rail\""));
    let full = with_timeline(&answered(&oracle(), "backup_source", Raw::Bool(false)));
    let full = at(&full, Route::Section(9));
    assert_snapshot("verdict-full", &element(&full, "class=\"verdict\""));
    assert_snapshot("rail-full", &element(&full, "class=\"rail\""));
    assert_snapshot("verdict-bar", &element(&full, "class=\"verdictbar\""));
    assert_snapshot("views-list", &element(&full, "class=\"views\""));
}

#[test]
fn the_save_status_in_every_state() {
    let all = [
        ("fresh", Status::Unsaved),
        ("saving", Status::Saving),
        ("saved", Status::Saved),
        ("soon", Status::SavedNotDurable),
        ("full", Status::NotSaved(SaveError::Full)),
        ("too-large", Status::NotSaved(SaveError::TooLarge)),
        ("refused", Status::NotSaved(SaveError::Refused)),
        ("newer", Status::NotSaved(SaveError::Newer)),
        ("in-page", Status::MemoryOnly),
    ];
    for (name, status) in all {
        let page = at(&oracle().update(Msg::SaveStatusChanged(status, 120_000)).0, Route::Regions);
        let shown = element(&page, "class=\"bar\"") + &element(&page, "class=\"notices\"");
        assert_snapshot(&format!("status-{name}"), &shown);
    }
}

#[test]
fn every_notice_above_a_view() {
    let notices = |model: &Model| element(&at(model, Route::Regions), "class=\"notices\"");
    let oracle = oracle();
    assert_snapshot("notice-along", &notices(&oracle.update(Msg::AccessChanged { writes: false }).0));
    let preview = linked(&oracle, &Plan::default());
    assert_snapshot("notice-preview", &notices(&preview));
    let answer = |yes| Action::Answered { question: "account_exists".to_owned(), raw: Raw::Bool(yes) };
    let conflict = Conflict { mine: answer(true), theirs: answer(false) };
    let mine = oracle.open.plan.apply(answer(true));
    let from = Rc::clone(&oracle.open.plan);
    assert_snapshot(
        "notice-conflict",
        &notices(&oracle.update(Msg::MergedFromTab(Box::new(mine), vec![conflict], from)).0),
    );
    assert_snapshot("notice-newer", &notices(&oracle.update(Msg::RuntimeChanged { update_ready: true }).0));
    let mut noticed = oracle.clone();
    noticed.view.notices.push("Something to tell.".to_owned());
    assert_snapshot("notice-told", &notices(&noticed));
}

#[test]
fn views_of_an_empty_plan() {
    let empty = model();
    for (name, route, mark) in [
        ("schema-empty", Route::TargetSchema, "class=\"page\""),
        ("coverage-empty", Route::Premigration, "class=\"page\""),
        ("regions-empty", Route::Regions, "class=\"empty\""),
        ("report-empty", Route::Report, "class=\"block-title\""),
        ("plan-empty", Route::Plan, "class=\"page\""),
    ] {
        assert_snapshot(name, &element(&at(&empty, route), mark));
    }
    assert_snapshot("start-empty", &element(&at(&empty, Route::Start), "class=\"start\""));
}

#[test]
fn parts_of_the_other_views() {
    let full = with_timeline(&example("mysql-to-aurora-mysql"));
    let timeline = at(&full, Route::Timeline);
    assert_snapshot("timeline-figures", &element(&timeline, "class=\"odds"));
    let days_entered = |text: &str| Action::PhaseMarked {
        phase: full.page.content.timeline[0].id.to_string(),
        field: PhaseField::Days,
        text: text.to_owned(),
    };
    for (name, days) in [("phase-own-days", "3 5 9"), ("phase-bad-days", "x")] {
        let page = at(&with_timeline(&edited(&full, days_entered(days))), Route::Timeline);
        assert_snapshot(name, &element(&page, "class=\"task\""));
    }
    assert_snapshot("regions-judged", &element(&at(&full, Route::Regions), "class=\"judge\""));
    assert_snapshot("approach-first", &element(&at(&full, Route::Approach), "class=\"f\""));
    assert_snapshot("schema-first", &element(&at(&full, Route::TargetSchema), "class=\"task"));
    assert_snapshot("report-title-block", &element(&at(&full, Route::Report), "class=\"block-title\""));
    assert_snapshot(
        "glossary-first",
        &element(&at(&full, Route::Glossary), "class=\"terms\"").chars().take(900).collect::<String>(),
    );
    let searched = Filters { global_search: "replication slot".to_owned(), ..Filters::default() };
    let searched = at(&full.update(Msg::Filtered(searched)).0, Route::Regions);
    assert_snapshot("search-hits", &element(&searched, "id=\"t-finder\""));
    assert_snapshot("keys", &element(&searched, "id=\"t-keys\""));
    let other = full.open.plan.apply(Action::Answered { question: "downtime".to_owned(), raw: text("9 h") });
    assert_snapshot("compare", &element(&html(&compared(&full, other)), "class=\"page\""));
}
