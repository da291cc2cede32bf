//! Limitations of DMS with an engine, as the guide lists them. A limitation that answers can decide is a rule as well;
//! one that only the schema shows is listed for the engines and the approach of a plan. Applicability and the app's
//! schema view read them.

use super::evidence::Evidence;
use crate::id::Id;

/// Source or target: the side that a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Source,
    Target,
}

/// The phases of a task in which a row matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phases {
    FullLoad,
    Changes,
    Both,
}

/// One limitation.
#[derive(Debug, Clone)]
pub struct Limitation {
    pub id: Id,
    /// An engine's id, standing for its family where the family has that name; `*` for every engine.
    pub engine: String,
    pub role: Role,
    pub phases: Phases,
    /// Whether only the schema shows it; then it is listed until somebody has checked the schema.
    pub in_schema: bool,
    /// loss, unsupported, manual, slow or check.
    pub effect: String,
    /// When the limitation matters, as a short phrase.
    pub condition: String,
    /// Id of the rule that says the same: the rule that this row creates, or another.
    pub rule: Option<Id>,
    pub evidence: Evidence,
}

impl Limitation {
    /// When the limitation matters, as a title.
    pub fn title(&self) -> String {
        capital(&self.condition)
    }
}

/// The text with a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}
