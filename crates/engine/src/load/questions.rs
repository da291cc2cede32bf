//! Reads questions and their options. The loader calls it.

use super::row::Row;
use super::rows::evidence;
use crate::content::{AnswerOption, City, Content, Engine, Format, Kind, Question, Region};

/// Names of a question's kinds, as content files write them.
const KINDS: [&str; 9] =
    ["yes_no", "one_of", "several_of", "number", "size", "duration", "date", "short_text", "long_text"];

pub(super) fn question(row: &mut Row<'_>, content: &Content) -> Question {
    let id = row.identifier();
    let section = row.index_in("section", content.sections.iter().map(|section| section.id.as_str()));
    let kind = kind(row);
    // Compiled once every question has a name.
    row.optional_text("ask_when");
    Question {
        id: id.into(),
        section,
        number: 1 + content.questions.iter().filter(|other| other.section == section).count(),
        options: options(row, &kind, content),
        kind,
        text: row.text("text"),
        hint: row.optional_text("hint"),
        ask_when: None,
        evidence: evidence(row, content),
    }
}

fn kind(row: &mut Row<'_>) -> Kind {
    match KINDS[row.index_in("kind", KINDS.into_iter())] {
        "yes_no" => Kind::YesNo,
        "one_of" => Kind::OneOf,
        "several_of" => Kind::SeveralOf,
        "number" => Kind::Number { unit: row.text("unit"), min: row.number("min"), max: row.number("max") },
        "size" => Kind::Size,
        "duration" => Kind::Duration,
        "date" => Kind::Date,
        "short_text" => Kind::ShortText(format(row)),
        _ => Kind::LongText,
    }
}

fn format(row: &mut Row<'_>) -> Format {
    match row.optional_text("format").as_str() {
        "" => Format::Free,
        "aws_account_id" => Format::AwsAccountId,
        "iam_account_alias" => Format::IamAccountAlias,
        "coordinates" => Format::Coordinates,
        other => {
            row.problem("format", format!("\"{other}\" is none of: aws_account_id, iam_account_alias, coordinates."));
            Format::Free
        }
    }
}

fn options(row: &mut Row<'_>, kind: &Kind, content: &Content) -> Vec<AnswerOption> {
    let from = row.optional_text("options_from");
    let written = written_options(row);
    let engine = |engine: &Engine| AnswerOption::new(&engine.id, engine.name.clone());
    let engines = content.tables.engines.iter();
    let options: Vec<AnswerOption> = match from.as_str() {
        "" => written,
        "regions" => content.tables.regions.iter().map(region).collect(),
        "source_engines" => engines.filter(|e| e.source).map(engine).collect(),
        "cities" => content.tables.cities.iter().map(city).collect(),
        "target_engines" => engines.filter(|e| e.target).map(engine).collect(),
        other => {
            row.problem("options_from", format!("There is no table \"{other}\"."));
            Vec::new()
        }
    };
    let choosing = matches!(kind, Kind::OneOf | Kind::SeveralOf);
    if choosing && options.len() < 2 {
        row.problem("options", "A choice needs at least two options, each with an id and a text.");
    }
    if !choosing && !options.is_empty() {
        row.problem("options", "Only one_of and several_of have options.");
    }
    options
}

/// The options that the row writes out; a malformed or repeated one is a problem.
fn written_options(row: &mut Row<'_>) -> Vec<AnswerOption> {
    let mut written: Vec<AnswerOption> = Vec::new();
    for map in row.maps("options") {
        let text =
            |field: &str| map.get(field).and_then(serde_json::Value::as_str).unwrap_or_default().trim().to_owned();
        let choice = AnswerOption::new(&text("id"), text("text"));
        let known = map.keys().all(|key| key == "id" || key == "text");
        if choice.id.is_empty() || choice.text.is_empty() || !known {
            row.problem("options", "Each option has an id and a text and nothing else.");
        } else if !is_option_id(&choice.id) {
            row.problem(
                "options",
                format!("\"{}\" is no id: small letters, digits, underscores, hyphens.", choice.id.id),
            );
        } else if written.iter().any(|other| other.id.id == choice.id.id) {
            row.problem("options", format!("The option \"{}\" stands here twice.", choice.id.id));
        }
        written.push(choice);
    }
    written
}

fn is_option_id(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(plain)
}

fn city(city: &City) -> AnswerOption {
    let country = if city.country.is_empty() { String::new() } else { format!(", {}", city.country) };
    AnswerOption::new(&city.id, format!("{}{country}", city.name))
}

fn region(region: &Region) -> AnswerOption {
    AnswerOption::new(&region.code, format!("{} {}", region.code, region.name))
}
