//! The content of this edition as the two JSON texts that every door loads.

/// What judging a plan needs; `preflight_engine::Content::from_json` checks and loads it.
pub fn bundled() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/content.json"))
}

/// What reading the judgement needs besides: `preflight_engine::Content::complete` adds it.
pub fn tables() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/tables.json"))
}
