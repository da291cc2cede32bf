//! The blocks of the report between the findings and the answers: approach, replication instance, Region, objects to recreate, open
//! questions, assumptions. The page's report and the Markdown report both show these blocks.

use super::instance::{instance, lob_lines};
use super::line::{challenge_only, pair, Line};
use super::Texts;
use crate::approach::{approaches, RankedApproach};
use crate::assess::{AnswerState, Assessment, TaskState};
use crate::condition::Truth;
use crate::content::Content;
use crate::evaluated::EvaluatedPlan;
use crate::plan::Plan;
use crate::quantity::format::{duration, grouped};
use crate::sizing::sizing;

/// A heading with its lines.
pub struct Block {
    pub title: String,
    /// A sentence about all lines; may be empty.
    pub lead: String,
    pub lines: Vec<Line>,
}

/// How many open questions are named, and how many ways to move the data.
const QUESTIONS: usize = 12;
const APPROACHES: usize = 3;

/// Every block of the report, in order: the approach, then those that follow the timeline. `literal` escapes what a
/// person typed for the form of the report.
pub fn blocks(plan: (&Content, &Plan, &Assessment), texts: &Texts, literal: fn(&str) -> String) -> Vec<Block> {
    let (content, plan, assessment) = plan;
    let today = assessment.today;
    let evaluated = EvaluatedPlan::new(content, &plan.answers, today);
    let builder = BlockBuilder { content, plan, assessment, texts, literal, evaluated };
    vec![
        builder.approach(),
        builder.instance(),
        builder.region(),
        builder.recreate(),
        builder.open(),
        builder.assumptions(),
    ]
}

/// The due or possible tasks that recreate what DMS does not create, each with the names of its objects.
pub fn recreated<'a>(
    content: &'a Content,
    assessment: &'a Assessment,
) -> impl Iterator<Item = (&'a TaskState, &'a str)> {
    let tasks = assessment.tasks.iter().filter(|task_state| task_state.state != Truth::False);
    let objects = tasks.map(|task_state| (task_state, content.detail("task", &task_state.task, "recreates")));
    objects.filter(|(_, objects)| !objects.is_empty())
}

struct BlockBuilder<'a> {
    content: &'a Content,
    plan: &'a Plan,
    assessment: &'a Assessment,
    texts: &'a Texts,
    literal: fn(&str) -> String,
    evaluated: EvaluatedPlan<'a>,
}

