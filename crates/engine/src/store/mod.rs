//! Stores plans: when to write, which replica is the newest, which is damaged, how to merge with another tab. Every
//! decision is taken here; a [`Backend`] only stores texts. Times are milliseconds since 1970-01-01 UTC and come from
//! the caller, which is the app's effects.

mod backend;
mod envelope;
mod history;
mod keys;
mod legacy;
mod loading;
mod outcome;
mod plan_list;
mod plan_store;
mod replicas;
mod save_schedule;
mod snapshots;

pub use backend::{Backend, StorageError, StorageKind};
pub use envelope::{open, seal, Damage, Envelope, Header};
pub use keys::{
    is_id, mirror_key, plan_of, quarantine_key, slot_keys, snapshot_key, snapshots_of, HAND_OVER, LEGACY, MIRRORS,
    PREFIX, QUARANTINE, SNAPSHOTS,
};
pub use legacy::migrate_legacy;
pub use loading::Loaded;
pub use outcome::{SaveError, SaveOutcome, Status};
pub use plan_list::{add_odds, expired_trash, list, newest, PlanEntry, PlanList, PlanSummary, Text};
pub use plan_store::PlanStore;
pub use snapshots::{outdated, snapshots, Snapshot, MAX_SNAPSHOTS, SNAPSHOT_INTERVAL_MS};

/// From this size on, in bytes, the reader is told that a plan is unusually large.
pub const LARGE_PLAN_BYTES: usize = 512_000;

/// Above this size, in bytes, a plan is not stored, because three replicas of it must fit beside each other in every browser.
pub const MAX_PLAN_BYTES: usize = 1_500_000;

/// Longest note, in UTF-16 code units, as browsers count what is typed.
pub const MAX_NOTE_LENGTH: usize = 20_000;

/// How long a plan stays in the trash, in milliseconds: 30 days.
pub const TRASH_MS: u64 = 30 * 24 * 60 * 60 * 1000;
