//! Every decision of DMS Preflight, as pure functions over plain data: content, conditions, answers, assessment, plan,
//! plan files, reports. It cannot reach a browser, clock, file, network or random source. The app, the command line and
//! the benchmarks call it.
#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

pub mod answer;
pub mod answer_text;
pub mod applicability;
pub mod approach;
pub mod assess;
pub mod assessment_diff;
pub mod compare;
pub mod condition;
pub mod content;
pub mod edition;
pub mod evaluated;
pub mod facts;
pub mod id;
pub mod json;
pub mod link;
pub mod load;
pub mod merge;
pub mod messages;
pub mod parse;
pub mod plan;
pub mod plan_file;
pub mod premigration;
pub mod progress;
pub mod quantity;
pub mod question_ranking;
pub mod report;
pub mod search;
pub mod sign_in;
pub mod sizing;
pub mod store;
pub mod task_documents;
mod template;
pub mod timeline;

pub use answer::{Answer, Answers, Raw};
pub use assess::{assess, Assessment};
pub use content::Content;
pub use id::Id;
pub use plan::{Action, Plan};
