//! Two plans side by side under the same content and on the same day: what they say differently, and what follows
//! differently. Only differences; fields that this version does not know are not compared.

use crate::answer_text;
use crate::assess::Assessment;
use crate::assessment_diff::{changes, Changes};
use crate::content::Content;
use crate::facts::{self, FactKind};
use crate::id::Id;
use crate::merge::ids;
use crate::parse::parse_answer;
use crate::plan::{PhaseField, PhaseMark, Plan, TaskField, TaskMark};

/// One of the two plans.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub plan: &'a Plan,
    pub assessment: &'a Assessment,
}

/// A question that the two plans answer differently, or whose notes differ: texts as the report shows them, what
/// cannot be read as typed, nothing on the side that says nothing. Whether a side asks the question is in its
/// assessment; an answer that is kept and not asked for is compared all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerDifference {
    /// Place in [`Content::questions`].
    pub question: usize,
    pub here: Option<String>,
    pub there: Option<String>,
}

/// What of a row differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Answer,
    Note,
    Done,
    Owner,
    Task(TaskField),
    Days,
    Figure,
}

/// Something else that the two plans say differently, by the id of its question, task, rule or named fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub id: Id,
    pub what: What,
    pub here: Option<String>,
    pub there: Option<String>,
}

/// Everything that differs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    pub name: bool,
    /// In the checklist's order. Dates are among them.
    pub answers: Vec<AnswerDifference>,
    /// Notes of questions, in the checklist's order.
    pub notes: Vec<AnswerDifference>,
    /// Answers to questions that this content does not have, as typed, and their notes.
    pub unknown: Vec<Difference>,
    /// Findings and tasks that come, go or are decided on the way from here to there. Under one content a rule has
    /// one severity, so no finding changes its own.
    pub changes: Changes,
    /// What is kept about tasks: done, owner, due date, note. In the order of doing, unknown tasks at the end.
    pub marks: Vec<Difference>,
    /// What is kept about phases of the timeline: days, owner, note.
    pub phases: Vec<Difference>,
    /// Owners of findings.
    pub owners: Vec<Difference>,
    /// Known numbers, such as the days that are left to the date.
    pub figures: Vec<Difference>,
}

/// How much differs, each question, finding and task counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub answers: usize,
    pub findings: usize,
    pub tasks: usize,
}

/// What is different `there`.
pub fn compare(content: &Content, here: &Side<'_>, there: &Side<'_>) -> Comparison {
    let mut found = Comparison {
        name: here.plan.name != there.plan.name,
        changes: changes(here.assessment, there.assessment),
        ..Comparison::default()
    };
    found.answers(content, here.plan, there.plan);
    found.unknown(content, here.plan, there.plan);
    found.marks(content, here.plan, there.plan);
    for rule in ids(&here.plan.findings, &there.plan.findings) {
        let [one, other] =
            [here, there].map(|side| side.plan.findings.get(rule.as_str()).map_or("", |mark| &mark.owner));
        note(&mut found.owners, &rule, What::Owner, one, other);
    }
    for phase in ids(&here.plan.phases, &there.plan.phases) {
        let none = PhaseMark::default();
        let [one, other] = [here, there].map(|side| side.plan.phases.get(phase.as_str()).unwrap_or(&none));
        for (field, what) in PhaseField::ALL.into_iter().zip([What::Days, What::Owner, What::Note]) {
            note(&mut found.phases, &phase, what, field.of(one), field.of(other));
        }
    }
    for fact in facts::ALL {
        if let FactKind::Number(unit) = fact.kind {
            let [one, other] = [here, there].map(|side| {
                side.assessment
                    .figures
                    .get(fact.name)
                    .map_or(String::new(), |value| answer_text::figure(*value as f64, unit))
            });
            note(&mut found.figures, fact.name, What::Figure, &one, &other);
        }
    }
    found
}

impl Comparison {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many questions, findings and tasks differ.
    pub fn counts(&self) -> Counts {
        let mut answers = self.answers.len() + distinct(&self.unknown, &[]);
        for note in &self.notes {
            answers += usize::from(!self.answers.iter().any(|answer| answer.question == note.question));
        }
        Counts {
            answers,
            findings: self.changes.findings.len() + distinct(&self.owners, &self.changes.findings),
            tasks: self.changes.tasks.len() + distinct(&self.marks, &self.changes.tasks),
        }
    }

    fn answers(&mut self, content: &Content, here: &Plan, there: &Plan) {
        for (index, question) in content.questions.iter().enumerate() {
            let (one, other) = (here.raw(&question.id), there.raw(&question.id));
            if one != other {
                let (mine, theirs) = (parse_answer(question, one), parse_answer(question, other));
                // What cannot be read may be refused by the same sentence and still not be the same.
                let unread = matches!(mine, crate::answer::ParsedAnswer::Invalid(_));
                if unread || mine != theirs {
                    let [mut mine, mut theirs] = [one, other].map(|raw| answer_text::raw(content, question, raw));
                    if mine == theirs {
                        // Rounded to the same words: only what was typed shows that they differ.
                        [mine, theirs] = [one, other].map(|raw| raw.map(|raw| answer_text::typed(content, raw)));
                    }
                    self.answers.push(AnswerDifference { question: index, here: mine, there: theirs });
                }
            }
            let (one, other) = (here.note(&question.id), there.note(&question.id));
            if one != other {
                self.notes.push(AnswerDifference { question: index, here: some(one), there: some(other) });
            }
        }
    }

    fn unknown(&mut self, content: &Content, here: &Plan, there: &Plan) {
        for id in ids(&here.answers, &there.answers) {
            if content.question_index(&id).is_none() {
                let typed = |side: &Plan| side.raw(&id).map_or(String::new(), |raw| answer_text::typed(content, raw));
                note(&mut self.unknown, &id, What::Answer, &typed(here), &typed(there));
                note(&mut self.unknown, &id, What::Note, here.note(&id), there.note(&id));
            }
        }
    }

    fn marks(&mut self, content: &Content, here: &Plan, there: &Plan) {
        for index in &content.task_order {
            self.mark(content, &content.tasks[*index].id, here, there);
        }
        for id in ids(&here.tasks, &there.tasks) {
            if content.task_index(&id).is_none() {
                self.mark(content, &id, here, there);
            }
        }
    }

    fn mark(&mut self, content: &Content, task: &str, here: &Plan, there: &Plan) {
        let none = TaskMark::default();
        let [one, other] = [here, there].map(|side| side.tasks.get(task).unwrap_or(&none));
        let done = |mark: &TaskMark| content.messages.get(if mark.done { "answer.yes" } else { "answer.no" });
        note(&mut self.marks, task, What::Done, done(one), done(other));
        for field in TaskField::ALL {
            note(&mut self.marks, task, What::Task(field), field.of(one), field.of(other));
        }
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Notes it if the two texts differ.
fn note(list: &mut Vec<Difference>, id: &str, what: What, here: &str, there: &str) {
    if here != there {
        list.push(Difference { id: Id::from(id), what, here: some(here), there: some(there) });
    }
}

/// How many rows differ that are not among the changes already; the differences of one row stand together.
fn distinct(list: &[Difference], known: &[crate::assessment_diff::Change]) -> usize {
    let (mut count, mut last) = (0, None);
    for difference in list {
        if last != Some(&difference.id) && !known.iter().any(|change| change.id == difference.id) {
            count += 1;
        }
        last = Some(&difference.id);
    }
    count
}
