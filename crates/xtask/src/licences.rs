//! LICENSES.txt: the libraries that the page is built of and the texts of their licences, taken from their packages.
//! `bundle` and `embed` ship it.

use crate::names::TARGET;
use crate::run::{output, root};
use crate::{files, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// The name of the list where it is shipped.
pub const FILE: &str = "LICENSES.txt";

/// Every library with its licence, grouped by the text.
pub fn text() -> Result<String> {
    let mut by_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, licence, folder) in libraries()? {
        let text =
            licence_text(Path::new(&folder)).unwrap_or_else(|| "The package has no text of its licence.\n".to_owned());
        by_text.entry(text).or_default().insert(format!("{name}: {licence}"));
    }
    let mut out =
        "The page is built of these libraries each under the licence named with it, \
        and of Rust's standard library, under MIT or Apache-2.0.\nWhere a library may be used under MIT or Apache-2.0, the text of the MIT licence follows.\n"
            .to_owned();
    for (text, names) in by_text {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let _ = write!(out, "\n{}\n{}\n\n{}\n", "=".repeat(78), names.join("\n"), text.trim_end());
    }
    Ok(out)
}

/// Name and version, licence and folder of each library in the page.
fn libraries() -> Result<Vec<(String, String, String)>> {
    let format = ["tree", "-p", "dms-preflight", "--locked", "-e", "normal", "--target", TARGET, "--prefix", "none"];
    let tree = output("cargo", &[&format[..], &["--format", "{p}"]].concat()).ok_or("`cargo tree` failed.")?;
    let used: BTreeSet<String> = tree
        .lines()
        .filter(|line| !line.contains(&*root().to_string_lossy()))
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some(format!("{} {}", words.next()?, words.next()?.trim_start_matches('v')))
        })
        .collect();
    let metadata = ["metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET];
    let metadata = output("cargo", &metadata).ok_or("`cargo metadata` failed.")?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| format!("`cargo metadata`: {error}."))?;
    let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
    let field = |package: &Value, name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let all = packages.iter().map(|package| {
        let name = format!("{} {}", field(package, "name"), field(package, "version"));
        (name, field(package, "license"), field(package, "manifest_path").replace("Cargo.toml", ""))
    });
    let all: Vec<_> = all.filter(|(name, _, _)| used.contains(name)).collect();
    if all.len() < used.len() {
        return Err("A library of the page is not in `cargo metadata`.".to_owned());
    }
    Ok(all)
}

/// The text of a package's licence: of MIT where there is a choice.
fn licence_text(folder: &Path) -> Option<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let is =
        |name: &&String| ["LICENSE", "LICENCE", "COPYING"].iter().any(|start| name.to_uppercase().starts_with(start));
    let chosen = names.iter().find(|name| is(name) && name.to_uppercase().contains("MIT")).or(names.iter().find(is))?;
    Some(files::read(&folder.join(chosen)).ok()?.replace("\r\n", "\n"))
}
