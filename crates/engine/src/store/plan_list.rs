//! The list of all stored plans. It is built from the stored texts each time, because an index could be lost or wrong.
//! The app shows it.

use super::envelope::{open, Damage, Envelope};
use super::keys::{plan_of, PREFIX, QUARANTINE};
use super::TRASH_MS;
use crate::assess::assess;
use crate::condition::Truth;
use crate::content::Content;
use crate::plan::Plan;
use crate::plan_file::{decode, DecodeError};
use crate::quantity::parse_date;
use crate::report::texts;
use crate::timeline::{forecast, RUNS};

/// A stored text with its key, of either layer.
pub type Text = (String, String);

/// How far a plan has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanSummary {
    pub answered: usize,
    pub dont_know: usize,
    pub asked: usize,
    pub blockers: usize,
    pub risks: usize,
    /// Days since 1970-01-01 of the next date, which may be past, and the title of the task that is due then; without
    /// a title it is the hard date.
    pub deadline: Option<(i64, String)>,
    /// Source and target; empty until both are known.
    pub route: String,
    /// Runs that make the hard date, per mille, once [`add_odds`] has computed it.
    pub odds: Option<u32>,
}

/// A stored plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanEntry {
    pub id: String,
    pub name: String,
    /// Milliseconds since 1970-01-01; 0 when no replica is whole.
    pub saved_at: u64,
    /// Bytes of the plan file.
    pub size: usize,
    pub scenario_of: Option<String>,
    pub trashed_at: Option<u64>,
    /// None when this version cannot read it: it is damaged, or a newer version wrote it.
    pub summary: Option<PlanSummary>,
    /// Whether a newer version wrote it.
    pub newer: bool,
}

/// All stored plans.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanList {
    /// The last saved first.
    pub plans: Vec<PlanEntry>,
    pub trash: Vec<PlanEntry>,
    /// Keys and texts in quarantine.
    pub quarantined: Vec<Text>,
    /// UTF-16 code units of the fast layer that are in use, of the about 5 million that browsers give an origin.
    pub used: usize,
}

/// The list of the plans in `texts`.
pub fn list(content: &Content, texts: &[Text], today: i64) -> PlanList {
    let mut plan_list = PlanList::default();
    for (key, text) in texts {
        if let Some(rest) = key.strip_prefix(PREFIX) {
            plan_list.used += key.len() + text.encode_utf16().count();
            if rest.starts_with(QUARANTINE) {
                plan_list.quarantined.push((key.clone(), text.clone()));
            }
        }
    }
    for id in ids(texts) {
        let entry = entry(content, id, texts, today);
        let list = if entry.trashed_at.is_some() { &mut plan_list.trash } else { &mut plan_list.plans };
        // Inserted before the first that is older: there are few plans.
        let at = list.iter().position(|other| other.saved_at < entry.saved_at).unwrap_or(list.len());
        list.insert(at, entry);
    }
    plan_list
}

/// Computes the odds of the hard date of each listed plan. A separate step, because it takes longer than the list.
pub fn add_odds(content: &Content, plan_list: &mut PlanList, texts: &[Text], today: i64) {
    for entry in &mut plan_list.plans {
        let Some(summary) = &mut entry.summary else { continue };
        let newest = best(texts, &entry.id).0;
        let Some(loaded) = newest.and_then(|envelope| decode(content, &envelope.body).ok()) else { continue };
        let assessment = assess(content, &loaded.plan.answers, today);
        summary.odds = forecast(content, &loaded.plan, &assessment, RUNS).in_time;
    }
}

