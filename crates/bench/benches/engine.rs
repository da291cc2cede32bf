//! Benchmarks with spread on this machine: conditions in growing numbers, every example, loading content. `cargo bench`
//! runs it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark fails by panicking")]

use criterion::{criterion_group, criterion_main, BenchmarkId, Criterion, Throughput};
use preflight_bench::rules::{specification, Rules};
use preflight_bench::{content, examples, TODAY};
use preflight_engine::timeline::{forecast, RUNS};
use preflight_engine::{assess, Plan};
use std::hint::black_box;

fn plans(criterion: &mut Criterion) {
    let content = content().expect("content loads");
    let mut group = criterion.benchmark_group("assess");
    for (id, answers) in examples(&content) {
        group.bench_function(&id, |bencher| bencher.iter(|| assess(black_box(&content), black_box(&answers), TODAY)));
    }
    group.finish();
    let mut group = criterion.benchmark_group("forecast");
    for (id, answers) in examples(&content) {
        let assessment = assess(&content, &answers, TODAY);
        let plan = Plan { answers, ..Plan::default() };
        group.bench_function(&id, |bencher| {
            bencher.iter(|| forecast(black_box(&content), black_box(&plan), &assessment, RUNS));
        });
    }
    group.finish();
    criterion.bench_function("load content", |bencher| bencher.iter(|| preflight_bench::content().is_some()));
}

fn conditions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("conditions");
    for (rules, answers) in [(100, 10), (1_000, 10), (1_000, 100), (1_000, 1_000), (10_000, 1_000)] {
        let mut compiled_rules = Rules::new(&specification(rules, answers)).expect("rules compile");
        group.throughput(Throughput::Elements(rules as u64));
        group.bench_function(BenchmarkId::new(format!("{rules} rules"), format!("{answers} answers")), |bencher| {
            let mut which = 0;
            bencher.iter(|| {
                which += 1;
                compiled_rules.judge(which)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, conditions, plans);
criterion_main!(benches);
