//! The report, on the page and as a file.

pub mod document;
