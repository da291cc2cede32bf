//! A plan as a document for people and other tools: Markdown, JSON with texts, CSV, iCalendar. All texts come from content and messages.
//! The app's exports and the command line call it.

mod answers_csv;
mod blocks;
mod csv;
mod ics;
mod instance;
mod json;
mod line;
mod markdown;
mod texts;

pub use answers_csv::answers_csv;
pub use blocks::{blocks, recreated, Block};
pub use csv::csv;
pub use ics::ics;
pub use instance::{instance, lob_lines};
pub use json::json;
pub use line::Line;
pub use markdown::markdown;
pub use texts::{texts, Texts};

use crate::assess::{Assessment, Finding, Verdict};
use crate::content::{Content, Severity, Source};
use crate::quantity::format_date;
use crate::timeline::{percent, Forecast, Warning};

/// The sources behind the findings that hold, in content order.
pub fn sources<'a>(content: &'a Content, assessment: &Assessment) -> Vec<&'a Source> {
    let holding = assessment.findings.iter().filter(|finding| finding.holds());
    let rules = holding.filter_map(|finding| content.rule_index(&finding.rule));
    let mut used: Vec<usize> = rules.flat_map(|index| content.rules[index].evidence.sources.clone()).collect();
    used.sort_unstable();
    used.dedup();
    used.into_iter().filter_map(|index| content.sources.get(index)).collect()
}

/// The verdict on the plan with the odds of its date, as one sentence. A date that cannot be met comes first.
pub fn verdict(content: &Content, assessment: &Assessment, forecast: Option<&Forecast>) -> String {
    let (messages, counts) = (&content.messages, &assessment.counts);
    let verdict = match assessment.verdict {
        Verdict::Empty => return messages.get("verdict.empty").to_owned(),
        Verdict::Blocked => messages.plural("verdict.blocked", counts.blockers),
        Verdict::Undecided => messages.plural("verdict.undecided", counts.possible_blockers),
        Verdict::Risky => messages.plural("verdict.risky", counts.risks + counts.possible_risks),
        Verdict::Ready => messages.get("verdict.ready").to_owned(),
    };
    let Some(forecast) = forecast else { return verdict };
    let blocks = |warning: &&Warning| warning.severity == Severity::Blocker;
    if let Some(warning) = forecast.warnings.iter().find(blocks).filter(|_| assessment.verdict != Verdict::Blocked) {
        let date = warning_texts(content, warning).0;
        return messages.format("verdict.date_first", &[("date", &date)]);
    }
    let Some((share, date)) = forecast.in_time.zip(forecast.hard_date) else { return verdict };
    let values = [("verdict", verdict.as_str()), ("odds", &percent(share)), ("date", &format_date(date))];
    messages.format("verdict.with_odds", &values)
}

/// What the verdict rests on: how many answers, how many open questions, and how much only the schema can show.
pub fn verdict_basis(content: &Content, assessment: &Assessment, to_check_in_schema: usize) -> String {
    let messages = &content.messages;
    let counts = &assessment.counts;
    let values = [
        ("answers", messages.plural("verdict.answers", counts.answered)),
        ("open", messages.plural("verdict.open", counts.open + counts.dont_know)),
        ("schema", messages.plural("verdict.schema", to_check_in_schema)),
    ];
    messages.format("verdict.basis", &values.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// A possible finding in one line: severity, title, and the questions that it waits for.
pub fn possible_line(content: &Content, texts: &Texts, finding: &Finding) -> Option<String> {
    let messages = &content.messages;
    let rule = &content.rules[content.rule_index(&finding.rule)?];
    let severity = messages.get(&format!("severity.{}.one", finding.severity.name())).to_owned();
    let title = texts.interpolate(content, &rule.title);
    let waiting = match finding.wants.is_empty() {
        true => messages.get("finding.undecidable").to_owned(),
        false => messages.format("finding.waiting", &[("waiting", &content.numbers(&finding.wants))]),
    };
    Some(messages.format("finding.possible_line", &[("severity", &severity), ("title", &title), ("waiting", &waiting)]))
}

/// The warnings of the forecast with a severity that is wanted, the worst first, each in one line.
pub fn warning_lines(content: &Content, forecast: &Forecast, wanted: impl Fn(Severity) -> bool) -> Vec<String> {
    let warnings = forecast.by_severity().into_iter().filter(|warning| wanted(warning.severity));
    let line = |warning: &Warning| {
        let (title, todo) = warning_texts(content, warning);
        format!("{}: {title}. {todo}", content.messages.get(&format!("watch.{}", warning.severity.name())))
    };
    warnings.map(line).collect()
}

/// The title of a warning of the forecast, and what to do about it.
pub fn warning_texts(content: &Content, warning: &Warning) -> (String, String) {
    let values: Vec<(&str, &str)> = warning.args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let text = |part: &str| content.messages.format(&format!("warning.{}.{part}", warning.id), &values);
    (text("title"), text("do"))
}
