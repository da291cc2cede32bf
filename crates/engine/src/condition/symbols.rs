//! Interned texts: options and literals become numbers once, so that evaluating compares numbers.

use litemap::LiteMap;

/// An interned text. Two symbols are equal when their texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol(pub u32);

/// All texts that content and conditions mention.
#[derive(Debug, Clone, Default)]
pub struct Symbols {
    texts: Vec<String>,
    numbers: LiteMap<String, u32>,
}

impl Symbols {
    /// The symbol of `text`, made if it is new.
    pub fn intern(&mut self, text: &str) -> Symbol {
        if let Some(number) = self.numbers.get(text) {
            return Symbol(*number);
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        Symbol(number)
    }

    /// The symbol of `text`, if content or a condition mentions it.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.numbers.get(text).copied().map(Symbol)
    }

    /// Length of a symbol's text in characters; none for a symbol of a free answer, which is not kept here.
    pub fn length(&self, symbol: Symbol) -> Option<u32> {
        self.texts.get(symbol.0 as usize).map(|text| text.chars().count() as u32)
    }

    /// How many texts are interned: free answers get numbers from here on.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether nothing is interned yet.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
