//! How long judging takes: every example, and the largest one with all rules.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark fails by panicking")]

use criterion::{criterion_group, criterion_main, Criterion};
use preflight_engine::saved::decode;
use preflight_engine::timeline::{forecast, RUNS};
use preflight_engine::{assess, Content};
use std::hint::black_box;
use std::path::Path;

fn assessing(criterion: &mut Criterion) {
    let content = Content::from_json(preflight_content::bundled()).expect("content loads");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut group = criterion.benchmark_group("assess");
    for example in &content.examples {
        let text = std::fs::read_to_string(folder.join(format!("{}.preflight.json", example.id))).expect("an example");
        let plan = decode(&content, &text).unwrap_or_else(|_| unreachable!("examples open"));
        group.bench_function(&example.id, |bencher| {
            bencher.iter(|| assess(black_box(&content), black_box(&plan.session.answers), 20_780));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("forecast");
    for example in &content.examples {
        let plan = decode(&content, &example.plan.to_string()).unwrap_or_else(|_| unreachable!("examples open"));
        let assessment = assess(&content, &plan.session.answers, 20_780);
        group.bench_function(&example.id, |bencher| {
            bencher.iter(|| forecast(black_box(&content), black_box(&plan.session), &assessment, RUNS));
        });
    }
    group.finish();
    criterion.bench_function("load content", |bencher| {
        bencher.iter(|| Content::from_json(black_box(preflight_content::bundled())).is_ok());
    });
}

criterion_group!(benches, assessing);
criterion_main!(benches);
