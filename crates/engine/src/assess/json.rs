//! The assessment as JSON: the result of the exported function `evaluate`, and what the command line prints.

use super::{
    Assessment, Counts, Finding, Near, Next, PrerequisiteState, QuestionState, RegionJudgement, SectionState, TaskState,
};
use crate::answer::UserMessage;
use crate::json::{list, JsonObject};
use crate::quantity::format_date;
use serde_json::Value;

impl Assessment {
    /// The assessment as a value of JSON.
    pub fn value(&self) -> Value {
        let figures =
            self.figures.iter().fold(JsonObject::default(), |all, (name, figure)| all.field(name, (*figure).into()));
        let facts = self.facts.iter().fold(JsonObject::default(), |all, (name, text)| all.text(name, text));
        JsonObject::default()
            .text("edition", &self.edition)
            .text("today", &format_date(self.today))
            .serialized("verdict", self.verdict)
            .field("counts", counts(&self.counts))
            .field("sections", list(&self.sections, section))
            .field("questions", list(&self.questions, question))
            .field("findings", list(&self.findings, finding))
            .field("tasks", list(&self.tasks, task))
            .field("figures", figures.into())
            .field("facts", facts.into())
            .field("next", list(&self.next, next))
            .field("region", self.region.as_ref().map_or(Value::Null, region))
            .field("near_source", list(&self.near_source, near))
            .into()
    }

    /// The assessment as canonical JSON: keys in order, no blanks.
    pub fn canonical(&self) -> String {
        self.value().to_string()
    }
}

fn counts(counts: &Counts) -> Value {
    JsonObject::default()
        .number("blockers", counts.blockers)
        .number("risks", counts.risks)
        .number("advice", counts.advice)
        .number("notes", counts.notes)
        .number("possible_blockers", counts.possible_blockers)
        .number("possible_risks", counts.possible_risks)
        .number("asked", counts.asked)
        .number("answered", counts.answered)
        .number("dont_know", counts.dont_know)
        .number("open", counts.open)
        .number("bad", counts.bad)
        .into()
}

fn section(state: &SectionState) -> Value {
    JsonObject::default()
        .text("section", &state.section)
        .serialized("status", state.status)
        .number("asked", state.asked)
        .number("answered", state.answered)
        .number("dont_know", state.dont_know)
        .number("open", state.open)
        .serialized("attention", state.attention)
        .into()
}

fn question(state: &QuestionState) -> Value {
    JsonObject::default()
        .text("question", &state.question)
        .serialized("asked", state.asked)
        .serialized("state", state.state)
        .field("complaint", state.complaint.as_ref().map_or(Value::Null, user_message))
        .into()
}

fn user_message(message: &UserMessage) -> Value {
    let args = list(&message.args, |(name, text)| Value::Array(vec![(*name).into(), text.as_str().into()]));
    JsonObject::default().text("word", message.key).field("with", args).into()
}

fn finding(finding: &Finding) -> Value {
    JsonObject::default()
        .text("rule", &finding.rule)
        .text("section", &finding.section)
        .text("phase", &finding.phase)
        .serialized("severity", finding.severity)
        .serialized("state", finding.state)
        .ids("because", &finding.because)
        .ids("wants", &finding.wants)
        .serialized("fault", finding.error)
        .into()
}

fn task(task: &TaskState) -> Value {
    JsonObject::default()
        .text("task", &task.task)
        .text("phase", &task.phase)
        .serialized("state", task.state)
        .ids("because", &task.because)
        .ids("wants", &task.wants)
        .field("prerequisites", list(&task.prerequisites, prerequisite))
        .into()
}

fn prerequisite(row: &PrerequisiteState) -> Value {
    JsonObject::default().text("prerequisite", &row.prerequisite).serialized("state", row.state).into()
}

fn next(next: &Next) -> Value {
    JsonObject::default()
        .text("question", &next.question)
        .number("blockers", next.blockers)
        .number("risks", next.risks)
        .number("others", next.others)
        .field("dont_know", next.dont_know.into())
        .into()
}

fn near(near: &Near) -> Value {
    JsonObject::default().text("code", &near.code).number("kilometres", near.kilometres as usize).into()
}

fn region(judged: &RegionJudgement) -> Value {
    JsonObject::default()
        .text("code", &judged.code)
        .serialized("fit", judged.fit)
        .field("nearest", list(&judged.nearest, near))
        .field("nearest_schema_conversion", list(&judged.nearest_schema_conversion, near))
        .field("nearest_homogeneous", list(&judged.nearest_homogeneous, near))
        .into()
}
