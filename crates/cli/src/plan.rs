//! `preflight plan`: judges a plan and prints it in one of several forms.

use crate::args::{content, open, Args};
use crate::End;
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::task_documents::{mappings_document, settings_document};
use preflight_engine::timeline::{estimates, forecast, RUNS};
use preflight_engine::{assess, report, Content, Plan};

/// Why days of the reader's own cannot be read, phase by phase.
pub fn own_days(content: &Content, plan: &Plan, today: i64) -> Vec<String> {
    let state = EvaluatedPlan::new(content, &plan.answers, today);
    let bad = estimates(&state, plan).into_iter().filter_map(|own| Some((own.phase, own.error?)));
    bad.map(|(phase, complaint)| {
        format!("{}: {}", content.timeline[phase].id, content.messages.user_message(&complaint))
    })
    .collect()
}

pub fn plan(args: &Args) -> Result<End, String> {
    let file = args.word(1).ok_or("Name a plan file: preflight plan FILE.")?;
    let content = content()?;
    let opened = open(&content, file)?;
    for notice in &opened.notices {
        eprintln!("{file}: {}", content.messages.user_message(notice));
    }
    let assessment = assess(&content, &opened.plan.answers, args.today()?);
    for complaint in own_days(&content, &opened.plan, args.today()?) {
        eprintln!("{file}: {complaint}");
    }
    let out = match args.option("--format").unwrap_or("markdown") {
        "json" => assessment.canonical(),
        "markdown" => report::markdown(&content, &opened.plan, &assessment),
        "forecast" => forecast(&content, &opened.plan, &assessment, RUNS).value(&content).to_string(),
        "csv" => report::csv(&content, &opened.plan, &assessment),
        "answers" => report::answers_csv(&content, &opened.plan, &assessment),
        "mappings" => mappings_document(&EvaluatedPlan::new(&content, &opened.plan.answers, args.today()?))
            .ok_or("No schema is named in this plan: answer the question schema_names.")?,
        "settings" => settings_document(&EvaluatedPlan::new(&content, &opened.plan.answers, args.today()?), false),
        "ics" => report::ics(&content, &opened.plan, &assessment),
        other => {
            return Err(format!(
                "There is no format \"{other}\"; there are json, forecast, markdown, csv, answers, ics, mappings and settings."
            ))
        }
    };
    Ok(End { out, code: 0 })
}
