//! Runs the tests that need no browser, for `test`: builds them once and runs two programs at a time, because cargo runs
//! one after the other and the longest of them use one core only.

use crate::run::{command, quiet};
use crate::Result;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// The programs that take longest, which start first.
const LONGEST: [&str; 3] = ["store", "plan_file", "properties"];

/// A program of tests, and the folder of its package.
struct Program {
    path: PathBuf,
    package: PathBuf,
    name: String,
}

/// Builds and runs all of them with these environment variables.
pub fn run(settings: &[(&str, &str)]) -> Result<()> {
    let mut programs = build()?;
    programs.sort_by_key(|program| LONGEST.iter().position(|name| *name == program.name).unwrap_or(LONGEST.len()));
    let queue = Mutex::new(programs.into_iter());
    let next = || queue.lock().map(|mut programs| programs.next()).unwrap_or_default();
    let work = || -> Result<()> {
        while let Some(program) = next() {
            let mut test = Command::new(&program.path);
            // As cargo sets them: tests read files of their package.
            test.arg("--quiet").current_dir(&program.package).env("CARGO_MANIFEST_DIR", &program.package);
            quiet(test.envs(settings.iter().copied()))?;
            println!(
                "  {}: {} passed",
                program.package.file_name().unwrap_or_default().to_string_lossy(),
                program.name
            );
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let beside = scope.spawn(work);
        let here = work();
        let beside = beside.join().map_err(|_| "Running the tests stopped.".to_owned())?;
        here.and(beside)
    })?;
    quiet(&mut command("cargo", &["test", "--quiet", "--workspace", "--doc"]))
}

fn build() -> Result<Vec<Program>> {
    let args = ["test", "--workspace", "--no-run", "--message-format=json-render-diagnostics"];
    let built = command("cargo", &args).stderr(Stdio::inherit()).output();
    let built = built.map_err(|error| format!("cargo could not be started: {error}."))?;
    if !built.status.success() {
        return Err("The tests could not be built.".to_owned());
    }
    let lines = String::from_utf8_lossy(&built.stdout).into_owned();
    Ok(lines.lines().filter_map(|line| program(&serde_json::from_str(line).ok()?)).collect())
}

/// The program that a message of cargo is about, if it is one of tests.
fn program(message: &Value) -> Option<Program> {
    let is_test = message["profile"]["test"].as_bool()?;
    let path = PathBuf::from(message["executable"].as_str()?);
    let package = Path::new(message["manifest_path"].as_str()?).parent()?.to_path_buf();
    is_test.then(|| Program { path, package, name: message["target"]["name"].as_str().unwrap_or_default().to_owned() })
}
