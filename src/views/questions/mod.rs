//! The screen "Questions": one section or all of them, with the verdict next to the questions. `views::main` calls it.

pub mod answer_field;
pub mod consequences;
pub mod question;
pub mod section;
pub mod verdict;
