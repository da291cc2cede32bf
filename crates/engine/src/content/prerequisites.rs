//! What an endpoint must have before DMS can use it: parameters, privileges, set-up. A row is due for its engine,
//! hosting and phase, and for its own condition where answers decide one.

use super::limitations::{engine, phases, Phases, Role};
use super::row::Row;
use super::rows::condition;
use super::{Condition, Content};
use crate::id::Id;

/// Kind of a prerequisite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrerequisiteKind {
    Parameter,
    Privilege,
    Setup,
    Retention,
    Network,
    EndpointSetting,
}

impl PrerequisiteKind {
    /// The kind of this name in content files.
    pub(super) fn named(name: &str) -> Option<Self> {
        KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }
}

/// One prerequisite.
#[derive(Debug, Clone)]
pub struct Prerequisite {
    pub id: Id,
    pub role: Role,
    pub phases: Phases,
    pub kind: PrerequisiteKind,
    pub when: Condition,
}

/// The address of a page of the user guide, such as `CHAP_Source.Oracle#Anchor`.
pub fn guide_address(page: &str) -> String {
    let (page, anchor) = page.split_once('#').unwrap_or((page, ""));
    let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    format!("https://docs.aws.amazon.com/dms/latest/userguide/{page}.html{anchor}")
}

const KINDS: [(&str, PrerequisiteKind); 6] = [
    ("parameter", PrerequisiteKind::Parameter),
    ("privilege", PrerequisiteKind::Privilege),
    ("setup", PrerequisiteKind::Setup),
    ("retention", PrerequisiteKind::Retention),
    ("network", PrerequisiteKind::Network),
    ("endpoint-setting", PrerequisiteKind::EndpointSetting),
];

/// Servers that somebody runs without RDS.
const SELF_MANAGED: &str =
    "source_hosting in ['on_premises', 'ec2', 'azure', 'google_cloud', 'oracle_cloud', 'other_cloud']";

const HOSTINGS: [&str; 8] = ["self-managed", "rds", "aurora", "aws", "azure", "gcp", "any", "target"];

pub(super) fn prerequisite(row: &mut Row<'_>, content: &Content) -> Prerequisite {
    let engine = engine(row, content);
    let hosting = HOSTINGS[row.variant("hosting", &HOSTINGS)];
    let phases = phases(row, "phase");
    let role = if hosting == "target" { Role::Target } else { Role::Source };
    let mut parts = vec![engines(&engine, hosting == "any", role, content)];
    match hosting {
        "self-managed" => parts.push(SELF_MANAGED.to_owned()),
        "rds" => parts.push("source_hosting == 'rds'".to_owned()),
        _ => {}
    }
    match phases {
        Phases::FullLoad => parts.push("full_load_runs".to_owned()),
        Phases::Changes => parts.push("changes_captured".to_owned()),
        Phases::Both => {}
    }
    let own = row.optional_text("when");
    if !own.is_empty() {
        parts.push(format!("({own})"));
    }
    let kind = row.variant("kind", &KINDS.map(|(name, _)| name));
    Prerequisite { id: row.text("id").into(), role, phases, kind: KINDS[kind].1, when: condition(parts.join(" && ")) }
}

/// The plan's engine is one that a row about `engine` serves: the engine, its family, its serverless form.
fn engines(engine: &str, any: bool, role: Role, content: &Content) -> String {
    let question = match role {
        Role::Source => "source_engine",
        Role::Target => "target_engine",
    };
    let fits = |own: &&super::Engine| match role {
        Role::Target => own.is_served_as_target_by(engine),
        Role::Source if any => own.is_served_by(engine),
        Role::Source => own.is(engine),
    };
    let ids = content.tables.engines.iter().filter(fits).filter(|own| match role {
        Role::Source => own.source,
        Role::Target => own.target,
    });
    let ids: Vec<String> = ids.map(|own| format!("'{}'", own.id)).collect();
    format!("{question} in [{}]", ids.join(", "))
}
