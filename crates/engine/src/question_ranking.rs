//! Ranks the open questions by what each possible answer would decide. It judges only the rules that want a question
//! again, for each option or each side of each threshold. The app computes it in slices; the benchmark times it.

use crate::answer::{Answers, ParsedAnswer, Value};
use crate::condition::Truth;
use crate::content::{Content, Kind, Rule, Severity};
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;
use preflight_evaluation::Reasons;

/// How much answering one question decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionValue {
    pub question: Id,
    /// Findings that the least and the most deciding answer decide.
    pub least: usize,
    pub most: usize,
    /// Possible blockers that at least one answer decides.
    pub blockers: usize,
    /// Whether the transfer time can be computed once it is answered, and cannot before.
    pub makes_transfer_known: bool,
    /// Minutes by which the answer narrows the range of the transfer time, on average.
    pub narrows_transfer: Option<i64>,
    /// Answered "don't know".
    pub dont_know: bool,
    /// Sum over the answers, weighted by severity; the ranking sorts by it.
    score: usize,
}

/// The most answers that are tried for one question.
const MAX_TRIED: usize = 50;

/// The value of each of these questions. The work grows with their number, so that the app can do it in slices.
pub fn question_values(content: &Content, answers: &Answers, today: i64, questions: &[usize]) -> Vec<QuestionValue> {
    let base = EvaluatedPlan::new(content, answers, today);
    let judged = content.rules.iter().filter_map(|rule| Some((rule, base.explain_unless_false(Some(&rule.when))?)));
    let open = judged.filter(|(_, outcome)| outcome.truth == Truth::Unknown);
    let open = open.map(|(rule, outcome)| (rule, outcome.reasons)).collect();
    let ranking = Ranking { base, today, open };
    questions.iter().map(|question| ranking.value_of(*question)).collect()
}

/// A plan whose open questions are weighed.
struct Ranking<'a> {
    base: EvaluatedPlan<'a>,
    today: i64,
    /// Rules that are open, and the questions behind that.
    open: Vec<(&'a Rule, Reasons)>,
}

impl<'a> Ranking<'a> {
    fn value_of(&self, question: usize) -> QuestionValue {
        let content = self.base.content;
        let wanting = self.open.iter().filter(|(_, reasons)| reasons.has(question));
        let wanting: Vec<&Rule> = wanting.map(|(rule, _)| *rule).collect();
        let tried = self.answers(question, &wanting);
        let (mut least, mut most, mut sum) = (usize::MAX, 0, 0);
        let mut decides_blocker = vec![false; wanting.len()];
        let mut spans = Vec::new();
        for value in &tried {
            let evaluated = self.base.with(question, value.clone());
            let mut decided = 0;
            for (nth, rule) in wanting.iter().enumerate() {
                if evaluated.truth(Some(&rule.when)) != Truth::Unknown {
                    decided += 1;
                    sum += rule.severity.weight();
                    decides_blocker[nth] |= rule.severity == Severity::Blocker;
                }
            }
            (least, most) = (least.min(decided), most.max(decided));
            spans.push(span(&evaluated));
        }
        let known: Vec<(i64, i64)> = spans.iter().copied().flatten().collect();
        let (makes_transfer_known, narrows_transfer) = self.range(question, &known);
        let bonus = usize::from(makes_transfer_known || narrows_transfer.is_some()) * 2;
        QuestionValue {
            question: content.questions[question].id.clone(),
            least: if tried.is_empty() { 0 } else { least },
            most,
            blockers: decides_blocker.iter().filter(|decides| **decides).count(),
            makes_transfer_known,
            narrows_transfer,
            dont_know: matches!(self.base.parsed_answers[question], ParsedAnswer::DontKnow),
            score: sum * 8 / tried.len().max(1) + bonus * 8,
        }
    }

    /// One value for each option, or for each side of each threshold that a rule compares the question with.
    fn answers(&self, question: usize, wanting: &[&Rule]) -> Vec<Value> {
        let question_row = &self.base.content.questions[question];
        let options = question_row.options.iter().map(|option| option.id.clone()).take(MAX_TRIED);
        match question_row.kind {
            Kind::YesNo => vec![Value::Bool(true), Value::Bool(false)],
            Kind::OneOf => options.map(Value::Choice).collect(),
            Kind::SeveralOf => {
                let single = options.map(|option_ref| Value::Several(vec![option_ref]));
                std::iter::once(Value::Several(Vec::new())).chain(single).collect()
            }
            Kind::ShortText(_) | Kind::LongText => vec![Value::Text("text".to_owned())],
            Kind::Number { .. } | Kind::Size | Kind::Duration | Kind::Date => {
                let sides = self.sides(wanting).into_iter();
                sides.map(|number| typed(&question_row.kind, number)).take(MAX_TRIED).collect()
            }
        }
    }

    /// Both sides of every number that the wanting rules mention, in order.
    fn sides(&self, wanting: &[&Rule]) -> Vec<i64> {
        let mut sides = vec![1, self.today];
        for number in wanting.iter().flat_map(|rule| rule.when.numbers()) {
            sides.extend([number as i64 - 1, number as i64 + 1]);
        }
        sides.retain(|side| *side >= 0);
        sides.sort_unstable();
        sides.dedup();
        sides
    }

    /// In closed form: the width of the transfer's range over all answers, against its mean width once answered.
    fn range(&self, question: usize, known: &[(i64, i64)]) -> (bool, Option<i64>) {
        let reads = ["source_size", "bandwidth", "link_sharing"];
        let id = self.base.content.questions[question].id.as_str();
        if !reads.contains(&id) || known.is_empty() || span(&self.base).is_some() {
            return (false, None);
        }
        if id != "link_sharing" {
            return (true, None);
        }
        let low = known.iter().map(|(low, _)| *low).min().unwrap_or_default();
        let high = known.iter().map(|(_, high)| *high).max().unwrap_or_default();
        let mean = known.iter().map(|(low, high)| high - low).sum::<i64>() / known.len() as i64;
        (false, Some((high - low - mean).max(0)))
    }
}

fn span(evaluated: &EvaluatedPlan<'_>) -> Option<(i64, i64)> {
    Some((evaluated.figure("transfer_low")? as i64, evaluated.figure("transfer_high")? as i64))
}

fn typed(kind: &Kind, number: i64) -> Value {
    match kind {
        Kind::Size => Value::Size(number.unsigned_abs()),
        Kind::Duration => Value::Duration(number.unsigned_abs()),
        Kind::Date => Value::Date(number),
        _ => Value::Number(number as f64),
    }
}

/// Not answered before "don't know", then by what an answer decides, then as in the checklist.
pub fn rank(values: &mut [QuestionValue]) {
    values.sort_by_key(|value| (value.dont_know, std::cmp::Reverse(value.score)));
}

/// The open questions of a plan, the most deciding first.
pub fn ranked(content: &Content, answers: &Answers, today: i64) -> Vec<QuestionValue> {
    let evaluated = EvaluatedPlan::new(content, answers, today);
    let open: Vec<usize> = (0..content.questions.len()).filter(|index| evaluated.is_open(*index)).collect();
    let mut values = question_values(content, answers, today, &open);
    rank(&mut values);
    values
}
