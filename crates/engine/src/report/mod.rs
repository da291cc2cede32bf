//! A plan as a document for people and other tools: Markdown, CSV, iCalendar. All texts come from content and messages.
//! The app's exports and the command line call it.

mod answers_csv;
mod blocks;
mod csv;
mod ics;
mod markdown;
mod texts;

pub use answers_csv::answers_csv;
pub use blocks::{blocks, recreated, Block, Line};
pub use csv::csv;
pub use ics::ics;
pub use markdown::markdown;
pub use texts::{texts, Texts};

use crate::assess::{Assessment, Verdict};
use crate::content::{Content, Source};

/// The sources behind the findings that hold, in content order.
pub fn sources<'a>(content: &'a Content, assessment: &Assessment) -> Vec<&'a Source> {
    let holding = assessment.findings.iter().filter(|finding| finding.holds());
    let rules = holding.filter_map(|finding| content.rule_index(&finding.rule));
    let mut used: Vec<usize> = rules.flat_map(|index| content.rules[index].evidence.sources.clone()).collect();
    used.sort_unstable();
    used.dedup();
    used.into_iter().filter_map(|index| content.sources.get(index)).collect()
}

/// The verdict on the plan as one sentence.
pub fn verdict(content: &Content, assessment: &Assessment) -> String {
    let (messages, counts) = (&content.messages, &assessment.counts);
    match assessment.verdict {
        Verdict::Empty => messages.get("verdict.empty").to_owned(),
        Verdict::Blocked => messages.plural("verdict.blocked", counts.blockers),
        Verdict::Undecided => messages.plural("verdict.undecided", counts.possible_blockers),
        Verdict::Risky => messages.plural("verdict.risky", counts.risks + counts.possible_risks),
        Verdict::Ready => messages.get("verdict.ready").to_owned(),
    }
}
