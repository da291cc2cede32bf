//! Finds or installs the tools of each command, for `serve`, `dist`, `test`, `bench` and `setup`: from the path where
//! the version fits, else in the user's cache. Changes nothing global but Debian packages.

use crate::cargo_tools::Tool;
use crate::files::cache;
use crate::run::{command, output, quiet, root};
use crate::steps::{print, step};
use crate::{browsers, files, toolchain, Result};
use std::path::PathBuf;

const WASM_BINDGEN: Tool = Tool {
    command: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    // Must be the version of `wasm-bindgen` in Cargo.lock.
    version: "0.2.128",
    // Without default features it has no network code.
    flags: &["--no-default-features", "--bin", "wasm-bindgen"],
    optimised: &["walrus", "wasmparser"],
    duration: "about 4 minutes",
};
const TRUNK: Tool = Tool {
    command: "trunk",
    package: "trunk",
    // 0.22 needs a newer Rust than the workspace asks for.
    version: "0.21.14",
    flags: &["--no-default-features"],
    optimised: &[],
    duration: "about 6 minutes",
};
/// npm packages of the build and of the browser tests.
const NPM: [(&str, &str); 4] =
    [("axe-core", "4.14.1"), ("binaryen", "132.0.0"), ("esbuild", "0.25.12"), ("puppeteer-core", "24.43.1")];

/// Measures the page as a visitor's browser would, for the long tests.
const LIGHTHOUSE: [(&str, &str); 2] = [("lighthouse", "12.8.2"), ("puppeteer-core", "24.43.1")];

/// Sets up what serving needs. `meanwhile` runs beside the build of Trunk, half of which uses one core only.
pub fn for_serving(meanwhile: impl FnOnce() -> Result<()>) -> Result<()> {
    toolchain::set_up()?;
    path_while(meanwhile)?;
    print("Tools are ready");
    Ok(())
}

/// Sets up what building for release needs.
pub fn for_dist() -> Result<()> {
    for_serving(|| Ok(()))?;
    npm()?;
    Ok(())
}

/// Sets up what testing needs.
pub fn for_tests() -> Result<()> {
    for_dist()?;
    browsers::set_up()
}

/// The folder of the `wasm-bindgen` command.
pub fn wasm_bindgen() -> Result<PathBuf> {
    WASM_BINDGEN.set_up()
}

/// The path with the folders of `wasm-bindgen` and `trunk` in front.
pub fn path() -> Result<std::ffi::OsString> {
    path_while(|| Ok(()))
}

fn path_while(meanwhile: impl FnOnce() -> Result<()>) -> Result<std::ffi::OsString> {
    // Both at once: each build has minutes in which it uses one core only.
    let folders = std::thread::scope(|scope| {
        let trunk = scope.spawn(|| TRUNK.set_up());
        let wasm_bindgen = WASM_BINDGEN.set_up()?;
        meanwhile()?;
        let trunk = trunk.join().map_err(|_| "Installing trunk stopped.".to_owned())??;
        Ok::<_, String>([wasm_bindgen, trunk])
    })?;
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.into_iter().filter(|folder| !folder.as_os_str().is_empty());
    let folders = folders.chain(std::env::split_paths(&path));
    std::env::join_paths(folders).map_err(|error| format!("The PATH cannot be extended: {error}."))
}

/// The folder that holds `node_modules`.
pub fn npm() -> Result<PathBuf> {
    let node = output("node", &["--version"])
        .and_then(|text| text.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    if node.is_none_or(|version| version < 20) {
        return Err(
            "Node.js 20 or newer is needed for wasm-opt and for the browser tests. Install it, then run this again."
                .to_owned(),
        );
    }
    let label: Vec<String> = NPM.iter().map(|(name, version)| format!("{name}-{version}")).collect();
    packages(&format!("npm-{}", label.join("-")), &NPM, "npm packages for building and testing")
}

/// The folder that holds `node_modules` with Lighthouse.
pub fn lighthouse() -> Result<PathBuf> {
    packages(&format!("lighthouse-{}", LIGHTHOUSE[0].1), &LIGHTHOUSE, "Lighthouse")
}

/// The folder that holds `node_modules` with the programs that are measured beside this one: what `bench/package.json`
/// names, in the versions of its lock file.
pub fn peers() -> Result<PathBuf> {
    let bench = root().join("bench");
    let lock = files::bytes(&bench.join("package-lock.json"))?;
    let folder = cache()?.join(format!("bench-{}", files::short_hash(&lock)));
    let complete = folder.join("complete");
    if complete.is_file() {
        return Ok(folder);
    }
    step("Installing the programs to compare with (about 1 minute, once)", || {
        files::write(&folder.join("package-lock.json"), &lock)?;
        files::write(&folder.join("package.json"), files::bytes(&bench.join("package.json"))?)?;
        quiet(command("npm", &["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder))?;
        files::write(&complete, "")
    })?;
    Ok(folder)
}

/// A folder of the cache with npm packages, installed once.
fn packages(name: &str, wanted: &[(&str, &str)], what: &str) -> Result<PathBuf> {
    let folder = cache()?.join(name);
    let complete = folder.join("complete");
    if complete.is_file() {
        return Ok(folder);
    }
    step(&format!("Installing {what} (about 1 minute, once)"), || {
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
        let prefix = folder.to_string_lossy().into_owned();
        let wanted: Vec<String> = wanted.iter().map(|(name, version)| format!("{name}@{version}")).collect();
        let mut install =
            command("npm", &["install", "--prefix", &prefix, "--no-audit", "--no-fund", "--ignore-scripts"]);
        quiet(install.args(wanted).env("PUPPETEER_SKIP_DOWNLOAD", "1").current_dir(&folder))?;
        std::fs::write(&complete, "").map_err(|error| format!("{}: {error}.", complete.display()))
    })?;
    Ok(folder)
}
