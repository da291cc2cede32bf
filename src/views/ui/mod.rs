//! Parts that several views use. Nothing here depends on a view.

pub mod context;
pub mod events;
pub mod evidence;
pub mod filter_select;
pub mod icons;
pub mod links;
pub mod memo;
pub mod node;
pub mod save_status;
pub mod to_html;
pub mod widgets;
