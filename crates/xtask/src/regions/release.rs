//! What a release of botocore says of the Regions, and the files that it is compared with. The other files here use it.

use std::collections::BTreeMap;

/// What a release of botocore says, by code of the Region.
pub type Regions = BTreeMap<String, Region>;

/// What a release of botocore says of one Region.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    pub name: String,
    pub partition: String,
    /// DMS has an endpoint there.
    pub dms: bool,
    /// That endpoint has a FIPS host.
    pub fips: bool,
}

/// The columns that the release decides.
pub(super) const DECIDED: [&str; 4] = ["name", "partition", "dms", "fips"];

pub(super) const TABLE: &str = "content/facts/regions.csv";
pub(super) const EXTRACT: &str = "content/tests/pinned/regions.csv";
pub(super) const EXCEPTIONS: &str = "content/tests/pinned/departures.csv";

impl Region {
    /// The value of a decided column, as the tables write it.
    pub(super) fn value(&self, column: &str) -> &str {
        match column {
            "name" => &self.name,
            "partition" => &self.partition,
            "dms" => yes_no(self.dms),
            _ => yes_no(self.fips),
        }
    }
}

fn yes_no(value: bool) -> &'static str {
    if value {
        "yes"
    } else {
        "no"
    }
}
