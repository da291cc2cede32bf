//! The content of this edition as two JSON texts, content and details. The app, the command line, the benchmark and the
//! tests load them.

/// The content, which judging a plan needs; `preflight_engine::Content::from_json` checks and loads it.
pub fn bundled() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/content.json"))
}

/// The details, which only readers need; `preflight_engine::Content::load_details` adds them.
pub fn tables() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/tables.json"))
}
