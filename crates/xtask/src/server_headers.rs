//! Writes `dist/hosting`, called by `site`: the headers that a web server should send with the hosted page, as files for
//! the common servers. The policy as a header also says who may frame the page; other headers say what may be cached.

use crate::names::SINGLE;
use crate::run::root;
use crate::{files, Result};
use std::fmt::Write;
use std::path::Path;

/// Headers of every answer.
const ALWAYS: [(&str, &str); 4] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";
/// The service worker fetches the files of the page and does nothing else.
const WORKER: &str = "default-src 'none'; connect-src 'self'";

/// The policy as a header: with who may frame the page, which a page cannot say of itself.
fn header(policy: &str) -> String {
    format!("{policy}; frame-ancestors 'self'")
}

/// Writes the folder; `policies` has each page's name and policy.
pub fn write(folder: &Path, policies: &[(&str, String)]) -> Result<()> {
    let _ = std::fs::remove_dir_all(folder);
    let mut pages: Vec<(&str, String)> = policies.iter().map(|(name, policy)| (*name, header(policy))).collect();
    // The single file has its policy inside, but shares the plans of this origin: strangers must not frame it here.
    pages.push((SINGLE, "frame-ancestors 'self'".to_owned()));
    files::write(&folder.join("nginx.conf"), nginx(&pages))?;
    files::write(&folder.join("apache.htaccess"), apache(&pages))?;
    files::write(&folder.join("cloudfront.json"), cloudfront(&pages))?;
    files::write(&folder.join("sw-off.js"), files::bytes(&root().join("src/sw-off.js"))?)
}

fn nginx(pages: &[(&str, String)]) -> String {
    let headers = |policy: Option<&str>, cache: &str| {
        let mut all = String::new();
        let policy = policy.map(|policy| ("Content-Security-Policy", policy));
        for (name, value) in ALWAYS.into_iter().chain(policy).chain([("Cache-Control", cache)]) {
            // The answer that a file is missing must not be cached for ever.
            let always = if value == FOR_EVER { "" } else { " always" };
            let _ = writeln!(all, "    add_header {name} \"{value}\"{always};");
        }
        all
    };
    let mut out =
        "# Inside the server block of the host. Replace /preflight/ and /srv/preflight/ with the path of the folder.\n\
        # An add_header in an inner block ends those of the outer blocks, so each block names all.\n"
            .to_owned();
    let mut block = |matches: &str, policy: Option<&str>, cache: &str| {
        let _ = write!(out, "location {matches} {{\n    root /srv;\n{}}}\n", headers(policy, cache));
    };
    block("/preflight/", None, REVALIDATE);
    block("~ \"^/preflight/.*-[0-9a-f]{10}\\.[a-z]+$\"", None, FOR_EVER);
    block("= /preflight/sw.js", Some(WORKER), REVALIDATE);
    for (name, policy) in pages {
        block(&format!("= /preflight/{name}"), Some(policy), REVALIDATE);
    }
    out
}

fn apache(pages: &[(&str, String)]) -> String {
    let mut out = "# As .htaccess in the folder of the page; needs mod_headers.\nAddType application/wasm .wasm\n\
        AddType application/manifest+json .webmanifest\n"
        .to_owned();
    for (name, value) in ALWAYS {
        let _ = writeln!(out, "Header always set {name} \"{value}\"");
    }
    let _ = writeln!(out, "Header always set Cache-Control \"{REVALIDATE}\"");
    let _ = writeln!(
        out,
        "<FilesMatch \"-[0-9a-f]{{10}}\\.[a-z]+$\">\n  Header always set Cache-Control \"{FOR_EVER}\" \"expr=%{{REQUEST_STATUS}} == 200\"\n</FilesMatch>"
    );
    for (name, policy) in pages.iter().map(|(name, policy)| (*name, policy.as_str())).chain([("sw.js", WORKER)]) {
        let _ = writeln!(out, "<Files \"{name}\">\n  Header always set Content-Security-Policy \"{policy}\"\n</Files>");
    }
    out
}

/// The settings of response headers policies, one for each kind of file, as `aws cloudfront
/// create-response-headers-policy` takes them.
fn cloudfront(pages: &[(&str, String)]) -> String {
    let policy = |name: &str, csp: Option<&str>, cache: &str| {
        let custom = ALWAYS.into_iter().skip(2).chain([("Cache-Control", cache)]);
        let items: Vec<_> = custom
            .map(|(name, value)| serde_json::json!({ "Header": name, "Value": value, "Override": true }))
            .collect();
        let mut security = serde_json::json!({
            "ContentTypeOptions": { "Override": true },
            "ReferrerPolicy": { "ReferrerPolicy": "no-referrer", "Override": true },
        });
        if let Some(csp) = csp {
            security["ContentSecurityPolicy"] = serde_json::json!({ "ContentSecurityPolicy": csp, "Override": true });
        }
        serde_json::json!({
            "Name": format!("dms-preflight-{name}"),
            "SecurityHeadersConfig": security,
            "CustomHeadersConfig": { "Quantity": items.len(), "Items": items },
        })
    };
    let mut all = vec![
        policy("others", None, REVALIDATE),
        policy("hashed", None, FOR_EVER),
        policy("worker", Some(WORKER), REVALIDATE),
    ];
    for (name, csp) in pages {
        all.push(policy(name.trim_end_matches(".html"), Some(csp), REVALIDATE));
    }
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}
