//! The standard normal distribution by its quantiles.

use std::sync::OnceLock;

/// Entries of the table: one for each value of twelve bits.
const BITS: u32 = 12;
const ENTRIES: usize = 1 << BITS;

/// 4,096 equally likely standard normal numbers: the quantiles at (i + ½)/4096, scaled so that
/// their mean is 0 and their variance 1.
///
/// The largest is 3.67, which one draw in 4,096 gives: enough for traits and noise, not for
/// questions about tails beyond one in ten thousand; those take [`normal_quantile`].
#[derive(Debug)]
pub struct NormalQuantiles {
    values: Box<[f32; ENTRIES]>,
}

impl NormalQuantiles {
    /// The one table of this process, built at the first call (about .1 ms).
    pub fn shared() -> &'static Self {
        static TABLE: OnceLock<NormalQuantiles> = OnceLock::new();
        TABLE.get_or_init(Self::build)
    }

    fn build() -> Self {
        let upper: Vec<f64> = (ENTRIES / 2..ENTRIES)
            .map(|index| normal_quantile((index as f64 + 0.5) / ENTRIES as f64))
            .collect();
        let variance = upper.iter().map(|value| value * value).sum::<f64>() / (ENTRIES / 2) as f64;
        let scale = 1.0 / libm::sqrt(variance);
        let mut values = Box::new([0.0; ENTRIES]);
        // Filled from the middle outwards in pairs: the mean is 0 to the last bit.
        for (offset, value) in upper.iter().enumerate() {
            let value = (value * scale) as f32;
            values[ENTRIES / 2 + offset] = value;
            values[ENTRIES / 2 - 1 - offset] = -value;
        }
        Self { values }
    }

    /// The number at quantile `u` in [0, 1); never falls when `u` rises.
    #[inline]
    pub fn at(&self, u: f32) -> f32 {
        self.values[((u * ENTRIES as f32) as usize).min(ENTRIES - 1)]
    }

    /// The number that the top twelve bits of a random word choose.
    #[inline]
    pub fn of_word(&self, word: u64) -> f32 {
        self.values[(word >> (u64::BITS - BITS)) as usize]
    }
}

/// The quantile of the standard normal distribution at `u`, with a relative error of about 10⁻¹⁶.
///
/// `u` is clamped to [10⁻³⁰⁰, 1 − 2⁻⁵³]. Wichura 1988, "Algorithm AS 241: the percentage points of
/// the normal distribution", routine PPND16.
pub fn normal_quantile(u: f64) -> f64 {
    let centred = u - 0.5;
    if centred.abs() <= 0.425 {
        let r = 0.180_625 - centred * centred;
        return centred * ratio(r, &CENTRAL);
    }
    let tail = if centred < 0.0 { u } else { 1.0 - u };
    let r = libm::sqrt(-libm::log(tail.clamp(1e-300, 0.5)));
    let size = if r <= 5.0 {
        ratio(r - 1.6, &MIDDLE)
    } else {
        ratio(r - 5.0, &FAR)
    };
    if centred < 0.0 { -size } else { size }
}

/// Coefficients of a numerator and a denominator, from the constant upwards.
type Ratio = [[f64; 8]; 2];

#[inline]
fn ratio(r: f64, [numerator, denominator]: &Ratio) -> f64 {
    let polynomial = |coefficients: &[f64; 8]| {
        coefficients
            .iter()
            .rev()
            .fold(0.0, |sum, &coefficient| sum * r + coefficient)
    };
    polynomial(numerator) / polynomial(denominator)
}

#[rustfmt::skip]
const CENTRAL: Ratio = [
    [
        3.387_132_872_796_366_5, 133.141_667_891_784_38, 1_971.590_950_306_551_3,
        13_731.693_765_509_46, 45_921.953_931_549_87, 67_265.770_927_008_7,
        33_430.575_583_588_13, 2_509.080_928_730_122_7,
    ],
    [
        1.0, 42.313_330_701_600_91, 687.187_007_492_057_9, 5_394.196_021_424_751,
        21_213.794_301_586_597, 39_307.895_800_092_71, 28_729.085_735_721_943,
        5_226.495_278_852_545,
    ],
];
#[rustfmt::skip]
const MIDDLE: Ratio = [
    [
        1.423_437_110_749_683_5, 4.630_337_846_156_546, 5.769_497_221_460_691,
        3.647_848_324_763_204_5, 1.270_458_252_452_368_4, 0.241_780_725_177_450_6,
        0.022_723_844_989_269_184, 7.745_450_142_783_414e-4,
    ],
    [
        1.0, 2.053_191_626_637_759, 1.676_384_830_183_803_8, 0.689_767_334_985_1,
        0.148_103_976_427_480_08, 0.015_198_666_563_616_457, 5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];
#[rustfmt::skip]
const FAR: Ratio = [
    [
        6.657_904_643_501_103, 5.463_784_911_164_114, 1.784_826_539_917_291_3,
        0.296_560_571_828_504_87, 0.026_532_189_526_576_124, 0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5, 2.010_334_399_292_288_1e-7,
    ],
    [
        1.0, 0.599_832_206_555_888, 0.136_929_880_922_735_8, 0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4, 1.846_318_317_510_054_8e-5, 1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];
