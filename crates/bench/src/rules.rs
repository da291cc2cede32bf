//! Rules and answers generated for measuring, the same on every machine: as JSON for the programs in the comparison, and
//! compiled for the engine. Every rule reads the answer that changes, so that no program can skip a rule. The exported
//! functions and the benchmark call it.

use preflight_engine::condition::{compile, parse, Compiled, Scope, Symbols, Type};
use preflight_evaluation::{explain_unless_false, Reasons, Slots, Symbol, Truth, Val};
use serde_json::{json, Value};

/// The question whose answer changes.
const CHANGES: usize = 0;
const OPTIONS: [&str; 4] = ["option_0", "option_1", "option_2", "option_3"];

/// Pseudo-random numbers, the same each time (a linear congruential generator, Knuth's constants).
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }
}

/// A third of the questions asks for an option, a third for a number, a third for yes or no.
fn kind(question: usize) -> &'static str {
    ["choice", "number", "flag"][question % 3]
}

/// A comparison of one answer.
fn comparison(question: usize, draw: &mut Draw) -> Value {
    let id = format!("q{question}");
    match (kind(question), draw.below(3)) {
        ("choice", 0) => json!(["==", id, OPTIONS[draw.below(4)]]),
        ("choice", 1) => json!(["!=", id, OPTIONS[draw.below(4)]]),
        ("choice", _) => json!(["in", id, [OPTIONS[draw.below(4)], OPTIONS[draw.below(4)]]]),
        ("number", 0) => json!(["<=", id, draw.below(100)]),
        ("number", _) => json!([">", id, draw.below(100)]),
        (_, 0) => json!(["==", id, false]),
        _ => json!(["==", id, true]),
    }
}

/// The `nth` rule, in one of the five common shapes of this project's rules.
fn rule(nth: usize, questions: usize, draw: &mut Draw) -> Value {
    let mut any = || {
        let question = draw.below(questions);
        comparison(question, draw)
    };
    let (a, b, c) = (any(), any(), any());
    let changing = comparison(CHANGES, draw);
    match nth % 5 {
        0 => json!(["and", changing, a, b]),
        1 => json!(["or", ["and", changing, a], b]),
        2 => json!(["and", changing, ["not", a]]),
        3 => json!(["and", ["or", changing, a], b, c]),
        _ => json!(["and", a, ["or", changing, b]]),
    }
}

fn answer(question: usize, draw: &mut Draw) -> Value {
    match kind(question) {
        "choice" => json!(OPTIONS[draw.below(4)]),
        "number" => json!(draw.below(100)),
        _ => json!(draw.below(2) == 0),
    }
}

/// Rules and answers as JSON: `rules` are trees of operators, `answers` by question, and the values between which the
/// answer to the first question changes.
pub fn specification(rules: usize, answers: usize) -> Value {
    let mut draw = Draw(2026);
    let answer_map: serde_json::Map<String, Value> =
        (0..answers).map(|q| (format!("q{q}"), answer(q, &mut draw))).collect();
    let rules: Vec<Value> = (0..rules).map(|nth| rule(nth, answers, &mut draw)).collect();
    json!({ "options": OPTIONS, "answers": answer_map, "rules": rules, "changes": ["q0", OPTIONS[1], OPTIONS[2]] })
}

/// A tree as a condition in this project's language.
fn condition(tree: &Value) -> String {
    let part = |nth: usize| &tree[nth];
    let joined = |by: &str| {
        let parts = tree.as_array().map_or(&[][..], Vec::as_slice).iter().skip(1).map(condition);
        format!("({})", parts.collect::<Vec<_>>().join(by))
    };
    match part(0).as_str().unwrap_or_default() {
        "and" => joined(" && "),
        "or" => joined(" || "),
        "not" => format!("!({})", condition(part(1))),
        operator => {
            format!("{} {operator} {}", part(1).as_str().unwrap_or_default(), part(2).to_string().replace('"', "'"))
        }
    }
}

