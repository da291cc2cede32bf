//! Runs other programs in the folder of the workspace, for every command. A failure becomes one sentence.

use crate::Result;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_path_buf()
}

/// A command in the workspace's folder.
pub fn command(program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

fn line(command: &Command) -> String {
    let args: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy()).collect();
    format!("{} {}", command.get_program().to_string_lossy(), args.join(" "))
}

/// Runs it with its output shown.
pub fn run(command: &mut Command) -> Result<()> {
    let name = line(command);
    let status = command.status().map_err(|error| format!("`{name}` could not be started: {error}."))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{name}` failed ({status})."))
    }
}

/// Runs it quietly; its output is shown only if it fails.
pub fn quiet(command: &mut Command) -> Result<()> {
    let name = line(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| format!("`{name}` could not be started: {error}."))?;
    if output.status.success() {
        return Ok(());
    }
    let tail = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let from = text.len().saturating_sub(4000);
        text.get(from..).unwrap_or(&text).to_owned()
    };
    Err(format!("{}\n{}\n`{name}` failed ({}).", tail(&output.stdout), tail(&output.stderr), output.status))
}

/// What it prints, if it can be run and succeeds.
pub fn output(program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> Option<String> {
    let output = command(program, args).stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
