//! The assessment as JSON together with the texts that people read: the words of findings, tasks and prerequisites, the
//! approaches, the replication instance, what to look up in the schema, and the premigration assessments. Without the
//! texts it is `Assessment::value`. The command line calls it with `--texts`.

use super::instance::{instance, lob_lines};
use super::texts::Texts;
use super::{verdict, verdict_basis, warning_texts, Line};
use crate::applicability::to_check_in_schema;
use crate::approach::{approaches, RankedApproach};
use crate::assess::Assessment;
use crate::content::{guide_address, Content, Evidence, Limitation, Prerequisite};
use crate::evaluated::EvaluatedPlan;
use crate::json::{list, JsonObject};
use crate::plan::Plan;
use crate::premigration::{premigration, AssessmentState, JudgedAssessment};
use crate::quantity::format_date;
use crate::sizing::sizing;
use crate::timeline::{forecast, Forecast, RUNS};
use serde_json::Value;

/// The assessment with its texts.
pub fn json(content: &Content, plan: &Plan, assessment: &Assessment) -> Value {
    let evaluated = EvaluatedPlan::new(content, &plan.answers, assessment.today);
    let writer = Writer { content, texts: Texts::of(&evaluated), evaluated };
    let forecast = forecast(content, plan, assessment, RUNS);
    let mut value = assessment.value();
    for (table, id) in TABLES {
        for row in value.get_mut(table).and_then(Value::as_array_mut).into_iter().flatten() {
            let id = row.get(id).and_then(Value::as_str).unwrap_or_default().to_owned();
            let (Some(fields), Some(Value::Object(texts))) = (row.as_object_mut(), writer.texts_of(table, &id)) else {
                continue;
            };
            fields.extend(texts);
        }
    }
    for task in value.get_mut("tasks").and_then(Value::as_array_mut).into_iter().flatten() {
        for row in task.get_mut("prerequisites").and_then(Value::as_array_mut).into_iter().flatten() {
            writer.prerequisite(row);
        }
    }
    if let Value::Object(fields) = &mut value {
        let to_check = to_check_in_schema(&writer.evaluated);
        fields.insert("verdict_text".to_owned(), verdict(content, assessment, Some(&forecast)).into());
        fields.insert("verdict_basis".to_owned(), verdict_basis(content, assessment, to_check.len()).into());
        fields.insert("date".to_owned(), writer.date(&forecast));
        fields.insert("approaches".to_owned(), writer.approaches());
        fields.insert("replication_instance".to_owned(), writer.instance());
        fields.insert("look_up_in_schema".to_owned(), list(&to_check, |row| writer.limitation(row)));
        fields.insert("premigration".to_owned(), writer.premigration());
    }
    value
}

/// Tables of the assessment that get texts, and the field with the id of a row.
const TABLES: [(&str, &str); 3] = [("questions", "question"), ("findings", "rule"), ("tasks", "task")];

struct Writer<'a> {
    content: &'a Content,
    texts: Texts,
    evaluated: EvaluatedPlan<'a>,
}

