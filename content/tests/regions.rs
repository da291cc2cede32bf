//! The table of Regions agrees with the pinned release of botocore, except where a departure says why not.
//! `cargo xtask regions` writes the extract of the release.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::content;
use preflight_engine::content::Region;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Rows of a table in the folder `pinned`, in which a line with `#` is a comment.
fn pinned(name: &str) -> Vec<BTreeMap<String, String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pinned").join(name);
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(&file).expect("a table");
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| row.unwrap_or_else(|error| panic!("{}: {error}", file.display()))).collect()
}

/// Code, column, value in the table, value in the release.
type Departure = (String, String, String, String);

fn departures() -> BTreeSet<Departure> {
    let mut departures = BTreeSet::new();
    for row in pinned("departures.csv") {
        assert!(row["why"].ends_with('.'), "{}: a departure says why", row["code"]);
        let departure = ["code", "column", "table", "release"].map(|column| row[column].clone());
        assert!(departures.insert(departure.into()), "{}: a departure stands twice", row["code"]);
    }
    departures
}

/// The columns that the release decides.
fn decided(region: &Region) -> [(&'static str, &str); 4] {
    [("name", &region.name), ("partition", &region.partition), ("dms", &region.dms), ("fips", &region.fips)]
}

#[test]
fn the_regions_agree_with_the_pinned_release() {
    let regions = content().tables.regions;
    let release = pinned("regions.csv");
    let codes: BTreeSet<&str> = regions.iter().map(|region| region.code.as_str()).collect();
    let of_release = release.iter().map(|row| row["code"].as_str()).collect();
    let one_sided: Vec<_> = codes.symmetric_difference(&of_release).collect();
    assert!(one_sided.is_empty(), "only in the table or only in the release: {one_sided:?}");
    let mut differences = BTreeSet::new();
    for region in &regions {
        let row = release.iter().find(|row| row["code"] == region.code).expect("the codes are the same");
        for (column, table) in decided(region).into_iter().filter(|(column, value)| row[*column] != *value) {
            differences.insert((region.code.clone(), column.to_owned(), table.to_owned(), row[column].clone()));
        }
    }
    let departures = departures();
    let without_reason: Vec<_> = differences.difference(&departures).collect();
    assert!(without_reason.is_empty(), "differences that pinned/departures.csv does not give: {without_reason:?}");
    let without_difference: Vec<_> = departures.difference(&differences).collect();
    assert!(without_difference.is_empty(), "departures that hold no longer: {without_difference:?}");
}

#[test]
fn every_region_code_is_unique() {
    let regions = content().tables.regions;
    let codes: BTreeSet<&str> = regions.iter().map(|region| region.code.as_str()).collect();
    assert_eq!(codes.len(), regions.len());
}

#[test]
fn fips_endpoints_are_those_of_the_release_and_of_canada() {
    let regions = content().tables.regions;
    assert_eq!(pinned("regions.csv").iter().filter(|row| row["fips"] == "yes").count(), 11);
    assert_eq!(regions.iter().filter(|region| region.fips == "yes").count(), 13);
    assert_eq!(regions.iter().filter(|region| region.fips == "unknown").count(), 2);
    assert!(regions.iter().all(|region| region.fips != "yes" || region.dms == "yes"));
}

#[test]
fn every_partition_has_its_regions() {
    let mut counts = BTreeMap::new();
    for region in &content().tables.regions {
        *counts.entry(region.partition.clone()).or_insert(0) += 1;
    }
    let wanted = [
        ("aws", 36),
        ("aws-cn", 2),
        ("aws-eusc", 1),
        ("aws-iso", 2),
        ("aws-iso-b", 2),
        ("aws-iso-e", 1),
        ("aws-iso-f", 2),
        ("aws-us-gov", 2),
    ];
    assert_eq!(counts, wanted.map(|(partition, count)| (partition.to_owned(), count)).into());
}
