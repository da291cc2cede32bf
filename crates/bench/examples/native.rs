//! Times the examples on this machine and prints microseconds as JSON, by operation and example. Each figure is the least
//! of many rounds, so that other work on the machine counts least. `cargo xtask bench` runs it.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark fails by panicking")]

use preflight_bench::exports;
use serde_json::{json, Map, Value};
use std::hint::black_box;
use std::time::Instant;

type Work = extern "C" fn(u32, u32) -> u32;

fn least(work: impl Fn(u32) -> u32, times: u32, rounds: u32) -> f64 {
    black_box(work(times));
    let timed = (0..rounds).map(|_| {
        let start = Instant::now();
        black_box(work(times));
        start.elapsed().as_secs_f64() * 1e6 / f64::from(times)
    });
    timed.fold(f64::INFINITY, f64::min)
}

/// A whole number of hundredths: no float is written as JSON here.
fn micros(time: f64) -> Value {
    json!((time * 100.0).round() as u64)
}

fn main() {
    let examples = exports::prepare();
    let all: [(&str, Work, u32, u32); 4] = [
        ("assess", exports::judge, 100, 60),
        ("rank", exports::rank, 4, 12),
        ("forecast", exports::foresee, 4, 20),
        ("load", exports::load, 1, 12),
    ];
    let mut out = Map::new();
    for (name, work, times, rounds) in all {
        let each = (0..examples).map(|example| micros(least(|times| work(example, times), times, rounds)));
        out.insert(name.to_owned(), each.take(if name == "load" { 1 } else { usize::MAX }).collect());
    }
    for (rules, answers) in [(100, 10), (1_000, 100), (10_000, 1_000)] {
        assert!(exports::make_rules(rules, answers) > 0, "rules compile");
        let time = least(|times| exports::judge_rules(0, times), 100_000 / rules, 30);
        out.insert(format!("rules_{rules}"), micros(time));
    }
    println!("{}", Value::from(out));
}
