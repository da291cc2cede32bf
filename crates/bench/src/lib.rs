//! What `cargo xtask bench` times in WebAssembly: judging the example with the most answers, and ranking its open
//! questions, and running the timeline. Built like the page; the host calls `prepare` once and the others as often as it wants.

use preflight_engine::saved::decode;
use preflight_engine::timeline::{forecast, RUNS};
use preflight_engine::{asking, assess, Answers, Content, Session};
use std::cell::RefCell;
use std::hint::black_box;

/// The day that is judged on, in days since 1970-01-01.
pub const TODAY: i64 = 20_780;

thread_local! {
    static PLAN: RefCell<Option<(Content, Answers)>> = const { RefCell::new(None) };
}

/// The content as it is shipped.
pub fn content() -> Option<Content> {
    Content::from_json(preflight_content::bundled()).ok()
}

/// The answers of the example that gives the most of them.
pub fn largest(content: &Content) -> Option<Answers> {
    let plans = content.examples.iter().filter_map(|example| decode(content, &example.plan.to_string()).ok());
    plans.map(|plan| plan.session.answers).max_by_key(Answers::len)
}

/// Loads content and plan; returns how many rules there are, 0 when something cannot be loaded.
#[no_mangle]
pub extern "C" fn prepare() -> u32 {
    let Some(content) = content() else { return 0 };
    let Some(answers) = largest(&content) else { return 0 };
    let rules = content.rules.len() as u32;
    PLAN.with(|plan| plan.replace(Some((content, answers))));
    rules
}

fn each(times: u32, work: impl Fn(&Content, &Answers) -> usize) -> u32 {
    PLAN.with(|plan| {
        let plan = plan.borrow();
        let Some((content, answers)) = plan.as_ref() else { return 0 };
        (0..times).map(|_| work(black_box(content), black_box(answers)) as u32).fold(0, u32::wrapping_add)
    })
}

/// Judges the plan `times` times.
#[no_mangle]
pub extern "C" fn judge(times: u32) -> u32 {
    each(times, |content, answers| assess(content, answers, TODAY).findings.len())
}

/// Ranks the plan's open questions `times` times.
#[no_mangle]
pub extern "C" fn rank(times: u32) -> u32 {
    each(times, |content, answers| asking::ranked(content, answers, TODAY).len())
}

/// Works out the plan's timeline `times` times, with all its runs.
#[no_mangle]
pub extern "C" fn foresee(times: u32) -> u32 {
    each(times, |content, answers| {
        let session = Session { answers: answers.clone(), ..Session::default() };
        forecast(content, &session, &assess(content, answers, TODAY), RUNS).curve.len()
    })
}

/// Loads the content `times` times.
#[no_mangle]
pub extern "C" fn load(times: u32) -> u32 {
    (0..times).map(|_| u32::from(Content::from_json(black_box(preflight_content::bundled())).is_ok())).sum()
}
