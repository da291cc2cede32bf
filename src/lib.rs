//! DMS Preflight as a page: the bindings through which hosts open it, the program (model, views, effects), and the shell
//! that touches the browser.

mod app;
mod bindings;
mod effects;
mod hooks;
pub mod model;
mod program;
mod runtime;
mod shell;
pub mod views;
