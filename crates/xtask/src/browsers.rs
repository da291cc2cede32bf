//! The three browser engines of the tests, the compiler that libFuzzer is built with and what counts instructions, as
//! Debian packages.

use crate::run::{command, output, quiet};
use crate::steps::step;
use crate::Outcome;
use std::path::Path;

/// A program that must be there, and the package it comes from.
const NEEDED: [(&str, &str); 8] = [
    ("/usr/bin/chromium", "chromium"),
    ("/usr/bin/chromedriver", "chromium-driver"),
    ("/usr/bin/firefox-esr", "firefox-esr"),
    ("/usr/bin/WebKitWebDriver", "webkit2gtk-driver"),
    ("/usr/bin/Xvfb", "xvfb"),
    ("/usr/bin/xauth", "xauth"),
    ("/usr/bin/c++", "g++"),
    ("/usr/bin/valgrind", "valgrind"),
];

/// Finds or installs them.
pub fn installed() -> Outcome<()> {
    let missing: Vec<&str> =
        NEEDED.iter().filter(|(program, _)| !Path::new(program).exists()).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if !Path::new("/etc/debian_version").is_file() || output("id", &["-u"]).is_none_or(|id| id != "0") {
        return Err(format!(
            "The tests need these Debian packages: {names}. Install them as root, then run this again."
        ));
    }
    step(&format!("Installing packages for the tests: {names}"), || apt(&missing))
}

/// Installs Debian packages; the lists are brought up to date first, because a new machine has none.
pub fn apt(packages: &[&str]) -> Outcome<()> {
    let quietly = |args: &[&str]| quiet(command("apt-get", args).env("DEBIAN_FRONTEND", "noninteractive"));
    quietly(&["update", "-qq"])?;
    let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
    args.extend(packages);
    quietly(&args)
}
