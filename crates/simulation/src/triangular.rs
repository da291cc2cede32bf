//! The triangular distribution and the random numbers to draw from it. They need only a square root, which every
//! machine computes exactly alike, so the same plan gives the same figures everywhere. The simulation uses them.

/// A triangle over `low` to `high` with its top at `likely`.
#[derive(Debug, Clone, Copy)]
pub struct Triangular {
    low: f64,
    high: f64,
    /// The share of the area left of the top.
    left: f64,
    /// Squares of what a draw is spread with, left and right of the top.
    spread: [f64; 2],
}

impl Triangular {
    /// A triangle for `low` ≤ `likely` ≤ `high`.
    pub fn new([low, likely, high]: [f64; 3]) -> Self {
        let width = high - low;
        let left = if width > 0.0 { (likely - low) / width } else { 1.0 };
        Self { low, high, left, spread: [width * (likely - low), width * (high - likely)] }
    }

    /// The value below which the share `u` of the area lies.
    #[inline]
    pub fn quantile(&self, u: f64) -> f64 {
        // The same root for both sides, because the processor cannot predict on which side of the top a draw falls.
        let (from, side, square) = if u < self.left {
            (self.low, 1.0, u * self.spread[0])
        } else {
            (self.high, -1.0, (1.0 - u) * self.spread[1])
        };
        from + side * square.sqrt()
    }
}

/// Pseudo-random numbers, the same for each seed: SplitMix64.
pub struct Chance(u64);

impl Chance {
    /// The generator with this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    #[inline]
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The next number, at least 0 and below 1, and a coin of [`SIDES`] sides.
    #[inline]
    pub fn next(&mut self) -> (f64, u32) {
        let bits = self.bits();
        // The upper 53 bits fit into the number exactly; the lower 11 are the coin.
        ((bits >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0), (bits & u64::from(SIDES - 1)) as u32)
    }
}

/// Sides of the coin.
pub const SIDES: u32 = 1 << 11;
