//! The answers of a plan as conditions read them: which questions are asked, what each answer means, and the values of
//! the named facts. Assessment, reports, timeline and the app's views compute it once and ask it.

use crate::answer::{Answers, ParsedAnswer, Value};
use crate::condition::{List, Outcome, Pool, Slots, Symbol, Truth, Val};
use crate::content::DurationModel;
use crate::content::{Condition, Content};
use crate::facts::{self, Fact, Inputs};
use crate::id::Id;
use crate::parse::parse_answer;
use preflight_evaluation::Reasons;

#[cfg(feature = "count_evaluations")]
thread_local! {
    static EVALUATIONS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// How many plans were evaluated on this thread.
#[cfg(feature = "count_evaluations")]
pub fn evaluations() -> u32 {
    EVALUATIONS.with(std::cell::Cell::get)
}

/// The outcome of a missing condition.
const ALWAYS: Outcome = Outcome { truth: Truth::True, reasons: Reasons::NONE, error: None };

/// The state of every question and named fact.
pub struct EvaluatedPlan<'a> {
    pub content: &'a Content,
    /// The day of the evaluation, in days since 1970-01-01.
    today: i64,
    /// Whether each question is asked.
    pub asked: Vec<Truth>,
    /// The parsed answer to each question, asked or not.
    pub parsed_answers: Vec<ParsedAnswer>,
    /// Numbers of the named facts, where they are known, in the order of [`facts::ALL`].
    pub fact_numbers: Vec<Option<f64>>,
    /// Texts of the named facts, where they are known.
    pub fact_texts: Vec<Option<String>>,
    slots: Slots<'a>,
    free: Vec<String>,
}

impl<'a> EvaluatedPlan<'a> {
    /// The state of `content`'s questions under `answers` on the day `today`.
    pub fn new(content: &'a Content, answers: &Answers, today: i64) -> Self {
        let mut parsed_answers = vec![ParsedAnswer::Missing; content.questions.len()];
        // Both lists are in the order of ids, so one walk along both replaces a search for each question.
        let mut entered = answers.iter().peekable();
        for (id, index) in content.scope.questions() {
            while entered.next_if(|(answered_id, _)| answered_id.as_str() < id).is_some() {}
            if let Some((_, answer)) = entered.next_if(|(answered_id, _)| answered_id.as_str() == id) {
                parsed_answers[index] = parse_answer(&content.questions[index], answer.raw.as_ref());
            }
        }
        Self::of(content, parsed_answers, today)
    }

    /// The state of `content`'s questions with these parsed answers, one for each question in content order.
    pub fn of(content: &'a Content, parsed_answers: Vec<ParsedAnswer>, today: i64) -> Self {
        #[cfg(feature = "count_evaluations")]
        EVALUATIONS.with(|count| count.set(count.get() + 1));
        let questions = content.questions.len();
        let mut evaluated = EvaluatedPlan {
            content,
            today,
            asked: vec![Truth::Unknown; questions],
            parsed_answers,
            fact_numbers: vec![None; facts::ALL.len()],
            fact_texts: vec![None; facts::ALL.len()],
            slots: Slots {
                interned: content.symbols.lengths(),
                values: vec![Val::Unknown; questions + facts::ALL.len()],
                reasons: vec![Reasons::NONE; questions + facts::ALL.len()],
                given: vec![false; questions],
                items: Vec::new(),
                free: Vec::new(),
            },
            free: Vec::new(),
        };
        for &slot in &content.evaluation_order {
            match usize::from(slot).checked_sub(questions) {
                None => evaluated.question(usize::from(slot)),
                Some(fact) => evaluated.fact(fact),
            }
        }
        evaluated
    }

    /// The same plan with another answer to one question.
    #[must_use]
    pub fn with(&self, question: usize, value: Value) -> Self {
        let mut parsed_answers = self.parsed_answers.clone();
        parsed_answers[question] = ParsedAnswer::Valid(value);
        Self::of(self.content, parsed_answers, self.today)
    }

    /// The outcome of a condition; a missing condition is always true.
    pub fn outcome(&self, condition: Option<&Condition>) -> Outcome {
        condition.map_or(ALWAYS, |condition| condition.outcome(&self.slots))
    }

