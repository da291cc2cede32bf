//! The checklist as a SurveyJS survey, to be timed beside the page: the same questions on a page for each section, and
//! the same conditions, rules and tasks as texts that are visible while their condition holds. Named facts are passed
//! as ready values, because SurveyJS cannot compute them. The exported functions call it.

use crate::TODAY;
use preflight_engine::answer::Value as Answer;
use preflight_engine::condition::{constant, parse, Expr, ExprKind, Literal, Operator, Truth};
use preflight_engine::content::{Condition, Kind, Question};
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::{facts, Answers, Content};
use serde_json::{json, Map, Value};

/// Definition, answers and facts of a plan for SurveyJS, and which of its rules hold here.
pub fn survey(content: &Content, answers: &Answers) -> Value {
    let evaluated = EvaluatedPlan::new(content, answers, TODAY);
    let mut pages: Vec<Value> = Vec::new();
    for (index, section) in content.sections.iter().enumerate() {
        let questions = content.questions.iter().filter(|question| question.section == index);
        let elements: Vec<Value> = questions.map(element).collect();
        pages.push(json!({ "name": section.id.as_str(), "title": section.title, "elements": elements }));
    }
    let rules = content.rules.iter().map(|rule| note("rule", &rule.id, &rule.title, Some(&rule.when)));
    pages.push(json!({ "name": "findings", "title": "Findings", "elements": rules.collect::<Vec<_>>() }));
    let tasks = content.tasks.iter().map(|task| note("task", &task.id, &task.title, task.when.as_ref()));
    pages.push(json!({ "name": "tasks", "title": "Tasks", "elements": tasks.collect::<Vec<_>>() }));
    let holds = content.rules.iter().map(|rule| evaluated.truth(Some(&rule.when)) == Truth::True);
    json!({
        "definition": { "pages": pages },
        "answers": answer_values(&evaluated),
        "facts": fact_values(&evaluated),
        "rules": content.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(),
        "holds": holds.collect::<Vec<_>>(),
    })
}

fn element(question: &Question) -> Value {
    let mut fields = Map::new();
    let kind = match question.kind {
        Kind::YesNo => "boolean",
        Kind::OneOf if question.options.len() > 8 => "dropdown",
        Kind::OneOf => "radiogroup",
        Kind::SeveralOf => "checkbox",
        Kind::LongText => "comment",
        _ => "text",
    };
    fields.insert("type".to_owned(), kind.into());
    fields.insert("name".to_owned(), question.id.as_str().into());
    fields.insert("title".to_owned(), question.text.as_str().into());
    fields.insert("description".to_owned(), question.hint.as_str().into());
    if matches!(question.kind, Kind::YesNo) {
        fields.insert("renderAs".to_owned(), "radio".into());
    }
    if matches!(question.kind, Kind::Number { .. } | Kind::Size | Kind::Duration | Kind::Date) {
        fields.insert("inputType".to_owned(), "number".into());
    }
    if !question.options.is_empty() {
        let choices = question.options.iter().map(|option| json!({ "value": &*option.id, "text": option.text }));
        fields.insert("choices".to_owned(), choices.collect());
    }
    set_visible_if(&mut fields, question.ask_when.as_ref());
    fields.into()
}

/// A text that is visible while its condition holds.
fn note(kind: &str, id: &str, title: &str, when: Option<&Condition>) -> Value {
    let mut fields = Map::new();
    fields.insert("type".to_owned(), "html".into());
    fields.insert("name".to_owned(), format!("{kind}_{id}").into());
    fields.insert("html".to_owned(), title.into());
    set_visible_if(&mut fields, when);
    fields.into()
}

fn set_visible_if(fields: &mut Map<String, Value>, when: Option<&Condition>) {
    if let Some(tree) = when.and_then(|when| parse(&when.text).ok()) {
        fields.insert("visibleIf".to_owned(), expression(&tree).into());
    }
}

/// A condition in the language of SurveyJS.
fn expression(tree: &Expr) -> String {
    match &tree.kind {
        ExprKind::Literal(literal) => literal_of(literal),
        ExprKind::Name(name) => constant(name).map_or_else(|| format!("{{{name}}}"), |number| number.to_string()),
        ExprKind::List(items) => format!("[{}]", items.iter().map(expression).collect::<Vec<_>>().join(", ")),
        ExprKind::Not(inner) => format!("!({})", expression(inner)),
        ExprKind::Negative(inner) => format!("(0 - {})", expression(inner)),
        ExprKind::Size(inner) => format!("size({})", expression(inner)),
        ExprKind::Has(name) => format!("{{{name}}} notempty"),
        ExprKind::Conditional(condition, yes, no) => {
            format!("iif({}, {}, {})", expression(condition), expression(yes), expression(no))
        }
        ExprKind::Binary(Operator::In, item, list) => {
            format!("({} contains {})", expression(list), expression(item))
        }
        ExprKind::Binary(operator, left, right) => {
            format!("({} {} {})", expression(left), sign(*operator), expression(right))
        }
    }
}

fn literal_of(literal: &Literal) -> String {
    match literal {
        Literal::Bool(flag) => flag.to_string(),
        Literal::Number(number) => number.to_string(),
        Literal::Text(text) => format!("'{text}'"),
    }
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Or => "or",
        Operator::And => "and",
        Operator::Equal => "=",
        Operator::NotEqual => "!=",
        Operator::Less => "<",
        Operator::LessEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterEqual => ">=",
        Operator::In => "contains",
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "*",
        Operator::Divide => "/",
    }
}

fn answer_values(evaluated: &EvaluatedPlan<'_>) -> Value {
    let questions = evaluated.content.questions.iter();
    let all =
        questions.filter_map(|question| Some((question.id.to_string(), value(evaluated.answer_value(&question.id)?))));
    Value::Object(all.collect())
}

fn value(answer: &Answer) -> Value {
    match answer {
        Answer::Bool(flag) => (*flag).into(),
        Answer::Choice(chosen) => (&**chosen).into(),
        Answer::Several(chosen) => chosen.iter().map(|option_ref| Value::from(&**option_ref)).collect(),
        Answer::Number(number) => whole(*number),
        Answer::Size(bytes) | Answer::Duration(bytes) => (*bytes).into(),
        Answer::Date(days) => (*days).into(),
        Answer::Text(text) => text.as_str().into(),
    }
}

/// A whole number; the few percentages lose their fraction.
fn whole(number: f64) -> Value {
    (number as i64).into()
}

fn fact_values(evaluated: &EvaluatedPlan<'_>) -> Value {
    let all = facts::ALL.iter().filter_map(|fact| {
        let text = evaluated.text(fact.name).map(Value::from);
        let figure = || evaluated.figure(fact.name).map(whole);
        let flag = || match evaluated.truth_of_fact(fact.name) {
            Truth::True => Some(true.into()),
            Truth::False => Some(false.into()),
            Truth::Unknown => None,
        };
        Some((fact.name.to_owned(), text.or_else(figure).or_else(flag)?))
    });
    Value::Object(all.collect())
}
