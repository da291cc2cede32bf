//! A set of questions, small enough to be copied with every outcome. Evaluation and the engine's facts fill it.

/// The largest number of questions that content may hold.
pub const MAX_QUESTIONS: usize = 1024;
const WORDS: usize = MAX_QUESTIONS / 64;

/// Which questions decided a value, or are still wanted for it. One bit a question, in content order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reasons {
    words: [u64; WORDS],
    /// How many words may have a bit, so that the work grows with the questions of the content, not with the maximum.
    used: usize,
}

impl Reasons {
    /// The empty set.
    pub const NONE: Self = Self { words: [0; WORDS], used: 0 };

    /// Adds one question; an index beyond [`MAX_QUESTIONS`] adds nothing.
    pub fn add_question(&mut self, question: usize) {
        if let Some(word) = self.words.get_mut(question / 64) {
            *word |= 1 << (question % 64);
            self.used = self.used.max(question / 64 + 1);
        }
    }

    /// Adds all questions of another set.
    pub fn add(&mut self, other: &Self) {
        for (word, other_word) in self.words.iter_mut().zip(other.words()) {
            *word |= other_word;
        }
        self.used = self.used.max(other.used);
    }

    /// Whether the question is in the set.
    pub fn has(&self, question: usize) -> bool {
        self.words.get(question / 64).is_some_and(|word| word & (1 << (question % 64)) != 0)
    }

    /// Visits the questions of the set in content order.
    pub fn each(&self, mut visit: impl FnMut(usize)) {
        for (word_index, word) in self.words().iter().enumerate() {
            let mut left = *word;
            while left != 0 {
                visit(word_index * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }

    fn words(&self) -> &[u64] {
        self.words.get(..self.used).unwrap_or(&self.words)
    }
}