    /// Whether a condition holds, without the reasons; a missing condition always does.
    pub fn truth(&self, condition: Option<&Condition>) -> Truth {
        condition.map_or(Truth::True, |condition| condition.truth(&self.slots))
    }

    /// The outcome of a condition unless it is false. Most are false, and then no reasons are computed.
    pub fn explain_unless_false(&self, condition: Option<&Condition>) -> Option<Outcome> {
        condition.map_or(Some(ALWAYS), |condition| condition.explain_unless_false(&self.slots))
    }

    /// The number that a condition's text computes, and the questions behind it.
    pub fn evaluate_number(&self, condition: &Condition) -> (Option<f64>, Reasons) {
        condition.number(&self.slots)
    }

    /// Minutes that a process runs at best, likely and at worst, with assumptions for missing answers; and the questions
    /// behind them.
    pub fn duration_minutes(&self, duration_model: DurationModel) -> ([Option<f64>; 3], Reasons) {
        let Some(fact) = duration_model.fact() else { return ([None; 3], Reasons::NONE) };
        let reads = facts::reads(self.content, fact);
        let tables = &self.content.tables;
        let inputs = Inputs::new(tables, reads, &self.parsed_answers, &self.asked, &self.slots.reasons, 0);
        let minutes = [0, 1, 2].map(|which| duration_model.minutes(&inputs, which));
        (minutes, inputs.looked_at().0)
    }

    /// The same minutes, rounded up; none where they are unknown or never end.
    pub fn whole_minutes(&self, duration_model: DurationModel) -> [Option<i64>; 3] {
        let (minutes, _) = self.duration_minutes(duration_model);
        minutes.map(|minutes| minutes.and_then(facts::started_minutes).map(|minutes| minutes as i64))
    }

    /// The reasons of an outcome as ids: questions that decided it, questions still wanted.
    pub fn outcome_reasons(&self, outcome: Outcome) -> (Vec<Id>, Vec<Id>) {
        let (mut answered, mut open) = self.reasons_by_answered(outcome.reasons);
        if outcome.truth == Truth::Unknown && open.is_empty() {
            // Nothing is missing, so it waits for the answers that say that something is not decided yet.
            open = answered.iter().filter(|id| self.choice(id) == Some("undecided")).cloned().collect();
            answered.retain(|id| !open.contains(id));
        }
        (answered, open)
    }

    /// Reasons as ids: questions that are answered, questions still wanted.
    pub fn reasons_by_answered(&self, reasons: Reasons) -> (Vec<Id>, Vec<Id>) {
        let (mut answered, mut open) = (Vec::new(), Vec::new());
        reasons.each(|index| {
            if let Some(question) = self.content.questions.get(index) {
                let side = if self.is_given(index) { &mut answered } else { &mut open };
                side.push(question.id.clone());
            }
        });
        (answered, open)
    }

    /// The number of a named fact, if it is known.
    pub fn figure(&self, name: &str) -> Option<f64> {
        self.fact_numbers.get(facts::index_of(name)?).copied().flatten()
    }

    /// The truth of a named fact; false if its question is not asked, unknown for a fact that is no yes or no.
    pub fn truth_of_fact(&self, name: &str) -> Truth {
        let slot = facts::index_of(name).map(|index| self.content.questions.len() + index);
        slot.and_then(|slot| self.slots.values.get(slot))
            .map_or(Truth::Unknown, |value| value.truth().unwrap_or(Truth::Unknown))
    }

