//! Facts about the two engines: their families, what DMS can do with them, and which tools convert a schema from one to
//! the other. `facts::ALL` lists them.

use super::fact::Fact;
use super::inputs::Inputs;
use super::lobs;
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

/// The engine that the lists of converting tools name for this source. They name PostgreSQL and MySQL, and mean the
/// managed editions too; MariaDB is another engine there.
fn listed_source(source: &Engine) -> &str {
    match source.family.as_str() {
        "postgres" => "postgres",
        "mysql" if source.id != "mariadb" => "mysql",
        _ => &source.id,
    }
}

/// A field of the row for this plan's pair of engines. A pair that no page names is unknown, not impossible. A serverless
/// target is the engine that it is an edition of.
fn of_pair<'a>(
    inputs: &Inputs<'a>,
    source_of: fn(&Engine) -> &str,
    field: fn(&'a Pair) -> &'a str,
) -> Option<Fact<'a>> {
    let (source, target) = (engine(inputs, "source_engine"), inputs.choice("target_engine"));
    let (source, target, hosting) = (source_of(source?), target?, inputs.choice("target_hosting")?);
    let target = target.strip_suffix("-serverless").unwrap_or(target);
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
    of_pair(inputs, listed_source, |pair| &pair.schema_conversion)
}

pub(super) fn pair_sct<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    of_pair(inputs, listed_source, |pair| &pair.sct)
}

pub(super) fn pair_homogeneous<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    of_pair(inputs, |source| &source.id, |pair| &pair.homogeneous)
}

pub(super) const BATCHES: &[&str] = &["migration_type", "target_engine", "batch_apply", "has_lobs", "largest_lob"];

/// Targets for which the guide rules batch apply out.
const NO_BATCHES: [&str; 4] = ["s3", "kinesis", "kafka", "dynamodb"];

/// Whether the proposed task applies changes in batches: because the plan says so and target and LOBs allow it, and to
/// Redshift always.
pub(super) fn batch_apply_runs<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let Some(Fact::Bool(true)) = super::plan::changes_captured(inputs) else {
        return super::plan::changes_captured(inputs);
    };
    let target = engine(inputs, "target_engine");
    if target.is_some_and(|target| target.family == "redshift") {
        return Some(Fact::Bool(true));
    }
    if target.is_some_and(|target| NO_BATCHES.contains(&target.id.as_str()))
        || inputs.boolean("batch_apply") == Some(false)
    {
        return Some(Fact::Bool(false));
    }
    let (wanted, mode) = (inputs.boolean("batch_apply"), lobs::mode(inputs));
    let Some(Fact::Text(mode)) = mode else { return None };
    target.and(wanted)?;
    Some(Fact::Bool(matches!(mode, "none" | "limited")))
}

pub(super) const VALIDATION: &[&str] = &["source_engine", "target_engine", "postgres_target", "postgres_uses"];

/// Families of sources that data validation does not read.
const NOT_VALIDATED: [&str; 3] = ["ase", "mongodb", "s3"];

/// Families of targets that data validation compares with.
const VALIDATED: [&str; 7] = ["oracle", "sqlserver", "mysql", "postgres", "db2", "redshift", "s3"];

/// Whether data validation covers this source and this target.
pub(super) fn validation_covers<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let lacks = |question: &str, option: &str| match inputs.is_absent(question) {
        true => Some(true),
        false => inputs.includes(question, option).map(|includes| !includes),
    };
    let source = engine(inputs, "source_engine").map(|source| !NOT_VALIDATED.contains(&source.family.as_str()));
    let target = engine(inputs, "target_engine")
        .map(|target| target.id != "babelfish" && VALIDATED.contains(&target.family.as_str()));
    let parts = [source, target, lacks("postgres_target", "limitless"), lacks("postgres_uses", "babelfish")];
    if parts.contains(&Some(false)) {
        return Some(Fact::Bool(false));
    }
    parts.iter().all(Option::is_some).then_some(Fact::Bool(true))
}

const RELATIONAL: [&str; 6] = ["oracle", "sqlserver", "mysql", "postgres", "db2", "ase"];

/// Whether the target is a relational database, which has keys, triggers and indexes.
pub(super) fn target_relational<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Bool(RELATIONAL.contains(&engine(inputs, "target_engine")?.family.as_str())))
}

/// Whether the target has a schema of tables: relational databases and the warehouse. Streams, files, documents and keys
/// need no conversion.
pub(super) fn target_has_schema<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let family = engine(inputs, "target_engine")?.family.as_str();
    Some(Fact::Bool(family == "redshift" || RELATIONAL.contains(&family)))
}
