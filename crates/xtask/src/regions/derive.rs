//! Derives Regions from botocore's data, for `regions`. A Region has DMS when its code is a key of the endpoints of `dms`;
//! other keys there (`dms`, `dms-fips`, `us-east-1-fips`) are old names of hosts. Its endpoint has a FIPS host when a
//! variant of that very endpoint is tagged so; defaults of a service or partition only say how such a host would be named.

use super::release::{Region, Regions};
use crate::Result;
use serde_json::{Map, Value};

/// The Regions of `endpoints.json`, and without an endpoint those that only `partitions.json` knows.
pub fn regions(endpoints: &Value, partitions: &Value) -> Result<Regions> {
    let mut regions = Regions::new();
    for partition in list(endpoints, "endpoints.json")? {
        let services = &partition["services"]["dms"]["endpoints"];
        for (code, name, id) in named(partition, "partition", "endpoints.json")? {
            let endpoint = services.get(&code);
            let (dms, fips) = (endpoint.is_some(), endpoint.is_some_and(has_fips));
            regions.insert(code, Region { name, partition: id, dms, fips });
        }
    }
    for partition in list(partitions, "partitions.json")? {
        for (code, name, id) in named(partition, "id", "partitions.json")? {
            // A pseudo Region for services that belong to none.
            if !code.ends_with("-global") {
                regions.entry(code).or_insert(Region { name, partition: id, dms: false, fips: false });
            }
        }
    }
    Ok(regions)
}

fn list<'a>(data: &'a Value, file: &str) -> Result<&'a Vec<Value>> {
    data["partitions"].as_array().ok_or_else(|| format!("{file} has no list of partitions."))
}

/// Code, name and partition of each Region of a partition, whose name is in `key`.
fn named(partition: &Value, key: &str, file: &str) -> Result<Vec<(String, String, String)>> {
    let id = partition[key].as_str().ok_or_else(|| format!("A partition in {file} has no `{key}`."))?;
    let regions: &Map<String, Value> =
        partition["regions"].as_object().ok_or_else(|| format!("{id} in {file} has no Regions."))?;
    let name = |code: &String, region: &Value| {
        let name = region["description"].as_str().ok_or_else(|| format!("{code} in {file} has no name."))?;
        Ok((code.clone(), name.to_owned(), id.to_owned()))
    };
    regions.iter().map(|(code, region)| name(code, region)).collect()
}

fn has_fips(endpoint: &Value) -> bool {
    let variants = endpoint["variants"].as_array().into_iter().flatten();
    variants.filter_map(|variant| variant["tags"].as_array()).flatten().any(|tag| tag == "fips")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn made_up() -> Regions {
        let endpoints = json!({ "partitions": [
            {
                "partition": "moon",
                "defaults": { "variants": [{ "tags": ["fips"] }] },
                "regions": {
                    "sea-1": { "description": "Sea of Showers" },
                    "sea-2": { "description": "Sea of Clouds" },
                    "sea-3": { "description": "Sea of Cold" },
                },
                "services": { "dms": {
                    "defaults": { "variants": [{ "tags": ["fips"] }] },
                    "endpoints": {
                        "dms": { "deprecated": true, "variants": [{ "tags": ["fips"] }] },
                        "dms-fips": { "deprecated": true },
                        "sea-1": { "variants": [{ "tags": ["dualstack"] }, { "tags": ["dualstack", "fips"] }] },
                        "sea-1-fips": { "deprecated": true },
                        "sea-2": { "variants": [{ "tags": ["dualstack"] }] },
                        "sea-3-fips": { "variants": [{ "tags": ["fips"] }] },
                    },
                } },
            },
            {
                "partition": "mars",
                "regions": { "hill-1": { "description": "Olympus" } },
                "services": { "s3": { "endpoints": { "hill-1": {} } } },
            },
        ] });
        let partitions = json!({ "partitions": [{ "id": "moon", "regions": {
            "moon-global": { "description": "The whole Moon" },
            "sea-1": { "description": "Another name" },
            "sea-4": { "description": "Sea of Nectar" },
        } }] });
        regions(&endpoints, &partitions).unwrap()
    }

    fn region(name: &str, partition: &str, dms: bool, fips: bool) -> Region {
        Region { name: name.to_owned(), partition: partition.to_owned(), dms, fips }
    }

    #[test]
    fn a_region_has_dms_and_fips_only_by_an_endpoint_of_its_code() {
        let regions = made_up();
        assert_eq!(regions["sea-1"], region("Sea of Showers", "moon", true, true));
        assert_eq!(regions["sea-2"], region("Sea of Clouds", "moon", true, false));
        assert_eq!(regions["sea-3"], region("Sea of Cold", "moon", false, false));
        assert_eq!(regions["hill-1"], region("Olympus", "mars", false, false));
    }

    #[test]
    fn a_region_that_only_partitions_know_has_no_endpoint_and_pseudo_regions_are_none() {
        let regions = made_up();
        assert_eq!(regions["sea-4"], region("Sea of Nectar", "moon", false, false));
        let codes: Vec<&str> = regions.keys().map(String::as_str).collect();
        assert_eq!(codes, ["hill-1", "sea-1", "sea-2", "sea-3", "sea-4"]);
    }

    #[test]
    fn data_of_another_shape_is_refused_with_a_sentence() {
        let none = json!({ "partitions": [] });
        assert_eq!(regions(&json!({}), &none), Err("endpoints.json has no list of partitions.".to_owned()));
        let nameless = json!({ "partitions": [{ "partition": "moon", "regions": { "sea-1": {} } }] });
        assert_eq!(regions(&nameless, &none), Err("sea-1 in endpoints.json has no name.".to_owned()));
    }
}
