//! Parses the text of a condition to a tree. Precedence and associativity are CEL's; the depth is limited, so that no
//! input overflows the stack. Conditions of content are parsed with it.

use super::expr::{Expr, ExprKind, Literal};
use super::token::{tokens, Token};
use super::{ConditionError, Operator};
use crate::quantity::format;

/// Deepest nesting of brackets, signs and choices.
const DEEPEST: usize = 64;

/// Largest height of the tree, because a chain of operators is as deep as it is long.
const HIGHEST: usize = 128;

/// The tree of `text`, or the first error in it.
pub fn parse(text: &str) -> Result<Expr, ConditionError> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0 };
    let tree = parser.conditional()?;
    match parser.peek() {
        Token::End => Ok(tree),
        _ => Err(parser.unexpected("an operator or the end")),
    }
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    at: usize,
    depth: usize,
}

/// Binary operators, weakest first. `?:` is weaker than the first row, `!` and `-` are stronger than the last.
const LEVELS: [&[(&str, Operator)]; 5] = [
    &[("||", Operator::Or)],
    &[("&&", Operator::And)],
    &[
        ("==", Operator::Equal),
        ("!=", Operator::NotEqual),
        ("<=", Operator::LessEqual),
        (">=", Operator::GreaterEqual),
        ("<", Operator::Less),
        (">", Operator::Greater),
        ("in", Operator::In),
    ],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[("*", Operator::Multiply), ("/", Operator::Divide)],
];

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.at).map_or(&Token::End, |(token, _)| token)
    }

    fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(1, |(_, column)| *column)
    }

    fn take(&mut self, sign: &str) -> bool {
        let is_next = matches!(self.peek(), Token::Punct(s) if *s == sign);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, sign: &str) -> Result<(), ConditionError> {
        if self.take(sign) {
            return Ok(());
        }
        Err(self.unexpected(&format!("`{sign}`")))
    }

    fn unexpected(&self, wanted: &str) -> ConditionError {
        let next = match self.peek() {
            Token::End => "the condition ends".to_owned(),
            Token::Number(n) => format!("there is {}", format::number(*n)),
            Token::Text(t) => format!("there is the text \"{t}\""),
            Token::Ident(w) => format!("there is `{w}`"),
            Token::Punct(s) => format!("there is `{s}`"),
        };
        ConditionError::new(self.column(), format!("Here {wanted} is needed, but {next}."))
    }

    fn node(&self, column: usize, kind: ExprKind) -> Result<Expr, ConditionError> {
        let node = Expr::new(column, kind);
        if node.height > HIGHEST {
            return Err(ConditionError::new(
                column,
                format!("The condition has more than {HIGHEST} levels; split it up."),
            ));
        }
        Ok(node)
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, ConditionError>) -> Result<T, ConditionError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ConditionError::new(
                self.column(),
                format!("The condition is nested deeper than {DEEPEST} levels."),
            ));
        }
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn conditional(&mut self) -> Result<Expr, ConditionError> {
        self.deeper(|parser| {
            let condition = parser.binary(0)?;
            let column = parser.column();
            if !parser.take("?") {
                return Ok(condition);
            }
            let yes = parser.binary(0)?;
            parser.expect(":")?;
            let no = parser.conditional()?;
            parser.node(column, ExprKind::Conditional(condition.into(), yes.into(), no.into()))
        })
    }

    fn operator(&mut self, level: usize) -> Option<Operator> {
        let written = match self.peek() {
            Token::Punct(sign) => *sign,
            Token::Ident(word) if word == "in" => "in",
            _ => return None,
        };
        let (_, operator) = LEVELS[level].iter().find(|(sign, _)| *sign == written)?;
        self.at += 1;
        Some(*operator)
    }

    fn binary(&mut self, level: usize) -> Result<Expr, ConditionError> {
        if level == LEVELS.len() {
            return self.unary();
        }
        let mut left = self.binary(level + 1)?;
        loop {
            let column = self.column();
            let Some(operator) = self.operator(level) else { return Ok(left) };
            let right = self.binary(level + 1)?;
            left = self.node(column, ExprKind::Binary(operator, left.into(), right.into()))?;
        }
    }

    fn unary(&mut self) -> Result<Expr, ConditionError> {
        let column = self.column();
        if self.take("!") {
            let inner = self.deeper(Self::unary)?;
            return self.node(column, ExprKind::Not(inner.into()));
        }
        if self.take("-") {
            let inner = self.deeper(Self::unary)?;
            return self.node(column, ExprKind::Negative(inner.into()));
        }
        self.primary()
    }

    fn primary(&mut self) -> Result<Expr, ConditionError> {
        let column = self.column();
        let literal = |value| Ok(Expr::new(column, ExprKind::Literal(value)));
        match self.peek().clone() {
            Token::Number(n) => {
                self.at += 1;
                literal(Literal::Number(n))
            }
            Token::Text(t) => {
                self.at += 1;
                literal(Literal::Text(t))
            }
            Token::Ident(word) => {
                self.at += 1;
                match word.as_str() {
                    "true" => literal(Literal::Bool(true)),
                    "false" => literal(Literal::Bool(false)),
                    "null" | "in" => Err(ConditionError::new(column, format!("`{word}` cannot stand here."))),
                    _ => self.name_or_call(word, column),
                }
            }
            Token::Punct("(") => {
                self.at += 1;
                let inner = self.conditional()?;
                self.expect(")")?;
                Ok(inner)
            }
            Token::Punct("[") => {
                self.at += 1;
                let items = self.list()?;
                self.node(column, ExprKind::List(items))
            }
            _ => Err(self.unexpected("an answer, a fact, a number or a text")),
        }
    }

    fn list(&mut self) -> Result<Vec<Expr>, ConditionError> {
        let mut items = Vec::new();
        while !self.take("]") {
            if !items.is_empty() {
                self.expect(",")?;
                if self.take("]") {
                    break;
                }
            }
            items.push(self.conditional()?);
        }
        Ok(items)
    }

    fn name_or_call(&mut self, word: String, column: usize) -> Result<Expr, ConditionError> {
        if !self.take("(") {
            return Ok(Expr::new(column, ExprKind::Name(word)));
        }
        let kind = match word.as_str() {
            "size" => ExprKind::Size(self.conditional()?.into()),
            "has" => match self.conditional()?.kind {
                ExprKind::Name(name) => ExprKind::Has(name),
                _ => return Err(ConditionError::new(column, "`has()` takes the id of one question.")),
            },
            _ => {
                return Err(ConditionError::new(
                    column,
                    format!("There is no function `{word}`; only size() and has()."),
                ))
            }
        };
        self.expect(")")?;
        self.node(column, kind)
    }
}
