//! Reads the text of a condition into a tree. Precedence and associativity are CEL's; the depth is bounded, so that
//! no input overflows the stack.

use super::syntax::{Literal, Syntax, SyntaxKind};
use super::token::{tokens, Token};
use super::{Mistake, Operator};

/// Deepest nesting of brackets, signs and choices.
const DEEPEST: usize = 64;

/// Most levels of the tree: a row of operators is as deep as it is long.
const HIGHEST: usize = 128;

/// The tree of `text`, or the first mistake in it.
pub fn parse(text: &str) -> Result<Syntax, Mistake> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0 };
    let tree = parser.choice()?;
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

/// Binary operators, weakest first. `?:` stands above the first row, `!` and `-` below the last.
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
        let found = matches!(self.peek(), Token::Sign(s) if *s == sign);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), Mistake> {
        if self.take(sign) {
            return Ok(());
        }
        Err(self.unexpected(&format!("`{sign}`")))
    }

    fn unexpected(&self, wanted: &str) -> Mistake {
        let found = match self.peek() {
            Token::End => "the condition ends".to_owned(),
            Token::Number(n) => format!("there is {}", crate::show::number(*n)),
            Token::Text(t) => format!("there is the text \"{t}\""),
            Token::Word(w) => format!("there is `{w}`"),
            Token::Sign(s) => format!("there is `{s}`"),
        };
        Mistake::new(self.column(), format!("Here {wanted} is needed, but {found}."))
    }

    fn node(&self, column: usize, kind: SyntaxKind) -> Result<Syntax, Mistake> {
        let node = Syntax::new(column, kind);
        if node.height > HIGHEST {
            return Err(Mistake::new(column, format!("The condition has more than {HIGHEST} levels; split it up.")));
        }
        Ok(node)
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Mistake>) -> Result<T, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Mistake::new(self.column(), format!("The condition is nested deeper than {DEEPEST} levels.")));
        }
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn choice(&mut self) -> Result<Syntax, Mistake> {
        self.deeper(|parser| {
            let condition = parser.binary(0)?;
            let column = parser.column();
            if !parser.take("?") {
                return Ok(condition);
            }
            let yes = parser.binary(0)?;
            parser.expect(":")?;
            let no = parser.choice()?;
            parser.node(column, SyntaxKind::Choice(condition.into(), yes.into(), no.into()))
        })
    }

    fn operator(&mut self, level: usize) -> Option<Operator> {
        let written = match self.peek() {
            Token::Sign(sign) => *sign,
            Token::Word(word) if word == "in" => "in",
            _ => return None,
        };
        let (_, operator) = LEVELS[level].iter().find(|(sign, _)| *sign == written)?;
        self.at += 1;
        Some(*operator)
    }

    fn binary(&mut self, level: usize) -> Result<Syntax, Mistake> {
        if level == LEVELS.len() {
            return self.unary();
        }
        let mut left = self.binary(level + 1)?;
        loop {
            let column = self.column();
            let Some(operator) = self.operator(level) else { return Ok(left) };
            let right = self.binary(level + 1)?;
            left = self.node(column, SyntaxKind::Binary(operator, left.into(), right.into()))?;
        }
    }

    fn unary(&mut self) -> Result<Syntax, Mistake> {
        let column = self.column();
        if self.take("!") {
            let inner = self.deeper(Self::unary)?;
            return self.node(column, SyntaxKind::Not(inner.into()));
        }
        if self.take("-") {
            let inner = self.deeper(Self::unary)?;
            return self.node(column, SyntaxKind::Negative(inner.into()));
        }
        self.primary()
    }

    fn primary(&mut self) -> Result<Syntax, Mistake> {
        let column = self.column();
        let literal = |value| Ok(Syntax::new(column, SyntaxKind::Literal(value)));
        match self.peek().clone() {
            Token::Number(n) => {
                self.at += 1;
                literal(Literal::Number(n))
            }
            Token::Text(t) => {
                self.at += 1;
                literal(Literal::Text(t))
            }
            Token::Word(word) => {
                self.at += 1;
                match word.as_str() {
                    "true" => literal(Literal::Flag(true)),
                    "false" => literal(Literal::Flag(false)),
                    "null" | "in" => Err(Mistake::new(column, format!("`{word}` cannot stand here."))),
                    _ => self.name_or_call(word, column),
                }
            }
            Token::Sign("(") => {
                self.at += 1;
                let inner = self.choice()?;
                self.expect(")")?;
                Ok(inner)
            }
            Token::Sign("[") => {
                self.at += 1;
                let items = self.list()?;
                self.node(column, SyntaxKind::List(items))
            }
            _ => Err(self.unexpected("an answer, a fact, a number or a text")),
        }
    }

    fn list(&mut self) -> Result<Vec<Syntax>, Mistake> {
        let mut items = Vec::new();
        while !self.take("]") {
            if !items.is_empty() {
                self.expect(",")?;
                if self.take("]") {
                    break;
                }
            }
            items.push(self.choice()?);
        }
        Ok(items)
    }

    fn name_or_call(&mut self, word: String, column: usize) -> Result<Syntax, Mistake> {
        if !self.take("(") {
            return Ok(Syntax::new(column, SyntaxKind::Name(word)));
        }
        let kind = match word.as_str() {
            "size" => SyntaxKind::Size(self.choice()?.into()),
            "has" => match self.choice()?.kind {
                SyntaxKind::Name(name) => SyntaxKind::Has(name),
                _ => return Err(Mistake::new(column, "`has()` takes the id of one question.")),
            },
            _ => return Err(Mistake::new(column, format!("There is no function `{word}`; only size() and has()."))),
        };
        self.expect(")")?;
        self.node(column, kind)
    }
}
