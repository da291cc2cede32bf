//! The screen "Tasks": the list, one task, the prerequisites that a task lists. `views::main` calls it.

pub mod list;
pub mod prerequisites;
pub mod task;