    /// The text of a named fact, if it is known.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.fact_texts.get(facts::index_of(name)?)?.as_deref()
    }

    /// The value of a question's answer, if it is asked and answered.
    pub fn answer_value(&self, id: &str) -> Option<&Value> {
        let index = self.content.question_index(id)?;
        match self.parsed_answers.get(index) {
            Some(ParsedAnswer::Valid(value)) if self.is_given(index) => Some(value),
            _ => None,
        }
    }

    /// A number, or a size in bytes, a duration in minutes, a date in days.
    pub fn number(&self, id: &str) -> Option<f64> {
        self.answer_value(id)?.number()
    }

    /// The id of the chosen option.
    pub fn choice(&self, id: &str) -> Option<&str> {
        match self.answer_value(id)? {
            Value::Choice(choice) => Some(choice),
            _ => None,
        }
    }

    /// A free text, or the id of the chosen option.
    pub fn text_or_choice(&self, id: &str) -> Option<&str> {
        match self.answer_value(id)? {
            Value::Text(text) => Some(text),
            Value::Choice(chosen) => Some(chosen),
            _ => None,
        }
    }

    /// Whether the question is asked and not answered.
    pub fn is_open(&self, question: usize) -> bool {
        self.asked[question] == Truth::True && !self.is_given(question)
    }

    /// Whether the question is asked and its answer given.
    pub fn is_given(&self, question: usize) -> bool {
        self.slots.given.get(question).is_some_and(|given| *given)
    }

    fn question(&mut self, index: usize) {
        let mut outcome = self.outcome(self.content.questions[index].ask_when.as_ref());
        let value = match outcome.truth {
            Truth::False => Val::Absent,
            Truth::Unknown => Val::Unknown,
            Truth::True => {
                outcome.reasons.add_question(index);
                self.value(index)
            }
        };
        self.asked[index] = outcome.truth;
        self.slots.values[index] = value;
        self.slots.reasons[index] = outcome.reasons;
        self.slots.given[index] =
            outcome.truth == Truth::True && matches!(self.parsed_answers[index], ParsedAnswer::Valid(_));
    }

    fn value(&mut self, index: usize) -> Val {
        // Taken out while its texts become symbols, then put back, because copying every text would be slow.
        let parsed_answer = std::mem::replace(&mut self.parsed_answers[index], ParsedAnswer::Missing);
        let value = match &parsed_answer {
            ParsedAnswer::Valid(value) => self.interned(value),
            _ => Val::Unknown,
        };
        self.parsed_answers[index] = parsed_answer;
        value
    }

    fn interned(&mut self, value: &Value) -> Val {
        match value {
            Value::Bool(flag) => Val::Bool(*flag),
            Value::Number(number) => Val::Number(*number),
            Value::Size(n) | Value::Duration(n) => Val::Number(*n as f64),
            Value::Date(days) => Val::Number(*days as f64),
            Value::Choice(chosen) => Val::Text(chosen.symbol),
            Value::Text(text) => Val::Text(self.symbol(text)),
            Value::Several(chosen) => {
                let start = self.slots.items.len() as u32;
                self.slots.items.extend(chosen.iter().map(|option_ref| Val::Text(option_ref.symbol)));
                Val::List(List { pool: Pool::Answers, start, length: chosen.len() as u32 })
            }
        }
    }

    /// The symbol of a text; a text that no condition mentions gets a new number.
    fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(symbol) = self.content.symbols.find(text) {
            return symbol;
        }
        let index = self.free.iter().position(|known| known == text).unwrap_or_else(|| {
            self.free.push(text.to_owned());
            self.slots.free.push(text.chars().count() as u32);
            self.free.len() - 1
        });
        Symbol((self.content.symbols.len() + index) as u32)
    }

    fn fact(&mut self, index: usize) {
        let inputs = Inputs::new(
            &self.content.tables,
            facts::reads(self.content, index),
            &self.parsed_answers,
            &self.asked,
            &self.slots.reasons,
            self.today,
        );
        let computed = (facts::ALL[index].compute)(&inputs);
        let (reasons, absent) = inputs.looked_at();
        let (text, known) = match computed {
            Some(Fact::Text(text)) => (Some(text.to_owned()), None),
            Some(Fact::Bool(flag)) => (None, Some(Val::Bool(flag))),
            Some(Fact::Number(number)) => (None, Some(Val::Number(number))),
            None => (None, Some(if absent { Val::Absent } else { Val::Unknown })),
        };
        let value = match (&text, known) {
            (Some(text), _) => Val::Text(self.symbol(text)),
            (None, known) => known.unwrap_or(Val::Unknown),
        };
        self.fact_texts[index] = text;
        if let Val::Number(number) = value {
            self.fact_numbers[index] = Some(number);
        }
        let slot = self.content.questions.len() + index;
        self.slots.values[slot] = value;
        self.slots.reasons[slot] = reasons;
    }
}
