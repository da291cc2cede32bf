//! The tools that the project needs, each used from the path when the right version is there, else installed into the
//! user's cache. Nothing global is touched that the package manager does not own.

use crate::run::{command, output, quiet, root};
use crate::steps::{say, step};
use crate::{browsers, pack, toolchain, Outcome};
use std::path::{Path, PathBuf};

/// Must be the version of `wasm-bindgen` in Cargo.lock.
const WASM_BINDGEN: &str = "0.2.128";
/// 0.22 needs a newer Rust than the workspace asks for.
const TRUNK: &str = "0.21.14";
/// npm packages of the build and of the browser tests.
const NPM: [(&str, &str); 4] =
    [("axe-core", "4.14.1"), ("binaryen", "132.0.0"), ("esbuild", "0.25.12"), ("puppeteer-core", "24.43.1")];

/// What measures the page as a visitor's browser would, for the long tests.
const LIGHTHOUSE: [(&str, &str); 2] = [("lighthouse", "12.8.2"), ("puppeteer-core", "24.43.1")];

/// The cache folder; it survives a clean clone.
pub fn cache() -> Outcome<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    let base = base.or_else(|| home().map(|home| home.join(".cache")));
    let folder = base.ok_or("Set XDG_CACHE_HOME or HOME: the tools are kept in a cache folder.")?.join("dms-preflight");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be created: {error}.", folder.display()))?;
    Ok(folder)
}

/// What serving needs.
pub fn for_serving() -> Outcome<()> {
    toolchain::target()?;
    wasm_bindgen()?;
    trunk()?;
    Ok(())
}

/// What building for release needs.
pub fn for_dist() -> Outcome<()> {
    for_serving()?;
    npm()?;
    Ok(())
}

/// What testing needs.
pub fn everything() -> Outcome<()> {
    for_dist()?;
    browsers::installed()
}

/// Folder of the `wasm-bindgen` command.
pub fn wasm_bindgen() -> Outcome<PathBuf> {
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, &[])
}

/// Folder of the `trunk` command. Without default features it has no network code and builds faster.
pub fn trunk() -> Outcome<PathBuf> {
    cargo_tool("trunk", "trunk", TRUNK, &["--no-default-features"])
}

fn is_version(program: &Path, version: &str) -> bool {
    output(program, &["--version"]).is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

/// The folder of a cargo-installed command of exactly `version`.
fn cargo_tool(name: &str, package: &str, version: &str, flags: &[&str]) -> Outcome<PathBuf> {
    if is_version(Path::new(name), version) {
        return Ok(PathBuf::new());
    }
    let folder = cache()?.join(format!("{name}-{version}"));
    let bin = folder.join("bin");
    if is_version(&bin.join(name), version) {
        return Ok(bin);
    }
    step(&format!("Installing {package} {version} (up to 5 minutes, once)"), || {
        let root = folder.to_string_lossy().into_owned();
        let target = folder.join("target");
        let mut install = command("cargo", &["install", package, "--version", version, "--locked", "--root", &root]);
        quiet(install.args(flags).env("CARGO_TARGET_DIR", &target))?;
        // What it was built from is large and not needed again.
        let _ = std::fs::remove_dir_all(target);
        Ok(())
    })?;
    Ok(bin)
}

/// The folder that holds `node_modules`.
pub fn npm() -> Outcome<PathBuf> {
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
pub fn lighthouse() -> Outcome<PathBuf> {
    packages(&format!("lighthouse-{}", LIGHTHOUSE[0].1), &LIGHTHOUSE, "Lighthouse")
}

/// The folder that holds `node_modules` with the programs that are measured beside this one: what `bench/package.json`
/// names, in the versions of its lock file.
pub fn peers() -> Outcome<PathBuf> {
    let own = root().join("bench");
    let lock = pack::bytes(&own.join("package-lock.json"))?;
    let folder = cache()?.join(format!("bench-{}", pack::short_hash(&lock)));
    let complete = folder.join("complete");
    if complete.is_file() {
        return Ok(folder);
    }
    step("Installing the programs to compare with (once)", || {
        pack::write(&folder.join("package-lock.json"), &lock)?;
        pack::write(&folder.join("package.json"), pack::bytes(&own.join("package.json"))?)?;
        quiet(command("npm", &["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder))?;
        pack::write(&complete, "")
    })?;
    Ok(folder)
}

/// A folder of the cache with npm packages, installed once.
fn packages(name: &str, wanted: &[(&str, &str)], what: &str) -> Outcome<PathBuf> {
    let folder = cache()?.join(name);
    let complete = folder.join("complete");
    if complete.is_file() {
        return Ok(folder);
    }
    step(&format!("Installing {what} (once)"), || {
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

/// The path with the folders of `wasm-bindgen` and `trunk` in front.
pub fn path() -> Outcome<std::ffi::OsString> {
    let own = [wasm_bindgen()?, trunk()?];
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().filter(|folder| !folder.as_os_str().is_empty()).chain(std::env::split_paths(&old));
    std::env::join_paths(all).map_err(|error| format!("The PATH cannot be extended: {error}."))
}

/// Says that the tools are there.
pub fn ready() {
    say("Tools are ready");
}
