//! How long the data takes over the link. AWS publishes no throughput for DMS, so the shares of the line below are our
//! model, and the result is the time on the line alone. `facts::ALL` lists these facts; the load time uses them.

use super::fact::Fact;
use super::inputs::Inputs;

pub(super) const READS: &[&str] = &["source_size", "bandwidth", "link_sharing"];

/// Per cent of the line that a migration gets, at best, likely and at worst, by who else uses it. The timeline's factors
/// show the same.
pub(crate) fn link_shares(sharing: &str) -> [u8; 3] {
    match sharing {
        "dedicated" => [85, 80, 60],
        "managed" => [80, 60, 30],
        _ => [60, 30, 25],
    }
}

/// The shares while the question is not answered: the best, a middle and the worst of all cases.
const ANY: [u8; 3] = [85, 30, 25];

/// Minutes that `bytes` take over the line, without end for one of 0 Mbit/s; nothing while its speed is not known.
pub(super) fn over_link(inputs: &Inputs<'_>, bytes: Option<f64>, which: usize) -> Option<f64> {
    let (bandwidth, sharing) = (inputs.number("bandwidth"), inputs.choice("link_sharing"));
    let share = f64::from(sharing.map_or(ANY, link_shares)[which]);
    let bits_a_second = bandwidth? * 1e6 * share / 100.0;
    let bytes = bytes?;
    Some(if bytes > 0.0 { bytes * 8.0 / bits_a_second / 60.0 } else { 0.0 })
}

/// Whole minutes, rounded up; open while something is not known, and for a line over which nothing ever arrives.
fn minutes<'a>(inputs: &Inputs<'a>, which: usize) -> Option<Fact<'a>> {
    let minutes = over_link(inputs, inputs.number("source_size"), which)?.ceil();
    (minutes <= crate::quantity::MAX_SAFE_INTEGER && !inputs.has_open()).then_some(Fact::Number(minutes))
}

pub(super) fn low<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    minutes(inputs, 0)
}

pub(super) fn likely<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    minutes(inputs, 1)
}

pub(super) fn high<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    minutes(inputs, 2)
}
