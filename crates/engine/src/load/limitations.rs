//! Reads limitations. A limitation that answers can decide also creates a rule. The loader calls it.

use super::row::Row;
use crate::content::{capital, Content, Evidence, Limitation, Phases, Role, Rule, Severity};
use crate::id::Id;

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
    let index = content.sources.iter().position(|source| source.address.ends_with(&end));
    if index.is_none() {
        row.problem("page", format!("No source has the address of the page \"{name}\"."));
    }
    let read =
        index.and_then(|index| content.sources.get(index)).map_or_else(String::new, |source| source.read.clone());
    Evidence { sources: index.into_iter().collect(), read, mission: "M8".to_owned() }
}

pub(super) fn engine(row: &mut Row<'_>, content: &Content) -> String {
    let engine = row.text("engine");
    if engine != "*" && content.tables.engine(&engine).is_none() {
        row.problem("engine", format!("There is no engine \"{engine}\"."));
    }
    engine
}

/// A limitation, and the rule that its `when` creates.
pub(super) fn limitation(row: &mut Row<'_>, content: &mut Content, digest: String) -> (Limitation, Option<Rule>) {
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
    let rule = (!when.is_empty()).then(|| rule_of(row, content, &limitation, &when, digest));
    if rule.is_none() {
        row.optional_text("severity");
    }
    (limitation, rule)
}

/// The rule that a limitation creates.
fn rule_of(row: &mut Row<'_>, content: &mut Content, limitation: &Limitation, when: &str, digest: String) -> Rule {
    let (section, phase) = match limitation.role {
        Role::Source => ("source", "source"),
        Role::Target => ("target", "schema"),
    };
    let index = |position: Option<usize>| position.unwrap_or_default();
    Rule {
        id: limitation.id.clone(),
        section: index(content.sections.iter().position(|known| known.id == section)),
        phase: index(content.phases.iter().position(|known| known.id == phase)),
        severity: Severity::ALL[row.variant("severity", &Severity::ALL.map(Severity::name))],
        when: row.compile("when", when, content),
        title: capital(&limitation.condition),
        digest,
        limitation: true,
        evidence: limitation.evidence.clone(),
    }
}
