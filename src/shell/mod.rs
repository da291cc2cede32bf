//! The imperative shell: the only code that touches the browser. Every call can fail, and none panics. Bindings,
//! program, hooks, effects and event listeners call it.

pub mod address;
pub mod clock;
pub mod compress;
pub mod dom;
pub mod files;
pub mod focus;
pub mod host;
mod host_store;
mod indexed_db;
pub mod lifecycle;
mod local_storage;
pub mod locks;
mod promise;
pub(crate) mod registry;
pub mod shortcuts;
pub mod storage;
