//! The arithmetic of the timeline, compared with textbooks and with closed forms.

use preflight_engine::timeline::{days_of_text, simulate, Calendar, Node, Triangular};

const RUNS: u32 = 10_000;

fn node(after: &[usize], days: [f64; 3]) -> Node {
    Node { after: after.to_vec(), days }
}

fn near(actual: f64, wanted: f64, within: f64) {
    assert!((actual - wanted).abs() <= within, "{actual} is not {wanted} within {within}");
}

#[test]
fn the_triangle_has_its_quantiles() {
    let shape = Triangular::new([2.0, 4.0, 10.0]);
    assert_eq!(shape.quantile(0.0), 2.0);
    // A quarter of the area is left of the top.
    near(shape.quantile(0.25), 4.0, 1e-12);
    near(shape.quantile(0.999_999_999), 10.0, 1e-3);
    let certain = Triangular::new([3.0, 3.0, 3.0]);
    assert_eq!((certain.quantile(0.0), certain.quantile(0.7)), (3.0, 3.0));
}

/// Mean and variance of a triangle.
fn triangle([low, top, high]: [f64; 3]) -> (f64, f64) {
    let mean = (low + top + high) / 3.0;
    (mean, (low * low + top * top + high * high - low * top - low * high - top * high) / 18.0)
}

const CHAIN: [[f64; 3]; 4] = [[2.0, 4.0, 8.0], [8.0, 12.0, 20.0], [5.0, 5.0, 15.0], [1.0, 9.0, 9.0]];

fn chain() -> Vec<Node> {
    CHAIN
        .iter()
        .enumerate()
        .map(|(index, days)| node(&index.checked_sub(1).map_or(vec![], |p| vec![p]), *days))
        .collect()
}

fn moments(runs: &preflight_engine::timeline::Runs) -> (f64, f64) {
    let mean = runs.sums[0] / f64::from(RUNS);
    (mean, runs.sums[1] / f64::from(RUNS) - mean * mean)
}

#[test]
fn a_serial_chain_has_the_mean_and_the_variance_of_its_triangles() {
    let (mean, variance) = moments(&simulate(&chain(), 3, RUNS, 0.0));
    let wanted = CHAIN.map(triangle);
    near(mean, wanted.iter().map(|(mean, _)| mean).sum(), 0.15);
    near(variance, wanted.iter().map(|(_, variance)| variance).sum(), 0.6);
}

#[test]
fn correlated_delays_widen_the_range_and_leave_the_mean() {
    let apart = moments(&simulate(&chain(), 3, RUNS, 0.0));
    let half = moments(&simulate(&chain(), 3, RUNS, 0.5));
    let together = moments(&simulate(&chain(), 3, RUNS, 1.0));
    near(apart.0, together.0, 0.2);
    assert!(apart.1 < half.1 && half.1 < together.1, "{apart:?} {half:?} {together:?}");
    // With a single draw for all phases the spreads add up instead of their squares.
    let wanted: f64 = (0..100_000)
        .map(|n| {
            let u = (f64::from(n) + 0.5) / 100_000.0;
            let days: f64 = CHAIN.iter().map(|days| Triangular::new(*days).quantile(u)).sum();
            let mean: f64 = CHAIN.map(triangle).iter().map(|(mean, _)| mean).sum();
            (days - mean) * (days - mean)
        })
        .sum::<f64>()
        / 100_000.0;
    near(together.1, wanted, 1.5);
}

#[test]
fn parallel_phases_take_the_longer_one() {
    // Two equal parallel phases: the chance that both are finished is the square of the chance of each.
    let days = [0.0, 50.0, 100.0];
    let nodes = [node(&[], days), node(&[], days), node(&[0, 1], [0.0, 0.0, 0.0])];
    let runs = simulate(&nodes, 2, RUNS, 0.0);
    for day in [30, 50, 70, 90] {
        let x = f64::from(day) / 100.0;
        let chance = if x <= 0.5 { 2.0 * x * x } else { 1.0 - 2.0 * (1.0 - x) * (1.0 - x) };
        let share = f64::from(runs.finish[2].at_most(i64::from(day))) / f64::from(RUNS);
        near(share, chance * chance, 0.015);
    }
    // Each is critical in half of the runs.
    near(f64::from(runs.decides[0]) / f64::from(RUNS), 0.5, 0.02);
    assert_eq!(runs.decides[0] + runs.decides[1], RUNS);
    assert_eq!(runs.decides[2], RUNS);
}

