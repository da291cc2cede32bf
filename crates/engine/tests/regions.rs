//! Distances between Regions, and the nearest ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{answers, content_with, region, row_of, rule, text, NO, TODAY};
use preflight_engine::assess::{distances, RegionFit, RegionJudgement};
use preflight_engine::facts::{kilometres, nearest};
use preflight_engine::{assess, Answers, Content};
use serde_json::{json, Value};

/// The pack with these Regions of the partition `aws`, all with a DMS endpoint.
fn with(points: &[(&str, Option<(&str, &str)>)]) -> Content {
    content_with(|pack| pack["region"] = points.iter().map(|(code, point)| region(code, "aws", *point)).collect())
}

fn between(from: (&str, &str), to: (&str, &str)) -> u32 {
    let content = with(&[("from-1", Some(from)), ("to-1", Some(to))]);
    kilometres(&content.tables.regions[0], &content.tables.regions[1]).unwrap()
}

#[test]
fn distances_are_right_within_half_a_per_cent() {
    let (frankfurt, dublin, london) = (("50.11", "8.68"), ("53.35", "-6.26"), ("51.51", "-0.13"));
    let (virginia, oregon, tokyo) = (("38.95", "-77.45"), ("45.84", "-119.70"), ("35.68", "139.69"));
    let (sydney, sao_paulo, cape_town) = (("-33.87", "151.21"), ("-23.55", "-46.63"), ("-33.92", "18.42"));
    // Great circles on a sphere of 6371 km, computed independently by the law of cosines.
    let cases = [
        (frankfurt, dublin, 1087.7),
        (frankfurt, london, 637.9),
        (virginia, oregon, 3510.1),
        (virginia, frankfurt, 6553.3),
        (tokyo, sydney, 7825.7),
        (tokyo, oregon, 7971.1),
        (sao_paulo, cape_town, 6344.1),
        // A quarter and half of the circumference, and across the date line.
        (("0", "0"), ("0", "90"), 10_007.5),
        (("90", "0"), ("-90", "0"), 20_015.1),
        (("0", "0"), ("0", "180"), 20_015.1),
        (("0", "179.5"), ("0", "-179.5"), 111.2),
        (("89.99", "0"), ("89.99", "180"), 2.2),
    ];
    for (from, to, wanted) in cases {
        let (there, back) = (between(from, to), between(to, from));
        assert_eq!(there, back, "{from:?} {to:?}");
        assert!(
            (f64::from(there) - wanted).abs() <= (wanted * 0.005_f64).max(0.5),
            "{from:?} {to:?}: {there} for {wanted}"
        );
    }
    assert_eq!(between(sydney, sydney), 0);
}

#[test]
fn a_region_without_a_public_location_has_no_distance() {
    let content = with(&[("iso-1", None), ("to-1", Some(("0", "0"))), ("half-1", Some(("1", "")))]);
    let regions = &content.tables.regions;
    assert_eq!((kilometres(&regions[0], &regions[1]), kilometres(&regions[1], &regions[0])), (None, None));
    assert_eq!(distances(&content, "iso-1"), [None, None, None]);
    assert_eq!(distances(&content, "to-1"), [None, Some(0), None]);
    assert_eq!(distances(&content, "nowhere-1"), [None, None, None]);
    assert!(nearest(&content.tables, &regions[0], |_| true).is_empty());
}

fn codes(content: &Content, from: &str) -> Vec<String> {
    let regions = nearest(&content.tables, content.tables.region(from).unwrap(), |_| true);
    regions.into_iter().map(|(region, _)| region.code.clone()).collect()
}

#[test]
fn the_nearest_come_first_and_ties_by_code() {
    let content = with(&[
        ("home-1", Some(("0", "0"))),
        ("west-2", Some(("0", "-10"))),
        ("far-1", Some(("0", "50"))),
        ("east-1", Some(("0", "10"))),
        ("west-1", Some(("0", "-10"))),
        ("near-1", Some(("1", "0"))),
        ("lost-1", None),
    ]);
    assert_eq!(codes(&content, "home-1"), ["near-1", "east-1", "west-1", "west-2", "far-1"]);
}

