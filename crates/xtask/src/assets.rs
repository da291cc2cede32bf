//! Scripts, style sheets and HTML as they are shipped: minified, joined, with a policy. `site`, `single` and `embed`
//! call it for the form that each writes, and `bench` for the pages that it compares with.

use crate::files::{bytes, read, write};
use crate::names::{SCHEMA, STYLES};
use crate::run::{command, root};
use crate::{tools, Result};
use std::path::Path;

/// A script without what only its readers need.
pub fn minified_script(text: &str) -> Result<String> {
    esbuild(text, "js", &["--format=esm", "--target=es2022"])
}

/// A style sheet without what only its readers need.
pub fn minified_styles(text: &str) -> Result<String> {
    esbuild(text, "css", &[])
}

fn esbuild(text: &str, extension: &str, flags: &[&str]) -> Result<String> {
    let file = root().join("target").join(format!("minify.{extension}"));
    write(&file, text)?;
    let program = tools::npm()?.join("node_modules/esbuild/bin/esbuild");
    let mut esbuild = command("node", &[&program.to_string_lossy(), "--minify", "--log-level=error"]);
    let output = esbuild.args(flags).arg(&file).output();
    let output = output.map_err(|error| format!("esbuild could not be started: {error}."))?;
    if !output.status.success() {
        return Err(format!("esbuild failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("esbuild wrote no text: {error}."))
}

/// All style sheets joined.
pub fn styles(stage: &Path) -> Result<String> {
    STYLES.iter().map(|name| read(&stage.join(format!("{name}.css")))).collect()
}

/// The JSON Schema of plan files. A test of `crates/schema` compares it with the types that generate it.
pub fn schema() -> Result<Vec<u8>> {
    bytes(&root().join("crates/schema").join(SCHEMA))
}

/// The page in `file` with a policy, and with `head` instead of its links to single style sheets.
pub fn page(file: &Path, policy: &str, head: &str) -> Result<String> {
    let html = read(file)?;
    let mut out = String::new();
    let mut has_head = false;
    for line in html.lines() {
        if line.trim().is_empty() || line.contains("data-trunk ") {
            continue;
        }
        if line.contains("rel=\"stylesheet\"") {
            if !has_head {
                out.push_str(head);
                out.push('\n');
                has_head = true;
            }
            continue;
        }
        out.push_str(line);
        out.push('\n');
        if line.contains("charset=") {
            out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"));
        }
    }
    if !has_head || !out.contains("Content-Security-Policy") {
        let file = file.display();
        return Err(format!("{file} needs a line for its charset and a line for each style sheet."));
    }
    Ok(out)
}