impl BlockBuilder<'_> {
    fn word(&self, key: &str) -> String {
        self.content.messages.get(key).to_owned()
    }

    fn format(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.content.messages.format(key, values)
    }

    fn block(&self, title: &str, lead: &str, lines: Vec<Line>) -> Block {
        let lead = if lead.is_empty() { String::new() } else { self.word(lead) };
        Block { title: self.word(title), lead, lines }
    }

    /// The first approaches that can work, each with its costs and its first reason.
    fn approach(&self) -> Block {
        let ranked = approaches(&self.evaluated);
        let none_works = ranked.iter().all(RankedApproach::is_ruled_out);
        let lines = ranked.iter().enumerate().filter(|(_, approach)| none_works || !approach.is_ruled_out());
        let lines = lines.take(APPROACHES).map(|(rank, approach)| {
            let reason = approach.first_reason(rank).unwrap_or(&approach.row.about);
            let reason = self.texts.interpolate(self.content, reason);
            let more = format!("{} {reason}", self.costs(approach));
            let verdict = self.word(approach.verdict.word());
            Line { challenge: format!("{}. {}", rank + 1, approach.row.title), response: verdict, more }
        });
        self.block("report.approach", "report.approach_lead", lines.collect())
    }

    /// Effort and downtime as sentences.
    fn costs(&self, approach: &RankedApproach<'_>) -> String {
        let level = self.word(&format!("level.{}", approach.row.effort));
        let effort = self.format("approach.effort", &[("level", &level)]);
        let Some(span) = approach.downtime else { return format!("{effort}.") };
        let [low, high] = [span.low, span.high].map(|minutes| duration(minutes.unsigned_abs()));
        let range = match low == high {
            true => low,
            false => self.format("figure.range", &[("low", &low), ("high", &high)]),
        };
        format!("{effort}. {} {range}.", self.word("approach.downtime"))
    }

    /// The size of the replication instance with the reasons for its family, and the LOB settings.
    fn instance(&self) -> Block {
        let sizing = sizing(&self.evaluated);
        let mut lines = instance(&self.evaluated, &sizing, self.texts);
        lines.extend(lob_lines(&self.evaluated));
        lines.extend(sizing.notes.iter().map(|note| challenge_only(note.text.clone())));
        if sizing.without_lobs {
            lines.push(challenge_only(self.word("sizing.without_lobs")));
        }
        self.block("sizing.title", "sizing.no_formula", lines)
    }

    /// The chosen Region and what it offers; without one, how to choose it.
    fn region(&self) -> Block {
        let judged = self.assessment.region.as_ref();
        let Some((judged, region)) =
            judged.and_then(|judged| Some((judged, self.content.tables.region(&judged.code)?)))
        else {
            return self.block("report.region", "report.no_region", Vec::new());
        };
        let known = |value: &str| self.word(&format!("known.{value}"));
        let mut lines = vec![
            pair(format!("{} {}", region.code, region.name), self.word(judged.fit.word())),
            pair(self.word("regions.dms"), known(&region.dms)),
            pair(self.word("regions.schema_conversion"), known(&region.schema_conversion)),
            pair(self.word("regions.homogeneous"), known(&region.homogeneous)),
            pair(self.word("regions.opt_in"), self.word(&region.opt_in_message_key())),
        ];
        if !judged.nearest.is_empty() {
            let near = judged.nearest.iter().map(|near| {
                format!("{} {}", near.code, self.format("regions.km", &[("n", &grouped(u64::from(near.kilometres)))]))
            });
            lines.push(pair(self.word("regions.nearest"), near.collect::<Vec<_>>().join(", ")));
        }
        let block = self.block("report.region", "", lines);
        Block { lead: self.format("regions.source", &[("read", &region.checked_on)]), ..block }
    }

    /// The objects that DMS does not create and this plan needs, in task order; a possible task names the answers that it
    /// waits for.
    fn recreate(&self) -> Block {
        let lines = recreated(self.content, self.assessment).map(|(task_state, _)| {
            let task = self.content.task_index(&task_state.task).map(|index| &self.content.tasks[index]);
            let title = task.map_or_else(String::new, |task| self.texts.interpolate(self.content, &task.title));
            let is_done = self.plan.tasks.get(task_state.task.as_str()).is_some_and(|mark| mark.done);
            let response = match (task_state.state, is_done) {
                (Truth::Unknown, _) => {
                    self.format("tasks.waiting", &[("waiting", &self.content.numbers(&task_state.wants))])
                }
                (_, true) => self.word("schema.done"),
                _ => self.word("schema.to_do"),
            };
            pair(title, response)
        });
        let lines: Vec<Line> = lines.collect();
        let lead = if lines.is_empty() { "report.no_recreate" } else { "report.recreate_lead" };
        self.block("report.recreate", lead, lines)
    }

    /// The open questions, those that decide most first.
    fn open(&self) -> Block {
        let numbered = |index: usize| format!("{} {}", self.content.number(index), self.content.questions[index].text);
        let next = &self.assessment.next;
        let indexes = next.iter().filter_map(|next| self.content.question_index(&next.question));
        let mut lines: Vec<Line> = indexes.take(QUESTIONS).map(|index| challenge_only(numbered(index))).collect();
        let more = next.len().saturating_sub(QUESTIONS);
        if more > 0 {
            lines.push(challenge_only(self.content.messages.plural("report.more_open", more)));
        }
        self.block("report.open", if lines.is_empty() { "report.none_open" } else { "report.open_lead" }, lines)
    }

    /// The assumptions: questions answered "don't know", days that the reader entered, and that figures are a model.
    fn assumptions(&self) -> Block {
        let mut lines = Vec::new();
        let questions = self.content.questions.iter().zip(&self.assessment.questions).enumerate();
        let unknown =
            questions.filter(|(_, (_, state))| state.asked == Truth::True && state.state == AnswerState::DontKnow);
        let unknown: Vec<String> = unknown.map(|(index, _)| self.content.number(index)).collect();
        if !unknown.is_empty() {
            lines.push(pair(self.word("report.assumed_unknown"), unknown.join(", ")));
        }
        for (id, mark) in self.plan.phases.iter().filter(|(_, mark)| !mark.days.trim().is_empty()) {
            let title = self.content.detail("timeline", id, "title").to_owned();
            let days = (self.literal)(&mark.days);
            lines.push(pair(self.format("report.own_days", &[("phase", &title)]), days));
        }
        let models = ["report.disclaimer", "verdict.transfer_model", "approach.model", "sizing.no_formula"];
        lines.extend(models.map(|key| challenge_only(self.word(key))));
        self.block("report.assumptions", "", lines)
    }
}
