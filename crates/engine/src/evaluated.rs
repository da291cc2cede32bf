//! All answers of a plan as conditions read them: which questions are asked, what each answer means, what follows for
//! the named facts. Computed once for each assessment.

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

/// What a missing condition comes to.
const ALWAYS: Outcome = Outcome { truth: Truth::True, reasons: Reasons::NONE, error: None };

/// The state of every question and named fact.
pub struct EvaluatedPlan<'a> {
    pub content: &'a Content,
    /// Whether each question is asked.
    pub asked: Vec<Truth>,
    /// What each stored answer means, asked or not.
    pub parsed_answers: Vec<ParsedAnswer>,
    /// Numbers of the named facts, where they are known, in the order of [`facts::ALL`].
    pub figures: Vec<Option<f64>>,
    /// Texts of the named facts, where they are known.
    pub texts: Vec<Option<String>>,
    slots: Slots<'a>,
    free: Vec<String>,
}

impl<'a> EvaluatedPlan<'a> {
    /// The state of `content`'s questions under `answers` on the day `today`.
    pub fn new(content: &'a Content, answers: &Answers, today: i64) -> Self {
        let mut readings = vec![ParsedAnswer::Missing; content.questions.len()];
        // Both are in the order of their ids: one walk along the two instead of a search for each.
        let mut given = answers.iter().peekable();
        for (id, index) in content.scope.questions() {
            while given.next_if(|(own, _)| own.as_str() < id).is_some() {}
            if let Some((_, answer)) = given.next_if(|(own, _)| own.as_str() == id) {
                readings[index] = parse_answer(&content.questions[index], answer.raw.as_ref());
            }
        }
        Self::of(content, readings, today)
    }

    /// The state of `content`'s questions with these readings, one for each question in content order.
    pub fn of(content: &'a Content, readings: Vec<ParsedAnswer>, today: i64) -> Self {
        #[cfg(feature = "count_evaluations")]
        EVALUATIONS.with(|count| count.set(count.get() + 1));
        let questions = content.questions.len();
        let mut state = EvaluatedPlan {
            content,
            asked: vec![Truth::Unknown; questions],
            parsed_answers: readings,
            figures: vec![None; facts::ALL.len()],
            texts: vec![None; facts::ALL.len()],
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
        for &slot in &content.order {
            match usize::from(slot).checked_sub(questions) {
                None => state.question(usize::from(slot)),
                Some(fact) => state.fact(fact, today),
            }
        }
        state
    }

    /// What a condition comes to; a missing condition is always yes.
    pub fn outcome(&self, condition: Option<&Condition>) -> Outcome {
        condition.map_or(ALWAYS, |condition| condition.outcome(&self.slots))
    }

    /// Whether a condition holds, without the reasons; a missing condition always does.
    pub fn truth(&self, condition: Option<&Condition>) -> Truth {
        condition.map_or(Truth::True, |condition| condition.truth(&self.slots))
    }

    /// What a condition comes to, if that is not no: most come to no, and nobody asks why.
    pub fn explain_unless_false(&self, condition: Option<&Condition>) -> Option<Outcome> {
        condition.map_or(Some(ALWAYS), |condition| condition.unless_no(&self.slots))
    }

    /// What a text that stands for a number comes to, and the questions behind it.
    pub fn evaluate_number(&self, counted: &Condition) -> (Option<f64>, Reasons) {
        counted.number(&self.slots)
    }

    /// Minutes that something runs, at best, likely and at worst, with assumptions for what is not answered; and the
    /// questions behind it.
    pub fn duration_minutes(&self, running: DurationModel) -> ([Option<f64>; 3], Reasons) {
        let Some(fact) = running.fact() else { return ([None; 3], Reasons::NONE) };
        let inputs = Inputs::new(
            &self.content.tables,
            facts::reads(self.content, fact),
            &self.parsed_answers,
            &self.asked,
            &self.slots.reasons,
            0,
        );
        let minutes = [0, 1, 2].map(|which| running.minutes(&inputs, which));
        (minutes, inputs.looked_at().0)
    }

    /// The reasons of an outcome as ids: questions that decided it, questions still wanted.
    pub fn outcome_reasons(&self, outcome: Outcome) -> (Vec<Id>, Vec<Id>) {
        self.reasons_by_answered(outcome.reasons)
    }

    /// Reasons as ids: questions that are answered, questions still wanted.
    pub fn reasons_by_answered(&self, reasons: Reasons) -> (Vec<Id>, Vec<Id>) {
        let (mut given, mut open) = (Vec::new(), Vec::new());
        reasons.each(|index| {
            if let Some(question) = self.content.questions.get(index) {
                let side = if self.is_given(index) { &mut given } else { &mut open };
                side.push(question.id.clone());
            }
        });
        (given, open)
    }

    /// The number of a named fact, if it is known.
    pub fn figure(&self, name: &str) -> Option<f64> {
        self.figures.get(facts::index_of(name)?).copied().flatten()
    }

    /// A named fact that is a yes or no; no for a question that is not asked, open for a fact of another kind.
    pub fn truth_of_fact(&self, name: &str) -> Truth {
        let slot = facts::index_of(name).map(|index| self.content.questions.len() + index);
        slot.and_then(|slot| self.slots.values.get(slot))
            .map_or(Truth::Unknown, |value| value.truth().unwrap_or(Truth::Unknown))
    }

    /// The text of a named fact, if it is known.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(facts::index_of(name)?)?.as_deref()
    }

    /// What a question's answer means, if it is asked and given.
    pub fn answer_value(&self, id: &str) -> Option<&Value> {
        let index = self.content.question(id)?;
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
        // Taken out while its texts become symbols, then put back: copying every text would cost more than judging.
        let reading = std::mem::replace(&mut self.parsed_answers[index], ParsedAnswer::Missing);
        let value = match &reading {
            ParsedAnswer::Valid(value) => self.interned(value),
            _ => Val::Unknown,
        };
        self.parsed_answers[index] = reading;
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
                self.slots.items.extend(chosen.iter().map(|one| Val::Text(one.symbol)));
                Val::List(List { pool: Pool::Answers, start, length: chosen.len() as u32 })
            }
        }
    }

    /// The symbol of a text; a text that no condition mentions gets a number of its own.
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

    fn fact(&mut self, index: usize, today: i64) {
        let inputs = Inputs::new(
            &self.content.tables,
            facts::reads(self.content, index),
            &self.parsed_answers,
            &self.asked,
            &self.slots.reasons,
            today,
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
        self.texts[index] = text;
        if let Val::Number(number) = value {
            self.figures[index] = Some(number);
        }
        let slot = self.content.questions.len() + index;
        self.slots.values[slot] = value;
        self.slots.reasons[slot] = reasons;
    }
}
