//! A range for the replication instance: family, classes, Serverless capacity, storage. AWS documents no formula from a
//! database's size to a class, so all of it is this project's model over the documented parts, and says so where it is
//! shown. The app's sizing view calls it.

use crate::condition::Truth;
use crate::content::{Family, SizingNote};
use crate::evaluated::EvaluatedPlan;
use crate::task_documents::setting;

const GIB: f64 = 1024.0 * 1024.0 * 1024.0;

/// Bytes of memory that the operating system and DMS need at least: the smallest current classes have 1, 2 and 4 GiB.
const BASE: f64 = 2.0 * GIB;

/// The stream buffers of one task: 3 of 8 MB and one of 5 MB. `MemoryLimitTotal` comes on top.
const STREAM_BUFFERS: f64 = (3.0 * 8.0 + 5.0) * 1024.0 * 1024.0;

/// DMS capacity units that Serverless can have; one has 2 GB of memory.
const CAPACITY_UNITS: [i64; 11] = [1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 384];

/// Default storage of an instance in GB.
const STORAGE: [f64; 2] = [50.0, 100.0];

/// The range for the replication instance of a plan.
#[derive(Debug, Clone)]
pub struct Sizing<'a> {
    /// None while nothing speaks for any family.
    pub family: Option<Family>,
    /// The notes that hold, those of the chosen family first.
    pub notes: Vec<&'a SizingNote>,
    /// Bytes of memory, at least and at most.
    pub memory: (i64, i64),
    /// Whether the range leaves out LOBs, because the memory that they need is not known yet.
    pub without_lobs: bool,
    /// Smallest and largest class of each generation of the family.
    pub classes: Vec<(String, String)>,
    /// DMS capacity units for Serverless, at least and at most; none for more than Serverless has.
    pub capacity_units: (Option<i64>, Option<i64>),
    /// GB of storage, at least and at most; the most is none while the change rate or the transfer time is unknown.
    pub storage: (i64, Option<i64>),
}

/// The range for a plan.
pub fn sizing<'a>(evaluated: &EvaluatedPlan<'a>) -> Sizing<'a> {
    let mut notes: Vec<_> =
        evaluated.content.sizing.iter().filter(|note| evaluated.truth(Some(&note.when)) == Truth::True).collect();
    let count = |family| notes.iter().filter(|note| note.family == family).count();
    let families = [Family::Memory, Family::Compute, Family::Burstable];
    // The family with the most notes; memory before compute where both have as many.
    let best = families.into_iter().max_by_key(|family| (count(*family), std::cmp::Reverse(*family)));
    let family = best.filter(|family| count(*family) > 0);
    notes.sort_by_key(|note| Some(note.family) != family);
    let (low, high) = memory(evaluated);
    Sizing {
        family,
        notes,
        memory: (low as i64, high as i64),
        without_lobs: evaluated.text("lob_mode") != Some("none") && evaluated.figure("lob_memory").is_none(),
        classes: family.map(|family| classes(evaluated, family, low, high)).unwrap_or_default(),
        capacity_units: (units(low), units(high)),
        storage: storage(evaluated),
    }
}

/// Memory of LOBs for one table. The fact counts with the default `CommitRate`; the proposed settings may lower it.
pub fn lob_memory(evaluated: &EvaluatedPlan<'_>) -> f64 {
    evaluated.figure("lob_memory").unwrap_or(0.0) * proposed(evaluated, "FullLoadSettings", "CommitRate", 10_000)
        / 10_000.0
}

/// At least: base, changes, LOBs of one table. At most: LOBs of all tables loaded at once, and half of it all again.
fn memory(evaluated: &EvaluatedPlan<'_>) -> (f64, f64) {
    let captures = evaluated.truth_of_fact("changes_captured") != Truth::False;
    let changes =
        proposed(evaluated, "ChangeProcessingTuning", "MemoryLimitTotal", 1024) * 1024.0 * 1024.0 + STREAM_BUFFERS;
    let always = BASE + if captures { changes } else { 0.0 };
    let limited = matches!(evaluated.text("lob_mode"), Some("limited"));
    let lobs = if limited { lob_memory(evaluated) } else { 0.0 };
    let tables = evaluated.figure("full_load_sub_tasks").unwrap_or(8.0);
    (always + lobs, (always + lobs * tables) * 1.5)
}

/// A number that the proposed settings give a key, else its default.
fn proposed(evaluated: &EvaluatedPlan<'_>, group: &str, key: &str, default: u64) -> f64 {
    setting(evaluated, group, key).and_then(|chosen| chosen.value.as_u64()).unwrap_or(default) as f64
}

fn letter(family: Family) -> char {
    match family {
        Family::Memory => 'r',
        Family::Compute => 'c',
        Family::Burstable => 't',
    }
}

/// A replication instance class with its family and tenths of a GiB of memory.
struct Class<'a> {
    name: &'a str,
    family: &'a str,
    memory: u64,
}

/// The classes of a family that the guide lists today under a sure name, the smallest of each generation first.
fn listed<'a>(evaluated: &EvaluatedPlan<'a>, family: Family) -> Vec<Class<'a>> {
    let all = evaluated.content.detail_table("instance").into_iter().flatten();
    let mut classes: Vec<Class<'a>> = all
        .filter_map(|(name, memory)| {
            let family = name.split('.').nth(1)?;
            let memory = crate::quantity::parse_decimal(memory.as_str()?)?;
            Some(Class { name, family, memory: (memory * 10.0) as u64 })
        })
        .filter(|class| class.family.starts_with(letter(family)))
        .collect();
    classes.sort_by_key(|class| (class.family, class.memory));
    classes
}

/// For each generation the smallest class with `low` bytes, and the smallest with `high` bytes or else its largest.
fn classes(evaluated: &EvaluatedPlan<'_>, family: Family, low: f64, high: f64) -> Vec<(String, String)> {
    let mut ranges = Vec::new();
    for generation in listed(evaluated, family).chunk_by(|a, b| a.family == b.family) {
        let bytes = |class: &Class<'_>| class.memory as f64 / 10.0 * GIB;
        let least = |wanted: f64| generation.iter().find(|class| bytes(class) >= wanted).or(generation.last());
        if let (Some(first), Some(last)) = (least(low), least(high)) {
            ranges.push((first.name.to_owned(), last.name.to_owned()));
        }
    }
    ranges
}

fn units(bytes: f64) -> Option<i64> {
    let wanted = (bytes / 2e9).ceil() as i64;
    CAPACITY_UNITS.into_iter().find(|units| *units >= wanted)
}

/// At least the default. At most the changes cached while the load runs its longest, and half of that again.
fn storage(evaluated: &EvaluatedPlan<'_>) -> (i64, Option<i64>) {
    if evaluated.truth_of_fact("changes_captured") == Truth::False {
        return (STORAGE[0] as i64, Some(STORAGE[1] as i64));
    }
    let hours = evaluated.figure("transfer_high").map(|minutes| minutes / 60.0);
    let cached = evaluated.number("change_rate").zip(hours).map(|(rate, hours)| rate * hours * 1.5 / 1e9);
    (STORAGE[0] as i64, cached.map(|gigabytes| gigabytes.ceil().clamp(STORAGE[1], 30_000.0) as i64))
}
