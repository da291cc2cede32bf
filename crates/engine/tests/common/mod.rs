//! A small content pack with a question of every kind and the questions that named facts read, and helpers that make
//! answers. All tests of the engine use it.
#![allow(dead_code, reason = "each test file is a separate crate and uses some of these")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

pub mod plans;

use preflight_engine::condition::{ConditionError, EvalError, Truth};
use preflight_engine::content::ContentError;
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::{facts, Answer, Answers, Content, Raw};
use serde_json::{json, Map, Value};
use std::sync::OnceLock;

/// 2026-11-22.
pub const TODAY: i64 = 20_779;

/// A row with the fields that every authored row has, then `fields`, then `also`.
fn row(fields: Value, also: Value) -> Value {
    let mut all = json!({ "source": ["guide"], "read": "2026-11-22", "mission": "M0" });
    for part in [fields, also] {
        all.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
    }
    all
}

/// A question; `also` replaces or adds fields.
pub fn question(id: &str, kind: &str, also: Value) -> Value {
    let text = format!("What is {id}?");
    row(json!({ "id": id, "section": "main", "kind": kind, "text": text, "why": "It matters." }), also)
}

pub fn options(ids: &[&str]) -> Value {
    ids.iter().map(|id| json!({ "id": id, "text": format!("The {id}") })).collect()
}

pub fn rule(id: &str, when: &str, also: Value) -> Value {
    let fields = json!({
        "id": id, "section": "main", "phase": "before", "severity": "risk", "when": when,
        "title": format!("Title of {id}"), "why": format!("Why of {id}."), "do": ["Do it."],
    });
    row(fields, also)
}

pub fn task(id: &str, also: Value) -> Value {
    row(json!({ "id": id, "phase": "before", "title": format!("Task {id}"), "steps": ["One step."] }), also)
}

pub fn region(code: &str, partition: &str, point: Option<(&str, &str)>) -> Value {
    let mut row = json!({
        "code": code, "name": format!("Name of {code}"), "geography": "Here", "partition": partition, "eea": "no",
        "opt_in": "no", "dms": "yes", "in_2017": "no", "fips": "no", "schema_conversion": "no",
        "schema_conversion_ai": "no", "homogeneous": "no", "read": "2026-11-22",
    });
    if let Some((latitude, longitude)) = point {
        row["latitude"] = json!(latitude);
        row["longitude"] = json!(longitude);
    }
    row
}

fn engine(id: &str, family: &str) -> Value {
    json!({
        "id": id, "name": format!("The {id}"), "family": family, "source": "yes", "source_full_load": "yes",
        "source_cdc": "yes", "target": "yes", "target_full_load": "yes", "target_cdc": "no", "on_premises": "yes",
        "ec2": "yes", "rds": "yes", "aurora": "no", "read": "2026-11-22",
    })
}

/// A question that a named fact reads, of the kind that the fact expects.
fn read_by_fact(id: &str) -> Value {
    let number = || question(id, "number", json!({ "unit": "units", "min": 0 }));
    let one_of = |ids: &[&str]| question(id, "one_of", json!({ "options": options(ids) }));
    match id {
        "source_engine" => question(id, "one_of", json!({ "options_from": "source_engines" })),
        "target_engine" => question(id, "one_of", json!({ "options_from": "target_engines" })),
        "target_region" => question(id, "one_of", json!({ "options_from": "regions", "section": "region" })),
        "target_hosting" => one_of(&["on_premises", "ec2", "rds", "aurora"]),
        "migration_type" => one_of(&["full_load", "cdc", "full_load_and_cdc", "undecided"]),
        "link_sharing" => one_of(&["dedicated", "managed", "shared"]),
        "hard_date" => question(id, "date", json!({})),
        "source_size" | "largest_lob" => question(id, "size", json!({})),
        "bandwidth" | "instance_price" | "instance_hours" | "lob_columns" => number(),
        _ => question(id, "yes_no", json!({})),
    }
}

