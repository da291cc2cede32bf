//! A plan as a document for people and for other tools: Markdown, CSV, iCalendar. Texts come from content and words.

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
    let rules = holding.filter_map(|finding| content.rule(&finding.rule));
    let mut used: Vec<usize> = rules.flat_map(|index| content.rules[index].evidence.sources.clone()).collect();
    used.sort_unstable();
    used.dedup();
    used.into_iter().filter_map(|index| content.sources.get(index)).collect()
}

/// The one sentence that the plan comes to.
pub fn verdict(content: &Content, assessment: &Assessment) -> String {
    let (words, counts) = (&content.messages, &assessment.counts);
    match assessment.verdict {
        Verdict::Empty => words.get("verdict.empty").to_owned(),
        Verdict::Blocked => words.plural("verdict.blocked", counts.blockers),
        Verdict::Undecided => words.plural("verdict.undecided", counts.possible_blockers),
        Verdict::Risky => words.plural("verdict.risky", counts.risks + counts.possible_risks),
        Verdict::Ready => words.get("verdict.ready").to_owned(),
    }
}
