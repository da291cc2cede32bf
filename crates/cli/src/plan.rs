//! `preflight plan`: judges a plan and prints it in one of several formats. `main` calls it.

use crate::args::{content, open, Args};
use crate::End;
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::task_documents::{mappings_document, settings_document};
use preflight_engine::timeline::{estimates, forecast, RUNS};
use preflight_engine::{assess, report, Content, Plan};

/// For each phase whose entered days cannot be read, one line that says why.
pub fn unreadable_days(content: &Content, plan: &Plan, today: i64) -> Vec<String> {
    let evaluated = EvaluatedPlan::new(content, &plan.answers, today);
    let unreadable =
        estimates(&evaluated, plan).into_iter().filter_map(|estimate| Some((estimate.phase, estimate.error?)));
    unreadable
        .map(|(phase, message)| format!("{}: {}", content.timeline[phase].id, content.messages.user_message(&message)))
        .collect()
}

/// Runs the command.
pub fn plan(args: &Args) -> Result<End, String> {
    let file = args.word(1).ok_or("Name a plan file: preflight plan FILE.")?;
    let content = content()?;
    let loaded = open(&content, file)?;
    for notice in &loaded.notices {
        eprintln!("{file}: {}", content.messages.user_message(notice));
    }
    let assessment = assess(&content, &loaded.plan.answers, args.today()?);
    for message in unreadable_days(&content, &loaded.plan, args.today()?) {
        eprintln!("{file}: {message}");
    }
    let out = match args.option("--format").unwrap_or("markdown") {
        "json" if args.flag("--texts") => report::json(&content, &loaded.plan, &assessment).to_string(),
        "json" => assessment.canonical(),
        "markdown" => report::markdown(&content, &loaded.plan, &assessment),
        "forecast" => forecast(&content, &loaded.plan, &assessment, RUNS).value(&content).to_string(),
        "csv" => report::csv(&content, &loaded.plan, &assessment),
        "answers" => report::answers_csv(&content, &loaded.plan, &assessment),
        "mappings" => mappings_document(&EvaluatedPlan::new(&content, &loaded.plan.answers, args.today()?))
            .ok_or("No schema is named in this plan: answer the question schema_names.")?,
        "settings" => settings_document(&EvaluatedPlan::new(&content, &loaded.plan.answers, args.today()?), false),
        "ics" => report::ics(&content, &loaded.plan, &assessment),
        other => {
            return Err(format!(
                "There is no format \"{other}\"; there are json, forecast, markdown, csv, answers, ics, mappings and settings."
            ))
        }
    };
    Ok(End { out, code: 0 })
}
