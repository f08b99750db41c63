//! Days between active days: a truncated zeta distribution.

use std::sync::OnceLock;

/// The longest gap, in days; it also stands for 'later than that'.
const LONGEST: usize = 365;
/// Exponents in hundredths: .80, .81, …, 3.00.
const LOWEST: usize = 80;
const HIGHEST: usize = 300;
/// Entries of the guide that says where the scan of a row starts.
const GUIDES: usize = 512;
/// Gaps up to this one are found in the head of a row.
const HEAD: usize = 16;

/// Gaps of 1, 2, …, 365 days with probabilities in proportion to gap^−α, for α from .80 to 3.00 by
/// .01.
///
/// Inversion by a guide table (Chen & Asau 1974, "On generating random variates from an empirical
/// distribution"): the guide starts the scan so close that it takes less than two comparisons on
/// average. 550 KB in all, 2.5 KB an exponent.
#[derive(Debug)]
pub struct ZetaGaps {
    heads: Vec<Head>,
    rows: Vec<Row>,
}

/// The first entries of a row, in one cache line: most gaps are short, and comparing with all of
/// these at once needs no guess where a scan ends.
#[derive(Debug)]
#[repr(align(64))]
struct Head([f32; HEAD]);

#[derive(Debug)]
struct Row {
    /// Entry g − 1 is P(gap ≤ g).
    cumulative: [f32; LONGEST],
    /// Entry i is the smallest gap − 1 that a number from i/512 on can give.
    guide: [u16; GUIDES],
}

impl ZetaGaps {
    /// The one table of this process, built at the first call (about 2 ms).
    pub fn shared() -> &'static Self {
        static TABLE: OnceLock<ZetaGaps> = OnceLock::new();
        TABLE.get_or_init(Self::build)
    }

    fn build() -> Self {
        let logarithms: Vec<f64> = (1..=LONGEST).map(|gap| libm::log(gap as f64)).collect();
        let rows: Vec<Row> = (LOWEST..=HIGHEST)
            .map(|hundredths| Row::build(hundredths as f64 / 100.0, &logarithms))
            .collect();
        let head = |row: &Row| Head(std::array::from_fn(|entry| row.cumulative[entry]));
        Self {
            heads: rows.iter().map(head).collect(),
            rows,
        }
    }

    /// The gap, in days, at quantile `u` of the distribution with exponent `alpha`.
    ///
    /// `alpha` is rounded to hundredths and clamped to [.80, 3.00]; `u` lies in [0, 1). The gap
    /// never falls when `u` rises and never rises when `alpha` does.
    #[inline(always)]
    pub fn gap(&self, alpha: f32, u: f32) -> u16 {
        let row = row_of(alpha);
        let Head(head) = &self.heads[row];
        if u < head[HEAD - 1] {
            // Counted in words as wide as the numbers, so that four are compared and added at a time.
            return head.iter().map(|below| u32::from(*below <= u)).sum::<u32>() as u16 + 1;
        }
        self.rows[row].gap(u)
    }

    /// P(gap ≤ `days`) with exponent `alpha`, rounded and clamped as in [`Self::gap`].
    pub fn within(&self, alpha: f32, days: u16) -> f32 {
        let row = row_of(alpha);
        match days as usize {
            0 => 0.0,
            days => self.rows[row].cumulative[days.min(LONGEST) - 1],
        }
    }
}

/// Which row is that of an exponent: rounded to hundredths, and clamped.
#[inline(always)]
fn row_of(alpha: f32) -> usize {
    // Through 32 bits with a sign: the one conversion that a processor has an instruction for.
    let hundredths = (alpha * 100.0 + 0.5) as i32;
    hundredths.clamp(LOWEST as i32, HIGHEST as i32) as usize - LOWEST
}

impl Row {
    fn build(alpha: f64, logarithms: &[f64]) -> Self {
        let weight = |logarithm: f64| libm::exp(-alpha * logarithm);
        let total: f64 = logarithms.iter().map(|&logarithm| weight(logarithm)).sum();
        let mut cumulative = [0.0; LONGEST];
        let mut sum = 0.0;
        for (entry, &logarithm) in cumulative.iter_mut().zip(logarithms) {
            sum += weight(logarithm);
            *entry = (sum / total) as f32;
        }
        // Whatever was rounded off, no number below 1 may scan beyond the last gap.
        cumulative[LONGEST - 1] = 1.0;
        let mut guide = [0; GUIDES];
        for (start, entry) in guide.iter_mut().enumerate() {
            let u = start as f32 / GUIDES as f32;
            *entry = cumulative.partition_point(|&below| below <= u) as u16;
        }
        Self { cumulative, guide }
    }

    #[inline(always)]
    fn gap(&self, u: f32) -> u16 {
        let start = ((u * GUIDES as f32) as usize).min(GUIDES - 1);
        let mut gap = self.guide[start] as usize;
        while gap < LONGEST - 1 && self.cumulative[gap] <= u {
            gap += 1;
        }
        gap as u16 + 1
    }
}