/// The ids of the plans among the texts, each once.
fn ids(texts: &[Text]) -> Vec<&str> {
    let mut ids = Vec::new();
    for id in texts.iter().filter_map(|(key, _)| plan_of(key)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The newest whole replica of a plan among the texts, and the text that a newer version wrote of it.
fn best<'a>(texts: &'a [Text], id: &'a str) -> (Option<Envelope>, Option<&'a str>) {
    let (mut newest, mut newer) = (None::<Envelope>, None);
    for (_, text) in of(texts, id) {
        match open(text) {
            Ok(envelope) if envelope.header.id != id => {}
            Ok(envelope) if newest.as_ref().is_none_or(|known| known.header.rev < envelope.header.rev) => {
                newest = Some(envelope);
            }
            Err(Damage::Newer) => newer = Some(text.as_str()),
            _ => {}
        }
    }
    (newest, newer)
}

/// The text to download for a plan: the unchanged text of a newer version, else the newest whole plan file, else the
/// longest text unchanged.
pub fn newest(texts: &[Text], id: &str) -> Option<String> {
    let (newest, newer) = best(texts, id);
    let longest = || of(texts, id).map(|(_, text)| text).max_by_key(|text| text.len()).cloned();
    newer.map(str::to_owned).or(newest.map(|envelope| envelope.body)).or_else(longest)
}

/// The ids of the plans that have been in the trash for longer than [`TRASH_MS`]. A plan with a damaged replica stays,
/// because that replica may have said that the plan was restored.
pub fn expired_trash(texts: &[Text], now: u64) -> Vec<String> {
    let is_expired = |id: &&str| {
        let whole = of(texts, id).all(|(_, text)| open(text).is_ok_and(|envelope| envelope.header.id == **id));
        let at = best(texts, id).0.and_then(|envelope| envelope.header.trashed_at);
        whole && at.is_some_and(|at| now > at && now - at > TRASH_MS)
    };
    ids(texts).into_iter().filter(is_expired).map(str::to_owned).collect()
}

fn of<'a>(texts: &'a [Text], id: &'a str) -> impl Iterator<Item = &'a Text> {
    texts.iter().filter(move |(key, _)| plan_of(key) == Some(id))
}

fn entry(content: &Content, id: &str, texts: &[Text], today: i64) -> PlanEntry {
    let (newest, newer) = best(texts, id);
    let size = of(texts, id).map(|(_, text)| text.len()).max().unwrap_or_default();
    let (header, body) =
        newest.filter(|_| newer.is_none()).map(|envelope| (envelope.header, envelope.body)).unwrap_or_default();
    let mut entry = PlanEntry {
        id: id.to_owned(),
        name: String::new(),
        saved_at: header.saved_at,
        size: if body.is_empty() { size } else { body.len() },
        scenario_of: header.scenario_of,
        trashed_at: header.trashed_at,
        summary: None,
        newer: newer.is_some(),
    };
    match decode(content, &body) {
        Ok(loaded) => {
            entry.summary = Some(summary(content, &loaded.plan, today));
            entry.name = loaded.plan.name;
        }
        Err(error) => entry.newer |= matches!(error, DecodeError::Newer(_)),
    }
    entry
}

fn summary(content: &Content, plan: &Plan, today: i64) -> PlanSummary {
    let assessment = assess(content, &plan.answers, today);
    let texts = texts(content, &plan.answers, today);
    let date = assessment.figures.get("days_to_date");
    let mut deadline = date.map(|days| (today + *days, String::new()));
    for task in assessment.tasks.iter().filter(|task| task.state == Truth::True) {
        let Some(mark) = plan.tasks.get(task.task.as_str()).filter(|mark| !mark.done) else { continue };
        let Some(due) = parse_date(&mark.due) else { continue };
        if deadline.as_ref().is_none_or(|(other, _)| due < *other) {
            let title =
                content.task_index(&task.task).map(|index| texts.interpolate(content, &content.tasks[index].title));
            deadline = Some((due, title.unwrap_or_default()));
        }
    }
    let (source, target) = (texts.get("source_engine"), texts.get("target_engine"));
    let route = source
        .zip(target)
        .map(|(source, target)| content.messages.format("plan.route", &[("source", source), ("target", target)]));
    let counts = &assessment.counts;
    PlanSummary {
        answered: counts.answered,
        dont_know: counts.dont_know,
        asked: counts.asked,
        blockers: counts.blockers,
        risks: counts.risks,
        deadline,
        route: route.unwrap_or_default(),
        odds: None,
    }
}
