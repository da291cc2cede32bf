//! The screen "Findings": the list with its filters, and one finding. `views::main` calls it.

pub mod finding;
pub mod list;
