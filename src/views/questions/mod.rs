//! The questions, one section at a time or all on one page, with the verdict beside them.

pub mod answer_field;
pub mod consequences;
pub mod question;
pub mod section;
pub mod verdict;
