//! No two parts of one plan contradict each other, over random plans, the examples and the field reports: findings,
//! approaches, timeline, sizes and settings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::random::{all, keeps, picks, some};
use preflight_engine::answer::{Answers, Value};
use preflight_engine::approach::{approaches, ApproachVerdict};
use preflight_engine::condition::Truth;
use preflight_engine::content::{Content, DurationModel, Family, Severity, Weight};
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::plan::Plan;
use preflight_engine::quantity::parse_date;
use preflight_engine::sizing::sizing;
use preflight_engine::timeline::forecast;
use preflight_engine::{assess, plan_file};
use proptest::prelude::*;
use std::path::Path;
use std::sync::OnceLock;

const TODAY: i64 = 20_779;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(common::content)
}

/// Pairs of rules that advise opposite things, with the reason.
fn exclusive_pairs() -> Vec<(String, String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exclusive.csv");
    let mut rows = csv::Reader::from_path(file).unwrap();
    rows.deserialize().map(Result::unwrap).collect()
}

/// What must hold of every plan; the error names what does not.
fn consistent(answers: &Answers) -> Result<(), String> {
    let content = content();
    let evaluated = EvaluatedPlan::new(content, answers, TODAY);
    let assessment = assess(content, answers, TODAY);
    let holds = |id: &str| assessment.findings.iter().any(|finding| finding.rule == *id && finding.holds());
    approaches_agree(&evaluated, holds("same_engine_native_first"))?;
    for (first, second, why) in exclusive_pairs() {
        if holds(&first) && holds(&second) {
            return Err(format!("{first} and {second} hold at once: {why}"));
        }
    }
    for finding in assessment.findings.iter().filter(|finding| !finding.holds()) {
        if finding.wants.is_empty() && finding.error.is_none() {
            return Err(format!("{} is open and waits for nothing", finding.rule));
        }
    }
    for task in assessment.tasks.iter().filter(|task| task.state == Truth::Unknown) {
        if task.wants.is_empty() {
            return Err(format!("the task {} is open and waits for nothing", task.task));
        }
    }
    // The finding names the R family.
    if holds("change_rate_high") && sizing(&evaluated).family == Some(Family::Burstable) {
        return Err("the finding asks for much memory, and the size is a burstable class".to_owned());
    }
    timeline_agrees(answers, &evaluated, holds("catch_up_never") || holds("catch_up_doubtful"))
}

/// Approaches against the blockers of the plan that chooses them, the load of the timeline, and the advice on native tools.
fn approaches_agree(evaluated: &EvaluatedPlan<'_>, native_first: bool) -> Result<(), String> {
    let content = evaluated.content;
    let question = content.question_index("migration_type").unwrap();
    let ranked = approaches(evaluated);
    for approach in &ranked {
        let option = content.questions[question].options.iter().find(|option| option.id.id == approach.row.id);
        let Some(option) = option else { continue };
        let chosen = evaluated.with(question, Value::Choice(option.id.clone()));
        let blocker = content
            .rules
            .iter()
            .find(|rule| rule.severity == Severity::Blocker && chosen.outcome(Some(&rule.when)).truth == Truth::True);
        if let (Some(rule), ApproachVerdict::Possible | ApproachVerdict::TooLong | ApproachVerdict::Open) =
            (blocker, approach.verdict)
        {
            return Err(format!("{} is {:?} although {} stands", approach.row.id, approach.verdict, rule.id));
        }
        if approach.row.id.as_str() == "full_load" {
            let load = chosen.whole_minutes(DurationModel::Load);
            let shown = approach.downtime.map(|span| [span.low, span.likely, span.high].map(Some));
            if shown.is_some_and(|shown| shown != load) {
                return Err(format!("the approach loads in {shown:?}, the timeline in {load:?}"));
            }
        }
    }
    let native = ranked.iter().position(|approach| approach.row.id.as_str() == "native_tool").unwrap();
    let says_why = |weight| ranked[native].notes.iter().any(|note| note.weight == weight && note.state != Truth::False);
    let better = ranked.iter().take(native).any(|approach| approach.points >= ranked[native].points);
    if native_first && native > 0 && !says_why(Weight::Against) && !says_why(Weight::Excludes) && !better {
        return Err("native tools come first in the findings, later in the ranking, and nothing says why".to_owned());
    }
    Ok(())
}

/// A catch-up without end in the timeline is a risk or a blocker, among the findings or the warnings of the date.
fn timeline_agrees(answers: &Answers, evaluated: &EvaluatedPlan<'_>, found: bool) -> Result<(), String> {
    let (minutes, _) = evaluated.duration_minutes(DurationModel::CatchUp);
    if !minutes[2].is_some_and(f64::is_infinite) || found {
        return Ok(());
    }
    let plan = Plan { answers: answers.clone(), ..Plan::default() };
    let assessment = assess(evaluated.content, answers, TODAY);
    let warned = forecast(evaluated.content, &plan, &assessment, 50).warnings;
    match warned.iter().any(|warning| warning.id == "never_caught_up") {
        true => Ok(()),
        false => Err("the catch-up never ends, and nothing warns of it".to_owned()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_random_plan_contradicts_itself(picks in picks(content()), keeps in keeps(content())) {
        let whole = all(content(), &picks);
        prop_assert_eq!(consistent(&whole), Ok(()));
        prop_assert_eq!(consistent(&some(&whole, &keeps)), Ok(()));
    }
}

#[test]
fn no_example_and_no_field_report_contradicts_itself() {
    assert_eq!(consistent(&Answers::new()), Ok(()));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in [root.join("../examples"), root.join("tests/field")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            if !file.to_string_lossy().ends_with(".preflight.json") {
                continue;
            }
            let loaded = plan_file::decode(content(), &std::fs::read_to_string(&file).unwrap()).unwrap();
            assert_eq!(consistent(&loaded.plan.answers), Ok(()), "{}", file.display());
            seen += 1;
        }
    }
    assert!(seen >= 23, "{seen} plans");
    let mut problems = Vec::new();
    let base = common::base("calm", content(), &mut problems);
    assert_eq!(consistent(&base.answers), Ok(()));
    assert_eq!(parse_date("2026-11-22"), Some(TODAY));
}
