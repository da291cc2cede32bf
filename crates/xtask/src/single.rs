//! Writes the whole page as one HTML file that opens from `file://`, called by `dist`: style and script inside with
//! their hashes in the policy, WebAssembly and content packed, and no permission to reach any network.

use crate::assets::{minified_script, minified_styles, page, styles};
use crate::files::{self, base64, bytes, csp_hash, gzip, read};
use crate::names::{CONTENT, GLUE, TABLES, WASM};
use crate::run::root;
use crate::Result;
use std::path::Path;

/// Lines of the page's head that link to other files.
const ICONS: [&str; 3] = ["rel=\"icon\"", "rel=\"apple-touch-icon\"", "rel=\"manifest\""];

fn parts(stage: &Path) -> Result<String> {
    let part = |name: &str, file: &str| -> Result<String> {
        let packed = base64(&gzip(&bytes(&stage.join(file))?)?);
        Ok(format!("<script type=\"text/plain\" data-part=\"{name}\">{packed}</script>\n"))
    };
    Ok(part("wasm", WASM)? + &part("content", CONTENT)? + &part("tables", TABLES)?)
}

/// The file's HTML.
fn html(stage: &Path, script: &str, style: &str) -> Result<String> {
    let policy = format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {}; style-src {}; img-src data: blob:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        csp_hash(script),
        csp_hash(style)
    );
    let html = page(&stage.join("index.html"), &policy, &format!("<style>{style}</style>"))?;
    let lines = html
        .lines()
        .filter(|line| !ICONS.iter().any(|icon| line.contains(icon)) && !line.contains("src=\"./boot.js\""));
    let html: String = lines.flat_map(|line| [line, "\n"]).collect();
    let tail = format!("{}<script type=\"module\">{script}</script>\n</body>", parts(stage)?);
    let html = html.replacen("</body>", &tail, 1);
    if html.contains("<script src=") || html.contains("<link ") {
        return Err("The single file would still point to another file.".to_owned());
    }
    Ok(html)
}

/// The script after the glue. A block separates the names of the rescue list from those of the glue.
fn boot() -> Result<String> {
    let [rescue, frame, boot] =
        ["src/rescue.js", "src/frame.js", "src/boot-single.js"].map(|name| read(&root().join(name)));
    Ok(format!("{{\n{}\n{}\n{}\n}}\n", rescue?.replacen("export ", "", 1), frame?, boot?))
}

/// Writes the single file from Trunk's output.
pub fn write(stage: &Path, out: &Path) -> Result<()> {
    let glue = read(&stage.join(GLUE))?;
    if glue.lines().any(|line| line.trim_start().starts_with("import ")) {
        return Err("The glue imports another script, which a single file cannot hold.".to_owned());
    }
    let script = minified_script(&format!("{glue}\n{}", boot()?))?;
    if script.contains("</script") || script.contains("<!--") {
        return Err("The script contains a text that would end it inside HTML.".to_owned());
    }
    let style = minified_styles(&(styles(stage)? + &read(&root().join("styles/guest.css"))?))?;
    files::write(out, html(stage, &script, &style)?)
}
