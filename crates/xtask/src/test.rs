//! `cargo xtask test`: everything that must hold, from formatting to three browsers, in the order in which a failure
//! costs least. `cargo xtask screenshots` runs one of the browser scripts alone.

use crate::run::{command, root, run};
use crate::steps::{print, step};
use crate::{dist, fuzz, instructions, native_tests, portals, reproducible, sizes, tools, Result};

/// Scripts run by Node.js against `dist/`. Most run more cases with `--full`.
const SCRIPTS: [&str; 10] = [
    "tests/browser/exports.mjs",
    "tests/browser/hosted.mjs",
    "tests/browser/single.mjs",
    "tests/browser/element.mjs",
    "tests/browser/frame.mjs",
    "tests/browser/journeys.mjs",
    "tests/browser/access.mjs",
    "tests/browser/storage.mjs",
    "tests/browser/tabs.mjs",
    "tests/browser/hostile.mjs",
];

/// Scripts that only `--full` runs, so that the plain test stays short.
const LONG_SCRIPTS: [&str; 4] = [
    "tests/browser/rescue.mjs",
    "tests/browser/plans.mjs",
    "tests/browser/portals.mjs",
    "tests/browser/lighthouse.mjs",
];

/// How much is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Plain,
    Full,
}

impl Extent {
    /// The setting for this extent.
    fn choose<T>(self, plain: T, full: T) -> T {
        match self {
            Self::Plain => plain,
            Self::Full => full,
        }
    }
}

/// Sets up what is missing, then checks, builds and tests everything.
pub fn test(extent: Extent) -> Result<()> {
    tools::for_tests()?;
    step("Checking the format", || run(&mut command("cargo", &["fmt", "--all", "--check"])))?;
    let fuzz_format = ["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"];
    step("Checking the format of the fuzz targets", || run(&mut command("cargo", &fuzz_format)))?;
    step("Checking with clippy (about 2 minutes the first time)", || {
        run(&mut command("cargo", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    step("Testing on this machine (about 5 minutes the first time)", || {
        native_tests::run(&[
            ("PREFLIGHT_STORE_CASES", extent.choose("10000", "100000")),
            ("PROPTEST_CASES", extent.choose("256", "20000")),
        ])
    })?;
    instructions::check()?;
    // The plain run uses a fixed seed, so that one tree gets one verdict; the full run looks for new inputs.
    fuzz::fuzz(extent.choose("10", "60"), extent.choose(Some(1), None))?;
    dist::build()?;
    step("Measuring sizes", sizes::check)?;
    step("Building the command line", || run(&mut command("cargo", &["build", "--quiet", "-p", "preflight-cli"])))?;
    if extent == Extent::Full {
        portals::set_up()?;
        tools::lighthouse()?;
        step("Building once more in another folder (about 4 minutes)", reproducible::check)?;
    }
    for script in SCRIPTS.iter().chain(extent.choose(&[][..], &LONG_SCRIPTS)) {
        step(&format!("Running {script}"), || run_script(script, extent))?;
    }
    print("Everything passed");
    Ok(())
}

/// Builds the page and takes a picture of every view.
pub fn screenshots() -> Result<()> {
    tools::for_tests()?;
    dist::build()?;
    step("Taking pictures of every view (about 3 minutes)", || {
        run_script("tests/browser/screenshots.mjs", Extent::Plain)
    })
}

fn run_script(script: &str, extent: Extent) -> Result<()> {
    let modules = tools::npm()?.join("node_modules");
    // WebKitGTK's browser needs a display even when nobody looks.
    let mut node = command("xvfb-run", &["-a", "node", script]);
    node.env("PREFLIGHT_PORTALS", portals::folder()?);
    if extent == Extent::Full {
        node.env("PREFLIGHT_LIGHTHOUSE", tools::lighthouse()?.join("node_modules"));
    }
    node.env("PREFLIGHT_MODULES", modules).env("PREFLIGHT_ROOT", root());
    run(node.env("PREFLIGHT_FULL", extent.choose("", "1")))
}
