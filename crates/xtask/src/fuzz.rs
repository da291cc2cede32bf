//! `cargo xtask fuzz`, also a step of `test`: feeds random bytes to everything that reads a text from outside. Builds the
//! targets of `fuzz/` with libFuzzer and runs each for a while. Needs neither cargo-fuzz nor a nightly compiler.

use crate::run::{command, output, quiet, root, run};
use crate::steps::{print, step};
use crate::Result;
use std::fs::File;
use std::path::Path;

/// The programs in `fuzz/fuzz_targets/`.
const TARGETS: [&str; 3] = ["plan_file", "sealed", "link"];

/// Coverage for libFuzzer.
const FLAGS: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
    "-Dwarnings",
];

/// No input may take longer or more memory, in seconds and MB; and none is longer than these bytes.
const LIMITS: [&str; 3] = ["-timeout=5", "-rss_limit_mb=512", "-max_len=65536"];

/// Where a run stores the inputs that it finds; `fuzz/corpus` has the inputs that it begins with.
const FOUND: &str = "target/fuzz/corpus";

/// Runs each target for so many seconds, with the given seed or a random seed.
pub fn fuzz(seconds: &str, seed: Option<u32>) -> Result<()> {
    if seconds.parse::<u32>().is_err() {
        return Err(format!("`{seconds}` is no number of seconds."));
    }
    let folder = build()?;
    for target in TARGETS {
        step(&format!("Fuzzing {target} for {seconds} s"), || fuzz_target(&folder, target, seconds, seed))?;
    }
    Ok(())
}

/// Runs one target on one input and shows what happens.
pub fn replay(target: &str, input: &str) -> Result<()> {
    if !TARGETS.contains(&target) {
        return Err(format!("There is no target `{target}`; there are {}.", TARGETS.join(", ")));
    }
    let folder = build()?;
    run(command(format!("{folder}/{target}"), &LIMITS).arg(input))
}

/// Builds the targets and returns their folder.
fn build() -> Result<String> {
    if std::env::var_os("CXX").is_none() && output("c++", &["--version"]).is_none() {
        return Err(
            "libFuzzer is built with a C++ compiler, and there is no `c++`. Install one, on Debian as root with \
             `apt-get install g++`, then run this again."
                .to_owned(),
        );
    }
    let version = output("rustc", &["-vV"]).unwrap_or_default();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc does not name its host.")?;
    // Naming the host as the target keeps the flags away from build scripts.
    let args = ["--manifest-path", "fuzz/Cargo.toml", "--target-dir", "target/fuzz/build", "--target", host];
    let mut cargo = command("cargo", &["build", "--quiet", "--release"]);
    cargo.args(args).env("RUSTFLAGS", FLAGS.join(" ")).env_remove("CARGO_ENCODED_RUSTFLAGS");
    step("Building the fuzz targets", || quiet(&mut cargo))?;
    Ok(root().join("target/fuzz/build").join(host).join("release").to_string_lossy().into_owned())
}

fn fuzz_target(folder: &str, target: &str, seconds: &str, seed: Option<u32>) -> Result<()> {
    let (found, seeds) = (format!("{FOUND}/{target}"), format!("fuzz/corpus/{target}"));
    let (artifacts, log) = (format!("fuzz/artifacts/{target}/"), format!("target/fuzz/{target}.log"));
    for folder in [&found, &artifacts] {
        std::fs::create_dir_all(root().join(folder)).map_err(|error| format!("{folder}: {error}."))?;
    }
    let out = File::create(root().join(&log)).map_err(|error| format!("{log}: {error}."))?;
    let mut program = command(format!("{folder}/{target}"), &LIMITS);
    program.args(["-dict=fuzz/plan.dict", "-print_final_stats=1"]).arg(format!("-max_total_time={seconds}"));
    // libFuzzer takes 0 as: any.
    program.arg(format!("-seed={}", seed.unwrap_or(0)));
    program.arg(format!("-artifact_prefix={artifacts}")).args([&found, &seeds]).stderr(out);
    let status = program.status().map_err(|error| format!("{target} could not be started: {error}."))?;
    let output = std::fs::read(root().join(&log)).map_err(|error| format!("{log}: {error}."))?;
    let output = String::from_utf8_lossy(&output);
    if status.success() {
        let figure = |name: &str| last_after(&output, &format!("stat::{name}:")).unwrap_or("?");
        let (runs, speed) = (figure("number_of_executed_units"), figure("average_exec_per_sec"));
        print(&format!("{target}: {runs} inputs, {speed} a second, at most {} MB", figure("peak_rss_mb")));
        return Ok(());
    }
    Err(match last_after(&output, "Test unit written to ").filter(|input| Path::new(&root()).join(input).is_file()) {
        Some(input) => format!(
            "{target} fails on {input}. `cargo xtask fuzz {target} {input}` shows how; CONTRIBUTING.md says what to do."
        ),
        None => format!("{target} ended ({status}) and left no input; {log} has its output."),
    })
}

/// The rest of the last line that has `mark`, from there on.
fn last_after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    Some(text.lines().rev().find_map(|line| line.split_once(mark))?.1.trim())
}
