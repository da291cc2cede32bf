//! Installs the programs of the tests as Debian packages: three browser engines, the compiler that libFuzzer is built
//! with, and valgrind. `tools` calls it for `test` and `setup`, and `main` before counting instructions.

use crate::steps::step;
use crate::{apt, Result};
use std::path::Path;

/// Each program, and the package it comes from.
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
pub fn set_up() -> Result<()> {
    let missing: Vec<&str> =
        NEEDED.iter().filter(|(program, _)| !Path::new(program).exists()).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if !apt::is_usable() {
        return Err(format!(
            "The tests need these Debian packages: {names}. Install them as root, then run this again."
        ));
    }
    step(&format!("Installing packages for the tests: {names} (about 2 minutes, once)"), || apt::install(&missing))
}
