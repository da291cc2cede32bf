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

/// Targets that take LOBs in limited mode only.
const LIMITED_ONLY: [&str; 7] = ["s3", "kinesis", "kafka", "redis", "redshift", "redshift-serverless", "db2"];

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
    (bytes <= crate::quantity::MAX_SAFE_INTEGER).then_some(Fact::Number(bytes))
}
