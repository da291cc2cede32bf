//! Simulates the schedule: each run draws how long every phase takes and follows the critical path through the graph of
//! phases. Delays are correlated: in a run each phase takes the shared draw with a fixed probability, else a separate
//! one. Results are counts of whole working days, so that no sum of fractions reaches the reader. The engine's forecast
//! calls it. It is a separate crate, so that this loop alone is built for speed and not for size.
#![forbid(unsafe_code)]

mod triangular;

pub use triangular::Triangular;

use triangular::{Chance, SIDES};

/// A phase: the indexes of the phases before it, and its days at best, likely and at worst.
#[derive(Debug, Clone)]
pub struct Node {
    pub after: Vec<usize>,
    pub days: [f64; 3],
}

/// How often each number of whole days came up.
#[derive(Debug, Clone, Default)]
pub struct Days {
    counts: Vec<u32>,
    total: u32,
}

impl Days {
    fn up_to(most: usize) -> Self {
        Self { counts: vec![0; most + 2], total: 0 }
    }

    #[inline]
    fn add(&mut self, days: u32) {
        let last = self.counts.len() - 1;
        if let Some(count) = self.counts.get_mut((days as usize).min(last)) {
            *count += 1;
        }
        self.total += 1;
    }

    /// The smallest number of days that at least `per_mille` of the runs do not exceed.
    pub fn quantile(&self, per_mille: u32) -> i64 {
        let wanted = (u64::from(self.total) * u64::from(per_mille)).div_ceil(1000);
        let mut seen = 0_u64;
        for (days, count) in self.counts.iter().enumerate() {
            seen += u64::from(*count);
            if seen >= wanted && seen > 0 {
                return days as i64;
            }
        }
        0
    }

    /// Whether no run was counted.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// How many runs took at most so many days.
    pub fn at_most(&self, days: i64) -> u32 {
        // `usize` has 32 bits in the page, so a day beyond its range must count as after all runs, not before.
        let until = days.saturating_add(1).clamp(0, self.counts.len() as i64) as usize;
        self.counts[..until].iter().sum()
    }

    /// The fewest and the most days of all runs.
    pub fn ends(&self) -> (i64, i64) {
        let first = self.counts.iter().position(|count| *count > 0).unwrap_or(0);
        let last = self.counts.iter().rposition(|count| *count > 0).unwrap_or(0);
        (first as i64, last as i64)
    }
}

/// The results of all runs.
#[derive(Debug, Clone, Default)]
pub struct Runs {
    /// Whole days before each phase begins.
    pub start: Vec<Days>,
    /// Days until each phase is finished, rounded up.
    pub finish: Vec<Days>,
    /// Days from the start of each phase to the end of the last one along the critical path, rounded up. Empty for a
    /// phase that the end does not wait for.
    pub rest: Vec<Days>,
    /// Runs in which each phase is on the critical path.
    pub decides: Vec<u32>,
    /// Sum and sum of squares of the exact days until the end.
    pub sums: [f64; 2],
}

/// Fraction of a day by which sums in another order may differ.
const NOTHING: f64 = 1e-6;

/// Days, rounded down.
#[inline]
fn rounded_down(days: f64) -> u32 {
    (days + NOTHING) as u32
}

/// Days, rounded up.
#[inline]
fn rounded_up(days: f64) -> u32 {
    (days + (1.0 - NOTHING)) as u32
}

/// Simulates `runs` runs over `nodes`, each of which comes after those it waits for. `end` is the index of the last
/// phase; `together` is the probability, 0 to 1, that a phase takes the shared draw. The same arguments give the same
/// result.
pub fn simulate(nodes: &[Node], end: usize, runs: u32, together: f64) -> Runs {
    let most = nodes.iter().map(|node| node.days[2]).sum::<f64>().ceil() as usize;
    let room = |count| vec![Days::up_to(most); count];
    let leads = leading(nodes, end);
    let mut out = Runs {
        start: room(nodes.len()),
        finish: room(nodes.len()),
        rest: leads.iter().map(|leads| if *leads { Days::up_to(most) } else { Days::default() }).collect(),
        decides: vec![0; nodes.len()],
        sums: [0.0; 2],
    };
    let steps: Vec<Step> = nodes.iter().zip(&leads).map(|(node, leads)| Step::of(node, *leads)).collect();
    let mut chance = Chance::new(2_017);
    let coin = (together * f64::from(SIDES) + 0.5) as u32;
    let mut run = Run {
        steps: &steps,
        end,
        days: vec![0.0; nodes.len()],
        starts: vec![0.0; nodes.len()],
        rest: vec![0.0; nodes.len()],
    };
    for _ in 0..runs {
        run.draw(&mut chance, coin);
        run.count(&mut out);
    }
    out
}

/// A phase, prepared for the runs.
struct Step<'a> {
    after: &'a [usize],
    shape: Triangular,
    /// Whether the end waits for it.
    leads: bool,
}

impl<'a> Step<'a> {
    fn of(node: &'a Node, leads: bool) -> Self {
        Self { after: &node.after, shape: Triangular::new(node.days), leads }
    }
}

/// Which phases the end waits for, including itself.
fn leading(nodes: &[Node], end: usize) -> Vec<bool> {
    let mut leads = vec![false; nodes.len()];
    for index in (0..nodes.len()).rev() {
        if index == end || leads[index] {
            leads[index] = true;
            for before in &nodes[index].after {
                leads[*before] = true;
            }
        }
    }
    leads
}

/// The state of a run. Its lists are filled anew in each run.
struct Run<'a> {
    steps: &'a [Step<'a>],
    end: usize,
    days: Vec<f64>,
    starts: Vec<f64>,
    rest: Vec<f64>,
}

impl Run<'_> {
    fn draw(&mut self, chance: &mut Chance, coin: u32) {
        let (shared, _) = chance.next();
        for (index, step) in self.steps.iter().enumerate() {
            // Every phase always draws, so that a change of one phase leaves the random numbers of the others unchanged.
            let (separate, side) = chance.next();
            self.days[index] = step.shape.quantile(if side < coin { shared } else { separate });
            let mut start = 0.0_f64;
            for before in step.after {
                start = start.max(self.starts[*before] + self.days[*before]);
            }
            self.starts[index] = start;
        }
        self.rest.fill(0.0);
        for (index, step) in self.steps.iter().enumerate().rev().filter(|(_, step)| step.leads) {
            let rest = self.rest[index] + self.days[index];
            self.rest[index] = rest;
            for before in step.after {
                self.rest[*before] = self.rest[*before].max(rest);
            }
        }
    }

    fn count(&self, out: &mut Runs) {
        let at = |list: &[f64]| list.get(self.end).copied().unwrap_or_default();
        let end = at(&self.starts) + at(&self.days);
        out.sums[0] += end;
        out.sums[1] += end * end;
        let lists = out.start.iter_mut().zip(&mut out.finish).zip(out.rest.iter_mut().zip(&mut out.decides));
        let drawn = self.starts.iter().zip(&self.days).zip(&self.rest);
        for ((step, ((first, days), rest)), ((start, finish), (left, decides))) in
            self.steps.iter().zip(drawn).zip(lists)
        {
            start.add(rounded_down(*first));
            finish.add(rounded_up(first + days));
            if step.leads {
                left.add(rounded_up(*rest));
                *decides += u32::from(first + rest >= end - NOTHING);
            }
        }
    }
}
