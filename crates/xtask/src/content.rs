//! `cargo xtask content`: merges the content files into the two JSON files that the page fetches. `trunk` calls it
//! before a build, and the hook in Trunk.toml calls the command after each change.

#[path = "../../../content/merge.rs"]
mod merge;

use crate::run::root;
use crate::Result;
use std::path::Path;

fn merged() -> Result<merge::Merged> {
    merge::merged(&root().join("content")).map_err(|error| error.to_string())
}

/// Writes both texts into `folder`.
pub fn write(folder: &Path) -> Result<()> {
    let merged = merged()?;
    write_if_changed(&folder.join("content.json"), &merged.content)?;
    write_if_changed(&folder.join("tables.json"), &merged.tables)
}

/// A new time stamp would start a rebuild.
fn write_if_changed(file: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
    }
    std::fs::write(file, text).map_err(|error| format!("{}: {error}.", file.display()))
}
