//! Splits the text of a condition into tokens with their columns. The parser calls it.

use super::ConditionError;

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    Ident(String),
    /// An operator, a bracket, a comma or a colon, as written.
    Punct(&'static str),
    End,
}

/// Two-character signs first, so that `<=` is not read as `<` and `=`.
const SIGNS: [&str; 21] =
    ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "?", ":", "(", ")", "[", "]", ",", "."];

/// All tokens of `text` with their columns; the last one is [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, usize)>, ConditionError> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at].is_whitespace() {
            at += 1;
            continue;
        }
        let (token, next) = token_at(&chars, at)?;
        tokens.push((token, at + 1));
        at = next;
    }
    tokens.push((Token::End, chars.len() + 1));
    Ok(tokens)
}

fn token_at(chars: &[char], at: usize) -> Result<(Token, usize), ConditionError> {
    let first = chars[at];
    let digit = |at| chars.get(at).is_some_and(char::is_ascii_digit);
    if digit(at) || first == '.' && digit(at + 1) {
        return number(chars, at);
    }
    if first == '"' || first == '\'' {
        return text(chars, at);
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let end = run(chars, at, |c| c.is_ascii_alphanumeric() || c == '_');
        return Ok((Token::Ident(chars[at..end].iter().collect()), end));
    }
    let sign = SIGNS.iter().find(|sign| sign.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c)));
    match sign {
        Some(sign) => Ok((Token::Punct(sign), at + sign.len())),
        None => Err(ConditionError::new(at + 1, format!("`{first}` has no meaning in a condition."))),
    }
}

fn run(chars: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    from + chars[from..].iter().take_while(|c| wanted(**c)).count()
}

fn number(chars: &[char], at: usize) -> Result<(Token, usize), ConditionError> {
    let mut end = run(chars, at, |c| c.is_ascii_digit());
    if chars.get(end) == Some(&'.') && chars.get(end + 1).is_some_and(char::is_ascii_digit) {
        end = run(chars, end + 1, |c| c.is_ascii_digit());
    }
    if matches!(chars.get(end), Some('e' | 'E')) {
        let digits = end + 1 + usize::from(matches!(chars.get(end + 1), Some('+' | '-')));
        if chars.get(digits).is_some_and(char::is_ascii_digit) {
            end = run(chars, digits, |c| c.is_ascii_digit());
        }
    }
    let written: String = chars[at..end].iter().collect();
    match crate::quantity::parse_decimal(&written) {
        Some(value) if value.is_finite() => Ok((Token::Number(value), end)),
        _ => Err(ConditionError::new(at + 1, format!("`{written}` is too large a number."))),
    }
}

fn text(chars: &[char], at: usize) -> Result<(Token, usize), ConditionError> {
    let quote = chars[at];
    let triple = chars.get(at + 1) == Some(&quote) && chars.get(at + 2) == Some(&quote);
    let width = if triple { 3 } else { 1 };
    let closes = |i: usize| (0..width).all(|n| chars.get(i + n) == Some(&quote));
    let mut value = String::new();
    let mut i = at + width;
    while i < chars.len() && !closes(i) {
        if chars[i] == '\\' {
            value.push(escaped(chars, i)?);
            i += 2;
        } else {
            value.push(chars[i]);
            i += 1;
        }
    }
    if i >= chars.len() {
        return Err(ConditionError::new(at + 1, format!("The text that begins here has no closing {quote}.")));
    }
    Ok((Token::Text(value), i + width))
}

fn escaped(chars: &[char], at: usize) -> Result<char, ConditionError> {
    match chars.get(at + 1) {
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some('r') => Ok('\r'),
        Some(c @ ('\\' | '\'' | '"' | '`' | '?')) => Ok(*c),
        _ => Err(ConditionError::new(at + 1, "After a backslash only n, r, t, a quote or a backslash may stand.")),
    }
}
