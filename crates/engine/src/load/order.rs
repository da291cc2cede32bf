//! The order in which slots are computed, so that a question comes after what its `ask_when` reads and a fact after its
//! questions; and the order of tasks. The loader calls it.

use crate::content::{Content, Task};
use crate::facts;

/// The state of an index in a depth-first walk.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Entered,
    Done,
}

/// Every slot after the slots that it reads, or the questions that read themselves.
pub(super) fn slots(content: &Content) -> Result<Vec<u16>, Vec<usize>> {
    let questions = content.questions.len();
    let reads = |slot: usize| -> Vec<usize> {
        if let Some(question) = content.questions.get(slot) {
            let condition = question.ask_when.as_ref();
            return condition.map_or(&[][..], |c| c.compiled.reads()).iter().map(|read| usize::from(*read)).collect();
        }
        let fact = facts::ALL.get(slot - questions);
        fact.map_or(&[][..], |fact| fact.reads).iter().filter_map(|id| content.question_index(id)).collect()
    };
    match walk(questions + facts::ALL.len(), &reads) {
        Some(order) => Ok(order.into_iter().map(|slot| slot as u16).collect()),
        None => Err((0..questions).filter(|slot| reaches_itself(*slot, &reads)).collect()),
    }
}

/// The tasks in the order of doing, phase by phase; or those that wait for themselves.
pub(super) fn tasks(tasks: &[Task]) -> Result<Vec<usize>, Vec<usize>> {
    let before = |task: usize| tasks[task].after.clone();
    match walk(tasks.len(), &before) {
        Some(mut order) => {
            order.sort_by_key(|task| tasks[*task].phase);
            Ok(order)
        }
        None => Err((0..tasks.len()).filter(|task| reaches_itself(*task, &before)).collect()),
    }
}

/// Whether following `before` from `start` leads back to it.
fn reaches_itself(start: usize, before: &impl Fn(usize) -> Vec<usize>) -> bool {
    let mut seen = Vec::new();
    let mut waiting = before(start);
    while let Some(index) = waiting.pop() {
        if index == start {
            return true;
        }
        if !seen.contains(&index) {
            seen.push(index);
            waiting.extend(before(index));
        }
    }
    false
}

/// The indexes 0 to `count`, each after those that `before` returns for it; nothing if there is a cycle.
fn walk(count: usize, before: &impl Fn(usize) -> Vec<usize>) -> Option<Vec<usize>> {
    let mut marks = vec![Mark::New; count];
    let mut order = Vec::with_capacity(count);
    for start in 0..count {
        // An explicit stack, because content may chain its questions deeper than the call stack allows.
        let mut stack = vec![(start, false)];
        while let Some((index, leaving)) = stack.pop() {
            if leaving {
                marks[index] = Mark::Done;
                order.push(index);
                continue;
            }
            match marks[index] {
                Mark::Done => continue,
                Mark::Entered => return None,
                Mark::New => marks[index] = Mark::Entered,
            }
            stack.push((index, true));
            for next in before(index) {
                match marks.get(next) {
                    Some(Mark::New) => stack.push((next, false)),
                    Some(Mark::Entered) => return None,
                    _ => {}
                }
            }
        }
    }
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::{reaches_itself, walk};

    #[test]
    fn each_index_comes_after_those_it_depends_on() {
        let before = |index: usize| if index < 3 { vec![index + 1] } else { vec![] };
        assert_eq!(walk(4, &before), Some(vec![3, 2, 1, 0]));
    }

    #[test]
    fn two_paths_to_the_same_index_are_no_cycle() {
        let before = |index: usize| [vec![1, 2], vec![3], vec![3], vec![]][index].clone();
        assert_eq!(walk(4, &before).map(|order| order[0]), Some(3));
    }

    #[test]
    fn a_cycle_is_detected_with_every_index_on_cycle() {
        let before = |index: usize| [vec![1], vec![0], vec![0]][index].clone();
        assert_eq!(walk(3, &before), None);
        let on_cycle: Vec<usize> = (0..3).filter(|index| reaches_itself(*index, &before)).collect();
        assert_eq!(on_cycle, [0, 1]);
    }
}
