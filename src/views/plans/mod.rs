//! Plans: the start page with the list of them, the details of one, two side by side.

pub mod compare;
pub mod plan_details;
pub mod plan_list;
pub mod start;
