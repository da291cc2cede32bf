//! The screen "Approach": the ranked ways to move the data, and the size of the replication instance.
//! `views::main` calls it.

pub mod list;
pub mod sizing;
