//! `cargo xtask instructions`, also a step of `test`: counts with callgrind how many instructions judging the largest
//! example takes, because other work on the machine cannot move that figure. More than a tenth over the agreed figure
//! in `bench/instructions.json` fails.

use crate::run::{command, output, quiet, root};
use crate::steps::{print, step};
use crate::{files, Result};
use serde_json::{json, Value};
use std::path::PathBuf;

/// What callgrind counts, by the name of its function in `crates/bench/examples/instructions.rs`.
const COUNTED: &str = "*counted_assess*";
/// Tenths over the agreed figure that are let through, of ten.
const SLACK: u64 = 1;

fn agreed() -> PathBuf {
    root().join("bench/instructions.json")
}

/// Compares with the agreed figure if the compiler is the same.
pub fn check() -> Result<()> {
    let recorded: Value = serde_json::from_slice(&files::bytes(&agreed())?)
        .map_err(|error| format!("{}: {error}.", agreed().display()))?;
    let (compiler, figure) =
        (recorded["rustc"].as_str().unwrap_or_default(), recorded["assess"].as_u64().unwrap_or_default());
    if compiler != rustc()? {
        print(&format!("Instructions are not counted: the agreed figure is for {compiler}"));
        return Ok(());
    }
    let now = step("Counting the instructions of judging", counted)?;
    let change = (now as f64 / figure.max(1) as f64 - 1.0) * 100.0;
    print(&format!("Judging the largest example takes {now} instructions; agreed are {figure} ({change:+.1} %)"));
    if now * 10 > figure * (10 + SLACK) {
        return Err(format!(
            "Judging takes {now} instructions, {change:.1} % more than the {figure} of bench/instructions.json. Make it \
             faster; or, if it is worth that much, agree on the new figure with `cargo xtask instructions --write`."
        ));
    }
    Ok(())
}

/// Counts, and records the result as the agreed figure.
pub fn write() -> Result<()> {
    let now = step("Counting the instructions of judging", counted)?;
    let text = serde_json::to_string_pretty(&json!({ "rustc": rustc()?, "assess": now }));
    files::write(&agreed(), format!("{}\n", text.map_err(|error| error.to_string())?))?;
    print(&format!("Agreed on {now} instructions"));
    Ok(())
}

fn rustc() -> Result<String> {
    output("rustc", &["-V"]).ok_or_else(|| "`rustc -V` says nothing.".to_owned())
}

fn counted() -> Result<u64> {
    let args = ["build", "--quiet", "--profile", "bench", "--package", "preflight-bench", "--example", "instructions"];
    quiet(&mut command("cargo", &args))?;
    let file = root().join("target/callgrind.out");
    let mut valgrind = command("valgrind", &["--tool=callgrind"]);
    valgrind.arg(format!("--toggle-collect={COUNTED}"));
    valgrind.arg(format!("--callgrind-out-file={}", file.display()));
    quiet(valgrind.arg(root().join("target/release/examples/instructions")))?;
    let text = files::read(&file)?;
    let sum = text.lines().find_map(|line| line.strip_prefix("summary:").or(line.strip_prefix("totals:")));
    let sum = sum.and_then(|sum| sum.trim().parse().ok()).filter(|sum| *sum > 0);
    sum.ok_or_else(|| format!("{} has no count of instructions.", file.display()))
}
