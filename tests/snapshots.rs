//! Each part of the page in each of its states, rendered to text on the host and compared with `tests/snapshots/`.
//! `UPDATE_SNAPSHOTS=1 cargo test --test snapshots` writes them anew; read the difference before keeping it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[allow(dead_code, reason = "not every test needs all of it")]
mod common;

use common::{answered, at, compared, example, html, linked, model, oracle, with_timeline};
use dms_preflight::model::{Filters, FocusTarget, Model, Msg, Route};
use preflight_engine::merge::Conflict;
use preflight_engine::plan::{PhaseField, TaskField};
use preflight_engine::store::{SaveError, Status};
use preflight_engine::{Action, Plan, Raw};
use std::rc::Rc;

const EMPTY: [&str; 4] = ["br", "hr", "img", "input"];

/// Each tag and each text on a line of its own, indented by how deep it stands.
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

/// The elements of `html` whose first tag holds `mark`, whole.
fn cut(html: &str, mark: &str) -> String {
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

fn keep(name: &str, html: &str) {
    let (text, file) = (lines(html), format!("{}/tests/snapshots/{name}.html", env!("CARGO_MANIFEST_DIR")));
    let before = std::fs::read_to_string(&file).unwrap_or_default();
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return std::fs::write(&file, text).unwrap();
    }
    let mut pairs = before.lines().zip(text.lines()).enumerate();
    let differs = pairs.find(|(_, (old, new))| old != new);
    let (line, old, new) = differs.map_or((0, "", ""), |(line, (old, new))| (line + 1, old, new));
    assert!(before == text, "{name}, line {line}: {old:?} is now {new:?}. If that is right: UPDATE_SNAPSHOTS=1.");
}

/// A question, by its id, as its section shows it.
fn question(model: &Model, id: &str) -> String {
    let index = model.page.content.question(id).unwrap();
    cut(
        &html(&model.update(Msg::FocusRequested(FocusTarget::Question(index))).0),
        &format!("data-question=\"{index}\""),
    )
}

fn did(model: &Model, action: Action) -> Model {
    model.update(Msg::PlanEdited(action)).0
}

fn text(words: &str) -> Raw {
    Raw::Text(words.to_owned())
}

#[test]
fn questions_in_every_state() {
    let empty = model();
    keep("question-open", &question(&empty, "account_exists"));
    keep("question-yes", &question(&answered(&empty, "account_exists", Raw::Bool(true)), "account_exists"));
    keep("question-dont-know", &question(&answered(&empty, "account_exists", Raw::DontKnow), "account_exists"));
    let bad = answered(&answered(&empty, "account_exists", Raw::Bool(true)), "account_number", text("12"));
    keep("question-bad", &question(&bad, "account_number"));
    let note = Action::Noted { question: "account_exists".to_owned(), note: "Ask *Ada*".to_owned() };
    keep("question-noted", &question(&did(&empty, note), "account_exists"));
    keep("question-choice", &question(&answered(&empty, "source_engine", text("oracle")), "source_engine"));
    keep("question-size", &question(&oracle(), "source_size"));
    keep("question-several", &question(&oracle(), "schema_objects"));
    keep("question-date", &question(&oracle(), "hard_date"));
    let locked = oracle().update(Msg::AccessChanged { writes: false }).0;
    keep("question-locked", &question(&locked, "account_exists"));
}

#[test]
fn findings_in_every_state() {
    let oracle = answered(&oracle(), "backup_source", Raw::Bool(false));
    let all =
        at(&oracle.update(Msg::Filtered(Filters { all_findings: true, ..Filters::default() })).0, Route::Findings);
    for severity in ["blocker", "risk", "advice"] {
        let wanted = |own: &&preflight_engine::assess::Finding| own.holds() && own.severity.name() == severity;
        let own = oracle.computed.assessment.findings.iter().find(wanted).expect(severity);
        let index = oracle.page.content.rule(&own.rule).unwrap();
        keep(&format!("finding-{severity}"), &cut(&all, &format!("data-rule=\"{index}\"")));
    }
    keep("findings-possible", &cut(&all, "class=\"fold waits\""));
    keep("findings-filters", &cut(&all, "class=\"filters\""));
    keep("findings-empty", &cut(&at(&model(), Route::Findings), "class=\"empty\""));
}

#[test]
fn tasks_in_every_state() {
    let oracle = oracle();
    let index = oracle.page.content.task(&oracle.computed.assessment.tasks[3].task).unwrap();
    let task = oracle.page.content.tasks[index].id.to_string();
    let shown = |model: &Model| cut(&at(model, Route::Tasks), &format!("data-task=\"{index}\""));
    keep("task-open", &shown(&oracle));
    keep("task-done", &shown(&did(&oracle, Action::TaskTicked { task: task.clone(), done: true })));
    let owned =
        did(&oracle, Action::TaskMarked { task: task.clone(), field: TaskField::Owner, text: "Ada".to_owned() });
    keep(
        "task-bad-day",
        &shown(&did(&owned, Action::TaskMarked { task, field: TaskField::Due, text: "soon".to_owned() })),
    );
    keep("tasks-tools", &cut(&at(&owned, Route::Tasks), "class=\"tools\""));
    keep("tasks-empty", &cut(&at(&model(), Route::Tasks), "class=\"head\""));
}