#[test]
fn only_regions_with_dms_in_the_same_partition_are_near() {
    let content = content_with(|pack| {
        let at = |code, partition, longitude| region(code, partition, Some(("0", longitude)));
        pack["region"] = json!([
            at("home-1", "aws", "0"),
            at("gov-1", "aws-us-gov", "1"),
            at("without-1", "aws", "2"),
            at("unknown-1", "aws", "3"),
            at("with-1", "aws", "4"),
        ]);
        row_of(pack, "region", "without-1").insert("dms".to_owned(), json!("no"));
        row_of(pack, "region", "unknown-1").insert("dms".to_owned(), json!("unknown"));
    });
    assert_eq!(codes(&content, "home-1"), ["with-1"]);
    assert!(codes(&content, "gov-1").is_empty());
}

fn judged(content: &Content, answers: &Answers) -> Option<RegionJudgement> {
    assess(content, answers, TODAY).region
}

fn two_rules(pack: &mut Value) {
    let in_region =
        |id: &str, when: &str, severity: &str| rule(id, when, json!({ "section": "region", "severity": severity }));
    common::push(pack, "rule", in_region("region_blocks", "a && region_opt_in == 'no'", "blocker"));
    common::push(pack, "rule", in_region("region_risks", "b && region_opt_in == 'no'", "risk"));
    common::push(pack, "rule", in_region("region_advises", "region_opt_in == 'no'", "advice"));
}

#[test]
fn the_chosen_region_is_judged_by_the_rules_of_its_section() {
    let content = content_with(two_rules);
    let cases = [
        (common::YES, common::YES, RegionFit::Blocked),
        (NO, common::YES, RegionFit::Risky),
        (preflight_engine::Raw::DontKnow, NO, RegionFit::Open),
        (preflight_engine::Raw::DontKnow, common::YES, RegionFit::Risky),
        (NO, NO, RegionFit::Fits),
    ];
    for (a, b, fit) in cases {
        let answers = answers(&[("target_region", text("here-1")), ("a", a), ("b", b)]);
        let judgement = judged(&content, &answers).unwrap();
        assert_eq!((judgement.code.as_str(), judgement.fit), ("here-1", fit), "{answers:?}");
    }
    assert_eq!(judged(&content, &Answers::default()), None);
    assert_eq!(judged(&content, &answers(&[("target_region", text("nowhere-1"))])), None);
}

#[test]
fn the_three_nearest_regions_are_listed() {
    let content = content_with(|pack| {
        let at = |n: usize| region(&format!("r-{n}"), "aws", Some(("0", ["0", "1", "2", "3", "4", "5"][n])));
        pack["region"] = (0..6).map(at).collect();
        row_of(pack, "region", "r-5").insert("schema_conversion".to_owned(), json!("yes"));
    });
    let judgement = judged(&content, &answers(&[("target_region", text("r-0"))])).unwrap();
    let near: Vec<(&str, u32)> = judgement.nearest.iter().map(|near| (near.code.as_str(), near.kilometres)).collect();
    assert_eq!(near, [("r-1", 111), ("r-2", 222), ("r-3", 334)]);
    assert_eq!(judgement.nearest_schema_conversion.len(), 1);
    assert_eq!(judgement.nearest_schema_conversion[0].code, "r-5");
}

#[test]
fn a_region_that_is_not_asked_for_is_not_judged() {
    let content = content_with(|pack| {
        row_of(pack, "question", "target_region").insert("ask_when".to_owned(), json!("gate"));
    });
    let stale = answers(&[("gate", NO), ("target_region", text("here-1"))]);
    assert_eq!(judged(&content, &stale), None);
}
