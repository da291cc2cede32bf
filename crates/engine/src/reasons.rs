//! A set of questions, small enough to be copied with every value while a condition is evaluated.

/// The largest number of questions that content may hold.
pub const MOST_QUESTIONS: usize = 256;

/// Which questions decided a value, or are still wanted for it. One bit a question, in content order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reasons([u64; MOST_QUESTIONS / 64]);

impl Reasons {
    /// The empty set.
    pub const NONE: Self = Self([0; MOST_QUESTIONS / 64]);

    /// The set of one question; an index beyond [`MOST_QUESTIONS`] gives the empty set.
    pub fn of(question: usize) -> Self {
        let mut set = Self::NONE;
        if let Some(word) = set.0.get_mut(question / 64) {
            *word |= 1 << (question % 64);
        }
        set
    }

    /// Both sets together.
    pub fn and(self, other: Self) -> Self {
        let mut set = self;
        for (mine, its) in set.0.iter_mut().zip(other.0) {
            *mine |= its;
        }
        set
    }

    /// Whether the question is in the set.
    pub fn has(&self, question: usize) -> bool {
        self.0.get(question / 64).is_some_and(|word| word & (1 << (question % 64)) != 0)
    }

    /// The questions of the set in content order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(place, word)| Bits(word).map(move |bit| place * 64 + bit))
    }
}

/// The places of the bits of a word that are set, the lowest first: most words have none or one.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let lowest = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (lowest < 64).then_some(lowest as usize)
    }
}
