//! Writes the form for pages of others, called by `dist`: the module, the custom element and the helper of hosts, as a
//! folder that npm takes. Its styles measure the element instead of the window and ignore the page's font size.

use crate::assets::{minified_script, minified_styles, schema, styles};
use crate::files::{self, bytes, read};
use crate::names::{CONTENT, GLUE, HELPER, SCHEMA, TABLES, WASM};
use crate::run::root;
use crate::{licences, Result};
use std::path::Path;

/// Written by hand, shipped as they are.
const COPIED: [&str; 6] = [
    "index.js",
    "index.d.ts",
    "dms-preflight-element.js",
    "dms-preflight-element.d.ts",
    "dms-preflight-host.d.ts",
    "package.json",
];

/// Writes the folder.
pub fn write(stage: &Path, embed: &Path) -> Result<()> {
    let _ = std::fs::remove_dir_all(embed);
    for name in COPIED {
        files::write(&embed.join(name), bytes(&root().join("embed").join(name))?)?;
    }
    let helper = read(&root().join("embed").join(HELPER))?;
    files::write(&embed.join(HELPER), minified_script(&helper)?)?;
    for name in [GLUE, WASM, CONTENT, TABLES] {
        files::write(&embed.join(name), bytes(&stage.join(name))?)?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        files::write(&embed.join(name), bytes(&root().join(name))?)?;
    }
    files::write(&embed.join(licences::FILE), licences::text()?)?;
    files::write(&embed.join(SCHEMA), schema()?)?;
    let css = to_container_units(&styles(stage)?) + &read(&root().join("styles/guest.css"))?;
    files::write(&embed.join("app.css"), minified_styles(&css)?)
}

/// The styles for an element in a page of others: a condition on the width of the window becomes one on that of the
/// element, and a length in rem, which the host's root element decides, becomes one in the checklist's unit.
fn to_container_units(css: &str) -> String {
    const WINDOW: &str = "@media screen and (";
    let mut out = String::new();
    // The document belongs to the host: its margins, its paper.
    let is_ours =
        |line: &&str| !["html:has(", "body:has(", "@page ", "  @bottom-"].iter().any(|start| line.starts_with(start));
    for line in css.lines().filter(is_ours) {
        let (condition, rest) = match line.split_once('{') {
            Some((condition, rest)) if condition.contains("@media") => (condition, rest),
            _ => ("", line),
        };
        if condition.starts_with(WINDOW) {
            let condition = condition.replacen(WINDOW, "@container preflight (", 1);
            out.push_str(&lengths(&condition, |pixels| format!("{pixels}px")));
        } else {
            out.push_str(condition);
        }
        if !condition.is_empty() {
            out.push('{');
        }
        out.push_str(&lengths(rest, |pixels| format!("calc({pixels}*var(--u)/16)")));
        out.push('\n');
    }
    out
}

/// The text with each length in rem written anew, from its pixels at 16 to the rem.
fn lengths(text: &str, write: impl Fn(f64) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("rem") {
        let before = &rest[..at];
        let start = before.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |last| last + 1);
        match before[start..].parse::<f64>() {
            Ok(size) => {
                let minus = before[..start].ends_with('-') && !before[..start].ends_with("--");
                let size = if minus { -size } else { size };
                out.push_str(&before[..start - usize::from(minus)]);
                out.push_str(&write(size * 16.0));
            }
            Err(_) => {
                out.push_str(before);
                out.push_str("rem");
            }
        }
        rest = &rest[at + 3..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::to_container_units;

    #[test]
    fn lengths_and_conditions_are_those_of_the_element() {
        let css = "@media screen and (max-width: 63.99rem) {\n  a { margin: -1.5rem .25rem; } /* remember */\n}\n\
            @media print { p { gap: 2rem; } }\n";
        let expected = "@container preflight (max-width: 1023.84px) {\n  a { margin: calc(-24*var(--u)/16) \
            calc(4*var(--u)/16); } /* remember */\n}\n@media print { p { gap: calc(32*var(--u)/16); } }\n";
        assert_eq!(to_container_units(css), expected);
    }
}