impl Writer<'_> {
    fn filled(&self, text: &str) -> String {
        self.texts.interpolate(self.content, text)
    }

    fn all_filled(&self, texts: &[String]) -> Value {
        list(texts, |text| self.filled(text).into())
    }

    /// The texts of the row `id` of a table.
    fn texts_of(&self, table: &str, id: &str) -> Option<Value> {
        match table {
            "questions" => self.question(id),
            "findings" => self.finding(id),
            _ => self.task(id),
        }
    }

    /// Titles and addresses of the sources, and the day that they were read.
    fn evidence(&self, object: JsonObject, evidence: &Evidence) -> JsonObject {
        let sources: Vec<_> = evidence.sources.iter().filter_map(|index| self.content.sources.get(*index)).collect();
        let source = |source: &&crate::content::Source| {
            JsonObject::default()
                .text("title", &source.title)
                .text("address", &source.address)
                .text("vintage", &source.vintage)
                .into()
        };
        object.field("sources", list(&sources, source)).text("read", &evidence.read)
    }

    fn question(&self, id: &str) -> Option<Value> {
        let index = self.content.question_index(id)?;
        let number = self.content.number(index);
        let question = &self.content.questions[index];
        let family = self.evaluated.text("source_family").unwrap_or_default();
        let object = JsonObject::default()
            .text("number", &number)
            .text("text", &question.text)
            .text("hint", &self.content.hint(question, family))
            .text("why", self.content.asked_because(question))
            .text("look", self.content.where_to_look(question))
            .text("query", self.content.query(question, family));
        Some(object.field("answer", self.texts.get(id).map_or(Value::Null, Value::from)).into())
    }

    fn finding(&self, id: &str) -> Option<Value> {
        let content = self.content;
        let rule = &content.rules[content.rule_index(id)?];
        let object = JsonObject::default()
            .text("title", &self.filled(&rule.title))
            .text("why", &self.filled(&content.why(rule)))
            .field("do", self.all_filled(&content.steps(rule)))
            .text("changed", &self.filled(content.changed(rule)))
            .text("when", &rule.when.text);
        Some(self.evidence(object, &rule.evidence).into())
    }

    fn task(&self, id: &str) -> Option<Value> {
        let task = &self.content.tasks[self.content.task_index(id)?];
        let object = JsonObject::default()
            .text("title", &self.filled(&task.title))
            .field("steps", self.all_filled(&self.content.task_steps(task)));
        Some(self.evidence(object, &task.evidence).into())
    }

    fn prerequisite(&self, row: &mut Value) {
        let id = row.get("prerequisite").and_then(Value::as_str).unwrap_or_default();
        let Some(known) = self.content.prerequisites.iter().find(|known| known.id == *id) else { return };
        if let (Some(fields), Value::Object(texts)) = (row.as_object_mut(), self.prerequisite_texts(known)) {
            fields.extend(texts);
        }
    }

    fn prerequisite_texts(&self, row: &Prerequisite) -> Value {
        let mut object = JsonObject::default();
        for field in ["name", "value", "condition", "check", "note", "vintage"] {
            object = object.text(field, self.content.prerequisite(row, field));
        }
        object.text("page", &guide_address(self.content.prerequisite(row, "page"))).into()
    }

    /// The hard date with the runs that meet it, per mille, and what threatens it.
    fn date(&self, forecast: &Forecast) -> Value {
        let warnings = list(&forecast.warnings, |warning| {
            let (title, todo) = warning_texts(self.content, warning);
            let object = JsonObject::default().text("warning", warning.id).text("severity", warning.severity.name());
            object.text("title", &title).text("do", &todo).ids("because", &warning.questions).into()
        });
        JsonObject::default()
            .field("hard_date", forecast.hard_date.map_or(Value::Null, |day| format_date(day).into()))
            .field("in_time", forecast.in_time.map_or(Value::Null, Value::from))
            .field("finish", list(&forecast.finish, |day| format_date(*day).into()))
            .field("warnings", warnings)
            .into()
    }

    fn approaches(&self) -> Value {
        list(&approaches(&self.evaluated), |approach| self.approach(approach))
    }

    fn approach(&self, approach: &RankedApproach<'_>) -> Value {
        let notes = list(&approach.notes, |note| {
            JsonObject::default()
                .text("text", &self.filled(note.text))
                .text("weight", note.weight.name())
                .serialized("state", note.state)
                .ids("because", &note.because)
                .ids("wants", &note.wants)
                .into()
        });
        let downtime = approach.downtime.map_or(Value::Null, |span| vec![span.low, span.likely, span.high].into());
        let object = JsonObject::default()
            .text("approach", &approach.row.id)
            .text("title", &approach.row.title)
            .text("about", &approach.row.about)
            .text("verdict", self.content.messages.get(approach.verdict.word()))
            .text("effort", &approach.row.effort)
            .text("risk", &approach.row.risk)
            .field("points", approach.points.into())
            .field("downtime", downtime)
            .serialized("fits", approach.fits)
            .field("notes", notes);
        self.evidence(object, &approach.row.evidence).into()
    }

    fn instance(&self) -> Value {
        let sizing = sizing(&self.evaluated);
        let line =
            |line: &Line| JsonObject::default().text("name", &line.challenge).text("value", &line.response).into();
        let mut lines = instance(&self.evaluated, &sizing, &self.texts);
        lines.extend(lob_lines(&self.evaluated));
        JsonObject::default()
            .field("lines", list(&lines, line))
            .field("reasons", list(&sizing.notes, |note| note.text.as_str().into()))
            .text("model", self.content.messages.get("sizing.no_formula"))
            .into()
    }

    fn limitation(&self, row: &Limitation) -> Value {
        let detail = |field: &str| self.content.detail("limitation", &row.id, field);
        let object = JsonObject::default()
            .text("limitation", &row.id)
            .text("effect", &row.effect)
            .text("title", &row.title())
            .text("consequence", detail("consequence"))
            .text("remedy", detail("remedy"));
        self.evidence(object, &row.evidence).into()
    }

    /// The premigration assessments that AWS would run.
    fn premigration(&self) -> Value {
        let mut judged = premigration(&self.evaluated);
        judged.retain(|assessment| assessment.state != AssessmentState::NotForThisPlan);
        list(&judged, |assessment| self.premigration_assessment(assessment))
    }

    fn premigration_assessment(&self, assessment: &JudgedAssessment<'_>) -> Value {
        let id = &assessment.row.id;
        let detail = |field: &str| self.content.detail("assessment", id, field);
        JsonObject::default()
            .text("assessment", self.content.api_key(id))
            .text("state", self.content.messages.get(assessment.state.word()))
            .text("title", detail("title"))
            .text("advice", detail("advice"))
            .text("notes", detail("notes"))
            .ids("because", &assessment.because)
            .ids("wants", &assessment.wants)
            .into()
    }
}
