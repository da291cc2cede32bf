//! The content files as the one JSON file that the page fetches.

#[path = "../../../content/merge.rs"]
mod merge;

use crate::run::root;
use crate::Outcome;
use std::path::Path;

/// The merged content.
pub fn merged() -> Outcome<String> {
    let (text, _) = merge::merged(&root().join("content")).map_err(|error| error.to_string())?;
    Ok(text)
}

/// Writes the merged content, unless the file already says the same: a new time stamp would start a rebuild.
pub fn write(file: &Path) -> Outcome<()> {
    let text = merged()?;
    if std::fs::read_to_string(file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
    }
    std::fs::write(file, text).map_err(|error| format!("{}: {error}.", file.display()))
}
