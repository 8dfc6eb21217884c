//! Numbers by chance that are the same in every run.

/// Sebastiano Vigna's SplitMix64, from a seed.
#[derive(Clone, Debug)]
pub struct SplitMix(pub u64);

impl SplitMix {
    /// A number from 0 and below the bound.
    ///
    /// ```
    /// let mut random = trueup_testkit::SplitMix(7);
    /// assert!((0..100).all(|_| random.below(3) < 3));
    /// assert_eq!(trueup_testkit::SplitMix(7).below(1000), trueup_testkit::SplitMix(7).below(1000));
    /// ```
    ///
    /// # Panics
    /// If the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        // The remainder is less than the bound, which fits.
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap_or(0)
    }
}
