//! Suggestions: tries each what-if answer and computes the odds of the hard date anew. The app's timeline calls it.

use super::forecast::{projected, Forecast};
use crate::answer::{Raw, Value};
use crate::condition::Truth;
use crate::content::Content;
use crate::content::{Kind, WhatIf, WhatIfChange};
use crate::evaluated::EvaluatedPlan;
use crate::plan::{Action, Plan};
use crate::quantity::format;

/// Runs for each what-if. Few are enough, because all draw the same random numbers.
const RUNS: u32 = 2_000;

/// Largest number of suggestions.
const MAX_SUGGESTIONS: usize = 3;

/// The effect of another answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Index in the content's what-ifs.
    pub help: usize,
    /// The answer that was tried.
    pub raw: Raw,
    /// Runs that meet the hard date, per mille, of the plan now and with that answer; none without a date.
    pub in_time: Option<[u32; 2]>,
    /// The day by which 80 % of the runs are finished, of the plan now and with that answer.
    pub finish: [i64; 2],
}

/// The suggestions that improve the odds most, the best first.
pub fn suggestions(content: &Content, plan: &Plan, today: i64) -> Vec<Suggestion> {
    let evaluated = EvaluatedPlan::new(content, &plan.answers, today);
    let now = projected(&evaluated, plan, today, RUNS);
    let possible = content.what_ifs.iter().enumerate();
    let mut suggestions: Vec<Suggestion> =
        possible.filter_map(|(index, what_if)| tried(&evaluated, plan, today, (index, what_if), &now)).collect();
    suggestions.sort_by_key(|suggestion| {
        (std::cmp::Reverse(gain(suggestion)), suggestion.finish[1] - suggestion.finish[0], suggestion.help)
    });
    suggestions.truncate(MAX_SUGGESTIONS);
    suggestions
}

/// How many more runs meet the date, per mille.
fn gain(suggestion: &Suggestion) -> u32 {
    suggestion.in_time.map_or(0, |[now, then]| then.saturating_sub(now))
}

fn tried(
    evaluated: &EvaluatedPlan<'_>,
    plan: &Plan,
    today: i64,
    (index, what_if): (usize, &WhatIf),
    now: &Forecast,
) -> Option<Suggestion> {
    if evaluated.truth(Some(&what_if.when)) != Truth::True {
        return None;
    }
    let question = &evaluated.content.questions[what_if.question];
    let raw = answer_to_try(evaluated, what_if, &question.kind)?;
    let changed_plan = plan.apply(Action::Answered { question: question.id.to_string(), raw: raw.clone() });
    let then =
        projected(&EvaluatedPlan::new(evaluated.content, &changed_plan.answers, today), &changed_plan, today, RUNS);
    let finish = [now.finish[1], then.finish[1]];
    let in_time = now.in_time.zip(then.in_time).map(|(now, then)| [now, then]);
    let sooner = finish[1] < finish[0];
    let suggestion = Suggestion { help: index, raw, in_time, finish };
    (gain(&suggestion) >= 10 || in_time.is_none() && sooner).then_some(suggestion)
}

/// The answer to try.
fn answer_to_try(evaluated: &EvaluatedPlan<'_>, what_if: &WhatIf, kind: &Kind) -> Option<Raw> {
    let value = evaluated.answer_value(&evaluated.content.questions[what_if.question].id);
    match &what_if.change {
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
