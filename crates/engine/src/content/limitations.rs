//! Limitations of DMS with an engine, as the guide lists them. One that answers can decide is a rule as well; one that
//! only the schema shows is listed for the engines and the approach of a plan.

use super::row::Row;
use super::rows::condition;
use super::{Content, Evidence, Rule, Severity};
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
    /// Whether the schema shows it: then it is listed until somebody has looked.
    pub in_schema: bool,
    /// loss, unsupported, manual, slow or check.
    pub effect: String,
    /// What makes it true, a short phrase.
    pub condition: String,
    /// Id of the rule that says it, its own or another.
    pub rule: Option<Id>,
    pub evidence: Evidence,
}

impl Limitation {
    /// What makes it true, as a title.
    pub fn title(&self) -> String {
        capital(&self.condition)
    }
}

const EFFECTS: [&str; 5] = ["loss", "unsupported", "manual", "slow", "check"];

pub(super) fn role(row: &mut Row<'_>) -> Role {
    [Role::Source, Role::Target][row.variant("role", &["source", "target"])]
}

/// `full-load`, `cdc` or `both` in `field`.
pub(super) fn phases(row: &mut Row<'_>, field: &'static str) -> Phases {
    [Phases::FullLoad, Phases::Changes, Phases::Both][row.variant(field, &["full-load", "cdc", "both"])]
}

/// The source whose address is the page `page` of the user guide, with or without an anchor.
pub(super) fn evidence(row: &mut Row<'_>, page: &str, content: &Content) -> Evidence {
    let name = page.split('#').next().unwrap_or_default();
    let end = format!("/{name}.html");
    let place = content.sources.iter().position(|source| source.address.ends_with(&end));
    if place.is_none() {
        row.problem("page", format!("No source has the address of the page \"{name}\"."));
    }
    let read =
        place.and_then(|place| content.sources.get(place)).map_or_else(String::new, |source| source.read.clone());
    Evidence { sources: place.into_iter().collect(), read, mission: "M8".to_owned() }
}

pub(super) fn engine(row: &mut Row<'_>, content: &Content) -> String {
    let engine = row.text("engine");
    if engine != "*" && content.tables.engine(&engine).is_none() {
        row.problem("engine", format!("There is no engine \"{engine}\"."));
    }
    engine
}

/// A limitation, and the rule that its `when` makes.
pub(super) fn limitation(row: &mut Row<'_>, content: &Content, digest: String) -> (Limitation, Option<Rule>) {
    let (page, when, rule) = (row.text("page"), row.optional_text("when"), row.optional_text("rule"));
    let from = row.variant("check_from", &["schema", "answer", "both"]);
    if from != 0 && when.is_empty() == rule.is_empty() {
        row.problem("when", "What answers decide has either `when` or the `rule` that says it.");
    }
    if from == 0 && !(when.is_empty() && rule.is_empty()) {
        row.problem("check_from", "What only the schema shows has neither `when` nor `rule`; `both` may have one.");
    }
    let id = Id::from(row.text("id"));
    let limitation = Limitation {
        engine: engine(row, content),
        role: role(row),
        phases: phases(row, "applies_to"),
        in_schema: from != 1,
        effect: EFFECTS[row.variant("effect", &EFFECTS)].to_owned(),
        condition: row.text("condition"),
        rule: (!when.is_empty()).then(|| id.clone()).or((!rule.is_empty()).then(|| rule.into())),
        evidence: evidence(row, &page, content),
        id,
    };
    row.optional_text("wording");
    let own = (!when.is_empty()).then(|| own_rule(row, content, &limitation, when, digest));
    if own.is_none() {
        row.optional_text("severity");
    }
    (limitation, own)
}

fn own_rule(row: &mut Row<'_>, content: &Content, of: &Limitation, when: String, digest: String) -> Rule {
    let (section, phase) = match of.role {
        Role::Source => ("source", "source"),
        Role::Target => ("target", "schema"),
    };
    let place = |at: Option<usize>| at.unwrap_or_default();
    Rule {
        id: of.id.clone(),
        section: place(content.sections.iter().position(|known| known.id == section)),
        phase: place(content.phases.iter().position(|known| known.id == phase)),
        severity: Severity::ALL[row.variant("severity", &["blocker", "risk", "advice", "note"])],
        when: condition(when),
        title: capital(&of.condition),
        digest,
        limitation: true,
        evidence: of.evidence.clone(),
    }
}

/// The text with its first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
