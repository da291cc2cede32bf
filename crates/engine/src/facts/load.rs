//! How long the full load takes, and how long the target then needs to catch up with the source. AWS publishes no
//! throughput for DMS, so every rate here is our model, between the published single cases; a timed trial replaces it.
//! `facts::ALL` and the timeline's estimates call it.

use super::fact::Fact;
use super::inputs::Inputs;
use super::plan;
use super::transfer::over_link;
use crate::quantity::{round, MAX_SAFE_INTEGER};

pub(super) const LOAD: &[&str] = &[
    "source_size",
    "largest_table",
    "table_count",
    "bandwidth",
    "link_sharing",
    "target_state",
    "trial_size",
    "trial_duration",
    "trial_table_size",
    "trial_table_duration",
    "trial_cold_cache",
];

pub(super) const CATCH_UP: &[&str] = &[
    "migration_type",
    "change_rate",
    "apply_rate",
    "source_size",
    "largest_table",
    "table_count",
    "bandwidth",
    "link_sharing",
    "target_state",
    "trial_size",
    "trial_duration",
    "trial_table_size",
    "trial_table_duration",
    "trial_cold_cache",
];

pub(super) const TRIAL: &[&str] = LOAD;

/// Bytes a minute in one GB an hour.
const GB_AN_HOUR: f64 = 1e9 / 60.0;

/// GB an hour of one table that is read by one thread, at best, likely and at worst. Published cases for one table or
/// one task reach from 11 GB an hour with defaults to 85 under ideal conditions.
const ONE_STREAM: [f64; 3] = [80.0, 25.0, 10.0];

/// GB an hour of a whole task at most: what the fastest published case read with 49 threads.
const CEILING: f64 = 1000.0;

/// How many times longer a load takes into tables with 1, 2 and 5 secondary indexes, as another loader measured it.
const INDEXES: [f64; 3] = [1.25, 1.87, 3.61];

/// How many times longer than the trial at worst: after a trial that read from disk, and after a trial that read from
/// memory. A published case took 5 times as long with a cold cache.
const WORST: [f64; 2] = [1.5, 5.0];

/// A log that is busy in its busiest hour is less busy in the others: per cent of that hour over the whole load.
const CHANGES: [f64; 3] = [25.0, 50.0, 100.0];

/// GB of log an hour that the target is assumed to apply, because no figure is published. A measured rate replaces it.
const APPLY: [f64; 3] = [40.0, 20.0, 5.0];

/// How much faster and slower than measured the target may apply, in per cent.
const APPLY_SPREAD: [f64; 3] = [125.0, 100.0, 70.0];

/// Bytes a minute of one table and of the whole task, for one of best, likely and worst.
#[derive(Clone, Copy)]
struct Speed {
    stream: f64,
    task: f64,
}

/// The data to load; a part is none while it is open.
struct Data {
    size: Option<f64>,
    largest: Option<f64>,
    streams: f64,
}

impl Data {
    fn of(inputs: &Inputs<'_>, size: &str, largest: &str) -> Self {
        let (size, largest, tables) = (inputs.number(size), inputs.number(largest), inputs.number("table_count"));
        let streams = match plan::full_load_sub_tasks(inputs) {
            Some(Fact::Number(streams)) => streams.min(tables.unwrap_or(streams)).max(1.0),
            _ => 8.0,
        };
        Self { size, largest, streams }
    }

    /// Bytes of the largest table. While it is not known: spread evenly at best, a single table at worst.
    fn largest(&self, size: f64, which: usize) -> f64 {
        let unknown = if which == 2 { size } else { size / self.streams };
        self.largest.unwrap_or(unknown).min(size)
    }

    /// Minutes at a speed: the largest table alone, or everything together, whichever is later.
    fn minutes(&self, speed: Speed, which: usize) -> Option<f64> {
        let size = self.size?;
        Some((self.largest(size, which) / speed.stream).max(size / speed.task))
    }
}

/// The speed that the model assumes without a trial.
fn assumed(streams: f64, which: usize) -> Speed {
    let stream = ONE_STREAM[which];
    Speed { stream: stream * GB_AN_HOUR, task: (stream * streams).min(CEILING) * GB_AN_HOUR }
}

/// Minutes of a load at the model's speed, slowed by indexes and by the link.
fn modelled(inputs: &Inputs<'_>, data: &Data, which: usize) -> Option<f64> {
    let indexed = match inputs.includes("target_state", "secondary_indexes") {
        Some(true) => INDEXES[which],
        // The worst case assumes indexes while the answer is missing.
        None if which == 2 && !inputs.is_absent("target_state") => INDEXES[2],
        _ => 1.0,
    };
    let link = over_link(inputs, data.size, which);
    Some((data.minutes(assumed(data.streams, which), which)? * indexed).max(link.unwrap_or(0.0)))
}

/// The data that a trial moved, and its minutes.
fn trial(inputs: &Inputs<'_>) -> Option<(Data, f64)> {
    let (data, minutes) = (Data::of(inputs, "trial_size", "trial_table_size"), inputs.number("trial_duration"));
    let minutes = minutes.filter(|minutes| *minutes > 0.0)?;
    data.size.filter(|size| *size > 0.0)?;
    Some((data, minutes))
}

