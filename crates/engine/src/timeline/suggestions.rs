//! What would help: each answer that could be otherwise is tried, and the odds of the date are worked out anew.

use super::forecast::{projected, Forecast};
use crate::answer::{Raw, Value};
use crate::condition::Truth;
use crate::content::Content;
use crate::content::{Kind, WhatIf, WhatIfChange};
use crate::evaluated::EvaluatedPlan;
use crate::plan::{Action, Plan};
use crate::quantity::format;

/// Runs for each trial: the luck of the runs is the same, so that few show a difference.
const RUNS: u32 = 2_000;

/// How many are told.
const MAX_SUGGESTIONS: usize = 3;

/// What another answer would bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Place in the content's helps.
    pub help: usize,
    /// The answer that was tried.
    pub raw: Raw,
    /// Runs that make the date, per mille, as the plan is and with that answer; none without a date.
    pub in_time: Option<[u32; 2]>,
    /// The day on which 80 % of the runs are over, as the plan is and with that answer.
    pub finish: [i64; 2],
}

/// What would help most, the most first.
#[inline(never)]
pub fn suggestions(content: &Content, plan: &Plan, today: i64) -> Vec<Suggestion> {
    let state = EvaluatedPlan::new(content, &plan.answers, today);
    let now = projected(&state, plan, today, RUNS);
    let possible = content.what_ifs.iter().enumerate();
    let mut found: Vec<Suggestion> =
        possible.filter_map(|(index, help)| tried(&state, plan, today, (index, help), &now)).collect();
    found.sort_by_key(|helped| (std::cmp::Reverse(gain(helped)), helped.finish[1] - helped.finish[0], helped.help));
    found.truncate(MAX_SUGGESTIONS);
    found
}

/// Runs that make the date more, per mille.
fn gain(helped: &Suggestion) -> u32 {
    helped.in_time.map_or(0, |[now, then]| then.saturating_sub(now))
}

fn tried(
    state: &EvaluatedPlan<'_>,
    plan: &Plan,
    today: i64,
    (index, help): (usize, &WhatIf),
    now: &Forecast,
) -> Option<Suggestion> {
    if state.truth(Some(&help.when)) != Truth::True {
        return None;
    }
    let question = &state.content.questions[help.question];
    let raw = other(state, help, &question.kind)?;
    let other = plan.apply(Action::Answered { question: question.id.to_string(), raw: raw.clone() });
    let then = projected(&EvaluatedPlan::new(state.content, &other.answers, today), &other, today, RUNS);
    let finish = [now.finish[1], then.finish[1]];
    let in_time = now.in_time.zip(then.in_time).map(|(now, then)| [now, then]);
    let sooner = finish[1] < finish[0];
    let helped = Suggestion { help: index, raw, in_time, finish };
    (gain(&helped) >= 10 || in_time.is_none() && sooner).then_some(helped)
}

/// The answer to try.
fn other(state: &EvaluatedPlan<'_>, help: &WhatIf, kind: &Kind) -> Option<Raw> {
    let value = state.answer_value(&state.content.questions[help.question].id);
    match &help.change {
        WhatIfChange::Answer(raw) => Some(raw.clone()),
        WhatIfChange::Step(step) => {
            let (Value::Number(number), Kind::Number { max, .. }) = (value?, kind) else { return None };
            let number = number + step;
            let fits = number >= 0.0 && max.is_none_or(|max| number <= max);
            fits.then(|| Raw::Text(format::number(number).replace('\u{202f}', "")))
        }
        WhatIfChange::Without(option) => match value? {
            Value::Several(ids) => {
                Some(Raw::Several(ids.iter().filter(|id| ***id != **option).map(|id| id.to_string()).collect()))
            }
            _ => None,
        },
    }
}
