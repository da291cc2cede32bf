//! Judges the example with the most answers once, so that callgrind can count its instructions. `cargo xtask` runs it.
#![allow(clippy::expect_used, reason = "a benchmark fails by panicking")]

use preflight_bench::{content, largest, TODAY};
use preflight_engine::{assess, Answers, Content};

/// The function whose instructions callgrind counts, by its name.
#[inline(never)]
fn counted_assess(content: &Content, answers: &Answers) -> usize {
    assess(content, answers, TODAY).findings.len()
}

fn main() {
    let content = content().expect("content loads");
    let answers = largest(&content).expect("an example");
    println!("{} findings", std::hint::black_box(counted_assess(&content, &answers)));
}