fn questions() -> Vec<Value> {
    let no_fields = || json!({});
    let mut all: Vec<Value> = ["a", "b", "c", "gate"].iter().map(|id| question(id, "yes_no", no_fields())).collect();
    all.extend([
        question("colour", "one_of", json!({ "options": options(&["red", "green", "blue"]) })),
        question("toppings", "several_of", json!({ "options": options(&["ham", "olives", "rocket"]) })),
        question("count", "number", json!({ "unit": "things", "min": 1, "max": 1000 })),
        question("plain", "number", json!({ "unit": "things" })),
        question("volume", "size", no_fields()),
        question("span", "duration", no_fields()),
        question("day", "date", no_fields()),
        question("word", "short_text", no_fields()),
        question("essay", "long_text", no_fields()),
        // Not asked unless `gate` is yes.
        question("hidden", "yes_no", json!({ "ask_when": "gate" })),
        question("hidden_count", "number", json!({ "unit": "things", "ask_when": "gate" })),
        question("hidden_colour", "one_of", json!({ "options": options(&["red", "green"]), "ask_when": "gate" })),
        question(
            "hidden_toppings",
            "several_of",
            json!({ "options": options(&["ham", "olives"]), "ask_when": "gate" }),
        ),
        question("deeper", "yes_no", json!({ "ask_when": "hidden" })),
        question("account_exists", "yes_no", no_fields()),
        question("account_number", "short_text", json!({ "format": "aws_account_id", "ask_when": "account_exists" })),
        question("account_alias_used", "yes_no", json!({ "ask_when": "account_exists" })),
        question(
            "account_alias",
            "short_text",
            json!({ "format": "iam_account_alias", "ask_when": "account_alias_used" }),
        ),
    ]);
    for id in facts::ALL.iter().flat_map(|fact| fact.reads) {
        if !all.iter().any(|question| question["id"] == *id) {
            all.push(read_by_fact(id));
        }
    }
    all
}

fn messages() -> Value {
    let severity = |name: &str| json!({ "one": name, "many": format!("{name}s") });
    json!({
        "answer": { "yes": "Yes", "no": "No", "dont_know": "Don't know", "unknown": "unknown", "open": "open" },
        "finding": { "because": "Because of", "possible_line": "{severity}: {title} ({waiting})" },
        "plan": { "unnamed": "Unnamed plan" },
        "report": {
            "answered": "{answered} of {asked}", "dates": "{today}, {edition}", "disclaimer": "No warranty.",
            "answers": "Answers", "tasks": "Tasks, {done} of {of}", "sources": "Sources", "hard_date": "Hard date",
        },
        "severity": {
            "blocker": severity("blocker"), "risk": severity("risk"), "advice": severity("advice"),
            "note": severity("note"), "possible": severity("possible"),
        },
        "source": { "read": "read {read}, {vintage}" },
        "task": { "owner": "Owner" },
        "verdict": {
            "empty": "Empty", "ready": "Ready", "blocked": { "one": "{n} blocker", "many": "{n} blockers" },
            "undecided": { "one": "{n} possible", "many": "{n} possible" },
            "risky": { "one": "{n} risk", "many": "{n} risks" },
        },
    })
}

/// The pack as JSON, to be changed before it is loaded.
pub fn pack() -> Value {
    static PACK: OnceLock<Value> = OnceLock::new();
    PACK.get_or_init(pack_json).clone()
}

fn pack_json() -> Value {
    json!({
        "title": "Test pack",
        "edition": "2026-11-22",
        "words": messages(),
        "group": [{ "id": "all", "title": "All" }],
        "phase": [{ "id": "before", "title": "Before" }, { "id": "after", "title": "After, \"later\"" }],
        "section": [
            { "id": "main", "group": "all", "title": "Main", "lead": "The main one." },
            { "id": "region", "group": "all", "title": "Region", "lead": "Where." },
        ],
        "source": [{ "id": "guide", "title": "The guide", "vintage": "2026", "read": "2026-11-22" }],
        "region": [
            region("here-1", "aws", Some(("50.11", "8.68"))),
            region("there-1", "aws", Some(("53.35", "-6.26"))),
            region("gov-1", "aws-us-gov", Some(("45.52", "-122.68"))),
        ],
        "engine": [engine("oracle", "oracle"), engine("postgres", "postgres"), engine("mysql", "mysql")],
        "alias": [{ "spelling": "rds-postgres", "engine": "postgres", "hosting": "rds" }],
        "pair": [{
            "source": "oracle", "target": "rds-postgres", "schema_conversion": "yes", "sct": "yes",
            "homogeneous": "no", "page": "A page", "read": "2026-11-22",
        }],
        "question": questions(),
        "rule": [
            rule("a_blocks", "a", json!({ "severity": "blocker" })),
            rule("b_risks", "b && colour == \"red\"", json!({})),
            rule("hidden_advises", "hidden", json!({ "severity": "advice" })),
            rule("note_of_c", "c", json!({ "severity": "note", "do": [] })),
        ],
        "task": [
            task("always", json!({})),
            task("when_a", json!({ "when": "a", "after": ["always"], "phase": "after" })),
            task("when_hidden", json!({ "when": "hidden" })),
        ],
    })
}

