//! The chosen Region judged, and the nearest ones that offer what it lacks.

use super::findings::Finding;
use crate::answer::{Reading, Value};
use crate::condition::Truth;
use crate::content::{Content, Severity};
use crate::facts::nearest;
use crate::state::State;
use serde::Serialize;

/// How the Region fits the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionFit {
    /// A blocker of the Region section stands.
    Blocked,
    /// A risk of the Region section stands.
    Risky,
    /// Nothing stands, but something about the Region is still open.
    Open,
    Fits,
}

/// A Region and its distance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Near {
    pub code: String,
    pub kilometres: u32,
}

/// The judgement on the chosen Region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegionJudgement {
    pub code: String,
    pub fit: RegionFit,
    /// The nearest Regions of the same partition with a DMS endpoint.
    pub nearest: Vec<Near>,
    /// The nearest that also have DMS Schema Conversion.
    pub nearest_schema_conversion: Vec<Near>,
}

/// How many near Regions are named.
const NAMED: usize = 3;

pub(super) fn judgement(state: &State<'_>, findings: &[Finding]) -> Option<RegionJudgement> {
    let content = state.content;
    let place = content.question("target_region")?;
    let Some(Reading::Given(Value::Choice(code))) = state.readings.get(place).filter(|_| state.is_given(place)) else {
        return None;
    };
    let region = content.tables.region(code)?;
    let near = |wanted: fn(&crate::content::Region) -> bool| -> Vec<Near> {
        let found = nearest(&content.tables, region, wanted);
        found.into_iter().take(NAMED).map(|(r, km)| Near { code: r.code.clone(), kilometres: km }).collect()
    };
    Some(RegionJudgement {
        code: code.clone(),
        fit: fit(findings),
        nearest: near(|_| true),
        nearest_schema_conversion: near(|region| region.schema_conversion == "yes"),
    })
}

fn fit(findings: &[Finding]) -> RegionFit {
    let own = || findings.iter().filter(|finding| finding.section == "region" && finding.severity <= Severity::Risk);
    let stands = |severity| own().any(|finding| finding.holds() && finding.severity == severity);
    if stands(Severity::Blocker) {
        RegionFit::Blocked
    } else if stands(Severity::Risk) {
        RegionFit::Risky
    } else if own().any(|finding| finding.state == Truth::Open) {
        RegionFit::Open
    } else {
        RegionFit::Fits
    }
}

/// Every Region with its distance in km from the Region `from`, where both have a public place.
pub fn distances(content: &Content, from: &str) -> Vec<Option<u32>> {
    let from = content.tables.region(from);
    let regions = content.tables.regions.iter();
    regions.map(|region| crate::facts::kilometres(from?, region)).collect()
}