#[test]
fn the_verdict_and_the_rail() {
    let empty = at(&model(), Route::Section(0));
    keep("verdict-empty", &cut(&empty, "class=\"verdict\""));
    keep("rail-empty", &cut(&empty, "class=\"rail\""));
    let full = with_timeline(&answered(&oracle(), "backup_source", Raw::Bool(false)));
    let full = at(&full, Route::Section(9));
    keep("verdict-full", &cut(&full, "class=\"verdict\""));
    keep("rail-full", &cut(&full, "class=\"rail\""));
    keep("verdict-bar", &cut(&full, "class=\"verdictbar\""));
    keep("views-list", &cut(&full, "class=\"views\""));
}

#[test]
fn how_safe_the_plan_is_in_every_state() {
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
        let shown = cut(&page, "class=\"bar\"") + &cut(&page, "class=\"notices\"");
        keep(&format!("status-{name}"), &shown);
    }
}

#[test]
fn everything_that_is_said_above_a_view() {
    let notices = |model: &Model| cut(&at(model, Route::Regions), "class=\"notices\"");
    let oracle = oracle();
    keep("notice-along", &notices(&oracle.update(Msg::AccessChanged { writes: false }).0));
    let looked = linked(&oracle, &Plan::default());
    keep("notice-preview", &notices(&looked));
    let answer = |yes| Action::Answered { question: "account_exists".to_owned(), raw: Raw::Bool(yes) };
    let conflict = Conflict { mine: answer(true), theirs: answer(false) };
    let mine = oracle.open.plan.apply(answer(true));
    let from = Rc::clone(&oracle.open.plan);
    keep("notice-conflict", &notices(&oracle.update(Msg::MergedFromTab(Box::new(mine), vec![conflict], from)).0));
    keep("notice-newer", &notices(&oracle.update(Msg::RuntimeChanged { update_ready: true }).0));
    let mut noticed = oracle.clone();
    noticed.view.notices.push("Something to tell.".to_owned());
    keep("notice-told", &notices(&noticed));
}

#[test]
fn views_without_anything_to_show() {
    let empty = model();
    for (name, route, mark) in [
        ("schema-empty", Route::TargetSchema, "class=\"page\""),
        ("coverage-empty", Route::Premigration, "class=\"page\""),
        ("regions-empty", Route::Regions, "class=\"empty\""),
        ("report-empty", Route::Report, "class=\"block-title\""),
        ("plan-empty", Route::Plan, "class=\"page\""),
    ] {
        keep(name, &cut(&at(&empty, route), mark));
    }
    keep("start-empty", &cut(&at(&empty, Route::Start), "class=\"start\""));
}

#[test]
fn parts_of_the_other_views() {
    let full = with_timeline(&example("mysql-to-aurora-mysql"));
    let timeline = at(&full, Route::Timeline);
    keep("timeline-figures", &cut(&timeline, "class=\"odds"));
    let own = |text: &str| Action::PhaseMarked {
        phase: full.page.content.timeline[0].id.to_string(),
        field: PhaseField::Days,
        text: text.to_owned(),
    };
    for (name, days) in [("phase-own-days", "3 5 9"), ("phase-bad-days", "x")] {
        let page = at(&with_timeline(&did(&full, own(days))), Route::Timeline);
        keep(name, &cut(&page, "class=\"task\""));
    }
    keep("regions-judged", &cut(&at(&full, Route::Regions), "class=\"judge\""));
    keep("approach-first", &cut(&at(&full, Route::Approach), "class=\"f\""));
    keep("schema-first", &cut(&at(&full, Route::TargetSchema), "class=\"task"));
    keep("report-title-block", &cut(&at(&full, Route::Report), "class=\"block-title\""));
    keep("glossary-first", &cut(&at(&full, Route::Glossary), "class=\"terms\"").chars().take(900).collect::<String>());
    let found = Filters { global_search: "replication slot".to_owned(), ..Filters::default() };
    let found = at(&full.update(Msg::Filtered(found)).0, Route::Regions);
    keep("search-hits", &cut(&found, "id=\"t-finder\""));
    keep("keys", &cut(&found, "id=\"t-keys\""));
    let other = full.open.plan.apply(Action::Answered { question: "downtime".to_owned(), raw: text("9 h") });
    keep("compare", &cut(&html(&compared(&full, other)), "class=\"page\""));
}