/// The speed that a trial showed. It ran over the same link and with the same indexes as the real load will.
fn measured(inputs: &Inputs<'_>, which: usize) -> Option<Speed> {
    let table = inputs.number("trial_table_duration").filter(|minutes| *minutes > 0.0);
    let cold = inputs.boolean("trial_cold_cache");
    let (data, minutes) = trial(inputs)?;
    let task = data.size? / minutes;
    let table_speed = data.largest.zip(table).map(|(size, minutes)| size / minutes).filter(|stream| *stream > 0.0);
    // Without the time of its largest table: as much faster or slower than the model as the whole trial.
    let model = assumed(data.streams, 1);
    let stream = table_speed.unwrap_or(model.stream * task / model.task);
    Some(match which {
        0 => Speed { stream, task: task.max((stream * data.streams).min(CEILING * GB_AN_HOUR)) },
        1 => Speed { stream, task },
        _ => {
            let slower = WORST[usize::from(cold != Some(true))];
            Speed { stream: stream / slower, task: task / slower }
        }
    })
}

/// Minutes of the full load. Every answer that is missing is assumed, apart from the size.
pub(super) fn load(inputs: &Inputs<'_>, which: usize) -> Option<f64> {
    inputs.ignoring_absence(|inputs| {
        let data = Data::of(inputs, "source_size", "largest_table");
        let Some(speed) = measured(inputs, which) else { return modelled(inputs, &data, which) };
        // Even after a fast trial nothing is faster than the link at its best.
        let link = over_link(inputs, data.size, 0);
        Some(data.minutes(speed, which)?.max(link.unwrap_or(0.0)))
    })
}

/// Whole minutes, once every answer that they follow from is known, because a rule that judged an assumption could
/// change from no to yes.
fn whole<'a>(inputs: &Inputs<'a>, minutes: Option<f64>) -> Option<Fact<'a>> {
    // What has an end, however late, compares with a downtime.
    let minutes = minutes.filter(|minutes| minutes.is_finite()).map(|minutes| minutes.min(MAX_SAFE_INTEGER));
    minutes.and_then(started_minutes).filter(|_| !inputs.has_open()).map(Fact::Number)
}

/// Minutes rounded up to whole ones; nothing if they never end.
pub fn started_minutes(minutes: f64) -> Option<f64> {
    // A millionth of a minute is what sums in another order differ by.
    (minutes <= MAX_SAFE_INTEGER).then(|| (minutes - 1e-6).ceil().max(0.0))
}

pub(super) fn load_low<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    whole(inputs, load(inputs, 0))
}

pub(super) fn load_likely<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    whole(inputs, load(inputs, 1))
}

pub(super) fn load_high<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    whole(inputs, load(inputs, 2))
}

/// Bytes of log an hour that come in and that are applied; nothing without changes.
fn changes(inputs: &Inputs<'_>, which: usize) -> Option<(f64, f64)> {
    let (rate, apply) = (inputs.number("change_rate"), inputs.ignoring_absence(|inputs| inputs.number("apply_rate")));
    if let Some(Fact::Bool(false)) = plan::changes_captured(inputs) {
        return inputs.absent();
    }
    let applied = apply.map_or(APPLY[which] * 1e9, |measured| measured * APPLY_SPREAD[which] / 100.0);
    Some((rate? * CHANGES[which] / 100.0, applied))
}

/// Minutes from the end of the load until the target has caught up: the backlog over what is applied beyond what comes
/// in; without end where that never happens.
pub(super) fn catch_up(inputs: &Inputs<'_>, which: usize) -> Option<f64> {
    let loading = load(inputs, which);
    let (rate, applied) = changes(inputs, which)?;
    let backlog = rate * loading? / 60.0;
    let gain = applied - rate;
    Some(if gain > 0.0 { backlog / gain * 60.0 } else { f64::INFINITY })
}

pub(super) fn catch_up_low<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    whole(inputs, catch_up(inputs, 0))
}

pub(super) fn catch_up_likely<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    whole(inputs, catch_up(inputs, 1))
}

pub(super) fn catch_up_high<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    whole(inputs, catch_up(inputs, 2))
}

/// The values of [`catch_up_ends`].
pub(super) const ENDS: &[&str] = &["always", "perhaps", "never"];

/// Whether the target catches up: even at worst, not at worst, or not even at best.
pub(super) fn catch_up_ends<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let ends = |which| changes(inputs, which).map(|(rate, applied)| applied > rate);
    if inputs.is_open("migration_type") || inputs.is_open("apply_rate") {
        return None;
    }
    Some(Fact::Text(match (ends(2)?, ends(0)?) {
        (true, _) => "always",
        (false, true) => "perhaps",
        (false, false) => "never",
    }))
}

/// How long the trial took, in per cent of what the model would have said.
pub(super) fn trial_percent<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let (data, minutes) = trial(inputs)?;
    let model = inputs.ignoring_absence(|inputs| modelled(inputs, &data, 1))?;
    if inputs.has_open() {
        return None;
    }
    // More than 10,000 times the model is shown as that.
    (model > 0.0).then(|| Fact::Number(round((minutes / model * 100.0).min(1e6))))
}
