//! DMS Preflight as a page: the doors through which hosts open it, its views, and the shell that touches the browser.

mod app;
mod checklist;
mod desk;
mod doors;
mod forecasting;
mod knowledge;
pub mod model;
mod shell;
pub mod views;
