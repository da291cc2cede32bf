//! The order in which slots are computed, so that a question's `ask_when` and a fact's reads are known before it.

use super::{Content, Task};
use crate::facts;

/// Marks of a depth-first walk.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Entered,
    Done,
}

/// Every slot after the slots that it reads, or the place of a question in a circle.
pub(super) fn slots(content: &Content) -> Result<Vec<u16>, usize> {
    let questions = content.questions.len();
    let reads = |slot: usize| -> Vec<usize> {
        if let Some(question) = content.questions.get(slot) {
            let condition = question.ask_when.as_ref();
            return condition.map_or(&[][..], |c| c.compiled.reads()).iter().map(|read| usize::from(*read)).collect();
        }
        let fact = facts::ALL.get(slot - questions);
        fact.map_or(&[][..], |fact| fact.reads).iter().filter_map(|id| content.question(id)).collect()
    };
    walk(questions + facts::ALL.len(), reads)
        .map(|order| order.into_iter().map(|slot| slot as u16).collect())
        .map_err(|slot| slot.min(questions.saturating_sub(1)))
}

/// Tasks that wait for themselves.
pub(super) fn circular_tasks(tasks: &[Task]) -> Option<usize> {
    walk(tasks.len(), |task| tasks[task].after.clone()).err()
}

/// Places 0 to `count`, each after those that `before` names for it; or a place in a circle.
fn walk(count: usize, before: impl Fn(usize) -> Vec<usize>) -> Result<Vec<usize>, usize> {
    let mut marks = vec![Mark::New; count];
    let mut order = Vec::with_capacity(count);
    for start in 0..count {
        // A stack of our own: content may chain its questions deeper than the machine's stack.
        let mut stack = vec![(start, false)];
        while let Some((place, leaving)) = stack.pop() {
            if leaving {
                marks[place] = Mark::Done;
                order.push(place);
                continue;
            }
            match marks[place] {
                Mark::Done => continue,
                Mark::Entered => return Err(place),
                Mark::New => marks[place] = Mark::Entered,
            }
            stack.push((place, true));
            for next in before(place) {
                match marks.get(next) {
                    Some(Mark::New) => stack.push((next, false)),
                    Some(Mark::Entered) => return Err(next),
                    _ => {}
                }
            }
        }
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::walk;

    #[test]
    fn each_place_comes_after_those_before_it() {
        let before = |place: usize| if place < 3 { vec![place + 1] } else { vec![] };
        assert_eq!(walk(4, before), Ok(vec![3, 2, 1, 0]));
    }

    #[test]
    fn two_ways_to_one_place_are_no_circle() {
        let before = |place: usize| [vec![1, 2], vec![3], vec![3], vec![]][place].clone();
        assert_eq!(walk(4, before).map(|order| order[0]), Ok(3));
    }

    #[test]
    fn a_circle_is_named() {
        assert_eq!(walk(2, |place| vec![1 - place]), Err(0));
        assert!(walk(1, |_| vec![0]).is_err());
    }
}
