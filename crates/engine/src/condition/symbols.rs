//! Interned texts: options and literals become numbers once, so that evaluation compares numbers. The compiler and the
//! evaluated plan use them.

use super::Symbol;
use litemap::LiteMap;

/// All texts that content and conditions mention.
#[derive(Debug, Clone, Default)]
pub struct Symbols {
    /// Length of each in characters.
    lengths: Vec<u32>,
    numbers: LiteMap<String, u32>,
}

impl Symbols {
    /// The symbol of `text`; a new one if it has none.
    pub fn intern(&mut self, text: &str) -> Symbol {
        if let Some(number) = self.numbers.get(text) {
            return Symbol(*number);
        }
        let number = self.lengths.len() as u32;
        self.lengths.push(text.chars().count() as u32);
        self.numbers.insert(text.to_owned(), number);
        Symbol(number)
    }

    /// The symbol of `text`, if content or a condition mentions it.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.numbers.get(text).copied().map(Symbol)
    }

    /// Length of each text in characters, in the order of their numbers.
    pub fn lengths(&self) -> &[u32] {
        &self.lengths
    }

    /// How many texts are interned: free answers get numbers from here on.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether nothing is interned yet.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }
}
