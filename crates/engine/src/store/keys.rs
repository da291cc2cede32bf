//! Names under which texts are stored. Other pages may share the origin, so every quick key has one prefix; the
//! lasting layer is a database of its own and has none.

/// In front of every key of the quick layer.
pub const PREFIX: &str = "dms-preflight/1/";

/// Where the first version kept its one plan.
pub const LEGACY: &str = "dms-preflight/1/plan";

/// What one tab tells the others.
pub const HAND_OVER: &str = "dms-preflight/1/tell";

/// In front of the keys of what was put aside, after the prefix.
pub const QUARANTINE: &str = "kept/";

/// In front of the lasting layer's copies of plans.
pub const MIRRORS: &str = "plan/";

/// In front of the lasting layer's keys of snapshots.
pub const SNAPSHOTS: &str = "snapshot/";

/// The two quick keys of a plan; revisions alternate between them, so that the one before is always whole.
pub fn slot_keys(id: &str) -> [String; 2] {
    ["a", "b"].map(|slot| format!("{PREFIX}plan/{id}/{slot}"))
}

/// The lasting key of a plan.
pub fn mirror_key(id: &str) -> String {
    format!("{MIRRORS}{id}")
}

/// In front of the lasting keys of a plan's snapshots.
pub fn snapshots_of(id: &str) -> String {
    format!("{SNAPSHOTS}{id}/")
}

/// The lasting key of a snapshot; keys sort by time.
pub fn snapshot_key(id: &str, now: u64) -> String {
    format!("{}{now:015}", snapshots_of(id))
}

/// The quick key of something that is put aside, by its checksum: the same bytes are kept once.
pub fn quarantine_key(checksum: &str) -> String {
    format!("{PREFIX}{QUARANTINE}{checksum}")
}

/// The plan that a key of either layer belongs to.
pub fn plan_of(key: &str) -> Option<&str> {
    let rest = key.strip_prefix(PREFIX).unwrap_or(key).strip_prefix(MIRRORS)?;
    let id = rest.split('/').next().unwrap_or_default();
    is_id(id).then_some(id)
}

/// Whether a text can be the id of a plan: 1 to 32 small letters and digits.
pub fn is_id(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}
