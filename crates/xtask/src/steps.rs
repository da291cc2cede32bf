//! Progress on the screen, for every command: a line before and after each step with the time since the start, so that
//! a long set-up never looks like one that hangs.

use crate::Result;
use std::io::Write;
use std::sync::OnceLock;
use std::time::Instant;

static START: OnceLock<Instant> = OnceLock::new();

fn elapsed() -> String {
    let seconds = START.get_or_init(Instant::now).elapsed().as_secs();
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// Prints a line.
pub fn print(line: &str) {
    println!("[{}] {line}", elapsed());
    let _ = std::io::stdout().flush();
}

/// Runs a step between two lines. `name` says what the step does and, in brackets, how long it usually takes.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    print(&format!("{name} ..."));
    let start = Instant::now();
    let result = work();
    let end = if result.is_ok() { "done" } else { "FAILED" };
    let name = name.split(" (").next().unwrap_or(name);
    print(&format!("{name}: {end} in {:.1} s", start.elapsed().as_secs_f32()));
    result
}
