//! Keeping plans: what is written when, which copy is the newest, what was damaged, what another tab wrote. Every
//! decision is made here; a [`Backend`] only stores texts. Times are milliseconds since 1970-01-01 UTC, given by the
//! caller.

mod backend;
mod copies;
mod envelope;
mod keeper;
mod keys;
mod legacy;
mod outcome;
mod pace;
mod shared;
mod shelf;
mod snapshots;

pub use backend::{Backend, StorageError, StorageKind};
pub use envelope::{open, seal, Damage, Envelope, Header};
pub use keeper::{PlanStore, Loaded};
pub use keys::{
    is_id, quarantine_key, mirror_key, plan_of, slot_keys, snapshot_key, snapshots_of, QUARANTINE, LEGACY, MIRRORS, PREFIX,
    SNAPSHOTS, HAND_OVER,
};
pub use legacy::migrate_legacy;
pub use outcome::{SaveOutcome, Status, SaveError};
pub use shelf::{add_odds, newest, expired_trash, list, PlanEntry, Readiness, PlanList, Text};
pub use snapshots::{outdated, snapshots, Snapshot, MAX_SNAPSHOTS, SNAPSHOT_INTERVAL_MS};

/// From this size on, in bytes, the reader is told that a plan is unusually large.
pub const LARGE_PLAN_BYTES: usize = 512_000;

/// Above this size, in bytes, a plan is not stored: three copies of it must fit beside each other in every browser.
pub const MAX_PLAN_BYTES: usize = 1_500_000;

/// Longest note, in UTF-16 code units, as browsers count what is typed.
pub const MAX_NOTE_LENGTH: usize = 20_000;

/// How long a plan stays in the trash, in milliseconds: 30 days.
pub const TRASH_MS: u64 = 30 * 24 * 60 * 60 * 1000;
