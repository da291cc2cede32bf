//! Installs the documentation portals that `test --full` embeds the checklist in: MkDocs with Material and Sphinx from
//! PyPI, Docusaurus and Vite from npm, each in the user's cache folder.

use crate::files::cache;
use crate::run::{command, quiet};
use crate::steps::step;
use crate::{apt, Result};
use std::path::{Path, PathBuf};

const PYPI: [&str; 2] = ["mkdocs-material==9.8.1", "sphinx==9.0.4"];
const NPM: [&str; 7] = [
    "@docusaurus/core@3.10.2",
    "@docusaurus/preset-classic@3.10.2",
    "react@19.3.1",
    "react-dom@19.3.1",
    "vite@8.3.8",
    "typescript@5.9.3",
    "@types/react@19",
];

/// Their folder, whether they are installed or not.
pub fn folder() -> Result<PathBuf> {
    Ok(cache()?.join("portals-1"))
}

/// Finds or installs them.
pub fn set_up() -> Result<()> {
    let folder = folder()?;
    let complete = folder.join("complete");
    if complete.is_file() {
        return Ok(());
    }
    step("Installing documentation portals for the tests (about 3 minutes, once)", || {
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
        python(&folder)?;
        let prefix = folder.to_string_lossy().into_owned();
        let mut npm = command("npm", &["install", "--prefix", &prefix, "--no-audit", "--no-fund", "--ignore-scripts"]);
        quiet(npm.args(NPM).current_dir(&folder))?;
        std::fs::write(&complete, "").map_err(|error| format!("{}: {error}.", complete.display()))
    })
}

fn python(folder: &Path) -> Result<()> {
    let venv = folder.join("python").to_string_lossy().into_owned();
    let make = || quiet(&mut command("python3", &["-m", "venv", &venv]));
    if make().is_err() {
        // Debian ships Python without it.
        apt::install(&["python3-venv"])?;
        make()?;
    }
    let pip = format!("{venv}/bin/pip");
    quiet(command(pip, &["install", "--quiet", "--disable-pip-version-check"]).args(PYPI))
}
