//! Facts about the two engines: their families, what DMS can do with them, and which tools convert a schema from one to
//! the other. `facts::ALL` lists them.

use super::fact::Fact;
use super::inputs::Inputs;
use crate::content::{Engine, Pair};

pub(super) const BOTH: &[&str] = &["source_engine", "target_engine"];
pub(super) const PAIR: &[&str] = &["source_engine", "target_engine", "target_hosting"];

pub(super) const FAMILIES: &[&str] = &[
    "oracle",
    "sqlserver",
    "mysql",
    "postgres",
    "db2",
    "ase",
    "mongodb",
    "s3",
    "redshift",
    "dynamodb",
    "opensearch",
    "stream",
    "neptune",
    "redis",
    "timestream",
];

fn engine<'a>(inputs: &Inputs<'a>, question: &str) -> Option<&'a Engine> {
    inputs.tables().engine(inputs.choice(question)?)
}

pub(super) fn source_family<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&engine(inputs, "source_engine")?.family))
}

pub(super) fn target_family<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&engine(inputs, "target_engine")?.family))
}

pub(super) fn same_engine<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let (source, target) = (engine(inputs, "source_engine"), engine(inputs, "target_engine"));
    Some(Fact::Bool(source?.family == target?.family))
}

pub(super) fn source_can_full_load<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&engine(inputs, "source_engine")?.source_full_load))
}

pub(super) fn source_can_cdc<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&engine(inputs, "source_engine")?.source_cdc))
}

pub(super) fn target_can_cdc<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&engine(inputs, "target_engine")?.target_cdc))
}

/// A field of the row for this plan's pair of engines. A pair that no page names is unknown, not impossible.
fn of_pair<'a>(inputs: &Inputs<'a>, field: fn(&'a Pair) -> &'a str) -> Option<Fact<'a>> {
    let (source, target) = (inputs.choice("source_engine"), inputs.choice("target_engine"));
    let (source, target, hosting) = (source?, target?, inputs.choice("target_hosting")?);
    let fits = |pair: &&Pair| {
        pair.source == source
            && pair.target == target
            && (pair.target_hosting.is_empty() || pair.target_hosting == hosting)
    };
    let known = inputs.tables().pairs.iter().find(fits).map(field);
    Some(Fact::Text(match known {
        Some("yes") => "yes",
        Some("no") => "no",
        _ => "unknown",
    }))
}

pub(super) fn pair_schema_conversion<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    of_pair(inputs, |pair| &pair.schema_conversion)
}

pub(super) fn pair_sct<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    of_pair(inputs, |pair| &pair.sct)
}

pub(super) fn pair_homogeneous<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    of_pair(inputs, |pair| &pair.homogeneous)
}

const RELATIONAL: [&str; 6] = ["oracle", "sqlserver", "mysql", "postgres", "db2", "ase"];

/// Whether the target is a relational database, which has keys, triggers and indexes.
pub(super) fn target_relational<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Bool(RELATIONAL.contains(&engine(inputs, "target_engine")?.family.as_str())))
}
