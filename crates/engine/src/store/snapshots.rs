//! Snapshots, the earlier states of a plan: at most ten, taken at the first change after opening, after each hour of
//! work, and before something replaces the plan. The app takes, lists and removes them.

use super::envelope::open;
use super::keys::SNAPSHOTS;

/// Largest number of snapshots of one plan.
pub const MAX_SNAPSHOTS: usize = 10;

/// Milliseconds of work after which the next change first takes a snapshot: one hour.
pub const SNAPSHOT_INTERVAL_MS: u64 = 60 * 60 * 1000;

/// An earlier state of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    pub key: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub saved_at: u64,
    /// The message key of the reason why it was taken.
    pub reason: String,
    /// The plan file.
    pub body: String,
}

/// The snapshots among the stored texts, the latest first, without damaged ones.
pub fn snapshots(texts: &[(String, String)]) -> Vec<Snapshot> {
    let mut snapshots = Vec::new();
    for (key, text) in texts.iter().filter(|(key, _)| key.starts_with(SNAPSHOTS)) {
        if let Ok(envelope) = open(text) {
            let header = envelope.header;
            snapshots.push(Snapshot {
                key: key.clone(),
                saved_at: header.saved_at,
                reason: header.reason,
                body: envelope.body,
            });
        }
    }
    // Keys sort by time.
    snapshots.sort_by(|a, b| b.key.cmp(&a.key));
    snapshots
}

/// Of the keys of one plan's snapshots, the oldest beyond [`MAX_SNAPSHOTS`].
pub fn outdated(keys: &[String]) -> Vec<String> {
    let mut keys = keys.to_vec();
    keys.sort();
    let surplus = keys.len().saturating_sub(MAX_SNAPSHOTS);
    keys.truncate(surplus);
    keys
}
