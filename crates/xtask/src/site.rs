//! The hosted page: files named for what is in them, the hash that each must have, the policy, and the service worker's
//! list of files. It can lie at any depth of any server; every address in it is relative.

use crate::dist::{minified, page, schema, styles, CONTENT, GLUE, SCHEMA, TABLES, WASM};
use crate::pack::{self, bytes, csp_hash, integrity, read};
use crate::run::root;
use crate::{hosting, Outcome};
use std::path::{Path, PathBuf};

/// Scripts that other scripts import by these names.
const IMPORTED: [&str; 3] = [GLUE, "offline.js", "rescue.js"];
/// Files that boot.js fetches by these names.
const FETCHED: [&str; 3] = [WASM, CONTENT, TABLES];
/// Files that others know by name: they keep it.
const NAMED: [&str; 5] = ["app.webmanifest", "icon.svg", "icon-180.png", "icon-192.png", "icon-maskable.svg"];
/// The single file, which the hosted page offers to download.
pub const SINGLE: &str = "dms-preflight.html";

/// A file of the site.
struct File {
    /// What the source calls it.
    name: &'static str,
    /// What it is called here.
    address: String,
    integrity: String,
}

/// The site in the making.
struct Site<'a> {
    stage: &'a Path,
    folder: PathBuf,
    files: Vec<File>,
}

/// Writes the site into `folder`, and beside it, in `hosting`, what a web server should say of it.
pub fn write(stage: &Path, folder: &Path, hosting: &Path) -> Outcome<()> {
    let _ = std::fs::remove_dir_all(folder);
    let mut site = Site { stage, folder: folder.to_owned(), files: Vec::new() };
    site.hashed("app.css", minified(&styles(stage)?, "css")?.into_bytes())?;
    for name in IMPORTED.into_iter().chain(["rescue-page.js"]) {
        site.hashed(name, minified(&read(&stage.join(name))?, "js")?.into_bytes())?;
    }
    for name in FETCHED {
        site.hashed(name, bytes(&stage.join(name))?)?;
    }
    for name in NAMED {
        site.named(name, bytes(&stage.join(name))?)?;
    }
    site.boot()?;
    let policies = [site.page("index.html", "boot.js", true)?, site.page("rescue.html", "rescue-page.js", false)?];
    site.worker()?;
    pack::write(&folder.join(SCHEMA), schema()?)?;
    hosting::write(hosting, &policies)
}

impl Site<'_> {
    fn named(&mut self, name: &'static str, data: Vec<u8>) -> Outcome<()> {
        self.put(name, name.to_owned(), &data)
    }

    fn hashed(&mut self, name: &'static str, data: Vec<u8>) -> Outcome<()> {
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        self.put(name, format!("{stem}-{}.{end}", pack::short_hash(&data)), &data)
    }

    fn put(&mut self, name: &'static str, address: String, data: &[u8]) -> Outcome<()> {
        pack::write(&self.folder.join(&address), data)?;
        self.files.push(File { name, address, integrity: integrity(data) });
        Ok(())
    }

    fn file(&self, name: &str) -> Outcome<&File> {
        self.files.iter().find(|file| file.name == name).ok_or_else(|| format!("The site has no {name}."))
    }

    /// boot.js with the addresses and hashes of what it fetches.
    fn boot(&mut self) -> Outcome<()> {
        let mut files = serde_json::Map::new();
        for name in FETCHED {
            let file = self.file(name)?;
            files.insert(name.to_owned(), serde_json::json!([file.address, file.integrity]));
        }
        files.insert("file".to_owned(), format!("./{SINGLE}").into());
        let boot = read(&self.stage.join("boot.js"))?;
        let boot = replaced(&boot, "FILES = {}", &format!("FILES = {}", serde_json::Value::Object(files)))?;
        self.hashed("boot.js", minified(&boot, "js")?.into_bytes())
    }

    /// Where imports of a script lead, and what must be there.
    fn import_map(&self) -> Outcome<String> {
        let (mut imports, mut hashes) = (serde_json::Map::new(), serde_json::Map::new());
        for name in IMPORTED {
            let File { address, integrity, .. } = self.file(name)?;
            imports.insert(format!("./{name}"), format!("./{address}").into());
            hashes.insert(format!("./{address}"), integrity.clone().into());
        }
        Ok(serde_json::json!({ "imports": imports, "integrity": hashes }).to_string())
    }

    /// Writes a page that one script starts; gives its name and its policy.
    fn page(&mut self, name: &'static str, script: &str, app: bool) -> Outcome<(&'static str, String)> {
        let map = self.import_map()?;
        let policy = policy(&csp_hash(&map), app);
        let (css, start) = (self.file("app.css")?, self.file(script)?);
        let css = format!("<link rel=\"stylesheet\" href=\"./{}\" integrity=\"{}\">", css.address, css.integrity);
        let scripts = format!(
            "<script type=\"importmap\">{map}</script>\n<script type=\"module\" src=\"./{}\" integrity=\"{}\"></script>",
            start.address, start.integrity
        );
        let html = page(&self.stage.join(name), &policy, &css)?;
        let html = replaced(&html, &format!("<script type=\"module\" src=\"./{script}\"></script>"), &scripts)?;
        self.named(name, html.into_bytes())?;
        Ok((name, policy))
    }

    /// The service worker, which keeps all files of this version.
    fn worker(&self) -> Outcome<()> {
        let list = self.files.iter().map(|file| {
            let address = if file.name == "index.html" { "./" } else { &file.address };
            serde_json::json!([address, file.integrity])
        });
        let list = serde_json::Value::Array(list.collect()).to_string();
        let worker = read(&root().join("src/sw.js"))?;
        let worker = replaced(&worker, "FILES = []", &format!("FILES = {list}"))?;
        let version = pack::short_hash(list.as_bytes());
        let worker = replaced(&worker, "VERSION = \"\"", &format!("VERSION = \"{version}\""))?;
        pack::write(&self.folder.join("sw.js"), minified(&worker, "js")?)
    }
}

/// Everything from beside the page, nothing from anywhere else; scripts by name or by their hash.
fn policy(map: &str, app: bool) -> String {
    let code = if app { "'wasm-unsafe-eval' " } else { "" };
    // The one policy for scripts lets the service worker of this page through, and nothing else.
    let types = if app { "dms-preflight" } else { "'none'" };
    format!(
        "default-src 'none'; script-src 'self' {code}{map}; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
         manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types {types}"
    )
}

/// `text` with the one place of `from` replaced.
fn replaced(text: &str, from: &str, to: &str) -> Outcome<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        n => Err(format!("`{from}` stands {n} times where it must stand once.")),
    }
}
