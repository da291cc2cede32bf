//! Runs Trunk with the tools and the compiler that the set-up found, for `serve` and `dist`.

use crate::names::TARGET;
use crate::run::{command, quiet, root};
use crate::toolchain::Library;
use crate::{content, toolchain, tools, Result};
use std::process::Command;

/// Fetches crates, those of the standard library included, because Trunk builds offline.
fn fetch(library: Library) -> Result<()> {
    let mut fetch = command("cargo", &["fetch", "--quiet", "--locked", "--target", TARGET]);
    toolchain::prepare(&mut fetch, library)?;
    quiet(&mut fetch)
}

/// Compiles the page as Trunk will, which then finds it done.
pub fn compile(library: Library) -> Result<()> {
    let mut build = command("cargo", &["build", "--quiet", "--locked", "--target", TARGET]);
    toolchain::prepare(&mut build, library)?;
    quiet(&mut build)
}

/// A Trunk command, ready to run.
pub fn trunk(args: &[&str], library: Library) -> Result<Command> {
    content::write(&root().join("target/content"))?;
    fetch(library)?;
    let mut trunk = command("trunk", args);
    trunk.env("PATH", tools::path()?);
    // For the hook in Trunk.toml, which merges the content again after a change.
    let xtask = std::env::current_exe().map_err(|error| format!("The path of this program is unknown: {error}."))?;
    trunk.env("DMS_PREFLIGHT_XTASK", xtask);
    trunk.env_remove("NO_COLOR");
    toolchain::prepare(&mut trunk, library)?;
    Ok(trunk)
}
