//! The only code that touches the browser. Everything here can fail, and none of it panics.

pub mod clock;
pub mod dom;
pub mod files;
pub mod route;
pub mod storage;
