//! The screens about plans: the start page with their list, the details of one, two side by side. `views::main` calls
//! them.

pub mod compare;
pub mod plan_details;
pub mod plan_list;
pub mod start;
