//! The assessment as JSON: what the doors' `evaluate` gives and the command line prints.

use super::{
    Assessment, Counts, Finding, Near, Next, PrerequisiteState, QuestionState, RegionJudgement, SectionState, TaskState,
};
use crate::answer::Complaint;
use crate::object::{list, Object};
use serde_json::Value;

impl Assessment {
    /// The assessment as a value of JSON.
    pub fn value(&self) -> Value {
        let figures =
            self.figures.iter().fold(Object::default(), |all, (name, figure)| all.field(name, (*figure).into()));
        let facts = self.facts.iter().fold(Object::default(), |all, (name, text)| all.text(name, text));
        Object::default()
            .text("edition", &self.edition)
            .text("today", &self.today)
            .word("verdict", self.verdict)
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
    Object::default()
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
    Object::default()
        .text("section", &state.section)
        .word("status", state.status)
        .number("asked", state.asked)
        .number("answered", state.answered)
        .number("dont_know", state.dont_know)
        .number("open", state.open)
        .word("attention", state.attention)
        .into()
}

fn question(state: &QuestionState) -> Value {
    Object::default()
        .text("question", &state.question)
        .word("asked", state.asked)
        .word("state", state.state)
        .field("complaint", state.complaint.as_ref().map_or(Value::Null, complaint))
        .into()
}

fn complaint(complaint: &Complaint) -> Value {
    let with = list(&complaint.with, |(name, text)| Value::Array(vec![(*name).into(), text.as_str().into()]));
    Object::default().text("word", complaint.word).field("with", with).into()
}

fn finding(finding: &Finding) -> Value {
    Object::default()
        .text("rule", &finding.rule)
        .text("section", &finding.section)
        .text("phase", &finding.phase)
        .word("severity", finding.severity)
        .word("state", finding.state)
        .ids("because", &finding.because)
        .ids("wants", &finding.wants)
        .word("fault", finding.fault)
        .into()
}

fn task(task: &TaskState) -> Value {
    Object::default()
        .text("task", &task.task)
        .text("phase", &task.phase)
        .word("state", task.state)
        .ids("because", &task.because)
        .ids("wants", &task.wants)
        .field("prerequisites", list(&task.prerequisites, prerequisite))
        .into()
}

fn prerequisite(row: &PrerequisiteState) -> Value {
    Object::default().text("prerequisite", &row.prerequisite).word("state", row.state).into()
}

fn next(next: &Next) -> Value {
    Object::default()
        .text("question", &next.question)
        .number("blockers", next.blockers)
        .number("risks", next.risks)
        .number("others", next.others)
        .field("dont_know", next.dont_know.into())
        .into()
}

fn near(near: &Near) -> Value {
    Object::default().text("code", &near.code).number("kilometres", near.kilometres as usize).into()
}

fn region(judged: &RegionJudgement) -> Value {
    Object::default()
        .text("code", &judged.code)
        .word("fit", judged.fit)
        .field("nearest", list(&judged.nearest, near))
        .field("nearest_schema_conversion", list(&judged.nearest_schema_conversion, near))
        .field("nearest_homogeneous", list(&judged.nearest_homogeneous, near))
        .into()
}
