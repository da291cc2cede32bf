//! The DMS Preflight page as a library: the bindings that hosts call, the program with model, views and effects, and
//! the shell that touches the browser. Compiled to WebAssembly for the page, and for the development machine by the
//! tests.

mod app;
mod bindings;
mod effects;
mod hooks;
pub mod model;
mod program;
mod runtime;
mod shell;
pub mod views;
