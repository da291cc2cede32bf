//! The keys under which texts are stored. Every key of the fast layer has one prefix, because other pages may share the
//! origin; the durable layer is a separate database and needs none. The store and the app's storage use them.

/// Prefix of every key of the fast layer.
pub const PREFIX: &str = "dms-preflight/1/";

/// Key of the only plan that the first version stored.
pub const LEGACY: &str = "dms-preflight/1/plan";

/// Key of the message that one tab writes for the others.
pub const HAND_OVER: &str = "dms-preflight/1/tell";

/// Prefix of the keys of quarantined texts, after [`PREFIX`].
pub const QUARANTINE: &str = "kept/";

/// Prefix of the keys of plans in the durable layer.
pub const MIRRORS: &str = "plan/";

/// Prefix of the keys of snapshots in the durable layer.
pub const SNAPSHOTS: &str = "snapshot/";

/// The two fast keys of a plan; revisions alternate between them, so that the previous one is always whole.
pub fn slot_keys(id: &str) -> [String; 2] {
    ["a", "b"].map(|slot| format!("{PREFIX}plan/{id}/{slot}"))
}

/// The durable key of a plan.
pub fn mirror_key(id: &str) -> String {
    format!("{MIRRORS}{id}")
}

/// Prefix of the durable keys of a plan's snapshots.
pub fn snapshots_of(id: &str) -> String {
    format!("{SNAPSHOTS}{id}/")
}

/// The durable key of a snapshot; keys sort by time.
pub fn snapshot_key(id: &str, now: u64) -> String {
    format!("{}{now:015}", snapshots_of(id))
}

/// The fast key of a quarantined text, by its checksum, so that the same bytes are stored once.
pub fn quarantine_key(checksum: &str) -> String {
    format!("{PREFIX}{QUARANTINE}{checksum}")
}

/// The id of the plan that a key of either layer belongs to.
pub fn plan_of(key: &str) -> Option<&str> {
    let rest = key.strip_prefix(PREFIX).unwrap_or(key).strip_prefix(MIRRORS)?;
    let id = rest.split('/').next().unwrap_or_default();
    is_id(id).then_some(id)
}

/// Whether a text can be the id of a plan: 1 to 32 lower-case letters and digits.
pub fn is_id(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}
