//! Opens a botocore wheel, which is a zip file, and reads the data from which `regions` derives Regions.

use crate::Result;
use serde_json::Value;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zip::ZipArchive;

/// The part of a release of botocore that Regions are derived from.
pub struct Wheel {
    pub version: String,
    /// The day in the time stamp of its endpoints.
    pub date: String,
    pub endpoints: Value,
    pub partitions: Value,
}

const ENDPOINTS: &str = "botocore/data/endpoints.json";
const PARTITIONS: &str = "botocore/data/partitions.json";

/// Opens the wheel at `file`.
pub fn open(file: &Path) -> Result<Wheel> {
    let named = |error: String| format!("{}: {error}", file.display());
    let opened = File::open(file).map_err(|error| named(format!("{error}.")))?;
    let mut zip = ZipArchive::new(opened).map_err(|error| named(format!("this is no wheel: {error}.")))?;
    contents(&mut zip).map_err(named)
}

fn contents(zip: &mut ZipArchive<File>) -> Result<Wheel> {
    let version = zip.file_names().flatten().find_map(|name| Some(version(&name)?.to_owned()));
    let version = version.ok_or("this is no wheel of botocore.")?;
    let (endpoints, date) = json(zip, ENDPOINTS)?;
    let (partitions, _) = json(zip, PARTITIONS)?;
    Ok(Wheel { version, date, endpoints, partitions })
}

/// The version in the name of the wheel's metadata.
fn version(name: &str) -> Option<&str> {
    name.strip_prefix("botocore-")?.strip_suffix(".dist-info/METADATA")
}

/// A JSON file of the wheel, and the day of its time stamp.
fn json(zip: &mut ZipArchive<File>, name: &str) -> Result<(Value, String)> {
    let mut entry = zip.by_name(name).map_err(|error| format!("{name} cannot be read: {error}."))?;
    let stamp = entry.last_modified().ok_or_else(|| format!("{name} has no time stamp."))?;
    let date = format!("{}-{:02}-{:02}", stamp.year(), stamp.month(), stamp.day());
    let mut text = String::new();
    entry.read_to_string(&mut text).map_err(|error| format!("{name} cannot be read: {error}."))?;
    let value = serde_json::from_str(&text).map_err(|error| format!("{name} is not JSON: {error}."))?;
    Ok((value, date))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn the_version_is_that_of_the_metadata_of_botocore() {
        assert_eq!(version("botocore-1.44.5.dist-info/METADATA"), Some("1.44.5"));
        assert_eq!(version("boto3-1.44.5.dist-info/METADATA"), None);
        assert_eq!(version("botocore/data/endpoints.json"), None);
    }
}
