//! The whole page as one HTML file that opens from `file://`: style and script inside with their hashes in the policy,
//! WebAssembly and content packed, and no permission to reach any network.

use crate::dist::{minified, page, styles, CONTENT, GLUE, TABLES, WASM};
use crate::embed::GUEST;
use crate::pack::{self, base64, bytes, csp_hash, gzip, read};
use crate::run::root;
use crate::Outcome;
use std::path::Path;

/// Lines of the page's head that lead to files of their own.
const ICONS: [&str; 3] = ["rel=\"icon\"", "rel=\"apple-touch-icon\"", "rel=\"manifest\""];

fn parts(stage: &Path) -> Outcome<String> {
    let part = |name: &str, file: &str| -> Outcome<String> {
        let packed = base64(&gzip(&bytes(&stage.join(file))?)?);
        Ok(format!("<script type=\"text/plain\" data-part=\"{name}\">{packed}</script>\n"))
    };
    Ok(part("wasm", WASM)? + &part("content", CONTENT)? + &part("tables", TABLES)?)
}

/// The file's HTML.
fn html(stage: &Path, script: &str, style: &str) -> Outcome<String> {
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

/// What follows the glue. In a block, so that no name of the rescue list meets one of the glue.
fn boot() -> Outcome<String> {
    let [rescue, frame, boot] =
        ["src/rescue.js", "src/frame.js", "src/boot-single.js"].map(|name| read(&root().join(name)));
    Ok(format!("{{\n{}\n{}\n{}\n}}\n", rescue?.replacen("export ", "", 1), frame?, boot?))
}

/// Writes the single file from Trunk's output.
pub fn write(stage: &Path, out: &Path) -> Outcome<()> {
    let glue = read(&stage.join(GLUE))?;
    if glue.lines().any(|line| line.trim_start().starts_with("import ")) {
        return Err("The glue imports another script, which a single file cannot hold.".to_owned());
    }
    let script = minified(&format!("{glue}\n{}", boot()?), "js")?;
    if script.contains("</script") || script.contains("<!--") {
        return Err("The script holds a text that would end it inside HTML.".to_owned());
    }
    pack::write(out, html(stage, &script, &minified(&(styles(stage)? + &read(&root().join(GUEST))?), "css")?)?)
}
