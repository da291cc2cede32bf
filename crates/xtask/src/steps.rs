//! One line a step, with the time since the start, so that a long set-up never looks like a hung one.

use crate::Outcome;
use std::io::Write;
use std::sync::OnceLock;
use std::time::Instant;

static START: OnceLock<Instant> = OnceLock::new();

fn clock() -> String {
    let seconds = START.get_or_init(Instant::now).elapsed().as_secs();
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// Says what happens now.
pub fn say(what: &str) {
    println!("[{}] {what}", clock());
    let _ = std::io::stdout().flush();
}

/// Runs a step between two lines.
pub fn step<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    say(&format!("{what} ..."));
    let begun = Instant::now();
    let result = work();
    let end = if result.is_ok() { "done" } else { "FAILED" };
    say(&format!("{what}: {end} in {:.1} s", begun.elapsed().as_secs_f32()));
    result
}
