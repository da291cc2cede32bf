//! Runs the plan store against a browser that fails: crashes at every boundary of a write, full, absent, throwing,
//! cleared and torn storage, several tabs. `PREFLIGHT_STORE_CASES` sets how many stories of one tab are tried.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

mod browser;
mod crashes;
mod envelopes;
mod faults;
mod lists;
mod merges;
mod pages;
mod tabs;

use preflight_engine::{assess, Assessment, Content, Plan};
use proptest::prelude::ProptestConfig;
use proptest::test_runner::FileFailurePersistence;
use std::sync::OnceLock;

/// The plan of all stories.
const ID: &str = "plan7";

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(common::content)
}

/// The assessment of a plan.
fn judged(plan: &Plan) -> Assessment {
    assess(content(), &plan.answers, common::TODAY)
}

/// The configuration of stories, whose number `PREFLIGHT_STORE_CASES` sets, divided by `share` for longer ones.
fn stories(share: u32) -> ProptestConfig {
    #[allow(clippy::disallowed_methods, reason = "the test has an environment, the engine has none")]
    let cases = std::env::var("PREFLIGHT_STORE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000_u32);
    ProptestConfig { cases: (cases / share).max(1), max_shrink_iters: 20_000, ..few() }
}

/// The configuration of other properties.
fn few() -> ProptestConfig {
    let seeds = FileFailurePersistence::Direct("tests/proptest-regressions/store.txt");
    ProptestConfig { failure_persistence: Some(Box::new(seeds)), ..ProptestConfig::default() }
}
