//! Every decision of DMS Preflight, as pure functions over plain data: content, conditions, answers, assessment,
//! session, saved plans, reports. No browser, clock, file, network or random source is reachable from here.
#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

pub mod answer;
pub mod approach;
pub mod asking;
pub mod assess;
pub mod change;
pub mod compare;
pub mod condition;
pub mod content;
pub mod edition;
pub mod facts;
mod fill;
pub mod id;
pub mod link;
pub mod merge;
pub mod object;
pub mod premigration;
pub mod progress;
pub mod reading;
pub mod report;
pub mod saved;
pub mod scope;
pub mod search;
pub mod session;
pub mod show;
pub mod sign_in;
pub mod sizing;
pub mod state;
pub mod store;
pub mod task_documents;
pub mod timeline;
pub mod words;

pub use answer::{Answer, Answers, Raw};
pub use assess::{assess, Assessment};
pub use content::Content;
pub use id::Id;
pub use session::{Action, Session};
