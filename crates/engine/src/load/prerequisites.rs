//! Reads prerequisites: engine, hosting, phase and the row's `when` become one condition. The loader calls it.

use super::limitations::{engine, phases};
use super::row::Row;
use crate::content::{Content, Engine, Phases, Prerequisite, Role, PREREQUISITE_KINDS};

/// The condition that the source runs on servers without RDS.
const SELF_MANAGED: &str =
    "source_hosting in ['on_premises', 'ec2', 'azure', 'google_cloud', 'oracle_cloud', 'other_cloud']";

const HOSTINGS: [&str; 8] = ["self-managed", "rds", "aurora", "aws", "azure", "gcp", "any", "target"];

pub(super) fn prerequisite(row: &mut Row<'_>, content: &mut Content) -> Prerequisite {
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
    let when = row.optional_text("when");
    if !when.is_empty() {
        parts.push(format!("({when})"));
    }
    let kind = row.variant("kind", &PREREQUISITE_KINDS.map(|(name, _)| name));
    let when = row.compile("when", &parts.join(" && "), content);
    Prerequisite { id: row.text("id").into(), role, phases, kind: PREREQUISITE_KINDS[kind].1, when }
}

/// The condition that a row about `engine` applies to the plan's engine: the same engine, its family or its serverless
/// form.
fn engines(engine: &str, any: bool, role: Role, content: &Content) -> String {
    let question = match role {
        Role::Source => "source_engine",
        Role::Target => "target_engine",
    };
    let fits = |known: &&Engine| match role {
        Role::Target => known.is_served_as_target_by(engine),
        Role::Source if any => known.is_served_by(engine),
        Role::Source => known.is(engine),
    };
    let ids = content.tables.engines.iter().filter(fits).filter(|known| match role {
        Role::Source => known.source,
        Role::Target => known.target,
    });
    let ids: Vec<String> = ids.map(|known| format!("'{}'", known.id)).collect();
    format!("{question} in [{}]", ids.join(", "))
}
