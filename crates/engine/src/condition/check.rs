//! The types of a condition's parts: which can never fit, and which texts are none of a choice's options.

use super::compile::Type;
use super::Mistake;
use super::Operator;

/// A compiled node with its type, and its texts when they are literal.
pub(super) struct Typed {
    pub at: u32,
    pub of: Type,
    pub text: Option<Vec<String>>,
}

fn warn(fits: bool, column: usize, message: String, warnings: &mut Vec<Mistake>) {
    if !fits {
        warnings.push(Mistake::new(column, message));
    }
}

pub(super) fn flag(of: &Type, column: usize, what: &str, warnings: &mut Vec<Mistake>) {
    let fits = matches!(of, Type::Flag | Type::Any);
    warn(fits, column, format!("{what} must be a yes or no, but it is {}.", named(of)), warnings);
}

pub(super) fn number(of: &Type, column: usize, sign: &str, warnings: &mut Vec<Mistake>) {
    let fits = matches!(of, Type::Number | Type::Any);
    warn(fits, column, format!("{sign} works on numbers, but this is {}.", named(of)), warnings);
}

pub(super) fn sized(of: &Type, column: usize, warnings: &mut Vec<Mistake>) {
    let fits = !matches!(of, Type::Flag | Type::Number);
    warn(fits, column, format!("size() takes a list or a text, but this is {}.", named(of)), warnings);
}

/// The type of `a operator b`.
pub(super) fn binary(
    operator: Operator,
    a: &Typed,
    b: &Typed,
    column: usize,
    warnings: &mut Vec<Mistake>,
) -> Result<Type, Mistake> {
    match operator {
        Operator::And | Operator::Or => {
            flag(&a.of, column, "The left side", warnings);
            flag(&b.of, column, "The right side", warnings);
            Ok(Type::Flag)
        }
        Operator::Equal | Operator::NotEqual => {
            options_known(a, b, column)?;
            options_known(b, a, column)?;
            warn(comparable(&a.of, &b.of), column, different(&a.of, &b.of), warnings);
            Ok(Type::Flag)
        }
        Operator::In => {
            options_known(a, b, column)?;
            options_known(b, a, column)?;
            let fits = matches!(b.of, Type::List(_) | Type::Any);
            warn(fits, column, format!("The right side of `in` must be a list, but it is {}.", named(&b.of)), warnings);
            Ok(Type::Flag)
        }
        Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => {
            number(&a.of, column, "This comparison", warnings);
            number(&b.of, column, "This comparison", warnings);
            Ok(Type::Flag)
        }
        Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide => {
            number(&a.of, column, "This calculation", warnings);
            number(&b.of, column, "This calculation", warnings);
            Ok(Type::Number)
        }
    }
}

/// Literal texts on one side must be among the options on the other.
fn options_known(literal: &Typed, other: &Typed, column: usize) -> Result<(), Mistake> {
    let (Some(texts), Type::Choice(options) | Type::List(options)) = (&literal.text, &other.of) else { return Ok(()) };
    if options.is_empty() {
        return Ok(());
    }
    match texts.iter().find(|text| !options.contains(text)) {
        Some(text) => {
            let list = options.join(", ");
            Err(Mistake::new(column, format!("\"{text}\" is none of the options: {list}.")))
        }
        None => Ok(()),
    }
}

fn comparable(a: &Type, b: &Type) -> bool {
    use Type::{Any, Choice, Flag, List, Number, Text};
    matches!(
        (a, b),
        (Any, _)
            | (_, Any)
            | (Flag, Flag)
            | (Number, Number)
            | (Text | Choice(_), Text | Choice(_))
            | (List(_), List(_))
    )
}

fn different(a: &Type, b: &Type) -> String {
    format!("{} is never equal to {}.", capital(named(a)), named(b))
}

fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn named(of: &Type) -> &'static str {
    match of {
        Type::Flag => "a yes or no",
        Type::Number => "a number",
        Type::Text => "a text",
        Type::Choice(_) => "a choice",
        Type::List(_) => "a list",
        Type::Any => "a value of any type",
    }
}
