//! Actions on a plan, what they change, its progress, and the plan as a document.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{answers, content, content_with, region, row_of, rule, text, NO, TODAY, YES};
use preflight_engine::assessment_diff::{changes, ChangeKind, Changes};
use preflight_engine::plan::TaskField;
use preflight_engine::plan_file::decode;
use preflight_engine::progress::{progress, Progress};
use preflight_engine::report::{csv, ics, markdown};
use preflight_engine::sign_in::{sign_in, SignIn};
use preflight_engine::{assess, Action, Answers, Content, Plan, Raw};
use serde_json::json;

fn after(actions: &[Action]) -> Plan {
    actions.iter().fold(Plan::default(), |plan, action| plan.apply(action.clone()))
}

fn answered(question: &str, raw: Raw) -> Action {
    Action::Answered { question: question.to_owned(), raw }
}

fn noted(question: &str, note: &str) -> Action {
    Action::Noted { question: question.to_owned(), note: note.to_owned() }
}

fn cleared(question: &str) -> Action {
    Action::Cleared { question: question.to_owned() }
}

fn ticked(task: &str, done: bool) -> Action {
    Action::TaskTicked { task: task.to_owned(), done }
}

fn task_noted(task: &str, note: &str) -> Action {
    Action::TaskMarked { task: task.to_owned(), field: TaskField::Note, text: note.to_owned() }
}

fn owned(task: &str, owner: &str) -> Action {
    Action::TaskMarked { task: task.to_owned(), field: TaskField::Owner, text: owner.to_owned() }
}

fn due(task: &str, due: &str) -> Action {
    Action::TaskMarked { task: task.to_owned(), field: TaskField::Due, text: due.to_owned() }
}

fn finding_owned(rule: &str, owner: &str) -> Action {
    Action::FindingOwned { rule: rule.to_owned(), owner: owner.to_owned() }
}

#[test]
fn each_action_changes_its_part_of_the_plan() {
    let plan = after(&[
        Action::Renamed("Plan".to_owned()),
        answered("a", NO),
        answered("a", YES),
        noted("a", "why"),
        answered("b", Raw::DontKnow),
        ticked("always", true),
        task_noted("always", "soon"),
        owned("always", "Kim"),
        due("always", "2027-01-31"),
        finding_owned("a_blocks", "Lee"),
    ]);
    assert_eq!(plan.name, "Plan");
    assert_eq!((plan.raw("a"), plan.note("a")), (Some(&YES), "why"));
    assert_eq!((plan.raw("b"), plan.note("b")), (Some(&Raw::DontKnow), ""));
    let mark = plan.tasks.get("always").unwrap();
    assert_eq!((mark.done, &*mark.note, &*mark.owner, &*mark.due), (true, "soon", "Kim", "2027-01-31"));
    assert_eq!(plan.findings.get("a_blocks").unwrap().owner, "Lee");
}

#[test]
fn a_mark_that_becomes_empty_is_removed() {
    let backs: [(&[Action], &[Action]); 7] = [
        (&[answered("a", YES)], &[cleared("a")]),
        (&[noted("a", "x")], &[noted("a", "")]),
        (&[answered("a", YES), noted("a", "x")], &[noted("a", ""), cleared("a")]),
        (&[ticked("always", true)], &[ticked("always", false)]),
        (&[owned("always", "Kim"), due("always", "x")], &[due("always", ""), owned("always", "")]),
        (&[finding_owned("a_blocks", "Lee")], &[finding_owned("a_blocks", "")]),
        (&[], &[cleared("nosuch"), ticked("never", false), finding_owned("none", "")]),
    ];
    for (there, back) in backs {
        assert!(there.is_empty() || after(there) != Plan::default());
        assert_eq!(after(&[there, back].concat()), Plan::default(), "{there:?} {back:?}");
    }
}

#[test]
fn clearing_an_answer_keeps_its_note() {
    let plan = after(&[answered("a", YES), noted("a", "why"), cleared("a")]);
    assert_eq!((plan.raw("a"), plan.note("a")), (None, "why"));
}

#[test]
fn restoring_a_plan_undoes_every_change() {
    let before = after(&[answered("a", YES), owned("always", "Kim")]);
    let later = [Action::Renamed("Other".to_owned()), cleared("a"), noted("b", "x"), owned("always", "")];
    let changed = later.iter().fold(before.clone(), |plan, action| plan.apply(action.clone()));
    assert_ne!(changed, before);
    assert_eq!(changed.apply(Action::Restored(Box::new(before.clone()))), before);
}

