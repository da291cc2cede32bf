//! Reads, writes, compresses and hashes files, for every module that ships or measures them. An error becomes one
//! sentence that names the file.

use crate::Result;
use base64::engine::general_purpose::STANDARD;
use base64::Engine;
use flate2::write::GzEncoder;
use flate2::Compression;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Reads a file as text.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}.", path.display()))
}

/// Reads a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{}: {error}.", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, data: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
    }
    std::fs::write(path, data).map_err(|error| format!("{}: {error}.", path.display()))
}

/// Gzip without a time stamp, so that the same input gives the same file.
pub fn gzip(data: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).and_then(|()| encoder.finish()).map_err(|error| format!("Compressing failed: {error}."))
}

/// Bytes that a web server sends for `data` with brotli at its best.
pub fn brotli_size(data: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &data[..], &mut out, &params)
        .map_err(|error| format!("Compressing failed: {error}."))?;
    Ok(out.len())
}

pub fn base64(data: &[u8]) -> String {
    STANDARD.encode(data)
}

/// The hash that a file must have, as HTML's `integrity` writes it.
pub fn integrity(data: &[u8]) -> String {
    format!("sha256-{}", base64(&Sha256::digest(data)))
}

/// The whole hash in hexadecimal digits.
pub fn hex_hash(data: &[u8]) -> String {
    Sha256::digest(data).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Ten hexadecimal digits for the name of a file.
pub fn short_hash(data: &[u8]) -> String {
    let mut hash = hex_hash(data);
    hash.truncate(10);
    hash
}

/// A hash source of a Content-Security-Policy.
pub fn csp_hash(text: &str) -> String {
    format!("'{}'", integrity(text.as_bytes()))
}

/// The folder for installed tools in the user's cache. It survives a clean clone.
pub fn cache() -> Result<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    let base = base.or_else(|| home().map(|home| home.join(".cache")));
    let folder =
        base.ok_or("Set XDG_CACHE_HOME or HOME: the tools are installed in a cache folder.")?.join("dms-preflight");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be created: {error}.", folder.display()))?;
    Ok(folder)
}
