//! From a plan to the text of a plan file. Keys are in order, so that two saves of one plan are the same bytes.

use super::{APP, SCHEMA};
use crate::answer::{Answer, Raw};
use crate::assess::Assessment;
use crate::content::Content;
use crate::edition::fingerprints;
use crate::plan::{PhaseField, Plan, TaskField, TaskMark};
use serde_json::{json, Map, Value};
use std::sync::Arc;

/// The plan file in one line, for storage.
pub fn encode(content: &Content, plan: &Plan, assessment: &Assessment) -> String {
    file(content, plan, Some(assessment)).to_string()
}

/// The plan file over many lines, for people and version control.
pub fn encode_pretty(content: &Content, plan: &Plan, assessment: &Assessment) -> String {
    format!("{:#}\n", file(content, plan, Some(assessment)))
}

/// The plan file in one line without what each finding was: short, for a link.
pub fn encode_answers(content: &Content, plan: &Plan) -> String {
    file(content, plan, None).to_string()
}

fn file(content: &Content, plan: &Plan, assessment: Option<&Assessment>) -> Value {
    let mut file = plan.beside_plan.clone();
    let edition = assessment.and(plan.saved_edition.as_ref()).map_or(&content.edition, |seen| &seen.edition);
    file.insert("app".to_owned(), json!(APP));
    file.insert("schema".to_owned(), json!(SCHEMA));
    file.insert("edition".to_owned(), json!(edition));
    file.insert("plan".to_owned(), plan_fields(content, plan, assessment));
    Value::Object(file)
}

fn plan_fields(content: &Content, plan: &Plan, assessment: Option<&Assessment>) -> Value {
    let mut fields = plan.extra.clone();
    fields.insert("name".to_owned(), json!(plan.name));
    // Inserted one by one, as everywhere: collecting a map sorts first, with code of its own.
    let mut answers = Map::new();
    for (id, given) in &plan.answers {
        answers.insert(id.clone(), answer(given));
    }
    fields.insert("answers".to_owned(), Value::Object(answers));
    let mut tasks = Map::new();
    for (id, mark) in &plan.tasks {
        tasks.insert(id.clone(), task(mark));
    }
    fields.insert("tasks".to_owned(), Value::Object(tasks));
    let mut phases = Map::new();
    for (id, mark) in &plan.phases {
        let mut map = mark.extra.clone();
        for field in PhaseField::ALL {
            text(&mut map, field.name(), field.of(mark));
        }
        phases.insert(id.clone(), Value::Object(map));
    }
    // Plans of before have none: they are written as they were.
    if !phases.is_empty() {
        fields.insert("phases".to_owned(), Value::Object(phases));
    }
    fields.insert("findings".to_owned(), Value::Object(findings(content, plan, assessment)));
    Value::Object(fields)
}

fn answer(answer: &Answer) -> Value {
    let mut map = answer.extra.clone();
    match &answer.raw {
        None => {}
        Some(Raw::DontKnow) => {
            map.insert("dont_know".to_owned(), json!(true));
        }
        Some(Raw::Bool(flag)) => {
            map.insert("value".to_owned(), json!(flag));
        }
        Some(Raw::Text(text)) => {
            map.insert("value".to_owned(), json!(text));
        }
        Some(Raw::Several(ids)) => {
            map.insert("value".to_owned(), json!(ids));
        }
    }
    text(&mut map, "note", &answer.note);
    Value::Object(map)
}

fn task(mark: &TaskMark) -> Value {
    let mut map = mark.extra.clone();
    if mark.done {
        map.insert("done".to_owned(), json!(true));
    }
    for field in TaskField::ALL {
        text(&mut map, field.name(), field.of(mark));
    }
    Value::Object(map)
}

/// Per finding that holds its severity and the digest of its rule, and what its owner keeps about it. What held under
/// an edition whose news the reader has not seen stays instead: overwritten, it could not be told any more.
fn findings(content: &Content, plan: &Plan, assessment: Option<&Assessment>) -> Map<String, Value> {
    let mut all = Map::new();
    for (rule, mark) in &plan.findings {
        let mut map = mark.extra.clone();
        text(&mut map, "owner", &mark.owner);
        all.insert(rule.clone(), Value::Object(map));
    }
    let Some(assessment) = assessment else { return all };
    let fingerprints = plan
        .saved_edition
        .as_ref()
        .map_or_else(|| Arc::new(fingerprints(content, assessment)), |seen| seen.fingerprints.clone());
    for (rule, mark) in fingerprints.iter() {
        let entry = all.entry(rule.clone()).or_insert_with(|| json!({}));
        if let (Some(entry), Some(mark)) = (entry.as_object_mut(), mark.as_object()) {
            for (field, text) in mark {
                entry.insert(field.clone(), text.clone());
            }
        }
    }
    all
}

fn text(map: &mut Map<String, Value>, field: &str, value: &str) {
    if !value.is_empty() {
        map.insert(field.to_owned(), json!(value));
    }
}
