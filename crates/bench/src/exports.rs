//! The exported functions that `cargo xtask bench` calls in the WebAssembly module: `prepare` once, then the others any
//! number of times. A function that returns a text leaves it in a buffer, whose address `text` returns.

use crate::rules::{specification, Rules};
use crate::{checklist, content, examples, TODAY};
use preflight_engine::timeline::{forecast, RUNS};
use preflight_engine::{assess, question_ranking, Answers, Content, Plan};
use std::cell::RefCell;
use std::hint::black_box;

struct Host {
    content: Content,
    plans: Vec<(String, Answers)>,
    rules: Option<Rules>,
    text: String,
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

fn with(measure: impl FnOnce(&mut Host) -> u32) -> u32 {
    HOST.with(|host| host.borrow_mut().as_mut().map_or(0, measure))
}

/// Loads content and examples. Returns the number of examples, 0 when something cannot be loaded.
#[no_mangle]
pub extern "C" fn prepare() -> u32 {
    let Some(content) = content() else { return 0 };
    let plans = examples(&content);
    HOST.with(|host| host.replace(Some(Host { content, plans, rules: None, text: String::new() })));
    with(|host| host.plans.len() as u32)
}

/// The address of the last text.
#[no_mangle]
pub extern "C" fn text() -> *const u8 {
    HOST.with(|host| host.borrow().as_ref().map_or(std::ptr::null(), |host| host.text.as_ptr()))
}

/// Generates rules and answers for a comparison and leaves them as JSON. Returns the length of the text in bytes.
#[no_mangle]
pub extern "C" fn make_rules(rules: u32, answers: u32) -> u32 {
    with(|host| {
        let specification_json = specification(rules as usize, answers as usize);
        host.rules = Rules::new(&specification_json);
        host.text = specification_json.to_string();
        if host.rules.is_some() {
            host.text.len() as u32
        } else {
            0
        }
    })
}

/// Judges the rules `times` times and changes the answer before each. Returns how many hold in the end.
#[no_mangle]
pub extern "C" fn judge_rules(which: u32, times: u32) -> u32 {
    with(|host| {
        let Some(rules) = &mut host.rules else { return 0 };
        (0..times).fold(0, |_, nth| rules.judge((which + nth) as usize) as u32)
    })
}

/// The address of the truth of each rule, one byte each.
#[no_mangle]
pub extern "C" fn truths() -> *const u8 {
    HOST.with(|host| {
        let host = host.borrow();
        host.as_ref().and_then(|host| host.rules.as_ref()).map_or(std::ptr::null(), |rules| rules.truths.as_ptr())
    })
}

/// Leaves the checklist of an example as JSON for SurveyJS. Returns the length of the text in bytes.
#[no_mangle]
pub extern "C" fn make_checklist(example: u32) -> u32 {
    with(|host| {
        let Some((_, answers)) = host.plans.get(example as usize) else { return 0 };
        host.text = checklist::survey(&host.content, answers).to_string();
        host.text.len() as u32
    })
}

fn each(example: u32, times: u32, measure: impl Fn(&Content, &Answers) -> usize) -> u32 {
    with(|host| {
        let Some((_, answers)) = host.plans.get(example as usize) else { return 0 };
        (0..times).map(|_| measure(black_box(&host.content), black_box(answers)) as u32).fold(0, u32::wrapping_add)
    })
}

/// The number of answers of an example.
#[no_mangle]
pub extern "C" fn answers_of(example: u32) -> u32 {
    each(example, 1, |_, answers| answers.len())
}

/// Judges a plan `times` times.
#[no_mangle]
pub extern "C" fn judge(example: u32, times: u32) -> u32 {
    each(example, times, |content, answers| assess(content, answers, TODAY).findings.len())
}

/// Ranks a plan's open questions `times` times.
#[no_mangle]
pub extern "C" fn rank(example: u32, times: u32) -> u32 {
    each(example, times, |content, answers| question_ranking::ranked(content, answers, TODAY).len())
}

/// Computes a plan's timeline `times` times, with all its runs.
#[no_mangle]
pub extern "C" fn foresee(example: u32, times: u32) -> u32 {
    each(example, times, |content, answers| {
        let plan = Plan { answers: answers.clone(), ..Plan::default() };
        forecast(content, &plan, &assess(content, answers, TODAY), RUNS).curve.len()
    })
}

/// Loads the content `times` times.
#[no_mangle]
pub extern "C" fn load(_: u32, times: u32) -> u32 {
    (0..times).map(|_| u32::from(content().is_some())).sum()
}
