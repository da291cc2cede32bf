//! The content of this edition as the one JSON text that every door loads.

/// The merged content files; `preflight_engine::Content::from_json` checks and loads it.
pub fn bundled() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/content.json"))
}
