//! Runs over the graph of phases: each draws how long every phase takes, and follows the longest way through them.
//! Delays come together: in a run each phase takes the draw that all share with a given probability, else one of its
//! own. Results are counts of whole working days, so that no sum of fractions reaches the reader.

use super::triangular::{Chance, Triangular};

/// A phase: what comes before it, by place, and its days at best, likely and at worst.
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
    fn room(most: usize) -> Self {
        Self { counts: vec![0; most + 2], total: 0 }
    }

    fn add(&mut self, days: f64) {
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
        // Of 32 bits in the page, so that a day too far for them is after all runs, not before.
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

/// What all runs came to.
#[derive(Debug, Clone, Default)]
pub struct Runs {
    /// Whole days before each phase begins.
    pub start: Vec<Days>,
    /// Days until each phase is over, begun ones counted.
    pub finish: Vec<Days>,
    /// Days from the start of each phase to the end of the finishing one, when nothing else is waited for; begun ones
    /// counted. Of a phase that the end does not wait for: empty.
    pub rest: Vec<Days>,
    /// Runs in which each phase lies on the longest way to the end.
    pub decides: Vec<u32>,
    /// Sum and sum of squares of the exact days until the end.
    pub sums: [f64; 2],
}

/// Fractions of a day that sums in another order may differ by.
const NOTHING: f64 = 1e-6;

/// `runs` runs over `nodes`, each after those it waits for. `end` is the phase whose end counts, `together` how likely a
/// phase takes the shared draw, 0 to 1. The same arguments give the same result.
pub fn simulate(nodes: &[Node], end: usize, runs: u32, together: f64) -> Runs {
    let most = nodes.iter().map(|node| node.days[2]).sum::<f64>().ceil() as usize;
    let room = |count| vec![Days::room(most); count];
    let leads = leading(nodes, end);
    let mut out = Runs {
        start: room(nodes.len()),
        finish: room(nodes.len()),
        rest: leads.iter().map(|leads| if *leads { Days::room(most) } else { Days::default() }).collect(),
        decides: vec![0; nodes.len()],
        sums: [0.0; 2],
    };
    let shapes: Vec<Triangular> = nodes.iter().map(|node| Triangular::new(node.days)).collect();
    let mut chance = Chance::new(2_017);
    let mut run =
        Run { nodes, shapes: &shapes, end, leads: &leads, days: Vec::new(), begun: Vec::new(), rest: Vec::new() };
    for _ in 0..runs {
        run.draw(&mut chance, together);
        run.count(&mut out);
    }
    out
}

/// Which phases the end waits for, itself among them.
fn leading(nodes: &[Node], end: usize) -> Vec<bool> {
    let mut leads = vec![false; nodes.len()];
    for place in (0..nodes.len()).rev() {
        if place == end || leads[place] {
            leads[place] = true;
            for before in &nodes[place].after {
                leads[*before] = true;
            }
        }
    }
    leads
}

/// One run in the making. Its lists are filled anew in each.
struct Run<'a> {
    nodes: &'a [Node],
    shapes: &'a [Triangular],
    end: usize,
    leads: &'a [bool],
    days: Vec<f64>,
    begun: Vec<f64>,
    rest: Vec<f64>,
}

impl Run<'_> {
    fn draw(&mut self, chance: &mut Chance, together: f64) {
        self.days.clear();
        self.begun.clear();
        let shared = chance.next();
        for (node, shape) in self.nodes.iter().zip(self.shapes) {
            // Both are drawn always, so that a change of one phase leaves the luck of the others as it was.
            let (coin, own) = (chance.next(), chance.next());
            self.days.push(shape.quantile(if coin < together { shared } else { own }));
            let over = |before: &usize| self.begun[*before] + self.days[*before];
            self.begun.push(node.after.iter().map(over).fold(0.0, f64::max));
        }
        self.rest.clear();
        self.rest.resize(self.nodes.len(), 0.0);
        for place in (0..self.nodes.len()).rev() {
            if self.leads[place] {
                self.rest[place] += self.days[place];
                for before in &self.nodes[place].after {
                    self.rest[*before] = self.rest[*before].max(self.rest[place]);
                }
            }
        }
    }

    fn count(&self, out: &mut Runs) {
        let end = self.begun.get(self.end).copied().unwrap_or_default()
            + self.days.get(self.end).copied().unwrap_or_default();
        out.sums[0] += end;
        out.sums[1] += end * end;
        for place in 0..self.nodes.len() {
            let begun = self.begun[place];
            out.start[place].add((begun + NOTHING).floor());
            out.finish[place].add((begun + self.days[place] - NOTHING).ceil().max(0.0));
            if self.leads[place] {
                out.rest[place].add((self.rest[place] - NOTHING).ceil().max(0.0));
                out.decides[place] += u32::from(begun + self.rest[place] >= end - NOTHING);
            }
        }
    }
}
