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

pub use backend::{Backend, Fault, Place};
pub use envelope::{open, seal, Damage, Envelope, Head};
pub use keeper::{Keeper, Loaded};
pub use keys::{
    is_id, kept_key, mirror_key, plan_of, slot_keys, snapshot_key, snapshots_of, KEPT, LEGACY, MIRRORS, PREFIX,
    SNAPSHOTS, TELL,
};
pub use legacy::adopt_legacy;
pub use outcome::{Saved, Status, Trouble};
pub use shelf::{foresee, newest, over, shelve, Entry, Readiness, Shelf, Text};
pub use snapshots::{outdated, snapshots, Snapshot, MOST_SNAPSHOTS, SNAPSHOT_EVERY};

/// From this size on, in bytes, the reader is told that a plan is unusually large.
pub const LARGE: usize = 512_000;

/// Above this size, in bytes, a plan is not stored: three copies of it must fit beside each other in every browser.
pub const TOO_LARGE: usize = 1_500_000;

/// Longest note, in UTF-16 code units, as browsers count what is typed.
pub const LONGEST_NOTE: usize = 20_000;

/// How long a plan stays in the trash, in milliseconds: 30 days.
pub const TRASH_KEPT: u64 = 30 * 24 * 60 * 60 * 1000;
