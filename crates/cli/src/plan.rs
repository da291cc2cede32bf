//! `preflight plan`: judges a plan and prints it in one of four forms.

use crate::args::{content, open, Args};
use crate::End;
use preflight_engine::{assess, report};

pub fn plan(args: &Args) -> Result<End, String> {
    let file = args.word(1).ok_or("Name a plan file: preflight plan FILE.")?;
    let content = content()?;
    let opened = open(&content, file)?;
    for notice in &opened.notices {
        eprintln!("{file}: {}", content.words.complaint(notice));
    }
    let assessment = assess(&content, &opened.session.answers, args.today()?);
    let out = match args.option("--format").unwrap_or("markdown") {
        "json" => assessment.canonical(),
        "markdown" => report::markdown(&content, &opened.session, &assessment),
        "csv" => report::csv(&content, &opened.session, &assessment),
        "ics" => report::ics(&content, &opened.session, &assessment),
        other => return Err(format!("There is no format \"{other}\"; there are json, markdown, csv and ics.")),
    };
    Ok(End { out, code: 0 })
}
