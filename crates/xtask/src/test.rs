//! Everything that must hold, from formatting to three browsers, in the order in which a failure costs least.

use crate::run::{command, root, run};
use crate::steps::{say, step};
use crate::{dist, fuzz, instructions, portals, sizes, tools, twice, Outcome};

/// Scripts run by Node.js against `dist/`; with `--full` they do more.
const JOURNEYS: [&str; 10] = [
    "tests/browser/doors.mjs",
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

/// Those that run with `--full` alone, so that the plain test stays short.
const LONG: [&str; 4] = [
    "tests/browser/rescue.mjs",
    "tests/browser/plans.mjs",
    "tests/browser/portals.mjs",
    "tests/browser/lighthouse.mjs",
];

/// Sets up what is missing, then checks, builds and tests everything.
pub fn test(full: bool) -> Outcome<()> {
    tools::everything()?;
    tools::ready();
    step("Checking the format", || run(&mut command("cargo", &["fmt", "--all", "--check"])))?;
    let apart = ["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"];
    step("Checking the format of the fuzz targets", || run(&mut command("cargo", &apart)))?;
    step("Checking with clippy", || {
        run(&mut command("cargo", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    step("Testing on this machine", || {
        let mut test = command("cargo", &["test", "--quiet", "--workspace"]);
        test.env("PREFLIGHT_STORE_CASES", if full { "100000" } else { "10000" });
        run(test.env("PROPTEST_CASES", if full { "20000" } else { "256" }))
    })?;
    instructions::gate()?;
    // The short run begins alike each time, so that one tree gets one verdict; the long one looks for what is new.
    fuzz::fuzz(if full { "60" } else { "10" }, (!full).then_some(1))?;
    dist::build()?;
    step("Measuring sizes", sizes::sizes)?;
    step("Building the command line", || run(&mut command("cargo", &["build", "--quiet", "-p", "preflight-cli"])))?;
    if full {
        portals::installed()?;
        tools::lighthouse()?;
        step("Building once more in another folder", twice::same)?;
    }
    let long = LONG.iter().filter(|_| full);
    for script in JOURNEYS.iter().chain(long) {
        step(&format!("Running {script}"), || journey(script, full))?;
    }
    say("Everything passed");
    Ok(())
}

/// Builds the page and takes a picture of every view.
pub fn screenshots() -> Outcome<()> {
    tools::everything()?;
    dist::build()?;
    step("Taking pictures of every view", || journey("tests/browser/screenshots.mjs", false))
}

fn journey(script: &str, full: bool) -> Outcome<()> {
    let modules = tools::npm()?.join("node_modules");
    // WebKitGTK's browser needs a display even when nobody looks.
    let mut node = command("xvfb-run", &["-a", "node", script]);
    node.env("PREFLIGHT_PORTALS", portals::folder()?);
    if full {
        node.env("PREFLIGHT_LIGHTHOUSE", tools::lighthouse()?.join("node_modules"));
    }
    node.env("PREFLIGHT_MODULES", modules).env("PREFLIGHT_ROOT", root());
    run(node.env("PREFLIGHT_FULL", if full { "1" } else { "" }))
}
