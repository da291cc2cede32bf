//! The plan file as the tool writes it, as types. Their comments become the descriptions of the schema, so they speak
//! to whoever writes a plan file with another program. Reading plans is the engine's work, which also keeps what is
//! not of this form; nothing reads through these types but the tests.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

/// A plan of DMS Preflight, as "Save a copy" writes it. Other fields are kept when it is opened and saved again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "DMS Preflight plan", extend("$id" = "urn:dms-preflight:plan:1"))]
pub struct PlanFile {
    pub app: App,
    pub schema: Layout,
    /// The day of the facts that the plan was judged by, YYYY-MM-DD: the edition of the checklist.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(extend("format" = "date"), regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub edition: String,
    pub plan: Plan,
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// Says that this is a plan of DMS Preflight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum App {
    #[serde(rename = "dms-preflight")]
    DmsPreflight,
}

/// The version of this layout. A program that knows an older one refuses the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u64", into = "u64")]
#[schemars(with = "u64", extend("const" = 1))]
pub struct Layout;

impl TryFrom<u64> for Layout {
    type Error = String;
    fn try_from(version: u64) -> Result<Self, String> {
        (version == 1).then_some(Self).ok_or_else(|| format!("this is layout {version}, and layout 1 is known"))
    }
}

impl From<Layout> for u64 {
    fn from(_: Layout) -> Self {
        1
    }
}

/// What a person entered. Everything else is worked out anew from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// The plan's name; empty if it has none.
    #[serde(default)]
    pub name: String,
    /// Answers by the id of their question, also those to questions that are not asked now.
    #[serde(default)]
    pub answers: BTreeMap<String, Answer>,
    /// What is kept about tasks, by the id of the task.
    #[serde(default)]
    pub tasks: BTreeMap<String, Task>,
    /// What is kept about phases of the timeline, by the id of the phase.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub phases: BTreeMap<String, Phase>,
    /// Findings that held when the plan was saved and those that have an owner, by the id of their rule.
    #[serde(default)]
    pub findings: BTreeMap<String, Finding>,
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// An answer with its note. A note may stand alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    #[serde(default, deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Given")]
    pub value: Option<Given>,
    /// "Don't know" is the answer. Beside a value it does not count.
    #[serde(default, skip_serializing_if = "is_false")]
    pub dont_know: bool,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// What was entered: yes or no, a text as typed, ids of options, or a number, which is read as if it was typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Given {
    /// The answer to a question of yes and no.
    Flag(bool),
    /// An option's id, or a number, size, duration, date or text as typed, such as "2.4 TB", "90 min" or "2027-01-31".
    Text(String),
    /// The ids of the chosen options; empty for none of them.
    Several(Vec<String>),
    /// A number without its unit. The tool itself writes numbers as texts.
    Number(Number),
}

/// What is kept about a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// Whether it is done.
    #[serde(default, skip_serializing_if = "is_false")]
    pub done: bool,
    /// Who does it: free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The due date as typed; it counts as a date when it is written YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub due: String,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// What is kept about a phase of the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Phase {
    /// Working days as typed, instead of the model's: one number, or best, likely and worst case, such as "5 8 15".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub days: String,
    /// Who answers for it: free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// A finding. Severity and digest stand there if it held; with them a later edition tells what has changed since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    #[serde(default, deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Severity")]
    pub severity: Option<Severity>,
    /// Digest of the rule with its texts: FNV-1a, 64 bits, as hexadecimal digits.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(regex(pattern = r"^[0-9a-f]{16}$"))]
    pub digest: String,
    /// Who takes care of it: free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The migration cannot go ahead as planned.
    Blocker,
    /// It can go wrong.
    Risk,
    /// It would be better otherwise.
    Advice,
    /// Worth knowing.
    Note,
}

/// A field that is there has a value: null is not written.
fn there<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

fn is_false(flag: &bool) -> bool {
    !flag
}
