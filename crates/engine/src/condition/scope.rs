//! The names that a condition may mention, with their slots and types. Loading fills it; the compiler reads it.

use litemap::LiteMap;

/// The type of a name, if it is known before any answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    Bool,
    Number,
    Text,
    /// A text that is one of these.
    Choice(Vec<String>),
    /// A list of texts that are among these.
    List(Vec<String>),
    /// Only known when evaluated.
    Any,
}

/// The names that a condition may mention.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    slots: LiteMap<String, (u16, Type)>,
    questions: u16,
}

impl Scope {
    /// Adds the next question. Questions come before named facts, so their slots are their indexes in content.
    pub fn add_question(&mut self, id: &str, of: Type) {
        self.slots.insert(id.to_owned(), (self.questions, of));
        self.questions += 1;
    }

    /// Adds a named fact in the slot after all slots taken so far.
    pub fn add_fact(&mut self, name: &str, of: Type) {
        let slot = self.slots.len() as u16;
        self.slots.insert(name.to_owned(), (slot, of));
    }

    /// Ids of questions with their indexes, in the order of the ids.
    pub fn questions(&self) -> impl Iterator<Item = (&str, usize)> {
        let all = self.slots.iter().filter(|(_, (slot, _))| *slot < self.questions);
        all.map(|(id, (slot, _))| (id.as_str(), usize::from(*slot)))
    }

    /// Whether a slot is that of a question, and not of a named fact.
    pub fn is_question(&self, slot: u16) -> bool {
        slot < self.questions
    }

    /// Slot and type of a name.
    pub fn find(&self, name: &str) -> Option<&(u16, Type)> {
        self.slots.get(name)
    }
}
