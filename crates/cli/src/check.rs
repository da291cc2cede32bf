//! `preflight check`: reports what of a plan file cannot be read, how much content each line of the mission has, and
//! what decides each premigration assessment. `main` calls it.

use crate::args::{content, open, Args};
use crate::End;
use preflight_engine::content::DecidedBy;
use preflight_engine::{assess, Content};
use std::fmt::Write;

/// Runs the command.
pub fn check(args: &Args) -> Result<End, String> {
    let content = content()?;
    match args.word(1) {
        Some("--coverage") => Ok(coverage(&content)),
        Some(file) => check_file(&content, file),
        None => Err("Name a plan file: preflight check FILE.".to_owned()),
    }
}

/// Checks a plan file. The exit code is 1 if any part of it cannot be read.
fn check_file(content: &Content, file: &str) -> Result<End, String> {
    let loaded = match open(content, file) {
        Ok(loaded) => loaded,
        Err(message) => return Ok(End { out: message, code: 1 }),
    };
    let assessment = assess(content, &loaded.plan.answers, 0);
    let mut lines: Vec<String> = loaded.notices.iter().map(|notice| content.messages.user_message(notice)).collect();
    for (index, question) in assessment.questions.iter().enumerate() {
        if let Some(message) = &question.complaint {
            lines.push(format!(
                "{} {}: {}",
                content.number(index),
                question.question,
                content.messages.user_message(message)
            ));
        }
    }
    lines.extend(crate::plan::unreadable_days(content, &loaded.plan, 0));
    let code = u8::from(!lines.is_empty());
    let counts = &assessment.counts;
    lines.push(format!("{} of {} questions answered, {} don't know.", counts.answered, counts.asked, counts.dont_know));
    Ok(End { out: lines.join("\n"), code })
}

fn coverage(content: &Content) -> End {
    let mut out = String::from("mission questions rules tasks\n");
    for line in (0..=13).map(|number| format!("M{number}")) {
        let questions = content.questions.iter().filter(|row| row.evidence.mission == line).count();
        let rules = content.rules.iter().filter(|row| row.evidence.mission == line).count();
        let tasks = content.tasks.iter().filter(|row| row.evidence.mission == line).count();
        let _ = writeln!(out, "{line:<7} {questions:>9} {rules:>5} {tasks:>5}");
    }
    let (questions, rules, tasks) = (content.questions.len(), content.rules.len(), content.tasks.len());
    let _ = writeln!(out, "{:<7} {questions:>9} {rules:>5} {tasks:>5}", "all");
    out.push_str("\ndecided by  premigration assessment\n");
    for row in &content.assessments {
        let title = content.detail("assessment", &row.id, "title");
        let _ = writeln!(out, "{:<11} {}: {title}", row.decided_by.name(), row.id);
    }
    let by = [DecidedBy::Answers, DecidedBy::Settings, DecidedBy::Proposal, DecidedBy::Schema, DecidedBy::Connection];
    let counts = by.map(|by| format!("{} {}", count(content, by), by.name()));
    let _ = writeln!(out, "\n{} in all: {}.", content.assessments.len(), counts.join(", "));
    End { out, code: 0 }
}

fn count(content: &Content, by: DecidedBy) -> usize {
    content.assessments.iter().filter(|row| row.decided_by == by).count()
}
