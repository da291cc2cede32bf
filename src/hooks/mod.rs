//! The hooks, which act after a render: they open the storage, update the address and the focus, and compute the
//! ranking and the timeline. The component `App` uses each hook once.

mod forecast;
mod job;
mod mount;
mod question_ranking;
mod route;
mod shortcuts_and_focus;

pub use forecast::use_forecast;
pub use mount::{use_mount, use_runtime};
pub use question_ranking::use_question_ranking;
pub use route::use_route;
pub use shortcuts_and_focus::use_shortcuts_and_focus;
