//! Exponential, logarithm and logistic function as polynomials: no branch, no table, no call, so
//! that a loop over many members becomes vector instructions.
//!
//! The polynomials are those of the Cephes library (Moshier 1989, `expf.c` and `logf.c`).

/// Adding and subtracting 1.5 · 2²³ rounds an `f32` below 2²² in size to the nearest whole number
/// by plain IEEE addition; `f32::round` is a library call on the oldest processors of x86-64.
const ROUND: f32 = 12_582_912.0;

/// ln 2 in two parts: the first has so few bits that its product with an exponent is exact.
const LN_2_HIGH: f32 = 0.693_359_4;
const LN_2_LOW: f32 = -2.121_944_4e-4;

/// e to the power `x`, with a relative error below 3·10⁻⁷.
///
/// `x` is clamped to [−87.33, 88.37], so the result is always positive and finite. Rises with `x`
/// everywhere but for the last bit. NaN gives the smallest result.
#[inline(always)]
#[expect(clippy::manual_clamp, reason = "`clamp` would let NaN through")]
pub fn exp_fast(x: f32) -> f32 {
    let x = x.max(-87.33).min(88.37);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let power = shifted - ROUND;
    let rest = (x - power * LN_2_HIGH) - power * LN_2_LOW;
    let tail = 1.987_569_1e-4;
    let tail = tail * rest + 1.398_199_9e-3;
    let tail = tail * rest + 8.333_452e-3;
    let tail = tail * rest + 4.166_579_6e-2;
    let tail = tail * rest + 1.666_666_5e-1;
    let tail = tail * rest + 0.5;
    let mantissa = tail * rest * rest + rest + 1.0;
    // The low bits of `shifted` hold the whole number itself.
    let exponent = (shifted.to_bits().wrapping_sub(ROUND.to_bits()) as i32 + 127) as u32;
    mantissa * f32::from_bits(exponent << 23)
}

/// [`exp_fast`] of each number in turn: the same bits, four at a time by vector instructions.
#[inline(always)]
pub fn exp_each(numbers: &mut [f32]) {
    for number in numbers {
        *number = exp_fast(*number);
    }
}

/// The natural logarithm of `x`, with a relative error below 3·10⁻⁷ (near 1 too).
///
/// `x` is clamped to the normal positive numbers, so 0 and anything negative give −87.34 and
/// infinity gives 88.72. NaN gives −87.34.
#[inline(always)]
pub const fn ln_fast(x: f32) -> f32 {
    /// The bits of √½: mantissas are taken from [√½, √2).
    const HALF_ROOT: u32 = 0x3F35_04F3;
    let bits = x.max(f32::MIN_POSITIVE).min(f32::MAX).to_bits();
    let power = bits.wrapping_sub(HALF_ROOT) as i32 >> 23;
    let rest = f32::from_bits(bits.wrapping_sub((power << 23) as u32)) - 1.0;
    let square = rest * rest;
    let tail = 7.037_683_6e-2;
    let tail = tail * rest - 1.151_461e-1;
    let tail = tail * rest + 1.167_699_9e-1;
    let tail = tail * rest - 1.242_014_1e-1;
    let tail = tail * rest + 1.424_932_3e-1;
    let tail = tail * rest - 1.666_805_8e-1;
    let tail = tail * rest + 2.000_071_5e-1;
    let tail = tail * rest - 2.499_999_4e-1;
    let tail = tail * rest + 3.333_333e-1;
    let power = power as f32;
    let small = tail * rest * square + power * LN_2_LOW - 0.5 * square;
    (rest + small) + power * LN_2_HIGH
}

/// The logistic function 1 / (1 + e^−`x`): from log odds to a probability.
///
/// Relative error below 5·10⁻⁷ for `x` above −87.
#[inline]
pub fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp_fast(-x))
}

/// Counts whose logarithm is looked up.
const COUNTS: usize = 256;

static LOGARITHMS: [f32; COUNTS] = {
    let mut logarithms = [0.0; COUNTS];
    let mut count = 0;
    while count < COUNTS {
        logarithms[count] = ln_fast(count as f32);
        count += 1;
    }
    logarithms
};

/// The natural logarithm of a count: the same bits as [`ln_fast`], for small counts from a table.
#[inline]
pub fn ln_count(count: u16) -> f32 {
    match LOGARITHMS.get(count as usize) {
        Some(logarithm) => *logarithm,
        None => ln_fast(f32::from(count)),
    }
}
