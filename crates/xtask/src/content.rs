//! The content files as the two JSON files that the page fetches.

#[path = "../../../content/merge.rs"]
mod merge;

use crate::run::root;
use crate::Outcome;
use std::path::Path;

/// The merged content: what the page starts with, and what it fetches next.
pub fn merged() -> Outcome<merge::Merged> {
    merge::merged(&root().join("content")).map_err(|error| error.to_string())
}

/// Writes both texts into `folder`.
pub fn write(folder: &Path) -> Outcome<()> {
    let merged = merged()?;
    keep(&folder.join("content.json"), &merged.content)?;
    keep(&folder.join("tables.json"), &merged.tables)
}

/// Writes a file unless it already says the same: a new time stamp would start a rebuild.
fn keep(file: &Path, text: &str) -> Outcome<()> {
    if std::fs::read_to_string(file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
    }
    std::fs::write(file, text).map_err(|error| format!("{}: {error}.", file.display()))
}
