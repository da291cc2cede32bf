//! Checks the types of a condition's parts: which can never match, and which texts are none of a choice's options. The
//! compiler calls it.

use super::scope::Type;
use super::ConditionError;
use super::Operator;

/// A compiled node with its type, and its texts when they are literal.
pub(super) struct Typed {
    pub at: u32,
    pub of: Type,
    pub text: Option<Vec<String>>,
}

fn warn(fits: bool, column: usize, message: String, warnings: &mut Vec<ConditionError>) {
    if !fits {
        warnings.push(ConditionError::new(column, message));
    }
}

pub(super) fn boolean(of: &Type, column: usize, what: &str, warnings: &mut Vec<ConditionError>) {
    let fits = matches!(of, Type::Bool | Type::Any);
    warn(fits, column, format!("{what} must be a yes or no, but it is {}.", named(of)), warnings);
}

pub(super) fn number(of: &Type, column: usize, sign: &str, warnings: &mut Vec<ConditionError>) {
    let fits = matches!(of, Type::Number | Type::Any);
    warn(fits, column, format!("{sign} works on numbers, but this is {}.", named(of)), warnings);
}

pub(super) fn sized(of: &Type, column: usize, warnings: &mut Vec<ConditionError>) {
    let fits = !matches!(of, Type::Bool | Type::Number);
    warn(fits, column, format!("size() takes a list or a text, but this is {}.", named(of)), warnings);
}

/// The type of `a operator b`.
pub(super) fn binary(
    operator: Operator,
    a: &Typed,
    b: &Typed,
    column: usize,
    warnings: &mut Vec<ConditionError>,
) -> Result<Type, ConditionError> {
    match operator {
        Operator::And | Operator::Or => {
            boolean(&a.of, column, "The left side", warnings);
            boolean(&b.of, column, "The right side", warnings);
            Ok(Type::Bool)
        }
        Operator::Equal | Operator::NotEqual => {
            options_known(a, b, column)?;
            options_known(b, a, column)?;
            warn(comparable(&a.of, &b.of), column, different(&a.of, &b.of), warnings);
            Ok(Type::Bool)
        }
        Operator::In => {
            options_known(a, b, column)?;
            options_known(b, a, column)?;
            let fits = matches!(b.of, Type::List(_) | Type::Any);
            warn(fits, column, format!("The right side of `in` must be a list, but it is {}.", named(&b.of)), warnings);
            Ok(Type::Bool)
        }
        Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => {
            if (&a.of, &b.of) != (&Type::Bool, &Type::Bool) {
                number(&a.of, column, "This comparison", warnings);
                number(&b.of, column, "This comparison", warnings);
            }
            Ok(Type::Bool)
        }
        Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide => {
            number(&a.of, column, "This calculation", warnings);
            number(&b.of, column, "This calculation", warnings);
            Ok(Type::Number)
        }
    }
}

/// Literal texts on one side must be among the options on the other.
fn options_known(literal: &Typed, other: &Typed, column: usize) -> Result<(), ConditionError> {
    let (Some(texts), Type::Choice(options) | Type::List(options)) = (&literal.text, &other.of) else { return Ok(()) };
    if options.is_empty() {
        return Ok(());
    }
    match texts.iter().find(|text| !options.contains(text)) {
        Some(text) => {
            let list = options.join(", ");
            Err(ConditionError::new(column, format!("\"{text}\" is none of the options: {list}.")))
        }
        None => Ok(()),
    }
}

fn comparable(a: &Type, b: &Type) -> bool {
    use Type::{Any, Bool, Choice, List, Number, Text};
    matches!(
        (a, b),
        (Any, _)
            | (_, Any)
            | (Bool, Bool)
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
        Type::Bool => "a yes or no",
        Type::Number => "a number",
        Type::Text => "a text",
        Type::Choice(_) => "a choice",
        Type::List(_) => "a list",
        Type::Any => "a value of any type",
    }
}