#[test]
fn fields_of_a_later_version_survive_every_action() {
    let plan = json!({ "answers": { "a": { "future": 1 } }, "tasks": { "always": { "future": 2 } }, "findings": { "a_blocks": { "future": 3 } } });
    let file = json!({ "app": "dms-preflight", "schema": 1, "plan": plan });
    let plan = decode(&content(), &file.to_string()).unwrap().plan;
    let actions = [answered("a", YES), cleared("a"), noted("a", ""), ticked("always", true), ticked("always", false)];
    let actions = actions.into_iter().chain([finding_owned("a_blocks", "Lee"), finding_owned("a_blocks", "")]);
    assert_eq!(actions.fold(plan.clone(), |plan, action| plan.apply(action)), plan);
}

type Given<'a> = &'a [(&'a str, Raw)];

fn between(before: Given, after: Given) -> Changes {
    let content = content();
    changes(&assess(&content, &answers(before), TODAY), &assess(&content, &answers(after), TODAY))
}

#[test]
fn changes_name_added_removed_and_decided_findings() {
    let dont_know = || ("a", Raw::DontKnow);
    let cases: [(Given, Given, Option<ChangeKind>); 9] = [
        (&[], &[], None),
        (&[], &[("a", YES)], Some(ChangeKind::Decided)),
        (&[], &[("a", NO)], None),
        (&[("a", NO)], &[("a", YES)], Some(ChangeKind::Added)),
        (&[("a", YES)], &[("a", NO)], Some(ChangeKind::Removed)),
        (&[("a", YES)], &[], Some(ChangeKind::Removed)),
        (&[("a", NO)], &[], None),
        (&[("a", YES)], &[dont_know()], Some(ChangeKind::Removed)),
        (&[dont_know()], &[("a", YES)], Some(ChangeKind::Decided)),
    ];
    for (before, after, kind) in cases {
        let changes = between(before, after);
        let kinds = |list: &[preflight_engine::assessment_diff::Change]| {
            list.iter().map(|c| (c.kind, c.id.clone())).collect::<Vec<_>>()
        };
        let wanted = |id: &str| kind.map(|kind| (kind, preflight_engine::Id::from(id))).into_iter().collect::<Vec<_>>();
        assert_eq!(
            (kinds(&changes.findings), kinds(&changes.tasks)),
            (wanted("a_blocks"), wanted("when_a")),
            "{before:?} {after:?}"
        );
        assert_eq!(changes.is_empty(), kind.is_none());
    }
}

#[test]
fn progress_counts_tasks_that_apply() {
    let content = content();
    let of = |actions: &[Action], phase| {
        let plan = after(actions);
        let progress = progress(&assess(&content, &plan.answers, TODAY), &plan, phase);
        (progress.done, progress.of)
    };
    assert_eq!(of(&[], None), (0, 1));
    assert_eq!(of(&[answered("a", YES)], None), (0, 2));
    assert_eq!(of(&[answered("a", YES), ticked("when_a", true)], None), (1, 2));
    assert_eq!(of(&[answered("a", YES), ticked("when_a", true)], Some("after")), (1, 1));
    assert_eq!(of(&[answered("a", YES), ticked("when_a", true)], Some("before")), (0, 1));
    // A tick of a task that does not apply or does not exist does not count.
    assert_eq!(of(&[ticked("when_a", true), ticked("nosuch", true)], None), (0, 1));
    assert_eq!(of(&[], Some("nosuch")), (0, 0));
    assert_eq!(Progress::default(), Progress { done: 0, of: 0 });
}

fn signed_in(content: &Content, list: &[(&str, Raw)]) -> SignIn {
    sign_in(content, &Plan { answers: answers(list), ..Plan::default() })
}

fn address(name: &str) -> SignIn {
    SignIn::Address(format!("https://{name}.signin.aws.amazon.com/console/"))
}

#[test]
fn the_sign_in_address_is_made_of_alias_or_number() {
    let exists = ("account_exists", YES);
    let number = ("account_number", text("1234-5678-9012"));
    let alias = ("account_alias", text(" my-company "));
    let used = |raw| ("account_alias_used", raw);
    let cases: [(&[(&str, Raw)], SignIn); 8] = [
        (&[], SignIn::Unknown),
        (&[exists.clone(), number.clone()], address("123456789012")),
        (&[exists.clone(), number.clone(), used(YES), alias.clone()], address("my-company")),
        (&[exists.clone(), used(YES), alias.clone()], address("my-company")),
        (&[exists.clone(), number.clone(), used(NO), alias.clone()], address("123456789012")),
        (&[exists.clone(), number.clone(), alias.clone()], address("123456789012")),
        (&[exists.clone(), number.clone(), used(YES), ("account_alias", text("No Alias"))], address("123456789012")),
        (&[exists, ("account_number", text("1234"))], SignIn::Unknown),
    ];
    let content = content();
    for (input, wanted) in cases {
        assert_eq!(signed_in(&content, input), wanted, "{input:?}");
    }
}

#[test]
fn another_partition_has_no_address() {
    let content = content();
    let of = |code| {
        signed_in(
            &content,
            &[("account_exists", YES), ("account_number", text("123456789012")), ("target_region", text(code))],
        )
    };
    assert_eq!(of("gov-1"), SignIn::OtherPartition);
    assert_eq!(of("here-1"), address("123456789012"));
    assert_eq!(of("nowhere-1"), address("123456789012"));
}

#[test]
fn answers_that_are_not_asked_make_no_address() {
    let number = ("account_number", text("123456789012"));
    assert_eq!(signed_in(&content(), &[("account_exists", NO), number]), SignIn::Unknown);
}

/// A pack with a single task and a single rule that fill answers into their texts.
fn filling() -> Content {
    content_with(|pack| {
        pack["task"] = json!([common::task("fill", json!({ "title": "Load {word} at {hidden_count}" }))]);
        pack["rule"] = json!([rule("fill", "true", json!({ "title": "Title {essay}", "why": "Why {essay}" }))]);
    })
}

fn document(
    write: fn(&Content, &Plan, &preflight_engine::Assessment) -> String,
    content: &Content,
    plan: &Plan,
) -> String {
    write(content, plan, &assess(content, &plan.answers, TODAY))
}

#[test]
fn csv_cells_are_quoted_and_are_no_formulas() {
    let cases = [
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "\"'\r=1\""),
        ("a,b", "\"a,b\""),
        ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("two\nlines", "\"two\nlines\""),
        ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
        ("1=1", "1=1"),
        ("", ""),
    ];
    let content = content();
    for (note, cell) in cases {
        let text = document(csv, &content, &after(&[task_noted("always", note), owned("always", note)]));
        let wanted = format!(
            "id,phase,title,steps,done,owner,due,note,kind,start,finish_95\r\nalways,Before,Task always,One step.,no,{cell},,{cell},task,,\r\n"
        );
        assert_eq!(text, wanted, "{note:?}");
    }
    // The title of the phase has a comma and quotes; only tasks that apply have rows.
    let text = document(csv, &content, &after(&[answered("a", YES), ticked("when_a", true)]));
    assert!(text.ends_with("when_a,\"After, \"\"later\"\"\",Task when_a,One step.,yes,,,,task,,\r\n"), "{text}");
}

#[test]
fn calendar_lines_are_folded_and_escaped() {
    let content = filling();
    let long = "ä;ö,ü\\".repeat(30);
    let plan =
        after(&[answered("word", text(&long)), due("fill", "2027-12-31"), answered("hard_date", text("2028-02-28"))]);
    let calendar = document(ics, &content, &plan);
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?} has {} bytes", line.len());
    }
    let unfolded = calendar.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.split("\r\n").collect();
    let escaped = "ä\\;ö\\,ü\\\\".repeat(30);
    let wanted = [
        "BEGIN:VCALENDAR".to_owned(),
        "UID:fill@dms-preflight".to_owned(),
        "DTSTAMP:20261122T000000Z".to_owned(),
        "DTSTART;VALUE=DATE:20271231".to_owned(),
        "DTEND;VALUE=DATE:20280101".to_owned(),
        format!("SUMMARY:Load {escaped} at unknown"),
        "DTSTART;VALUE=DATE:20280228".to_owned(),
        "DTEND;VALUE=DATE:20280229".to_owned(),
        "SUMMARY:Hard date".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    for line in wanted {
        assert!(lines.contains(&line.as_str()), "{line} is not in {lines:#?}");
    }
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn a_task_is_in_the_calendar_while_it_is_due() {
    let content = content();
    let events = |actions: &[Action]| document(ics, &content, &after(actions)).matches("BEGIN:VEVENT").count();
    assert_eq!(events(&[]), 0);
    assert_eq!(events(&[due("always", "2027-01-31")]), 1);
    assert_eq!(events(&[due("always", "2027-01-31"), ticked("always", true)]), 0);
    assert_eq!(events(&[due("always", "2027-02-30")]), 0);
    assert_eq!(events(&[due("when_a", "2027-01-31")]), 0);
}

#[test]
fn a_line_break_in_an_answer_starts_no_new_line_in_the_calendar() {
    let evil = "x\r\nEND:VEVENT\r\nATTACH:http://evil";
    let calendar = document(ics, &filling(), &after(&[answered("word", text(evil)), due("fill", "2027-01-31")]));
    assert!(!calendar.replace("\r\n ", "").contains("\nATTACH"), "{calendar}");
}

#[test]
fn typed_text_is_no_markup_in_the_report() {
    let evil = "x\n# Heading\n<script>alert(1)</script> [a](b) *b* `c` | d";
    let everywhere = [
        Action::Renamed(evil.to_owned()),
        answered("word", text(evil)),
        noted("word", evil),
        task_noted("always", evil),
        owned("always", evil),
        due("always", evil),
        finding_owned("a_blocks", evil),
    ];
    for action in everywhere {
        let text = document(markdown, &content(), &after(&[answered("a", YES), action.clone()]));
        assert!(text.contains("script"), "{action:?} is not in the report");
        assert!(is_plain(&text), "{action:?}: {text}");
    }
}

fn is_plain(report: &str) -> bool {
    !report.contains("\n# Heading") && !report.contains("<script>") && !report.contains("[a](b)")
}

#[test]
fn typed_text_that_is_filled_into_texts_is_no_markup_either() {
    let plan = after(&[answered("essay", text("x\n# Heading\n<script>alert(1)</script> [a](b)"))]);
    let text = document(markdown, &filling(), &plan);
    assert!(is_plain(&text), "{text}");
}

#[test]
fn a_finding_without_an_owner_shows_none() {
    let plan = json!({ "findings": { "fill": { "future": 1 } } });
    let file = json!({ "app": "dms-preflight", "schema": 1, "plan": plan });
    let plan = decode(&content(), &file.to_string()).unwrap().plan;
    assert!(!document(markdown, &filling(), &plan).contains("Owner: ."));
}

#[test]
fn answers_that_are_not_asked_are_not_filled_in() {
    let stale = [answered("gate", NO), answered("hidden_count", text("4711"))];
    for write in [csv, ics, markdown] {
        let plan = after(&[&stale[..], &[due("fill", "2027-01-31")]].concat());
        let text = document(write, &filling(), &plan);
        assert!(!text.contains("4711"), "{text}");
    }
}

#[test]
fn reports_of_an_empty_plan_are_whole() {
    let (content, plan) = (content(), Plan::default());
    assert!(document(markdown, &content, &plan).starts_with("# Unnamed plan\n\nEmpty\n"));
    assert_eq!(document(csv, &content, &plan).lines().count(), 2);
    assert_eq!(document(ics, &content, &plan).lines().count(), 4);
}

#[test]
fn reports_of_a_plan_beyond_the_calendar_are_whole() {
    let content = content();
    let plan = after(&[due("always", "2999-12-31"), answered("hard_date", text("2999-12-31"))]);
    for today in [-1_000_000_000, 0, 376_200, 1_000_000_000] {
        let assessment = assess(&content, &plan.answers, today);
        assert!(ics(&content, &plan, &assessment).contains("29991231"), "{today}");
    }
}

#[test]
fn figures_are_whole_numbers_that_json_keeps() {
    let most = text("9007199254740991");
    let numbers = ["instance_price", "instance_hours", "bandwidth", "lob_columns"].map(|id| (id, most.clone()));
    let sizes = ["source_size", "largest_lob"].map(|id| (id, text("9 PB")));
    let mut list: Vec<(&str, Raw)> = numbers.into_iter().chain(sizes).collect();
    list.push(("link_sharing", text("shared")));
    for bandwidth in ["9007199254740991", "0.000001", "0"] {
        list.retain(|(id, _)| *id != "bandwidth");
        list.push(("bandwidth", text(bandwidth)));
        let assessment = assess(&content(), &answers(&list), TODAY);
        for (name, figure) in assessment.figures.iter() {
            assert!(figure.unsigned_abs() < 1 << 53, "{name} is {figure} at {bandwidth}");
        }
    }
}

#[test]
fn every_day_can_be_today() {
    let content = content_with(|pack| {
        pack["region"].as_array_mut().unwrap().push(region("more-1", "aws", Some(("1", "1"))));
        row_of(pack, "rule", "a_blocks").insert("when".to_owned(), json!("today > 0 && days_to_date < 30"));
    });
    for today in [i64::MIN, i64::MAX, -1, 0, 1 << 53] {
        assess(&content, &answers(&[("hard_date", text("2027-01-01"))]), today);
        assess(&content, &Answers::default(), today);
    }
}
