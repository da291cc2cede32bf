//! Facts about the target Region, and how far Regions lie apart.

use super::{Fact, Inputs};
use crate::content::{Region, Tables};

pub(super) const READS: &[&str] = &["target_region"];

fn region<'a>(inputs: &Inputs<'a>) -> Option<&'a Region> {
    inputs.tables().region(inputs.choice("target_region")?)
}

pub(super) fn dms<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.dms))
}

pub(super) fn opt_in<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.opt_in))
}

pub(super) fn schema_conversion<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.schema_conversion))
}

pub(super) fn schema_conversion_ai<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.schema_conversion_ai))
}

pub(super) fn homogeneous<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.homogeneous))
}

pub(super) fn fips<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.fips))
}

pub(super) fn in_eea<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.eea))
}

pub(super) fn in_2017<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Flag(region(inputs)?.in_2017))
}

pub(super) fn partition<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.partition))
}

pub(super) fn country<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.country))
}

/// Mean radius of the Earth in km.
const RADIUS: f64 = 6371.0;

/// Great-circle distance in whole km; nothing if one of them has no public place.
pub fn kilometres(from: &Region, to: &Region) -> Option<u32> {
    let (a, b) = (from.point?, to.point?);
    let radians = |hundredths: i32| f64::from(hundredths) / 100.0 * std::f64::consts::PI / 180.0;
    let half = |x: i32, y: i32| libm::sin(radians(y - x) / 2.0);
    let (across, along) = (half(a.latitude, b.latitude), half(a.longitude, b.longitude));
    let cosines = libm::cos(radians(a.latitude)) * libm::cos(radians(b.latitude));
    let chord = (across * across + cosines * along * along).sqrt().min(1.0);
    Some(crate::reading::round(2.0 * RADIUS * libm::asin(chord)) as u32)
}

/// Regions of the same partition with a DMS endpoint that satisfy `wanted`, nearest first, ties by code.
pub fn nearest<'a>(tables: &'a Tables, from: &Region, wanted: impl Fn(&Region) -> bool) -> Vec<(&'a Region, u32)> {
    let offers = |region: &&Region| {
        region.code != from.code && region.partition == from.partition && region.dms == "yes" && wanted(region)
    };
    let offering = tables.regions.iter().filter(offers);
    let mut found: Vec<_> = offering.filter_map(|region| Some((region, kilometres(from, region)?))).collect();
    found.sort_by(|(a, near), (b, far)| near.cmp(far).then_with(|| a.code.cmp(&b.code)));
    found
}
