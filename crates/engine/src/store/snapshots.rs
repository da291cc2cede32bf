//! Earlier states of a plan: at most ten, taken when it is opened and changed, once an hour of work, and before
//! anything replaces it.

use super::envelope::open;
use super::keys::SNAPSHOTS;

/// How many snapshots of a plan are kept.
pub const MAX_SNAPSHOTS: usize = 10;

/// Milliseconds of work after which the next change takes a snapshot of what was there before: an hour.
pub const SNAPSHOT_INTERVAL_MS: u64 = 60 * 60 * 1000;

/// An earlier state.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    pub key: String,
    pub saved_at: u64,
    /// The key of the words for what it was taken before.
    pub reason: String,
    /// The plan file.
    pub body: String,
}

/// The snapshots among stored texts, the latest first. Damaged ones are left out.
pub fn snapshots(texts: &[(String, String)]) -> Vec<Snapshot> {
    let mut found = Vec::new();
    for (key, text) in texts.iter().filter(|(key, _)| key.starts_with(SNAPSHOTS)) {
        if let Ok(envelope) = open(text) {
            let head = envelope.header;
            found.push(Snapshot {
                key: key.clone(),
                saved_at: head.saved_at,
                reason: head.reason,
                body: envelope.body,
            });
        }
    }
    // Keys sort by time.
    found.sort_by(|a, b| b.key.cmp(&a.key));
    found
}

/// The keys, of one plan's snapshots, that are too many.
pub fn outdated(keys: &[String]) -> Vec<String> {
    let mut keys = keys.to_vec();
    keys.sort();
    let most = keys.len().saturating_sub(MAX_SNAPSHOTS);
    keys.truncate(most);
    keys
}
