//! The textbook three-point formula. It knows only one serial path and independent phases, so the page shows the
//! figures of the simulation and never these; tests compare the two.

/// Mean and standard deviation of phases done one after the other, each (best, likely, worst), in their unit:
/// (O + 4M + P) / 6 and (P − O) / 6 for each; means and variances add.
pub fn three_point(phases: &[[f64; 3]]) -> (f64, f64) {
    let mean: f64 = phases.iter().map(|[best, likely, worst]| (best + 4.0 * likely + worst) / 6.0).sum();
    let variance: f64 = phases.iter().map(|[best, _, worst]| (worst - best) * (worst - best) / 36.0).sum();
    (mean, variance.sqrt())
}
