//! Numbers that look random and are the same for the same seed, for tests that try what nobody thought of.

/// The generator of Knuth's MMIX; the number is the seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number from 0 to below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // The lower bits take turns.
        (self.0 >> 33) as usize % bound
    }
}
