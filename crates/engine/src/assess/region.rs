//! Judges the chosen Region, and finds the nearest Regions that offer what it lacks. The assessment calls it; the app's
//! Regions view asks for distances.

use super::findings::Finding;
use crate::answer::{ParsedAnswer, Value};
use crate::condition::Truth;
use crate::content::{Content, Region, Severity};
use crate::evaluated::EvaluatedPlan;
use crate::facts::{nearest, nearest_to, source_point};
use serde::Serialize;

/// How the Region fits the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionFit {
    /// A blocker of the Region section holds.
    Blocked,
    /// A risk of the Region section holds.
    Risky,
    /// No blocker or risk holds, but some may.
    Open,
    Fits,
}

impl RegionFit {
    /// The message key of the verdict.
    pub fn word(self) -> &'static str {
        match self {
            Self::Blocked => "regions.blocked",
            Self::Risky => "regions.risky",
            Self::Open => "regions.open",
            Self::Fits => "regions.fits",
        }
    }
}

/// A Region and its distance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    pub code: String,
    pub kilometres: u32,
}

/// The judgement on the chosen Region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionJudgement {
    pub code: String,
    pub fit: RegionFit,
    /// The nearest Regions of the same partition with a DMS endpoint.
    pub nearest: Vec<Near>,
    /// The nearest that also have DMS Schema Conversion.
    pub nearest_schema_conversion: Vec<Near>,
    /// The nearest that also have homogeneous data migrations.
    pub nearest_homogeneous: Vec<Near>,
}

/// Largest number of near Regions.
const NAMED: usize = 3;

pub(super) fn judgement(evaluated: &EvaluatedPlan<'_>, findings: &[Finding]) -> Option<RegionJudgement> {
    let content = evaluated.content;
    let index = content.question_index("target_region")?;
    let Some(ParsedAnswer::Valid(Value::Choice(code))) =
        evaluated.parsed_answers.get(index).filter(|_| evaluated.is_given(index))
    else {
        return None;
    };
    let region = content.tables.region(code)?;
    // Measured once: the nearest that offer more are among the nearest.
    let all = nearest(&content.tables, region, |_| true);
    let near = |wanted: fn(&Region) -> bool| named(all.iter().copied().filter(|(region, _)| wanted(region)));
    Some(RegionJudgement {
        code: code.to_string(),
        fit: fit(findings),
        nearest: near(|_| true),
        nearest_schema_conversion: near(|region| region.schema_conversion == "yes"),
        nearest_homogeneous: near(|region| region.homogeneous == "yes"),
    })
}

fn named<'a>(regions: impl Iterator<Item = (&'a Region, u32)>) -> Vec<Near> {
    regions.take(NAMED).map(|(region, km)| Near { code: region.code.clone(), kilometres: km }).collect()
}

/// The Regions nearest to the source that offer DMS, in the partition that the data must stay in.
pub(super) fn near_source(evaluated: &EvaluatedPlan<'_>) -> Vec<Near> {
    let tables = &evaluated.content.tables;
    let Some(point) = source_point(tables, |id| evaluated.text_or_choice(id)) else { return Vec::new() };
    let chosen = evaluated.choice("target_region").and_then(|code| tables.region(code));
    let partition = match evaluated.choice("data_residency") {
        Some("us_government") => "aws-us-gov",
        Some("china") => "aws-cn",
        _ => chosen.map_or("aws", |region| region.partition.as_str()),
    };
    let eea = evaluated.choice("data_residency") == Some("eea");
    named(nearest_to(tables, point, partition, |region| !eea || region.eea == "yes").into_iter())
}

fn fit(findings: &[Finding]) -> RegionFit {
    let region_findings =
        || findings.iter().filter(|finding| finding.section == "region" && finding.severity <= Severity::Risk);
    let holds = |severity| region_findings().any(|finding| finding.holds() && finding.severity == severity);
    if holds(Severity::Blocker) {
        RegionFit::Blocked
    } else if holds(Severity::Risk) {
        RegionFit::Risky
    } else if region_findings().any(|finding| finding.state == Truth::Unknown) {
        RegionFit::Open
    } else {
        RegionFit::Fits
    }
}

/// Every Region with its distance in km from the Region `from`, where both have a public location.
pub fn distances(content: &Content, from: &str) -> Vec<Option<u32>> {
    let from = content.tables.region(from);
    let regions = content.tables.regions.iter();
    regions.map(|region| crate::facts::kilometres(from?, region)).collect()
}
