//! `cargo xtask bench`: measures how fast everything is beside other programs, and writes `bench/results.json` and the
//! tables of `bench/results.md`. No time makes it fail.

use crate::names::TARGET;
use crate::run::{command, quiet, root, run};
use crate::steps::step;
use crate::toolchain::Library;
use crate::{assets, dist, files, sizes, toolchain, tools, wasm_opt, Result};
use std::path::PathBuf;

/// The folder of everything that is measured.
fn folder() -> PathBuf {
    root().join("target/bench")
}

pub fn bench() -> Result<()> {
    tools::for_tests()?;
    dist::build()?;
    files::write(&folder().join("sizes.json"), sizes::json()?)?;
    step("Building the engine for WebAssembly, like the page", engine)?;
    step("Building an empty Yew page, like the page", empty_page)?;
    // What `cargo bench` builds with, and what is shipped.
    for profile in ["bench", "release"] {
        step(&format!("Building the engine for this machine, as for {profile}"), || native(profile))?;
    }
    step("Bundling the pages to compare with", || node("bench/build.mjs"))?;
    step("Timing with criterion", || {
        // The results of an earlier run must not pass for those of this one.
        let _ = std::fs::remove_dir_all(root().join("target/criterion"));
        run(&mut command("cargo", &["bench", "--quiet", "--package", "preflight-bench", "--bench", "engine"]))
    })?;
    step("Timing in Chromium", || node("bench/run.mjs"))
}

/// Builds a package for WebAssembly as the page is built.
fn wasm(package: &str) -> Result<PathBuf> {
    let mut cargo = command("cargo", &["build", "--quiet", "--release", "--target", TARGET, "--package", package]);
    toolchain::prepare(&mut cargo, Library::Small)?;
    quiet(&mut cargo)?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    Ok(root().join("target").join(TARGET).join("release").join(file))
}

fn engine() -> Result<()> {
    wasm_opt::shrink(&wasm("preflight-bench")?, &folder().join("engine.wasm"))
}

fn empty_page() -> Result<()> {
    let (wasm, folder) = (wasm("preflight-empty")?, folder());
    let mut bindgen = command(tools::wasm_bindgen()?.join("wasm-bindgen"), &["--target", "web", "--no-typescript"]);
    quiet(bindgen.args(["--out-name", "empty", "--out-dir"]).arg(&folder).arg(wasm))?;
    let bound = folder.join("empty_bg.wasm");
    wasm_opt::shrink(&bound, &bound)?;
    let glue = folder.join("empty.js");
    files::write(&glue, assets::minified_script(&files::read(&glue)?)?)
}

fn native(profile: &str) -> Result<()> {
    let args = ["build", "--quiet", "--profile", profile, "--package", "preflight-bench", "--example", "native"];
    quiet(&mut command("cargo", &args))?;
    let to = folder().join(format!("native-{profile}"));
    std::fs::copy(root().join("target/release/examples/native"), &to)
        .map_err(|error| format!("{}: {error}.", to.display()))?;
    Ok(())
}

fn node(script: &str) -> Result<()> {
    let mut node = command("node", &[script]);
    node.env("PREFLIGHT_ROOT", root()).env("PREFLIGHT_PEERS", tools::peers()?);
    run(node.env("PREFLIGHT_MODULES", tools::npm()?.join("node_modules")))
}
