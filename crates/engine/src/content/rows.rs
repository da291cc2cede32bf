//! One reader for each kind of authored row: question, rule, task, section, source.

use super::row::Row;
use super::{
    AnswerOption, Condition, Content, Evidence, Example, Format, Kind, PrerequisiteFilter, Named, PrerequisiteKind, Question, Role, Rule,
    Section, Severity, Source, Task,
};
use crate::condition::Compiled;

/// Names of a question's kinds, as content files write them.
const KINDS: [&str; 9] =
    ["yes_no", "one_of", "several_of", "number", "size", "duration", "date", "short_text", "long_text"];

/// A condition that is only text until every name is known.
pub(super) fn condition(text: String) -> Condition {
    Condition { text, compiled: Compiled::default() }
}

pub(super) fn optional_condition(row: &mut Row<'_>, field: &'static str) -> Option<Condition> {
    let text = row.optional_text(field);
    (!text.is_empty()).then(|| condition(text))
}

pub(super) fn evidence(row: &mut Row<'_>, content: &Content) -> Evidence {
    let ids = row.texts("source");
    if ids.is_empty() {
        row.problem("source", "Every row names at least one source.");
    }
    let mut sources = Vec::new();
    for id in ids {
        match content.sources.iter().position(|source| source.id == id) {
            Some(place) => sources.push(place),
            None => row.problem("source", format!("There is no source \"{id}\".")),
        }
    }
    Evidence { sources, read: row.day("read"), mission: mission(row) }
}

fn mission(row: &mut Row<'_>) -> String {
    let text = row.text("mission");
    let known = (0..=13).any(|number| text == format!("M{number}"));
    if !text.is_empty() && !known {
        row.problem("mission", "This is M0 to M13, one line of the mission.");
    }
    text
}

pub(super) fn named(row: &mut Row<'_>) -> Named {
    Named { id: row.identifier().into(), title: row.text("title") }
}

pub(super) fn section(row: &mut Row<'_>, content: &Content) -> Section {
    Section {
        id: row.identifier().into(),
        group: row.index_in("group", content.groups.iter().map(|group| group.id.as_str())),
        title: row.text("title"),
        lead: row.text("lead"),
    }
}

pub(super) fn source(row: &mut Row<'_>) -> Source {
    Source {
        id: row.identifier(),
        title: row.text("title"),
        address: row.optional_text("address"),
        vintage: row.text("vintage"),
        read: row.day("read"),
    }
}

pub(super) fn example(row: &mut Row<'_>) -> Example {
    let (id, title, about) = (row.text("id"), row.text("title"), row.text("about"));
    Example { id, title, about, plan: row.value("plan") }
}

pub(super) fn question(row: &mut Row<'_>, content: &Content) -> Question {
    let id = row.identifier();
    let section = row.index_in("section", content.sections.iter().map(|section| section.id.as_str()));
    let kind = kind(row);
    Question {
        id: id.into(),
        section,
        number: 1 + content.questions.iter().filter(|other| other.section == section).count(),
        options: options(row, &kind, content),
        kind,
        text: row.text("text"),
        hint: row.optional_text("hint"),
        ask_when: optional_condition(row, "ask_when"),
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
    let engine = |engine: &super::Engine| AnswerOption::new(&engine.id, engine.name.clone());
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

/// Options as written; a broken or doubled one is a problem.
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

fn city(city: &super::City) -> AnswerOption {
    let country = if city.country.is_empty() { String::new() } else { format!(", {}", city.country) };
    AnswerOption::new(&city.id, format!("{}{country}", city.name))
}

fn region(region: &super::Region) -> AnswerOption {
    AnswerOption::new(&region.code, format!("{} {}", region.code, region.name))
}

pub(super) fn rule(row: &mut Row<'_>, content: &Content, digest: String) -> Rule {
    let severities = Severity::ALL.map(Severity::name);
    let severity = Severity::ALL[row.index_in("severity", severities.into_iter())];
    let rule = Rule {
        id: row.identifier().into(),
        section: row.index_in("section", content.sections.iter().map(|section| section.id.as_str())),
        phase: row.index_in("phase", content.phases.iter().map(|phase| phase.id.as_str())),
        severity,
        when: condition(row.text("when")),
        title: row.text("title"),
        digest,
        limitation: false,
        evidence: evidence(row, content),
    };
    // Only the digest has to know it.
    row.optional_text("wording");
    rule
}

/// `lists = "source changes privilege"`: side, phases, kinds.
fn listed(row: &mut Row<'_>) -> Option<PrerequisiteFilter> {
    let text = row.optional_text("lists");
    if text.is_empty() {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let (role, changes) = match words.get(..2) {
        Some(["source", phases]) => (Role::Source, *phases),
        Some(["target", phases]) => (Role::Target, *phases),
        _ => (Role::Source, ""),
    };
    let kinds: Vec<_> = words.iter().skip(2).filter_map(|word| PrerequisiteKind::named(word)).collect();
    if !matches!(changes, "load" | "changes") || kinds.is_empty() || kinds.len() + 2 != words.len() {
        row.problem("lists", "This is source or target, load or changes, and kinds of prerequisites.");
    }
    Some(PrerequisiteFilter { role, changes: changes == "changes", kinds })
}

/// A task and the ids of the tasks that come before it.
pub(super) fn task(row: &mut Row<'_>, content: &Content) -> (Task, Vec<String>) {
    let task = Task {
        id: row.identifier().into(),
        phase: row.index_in("phase", content.phases.iter().map(|phase| phase.id.as_str())),
        title: row.text("title"),
        when: optional_condition(row, "when"),
        lists: listed(row),
        after: Vec::new(),
        evidence: evidence(row, content),
    };
    (task, row.texts("after"))
}
