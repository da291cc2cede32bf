//! The screen "Report", which is also a file. `views::main` and the effect handler call it.

pub mod document;
