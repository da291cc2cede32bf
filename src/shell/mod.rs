//! The only code that touches the browser. Everything here can fail, and none of it panics.

pub mod clock;
pub mod compress;
pub mod dom;
pub mod files;
pub mod focus;
pub mod host;
mod hosted;
mod indexed;
pub mod keys;
mod local;
pub mod locks;
mod promise;
pub mod route;
pub mod store;
pub mod watch;
