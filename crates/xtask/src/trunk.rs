//! Runs Trunk with the tools and the toolchain that the set-up found.

use crate::run::{command, quiet, root};
use crate::{content, toolchain, tools, Outcome};
use std::path::PathBuf;
use std::process::Command;

/// Where Trunk puts the page before `dist` makes the shipped forms of it.
pub fn stage() -> PathBuf {
    root().join("target/stage")
}

/// Trunk builds offline, so everything that it compiles is fetched before: crates, and those of the standard library.
fn fetch(small: bool) -> Outcome<()> {
    let mut fetch = command("cargo", &["fetch", "--quiet", "--locked", "--target", "wasm32-unknown-unknown"]);
    toolchain::prepare(&mut fetch, small)?;
    quiet(&mut fetch)
}

/// A Trunk command, ready to run.
pub fn trunk(args: &[&str], small: bool) -> Outcome<Command> {
    content::write(&root().join("target/content"))?;
    fetch(small)?;
    let mut trunk = command("trunk", args);
    trunk.env("PATH", tools::path()?);
    // The hook that merges the content again after a change; see Trunk.toml.
    let own = std::env::current_exe().map_err(|error| format!("This program's own path is unknown: {error}."))?;
    trunk.env("DMS_PREFLIGHT_XTASK", own);
    trunk.env_remove("NO_COLOR");
    toolchain::prepare(&mut trunk, small)?;
    Ok(trunk)
}
