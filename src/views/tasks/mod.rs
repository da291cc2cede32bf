//! Tasks: the list, one task, the prerequisites that a task lists.

pub mod list;
pub mod prerequisites;
pub mod task;
