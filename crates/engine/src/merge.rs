//! Two editions of one plan that were written at the same time, made one: question by question, mark by mark. Where
//! both changed the same thing, the own change stays and the other one is told, ready to be applied.

use crate::answer::{Answer, Raw};
use crate::plan::{Action, FindingMark, PhaseField, PhaseMark, Plan, TaskField, TaskMark};
use litemap::LiteMap;
use serde_json::{Map, Value};

/// Something that both changed, each to something else.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What brings back the own change; it stands in the merged plan.
    pub mine: Action,
    /// What takes the other one instead.
    pub theirs: Action,
}

/// One plan out of two.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    pub plan: Plan,
    pub conflicts: Vec<Conflict>,
}

/// Merges what this page has with what another one saved; `base` is what both began with.
pub fn merge(base: &Plan, mine: &Plan, theirs: &Plan) -> Merged {
    let mut plan = mine.clone();
    plan.extra = fields(&base.extra, &mine.extra, &theirs.extra);
    plan.beside_plan = fields(&base.beside_plan, &mine.beside_plan, &theirs.beside_plan);
    let mut merged = Merged { plan, conflicts: Vec::new() };
    let name = merged.pick(&base.name, &mine.name, &theirs.name, |name| Action::Renamed(name.clone()));
    merged.plan.name = name;
    if mine.saved_edition == base.saved_edition {
        merged.plan.saved_edition = theirs.saved_edition.clone();
    }
    for id in ids(&mine.answers, &theirs.answers) {
        let answer = merged.answer(&id, [base, mine, theirs].map(|plan| plan.answers.get(id.as_str())));
        put(&mut merged.plan.answers, id, answer, Answer::is_empty);
    }
    for id in ids(&mine.tasks, &theirs.tasks) {
        let mark = merged.task(&id, [base, mine, theirs].map(|plan| plan.tasks.get(id.as_str())));
        put(&mut merged.plan.tasks, id, mark, TaskMark::is_empty);
    }
    for id in ids(&mine.findings, &theirs.findings) {
        let mark = merged.finding(&id, [base, mine, theirs].map(|plan| plan.findings.get(id.as_str())));
        put(&mut merged.plan.findings, id, mark, |mark| *mark == FindingMark::default());
    }
    for id in ids(&mine.phases, &theirs.phases) {
        let mark = merged.phase(&id, [base, mine, theirs].map(|plan| plan.phases.get(id.as_str())));
        put(&mut merged.plan.phases, id, mark, PhaseMark::is_empty);
    }
    merged
}

impl Merged {
    /// What one value comes to: a change of one side is taken, of two different ones the own.
    fn pick<T: PartialEq + Clone>(&mut self, base: &T, mine: &T, theirs: &T, action: impl Fn(&T) -> Action) -> T {
        if mine == theirs || theirs == base {
            return mine.clone();
        }
        if mine != base {
            self.conflicts.push(Conflict { mine: action(mine), theirs: action(theirs) });
            return mine.clone();
        }
        theirs.clone()
    }

    fn text(&mut self, three: [&String; 3], action: impl Fn(String) -> Action) -> String {
        self.pick(three[0], three[1], three[2], |text| action(text.clone()))
    }

    fn answer(&mut self, id: &str, three: [Option<&Answer>; 3]) -> Answer {
        let three = three.map(|answer| answer.cloned().unwrap_or_default());
        let [base, mine, theirs] = &three;
        let raw = self.pick(&base.raw, &mine.raw, &theirs.raw, |raw: &Option<Raw>| match raw {
            Some(raw) => Action::Answered { question: id.to_owned(), raw: raw.clone() },
            None => Action::Cleared { question: id.to_owned() },
        });
        let notes = [&base.note, &mine.note, &theirs.note];
        let note = self.text(notes, |note| Action::Noted { question: id.to_owned(), note });
        Answer { raw, note, extra: fields(&base.extra, &mine.extra, &theirs.extra) }
    }

    fn task(&mut self, id: &str, three: [Option<&TaskMark>; 3]) -> TaskMark {
        let three = three.map(|mark| mark.cloned().unwrap_or_default());
        let [base, mine, theirs] = &three;
        let task = || id.to_owned();
        let done =
            self.pick(&base.done, &mine.done, &theirs.done, |done| Action::TaskTicked { task: task(), done: *done });
        let extra = fields(&base.extra, &mine.extra, &theirs.extra);
        let mut mark = TaskMark { done, extra, ..TaskMark::default() };
        for field in TaskField::ALL {
            let texts = [field.of(base), field.of(mine), field.of(theirs)];
            *field.of_mut(&mut mark) = self.text(texts, |text| Action::TaskMarked { task: task(), field, text });
        }
        mark
    }

    fn phase(&mut self, id: &str, three: [Option<&PhaseMark>; 3]) -> PhaseMark {
        let three = three.map(|mark| mark.cloned().unwrap_or_default());
        let [base, mine, theirs] = &three;
        let mut mark = PhaseMark { extra: fields(&base.extra, &mine.extra, &theirs.extra), ..PhaseMark::default() };
        for field in PhaseField::ALL {
            let texts = [field.of(base), field.of(mine), field.of(theirs)];
            let action = |text| Action::PhaseMarked { phase: id.to_owned(), field, text };
            *field.of_mut(&mut mark) = self.text(texts, action);
        }
        mark
    }

    fn finding(&mut self, id: &str, three: [Option<&FindingMark>; 3]) -> FindingMark {
        let three = three.map(|mark| mark.cloned().unwrap_or_default());
        let [base, mine, theirs] = &three;
        let owners = [&base.owner, &mine.owner, &theirs.owner];
        let owner = self.text(owners, |owner| Action::FindingOwned { rule: id.to_owned(), owner });
        FindingMark { owner, extra: fields(&base.extra, &mine.extra, &theirs.extra) }
    }
}

/// The ids of either map.
pub(crate) fn ids<T>(mine: &LiteMap<String, T>, theirs: &LiteMap<String, T>) -> Vec<String> {
    let mut all: Vec<String> = mine.iter().map(|(id, _)| id.clone()).collect();
    all.extend(theirs.iter().filter(|(id, _)| mine.get(id.as_str()).is_none()).map(|(id, _)| id.clone()));
    all
}

fn put<T>(map: &mut LiteMap<String, T>, id: String, value: T, is_empty: impl Fn(&T) -> bool) {
    if is_empty(&value) {
        map.remove(id.as_str());
    } else {
        map.insert(id, value);
    }
}

/// Fields that this version does not know. They change only with a whole plan that takes the place of another one; no
/// action could bring back one of them, so where both changed, the own one stays.
fn fields(base: &Map<String, Value>, mine: &Map<String, Value>, theirs: &Map<String, Value>) -> Map<String, Value> {
    let mut all = Map::new();
    for name in mine.keys().chain(theirs.keys()) {
        let [base, mine, theirs] = [base, mine, theirs].map(|fields| fields.get(name));
        let value = if mine == base { theirs } else { mine };
        if let Some(value) = value {
            all.insert(name.clone(), value.clone());
        }
    }
    all
}
