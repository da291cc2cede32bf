//! Writes the zip to pass on by mail or on a stick, called by `dist`: the single file, a README, licences, checksums.
//! The same input gives the same bytes.

use crate::names::SINGLE;
use crate::run::root;
use crate::{files, licences, Result};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// README.txt of the zip.
const README: &str = "DMS Preflight, the checklist as one file

Open dms-preflight.html in a browser of the last two years: Chrome, Edge, Firefox or Safari.
It needs no installation and no network, and it is not allowed to reach one.

Your answers stay in the browser that you open it with. Some browsers store them by
the path of the file: moved or renamed it shows an empty list, and the plans
are there again when it is back. \"Save a copy\" writes a plan as a separate file,
and \"This page with my plan in it\" writes both as one file, to pass on.

SHA256SUMS has the checksum of each file: sha256sum --check SHA256SUMS

DMS Preflight is not affiliated with AWS. AWS's documentation is the authority.
Licence: MIT (LICENSE-MIT) or Apache-2.0 (LICENSE-APACHE), at your option.
LICENSES.txt has the licences of the libraries inside.
";

/// Writes the zip around the single file.
pub fn write(single: &Path, out: &Path) -> Result<()> {
    let licence = |name: &str| files::bytes(&root().join(name));
    let mut files = vec![
        (SINGLE, files::bytes(single)?),
        ("README.txt", README.as_bytes().to_vec()),
        ("LICENSE-MIT", licence("LICENSE-MIT")?),
        ("LICENSE-APACHE", licence("LICENSE-APACHE")?),
        (licences::FILE, licences::text()?.into_bytes()),
    ];
    let sums: String = files.iter().map(|(name, data)| format!("{}  {name}\n", files::hex_hash(data))).collect();
    files.push(("SHA256SUMS", sums.into_bytes()));
    let zip = zipped(&files).map_err(|error| format!("The zip cannot be written: {error}."))?;
    files::write(out, zip)
}

fn zipped(files: &[(&str, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in files {
        zip.start_file(format!("dms-preflight/{name}"), options)?;
        zip.write_all(data)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::zipped;
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    #[test]
    fn the_same_files_give_the_same_zip_and_come_out_as_they_went_in() {
        let files = [("a.html", b"<p>one</p>".repeat(50)), ("README.txt", b"two".to_vec())];
        let zip = zipped(&files).unwrap();
        assert_eq!(zip, zipped(&files).unwrap());
        let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
        for (name, data) in files {
            let mut read = Vec::new();
            archive.by_name(&format!("dms-preflight/{name}")).unwrap().read_to_end(&mut read).unwrap();
            assert_eq!(read, data);
        }
    }
}
