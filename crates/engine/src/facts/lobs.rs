//! How LOBs are migrated: the mode, the size limit and the memory of limited LOB mode, by the rules of the guide's LOB
//! pages. `facts::ALL` lists these facts.

use super::fact::Fact;
use super::inputs::Inputs;

pub(super) const READS: &[&str] = &["has_lobs", "largest_lob", "target_engine"];

pub(super) const MODES: &[&str] = &["none", "limited", "inline", "full"];

/// Largest `LobMaxSize` in bytes: 102,400 KB.
const MOST_LIMITED: f64 = 102_400.0 * 1024.0;

/// Rows that are committed together unless a task says otherwise (`CommitRate`).
const COMMIT_RATE: f64 = 10_000.0;

/// Targets for which the guide rules full LOB mode out, or takes no LOBs but what limited mode makes of them.
const LIMITED_ONLY: [&str; 10] = [
    "s3",
    "kinesis",
    "kafka",
    "redis",
    "redshift",
    "redshift-serverless",
    "db2",
    "babelfish",
    "dynamodb",
    "opensearch",
];

/// The mode that fits: limited while the largest value is known and at most 100 MB; above that full mode with the
/// small values inline, unless the target takes limited mode only. Without LOBs none.
pub(super) fn mode<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    if !inputs.boolean("has_lobs")? {
        return Some(Fact::Text("none"));
    }
    let (largest, target) = (inputs.number("largest_lob"), inputs.choice("target_engine"));
    let (largest, target) = (largest?, target?);
    let limited = largest <= MOST_LIMITED || LIMITED_ONLY.contains(&target);
    Some(Fact::Text(if limited { "limited" } else { "inline" }))
}

/// Whether LOBs move whole, piece by piece, and nothing is cut: where they are larger than limited mode carries, or where
/// nobody has measured them, unless the target takes limited mode only. For settings, which need a value before every
/// answer is there; a rule would change its mind with the answer, so it reads the mode.
pub(super) fn move_whole<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    if !inputs.boolean("has_lobs")? {
        return Some(Fact::Bool(false));
    }
    let largest = inputs.number("largest_lob");
    let can = !LIMITED_ONLY.contains(&inputs.choice("target_engine")?);
    Some(Fact::Bool(can && largest.is_none_or(|largest| largest > MOST_LIMITED)))
}

/// `LobMaxSize` in KB: the largest value rounded up, at least the default of 32 KB, at most 102,400 KB.
pub(super) fn max_size<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Number(kilobytes(inputs.number("largest_lob")?)))
}

fn kilobytes(largest: f64) -> f64 {
    (largest / 1024.0).ceil().clamp(32.0, 102_400.0)
}

/// Bytes of memory reserved in limited LOB mode for one table: `LobMaxSize` x `CommitRate` x LOB columns.
pub(super) fn memory<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let (largest, columns) = (inputs.number("largest_lob"), inputs.number("lob_columns"));
    let bytes = (kilobytes(largest?) * 1024.0 * COMMIT_RATE * columns?).ceil();
    Some(Fact::Number(bytes.min(crate::quantity::MAX_SAFE_INTEGER)))
}
