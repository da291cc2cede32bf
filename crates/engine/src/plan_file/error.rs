//! Why nothing of a plan file can be used. Reading returns it; views, the command line and the plan store show it or act
//! on it.

use super::MAX_BYTES;
use crate::answer::UserMessage;

/// Why nothing of a plan file can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecodeError {
    /// It has more than [`MAX_BYTES`].
    TooLarge,
    Empty,
    /// It nests deeper than the JSON parser allows; line and column from 1.
    TooDeep {
        line: usize,
        column: usize,
    },
    /// It is not JSON; line and column from 1.
    NotJson {
        line: usize,
        column: usize,
    },
    /// It is JSON, but no plan of this app.
    NoPlan,
    /// It is a file of another app, whose name it gives.
    OtherApp(String),
    /// It does not give the number of its schema.
    NoSchema,
    /// A newer version of this app wrote it, with this schema.
    Newer(u64),
}

impl DecodeError {
    /// The message for the reader.
    pub fn user_message(&self) -> UserMessage {
        let at = |key, line: &usize, column: &usize| UserMessage::new(key).arg("line", line).arg("column", column);
        match self {
            Self::TooLarge => UserMessage::new("file_too_large").arg("most", MAX_BYTES / 1_000_000),
            Self::Empty => UserMessage::new("file_empty"),
            Self::TooDeep { line, column } => at("file_too_deep", line, column),
            Self::NotJson { line, column } => at("file_not_json", line, column),
            Self::NoPlan => UserMessage::new("file_no_plan"),
            Self::OtherApp(app) => UserMessage::new("file_other_app").arg("app", app),
            Self::NoSchema => UserMessage::new("file_no_schema"),
            Self::Newer(schema) => UserMessage::new("file_newer").arg("schema", schema),
        }
    }
}
