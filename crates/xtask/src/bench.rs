//! Measures how fast everything is, beside what people would use instead, and writes `bench/results.json` and the
//! tables of `bench/results.md`. Nothing fails by the clock.

use crate::run::{command, quiet, root, run};
use crate::steps::step;
use crate::{dist, pack, sizes, toolchain, tools, Outcome};
use std::path::PathBuf;

const TARGET: &str = "wasm32-unknown-unknown";

/// Where everything lies that is measured.
fn folder() -> PathBuf {
    root().join("target/bench")
}

pub fn bench() -> Outcome<()> {
    tools::everything()?;
    dist::build()?;
    pack::write(&folder().join("sizes.json"), sizes::json()?)?;
    step("Building the engine for WebAssembly, like the page", engine)?;
    step("Building an empty Yew page, like the page", empty)?;
    // What `cargo bench` builds with, and what is shipped.
    for profile in ["bench", "release"] {
        step(&format!("Building the engine for this machine, as for {profile}"), || native(profile))?;
    }
    step("Bundling the pages to compare with", || node("bench/build.mjs"))?;
    step("Timing with criterion", || {
        // What an earlier run left would be told as this one's.
        let _ = std::fs::remove_dir_all(root().join("target/criterion"));
        run(&mut command("cargo", &["bench", "--quiet", "--package", "preflight-bench", "--bench", "engine"]))
    })?;
    step("Timing in Chromium", || node("bench/run.mjs"))
}

/// Builds a package for WebAssembly and shrinks it as the page is shrunk.
fn wasm(package: &str) -> Outcome<PathBuf> {
    let mut cargo = command("cargo", &["build", "--quiet", "--release", "--target", TARGET, "--package", package]);
    toolchain::prepare(&mut cargo, true)?;
    quiet(&mut cargo)?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    Ok(root().join("target").join(TARGET).join("release").join(file))
}

fn engine() -> Outcome<()> {
    dist::optimized(&wasm("preflight-bench")?, &folder().join("engine.wasm"))
}

fn empty() -> Outcome<()> {
    let (wasm, folder) = (wasm("preflight-empty")?, folder());
    let mut bindgen = command(tools::wasm_bindgen()?.join("wasm-bindgen"), &["--target", "web", "--no-typescript"]);
    quiet(bindgen.args(["--out-name", "empty", "--out-dir"]).arg(&folder).arg(wasm))?;
    let bound = folder.join("empty_bg.wasm");
    dist::optimized(&bound, &bound)?;
    let glue = folder.join("empty.js");
    pack::write(&glue, dist::minified(&pack::read(&glue)?, "js")?)
}

fn native(profile: &str) -> Outcome<()> {
    let args = ["build", "--quiet", "--profile", profile, "--package", "preflight-bench", "--example", "native"];
    quiet(&mut command("cargo", &args))?;
    let to = folder().join(format!("native-{profile}"));
    std::fs::copy(root().join("target/release/examples/native"), &to)
        .map_err(|error| format!("{}: {error}.", to.display()))?;
    Ok(())
}

fn node(script: &str) -> Outcome<()> {
    let mut node = command("node", &[script]);
    node.env("PREFLIGHT_ROOT", root()).env("PREFLIGHT_PEERS", tools::peers()?);
    run(node.env("PREFLIGHT_MODULES", tools::npm()?.join("node_modules")))
}