/// Moves the fields that belong to the details out of the pack.
fn split_details(pack: &mut Value) -> Value {
    let mut details = json!({});
    for (table, fields) in
        [("rule", &["why", "do", "changed"][..]), ("task", &["steps"]), ("question", &["why", "look", "query"])]
    {
        for row in pack[table].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            let id = row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            for field in fields {
                if let Some(value) = row.remove(*field) {
                    details[table][&id][*field] = value;
                }
            }
            if table == "rule" {
                row.insert("wording".to_owned(), details[table][&id].to_string().into());
            }
        }
    }
    details
}

/// The pack after `change`, loaded.
pub fn load(change: impl FnOnce(&mut Value)) -> Result<Content, Vec<ContentError>> {
    let mut pack = pack();
    change(&mut pack);
    let details = split_details(&mut pack);
    let content = Content::from_json(&pack.to_string())?;
    content.load_details(&details.to_string()).unwrap();
    let problems = content.check_details();
    if problems.is_empty() {
        Ok(content)
    } else {
        Err(problems)
    }
}

/// The pack after `change`, which must have no problem.
pub fn content_with(change: impl FnOnce(&mut Value)) -> Content {
    match load(change) {
        Ok(content) => content,
        Err(problems) => panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

pub fn content() -> Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| content_with(|_| {})).clone()
}

/// Adds a row to a table of the pack.
pub fn push(pack: &mut Value, table: &str, row: Value) {
    pack[table].as_array_mut().unwrap().push(row);
}

/// The row of a table with this id.
pub fn row_of<'a>(pack: &'a mut Value, table: &str, id: &str) -> &'a mut Map<String, Value> {
    let rows = pack[table].as_array_mut().unwrap();
    let row = rows.iter_mut().find(|row| row["id"] == id || row["code"] == id);
    row.and_then(Value::as_object_mut).unwrap()
}

pub const YES: Raw = Raw::Bool(true);
pub const NO: Raw = Raw::Bool(false);

pub fn text(text: &str) -> Raw {
    Raw::Text(text.to_owned())
}

pub fn several(ids: &[&str]) -> Raw {
    Raw::Several(ids.iter().map(|id| (*id).to_owned()).collect())
}

pub fn answers(list: &[(&str, Raw)]) -> Answers {
    list.iter().map(|(id, raw)| ((*id).to_owned(), Answer { raw: Some(raw.clone()), ..Answer::default() })).collect()
}

/// The outcome of a condition: its truth, its error, the questions that decided it, the questions that it wants.
#[derive(Debug, PartialEq)]
pub struct Judged {
    pub truth: Truth,
    pub error: Option<EvalError>,
    pub because: Vec<String>,
    pub wants: Vec<String>,
}

/// The outcome of a condition over the answers, or the error in it.
pub fn try_judge(content: &Content, condition: &str, answers: &Answers) -> Result<Judged, ConditionError> {
    let mut content = content.clone();
    let condition = content.compile(condition)?;
    let evaluated = EvaluatedPlan::new(&content, answers, TODAY);
    let outcome = evaluated.outcome(Some(&condition));
    let ids = |is_answered| {
        let indexes = (0..content.questions.len()).filter(|index| outcome.reasons.has(*index));
        indexes
            .filter(|index| evaluated.is_given(*index) == is_answered)
            .map(|index| content.questions[index].id.to_string())
            .collect()
    };
    Ok(Judged { truth: outcome.truth, error: outcome.error, because: ids(true), wants: ids(false) })
}

pub fn judge(content: &Content, condition: &str, answers: &Answers) -> Judged {
    try_judge(content, condition, answers).unwrap_or_else(|error| panic!("{condition}: {error}"))
}

/// `Y` for true, `N` for false, `?` for unknown, `E` for unknown because of an error.
pub fn letter(judged: &Judged) -> char {
    match (judged.truth, judged.error) {
        (Truth::True, _) => 'Y',
        (Truth::False, _) => 'N',
        (Truth::Unknown, None) => '?',
        (Truth::Unknown, Some(_)) => 'E',
    }
}