/// Compiled rules with the slots of all answers.
pub struct Rules {
    conditions: Vec<Compiled>,
    slots: Slots<'static>,
    changes: [Symbol; 2],
    /// For each rule 1 if it holds, else 0.
    pub truths: Vec<u8>,
}

impl Rules {
    /// Compiles the rules of a specification; nothing if any of them does not compile.
    pub fn new(specification: &Value) -> Option<Self> {
        let answers = specification["answers"].as_object()?;
        let (mut scope, mut symbols) = (Scope::default(), Symbols::default());
        for question in 0..answers.len() {
            let of = match kind(question) {
                "choice" => Type::Choice(OPTIONS.map(str::to_owned).to_vec()),
                "number" => Type::Number,
                _ => Type::Bool,
            };
            scope.add_question(&format!("q{question}"), of);
        }
        let compiled = specification["rules"].as_array()?.iter().map(|tree| {
            let tree = parse(&condition(tree)).ok()?;
            compile(&tree, &scope, &mut symbols).ok()
        });
        let conditions = compiled.collect::<Option<Vec<Compiled>>>()?;
        let changes = [1, 2].map(|nth| symbols.intern(OPTIONS[nth]));
        let values = (0..answers.len()).map(|question| match &answers[&format!("q{question}")] {
            Value::String(text) => Val::Text(symbols.intern(text)),
            Value::Bool(flag) => Val::Bool(*flag),
            number => Val::Number(number.to_string().parse().unwrap_or_default()),
        });
        let values: Vec<Val> = values.collect();
        let reasons = (0..values.len()).map(|question| {
            let mut reasons_of_question = Reasons::NONE;
            reasons_of_question.add_question(question);
            reasons_of_question
        });
        let slots = Slots {
            // Leaked, which is harmless because a benchmark calls it once.
            interned: Box::leak(symbols.lengths().to_vec().into_boxed_slice()),
            reasons: reasons.collect(),
            given: vec![true; values.len()],
            values,
            items: Vec::new(),
            free: Vec::new(),
        };
        let truths = vec![0; conditions.len()];
        Some(Self { conditions, slots, changes, truths })
    }

    /// Changes the first answer to one of its two values and judges every rule with its reasons. Returns how many hold.
    pub fn judge(&mut self, which: usize) -> usize {
        self.slots.values[CHANGES] = Val::Text(self.changes[which % 2]);
        let mut holding = 0;
        for (condition, truth) in self.conditions.iter().zip(&mut self.truths) {
            let outcome = explain_unless_false(condition.program(), &self.slots);
            *truth = u8::from(outcome.is_some_and(|outcome| std::hint::black_box(outcome).truth == Truth::True));
            holding += usize::from(*truth);
        }
        holding
    }
}

#[cfg(test)]
mod tests {
    use super::{condition, specification, Rules};
    use serde_json::json;

    #[test]
    fn every_rule_compiles_and_looks_at_the_answer_that_changes() {
        let specification = specification(1000, 100);
        assert!(specification["rules"].as_array().unwrap().iter().all(|rule| rule.to_string().contains("\"q0\"")));
        assert!(Rules::new(&specification).is_some());
    }

    #[test]
    fn changing_the_answer_changes_the_truth_of_rules() {
        let mut rules = Rules::new(&specification(100, 10)).unwrap();
        rules.judge(0);
        let before = rules.truths.clone();
        rules.judge(1);
        let changed = before.iter().zip(&rules.truths).filter(|(before, after)| before != after).count();
        assert!(changed > 10, "{changed}");
    }

    #[test]
    fn a_tree_is_written_as_a_condition() {
        let tree =
            json!(["and", ["==", "q0", "option_1"], ["not", ["in", "q3", ["option_0", "option_2"]]], [">", "q1", 4]]);
        assert_eq!(condition(&tree), "(q0 == 'option_1' && !(q3 in ['option_0','option_2']) && q1 > 4)");
    }
}
