//! The ways to move the data, and the size of the replication instance.

pub mod list;
pub mod sizing;
