//! Writes the hosted page, called by `dist`: files named for their content, the hash that each must have, the policy,
//! and the list of files for the service worker. Every address in it is relative, so it works at any depth of a server.

use crate::assets::{self, minified_script, minified_styles, schema, styles};
use crate::files::{self, bytes, csp_hash, integrity, read};
use crate::names::{CONTENT, GLUE, SCHEMA, SINGLE, TABLES, WASM};
use crate::run::root;
use crate::{server_headers, Result};
use std::path::{Path, PathBuf};

/// Scripts that other scripts import by these names.
const IMPORTED: [&str; 3] = [GLUE, "offline.js", "rescue.js"];
/// Files that boot.js fetches by these names.
const FETCHED: [&str; 3] = [WASM, CONTENT, TABLES];
/// Files that others know by name.
const NAMED: [&str; 5] = ["app.webmanifest", "icon.svg", "icon-180.png", "icon-192.png", "icon-maskable.svg"];
/// A file of the site.
struct File {
    /// Its name in the source.
    name: &'static str,
    /// Its name in the site.
    address: String,
    integrity: String,
}

/// The files written so far.
struct Site<'a> {
    stage: &'a Path,
    folder: PathBuf,
    files: Vec<File>,
}

/// A page of the site.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Checklist,
    Rescue,
}

/// Writes the site into `folder`, and the headers that a web server should send with it into `hosting`.
pub fn write(stage: &Path, folder: &Path, hosting: &Path) -> Result<()> {
    let _ = std::fs::remove_dir_all(folder);
    let mut site = Site { stage, folder: folder.to_owned(), files: Vec::new() };
    site.hashed("app.css", minified_styles(&styles(stage)?)?.into_bytes())?;
    for name in IMPORTED.into_iter().chain(["rescue-page.js"]) {
        site.hashed(name, minified_script(&read(&stage.join(name))?)?.into_bytes())?;
    }
    for name in FETCHED {
        site.hashed(name, bytes(&stage.join(name))?)?;
    }
    for name in NAMED {
        site.named(name, bytes(&stage.join(name))?)?;
    }
    let policies = [site.page(Page::Checklist)?, site.page(Page::Rescue)?];
    site.worker()?;
    files::write(&folder.join(SCHEMA), schema()?)?;
    server_headers::write(hosting, &policies)
}

impl Site<'_> {
    fn named(&mut self, name: &'static str, data: Vec<u8>) -> Result<()> {
        self.put(name, name.to_owned(), &data)
    }

    fn hashed(&mut self, name: &'static str, data: Vec<u8>) -> Result<()> {
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        self.put(name, format!("{stem}-{}.{end}", files::short_hash(&data)), &data)
    }

    fn put(&mut self, name: &'static str, address: String, data: &[u8]) -> Result<()> {
        files::write(&self.folder.join(&address), data)?;
        self.files.push(File { name, address, integrity: integrity(data) });
        Ok(())
    }

    fn file(&self, name: &str) -> Result<&File> {
        self.files.iter().find(|file| file.name == name).ok_or_else(|| format!("The site has no {name}."))
    }

    /// boot.js with the addresses and hashes of what it fetches.
    fn boot(&self) -> Result<String> {
        let mut files = serde_json::Map::new();
        for name in FETCHED {
            let file = self.file(name)?;
            files.insert(name.to_owned(), serde_json::json!([file.address, file.integrity]));
        }
        files.insert("file".to_owned(), format!("./{SINGLE}").into());
        let boot = read(&self.stage.join("boot.js"))?;
        let boot = replaced(&boot, "FILES = {}", &format!("FILES = {}", serde_json::Value::Object(files)))?;
        let boot = minified_script(&boot)?.trim_end().to_owned();
        if boot.contains("</script") || boot.contains("<!--") {
            return Err("boot.js contains a text that would end it inside HTML.".to_owned());
        }
        Ok(boot)
    }

    /// The files that scripts import, with their hashes.
    fn import_map(&self) -> Result<String> {
        let (mut imports, mut hashes) = (serde_json::Map::new(), serde_json::Map::new());
        for name in IMPORTED {
            let File { address, integrity, .. } = self.file(name)?;
            imports.insert(format!("./{name}"), format!("./{address}").into());
            hashes.insert(format!("./{address}"), integrity.clone().into());
        }
        Ok(serde_json::json!({ "imports": imports, "integrity": hashes }).to_string())
    }

    /// Writes a page; gives its name and its policy.
    fn page(&mut self, page: Page) -> Result<(&'static str, String)> {
        let map = self.import_map()?;
        let mut hashes = csp_hash(&map);
        let (name, script, start) = match page {
            Page::Checklist => {
                let boot = self.boot()?;
                hashes = format!("{hashes} {}", csp_hash(&boot));
                // Inside the page, so that code and content are fetched without a round trip for the script; `async`,
                // because other modules wait for the style sheet.
                ("index.html", "boot.js", format!("<script type=\"module\" async>{boot}</script>"))
            }
            Page::Rescue => {
                let File { address, integrity, .. } = self.file("rescue-page.js")?;
                let start = format!("<script type=\"module\" src=\"./{address}\" integrity=\"{integrity}\"></script>");
                ("rescue.html", "rescue-page.js", start)
            }
        };
        let policy = policy(&hashes, page);
        let css = self.file("app.css")?;
        let css = format!("<link rel=\"stylesheet\" href=\"./{}\" integrity=\"{}\">", css.address, css.integrity);
        let html = assets::page(&self.stage.join(name), &policy, &css)?;
        let scripts = format!("<script type=\"importmap\">{map}</script>\n{start}");
        let html = replaced(&html, &format!("<script type=\"module\" src=\"./{script}\"></script>"), &scripts)?;
        self.named(name, html.into_bytes())?;
        Ok((name, policy))
    }

    /// The service worker, which stores all files of this version.
    fn worker(&self) -> Result<()> {
        let list = self.files.iter().map(|file| {
            let address = if file.name == "index.html" { "./" } else { &file.address };
            serde_json::json!([address, file.integrity])
        });
        let list = serde_json::Value::Array(list.collect()).to_string();
        let worker = read(&root().join("src/sw.js"))?;
        let worker = replaced(&worker, "FILES = []", &format!("FILES = {list}"))?;
        let version = files::short_hash(list.as_bytes());
        let worker = replaced(&worker, "VERSION = \"\"", &format!("VERSION = \"{version}\""))?;
        files::write(&self.folder.join("sw.js"), minified_script(&worker)?)
    }
}

/// Allows what lies beside the page and nothing else; scripts from there or with these hashes.
fn policy(hashes: &str, page: Page) -> String {
    let (code, types) = match page {
        // The policy for Trusted Types lets only the service worker of this page through.
        Page::Checklist => ("'wasm-unsafe-eval' ", "dms-preflight"),
        Page::Rescue => ("", "'none'"),
    };
    format!(
        "default-src 'none'; script-src 'self' {code}{hashes}; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
         manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types {types}"
    )
}

/// `text` with the only occurrence of `from` replaced.
fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        count => Err(format!("`{from}` occurs {count} times and must occur once.")),
    }
}
