//! The frame around every view of a plan: header, navigation, search, notices, footer. `views::screen` calls it.

pub mod footer;
pub mod header;
pub mod notices;
pub mod search;
pub mod section_nav;