#[test]
fn a_shorter_parallel_phase_is_never_critical_and_a_phase_after_the_end_never_counts() {
    let nodes = [
        node(&[], [1.0, 2.0, 3.0]),
        node(&[], [10.0, 11.0, 12.0]),
        node(&[0, 1], [1.0, 1.0, 1.0]),
        node(&[2], [50.0; 3]),
    ];
    let runs = simulate(&nodes, 2, RUNS, 0.5);
    assert_eq!((runs.decides[0], runs.decides[1], runs.decides[3]), (0, RUNS, 0));
    assert_eq!(runs.finish[2].ends(), (12, 13));
    assert_eq!(runs.rest[3].at_most(1000), 0);
    // From the start of the first phase remain it and the last, whatever the longer phase does.
    assert_eq!(runs.rest[0].ends(), (3, 4));
}

#[test]
fn the_same_arguments_give_the_same_runs() {
    let first = simulate(&chain(), 3, RUNS, 0.5);
    let second = simulate(&chain(), 3, RUNS, 0.5);
    assert_eq!(first.sums.map(f64::to_bits), second.sums.map(f64::to_bits));
    // The exact bits, so that a machine or compiler that draws differently fails the test.
    assert_eq!([500, 800, 950].map(|share| first.finish[3].quantile(share)), GOLDEN);
}

const GOLDEN: [i64; 3] = [33, 38, 42];

/// A regression: in the page, where `usize` has 32 bits, the result was no runs.
#[test]
fn all_runs_take_at_most_any_large_number_of_days() {
    let runs = simulate(&chain(), 3, RUNS, 0.5);
    for days in [1_000, i64::from(u32::MAX), i64::MAX] {
        assert_eq!(runs.finish[3].at_most(days), RUNS);
    }
    assert_eq!((runs.finish[3].at_most(-1), runs.finish[3].at_most(i64::MIN)), (0, 0));
}

#[test]
fn a_schedule_without_work_is_finished_at_once() {
    let runs = simulate(&[node(&[], [0.0; 3])], 0, RUNS, 0.5);
    assert_eq!(runs.finish[0].ends(), (0, 0));
    let none = simulate(&[], 0, 0, 0.5);
    assert!(none.finish.is_empty());
}

#[test]
fn working_days_become_dates() {
    // 2026-11-23 is a Monday.
    let monday = preflight_engine::quantity::parse_date("2026-11-23").unwrap();
    let week = Calendar::new(monday, 5);
    assert_eq!((week.date(0), week.date(4), week.date(5), week.date(-1)), (monday, monday + 4, monday + 7, monday - 3));
    // A start on Saturday becomes the next Monday. The weekend counts to the Friday before it.
    assert_eq!(Calendar::new(monday - 2, 5).start(), monday);
    assert_eq!((week.number(monday + 4), week.number(monday + 5), week.number(monday + 7)), (4, 4, 5));
    assert_eq!(week.number(monday - 1), -1);
    let every_day = Calendar::new(monday + 5, 7);
    assert_eq!((every_day.start(), every_day.date(10)), (monday + 5, monday + 15));
    for days in 1..=7 {
        for start in 0..14 {
            let calendar = Calendar::new(monday + start, days);
            for number in -30..60 {
                assert_eq!(calendar.number(calendar.date(number)), number, "{days} days a week from {start}");
            }
        }
    }
}

#[test]
fn typed_days_of_a_phase_are_parsed_to_tenths() {
    assert_eq!(days_of_text("5 8 15"), Ok([50, 80, 150]));
    assert_eq!(days_of_text(" 0.5 / 1 / 2 "), Ok([5, 10, 20]));
    assert_eq!(days_of_text("3"), Ok([30; 3]));
    assert_eq!(days_of_text("0"), Ok([0; 3]));
    for bad in ["", "a", "5 8", "8 5 15", "1 2 3 4", "-1", "1301", "1e9", "5 8 NaN"] {
        assert!(days_of_text(bad).is_err(), "{bad}");
    }
}
