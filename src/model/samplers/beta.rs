//! Personal probabilities: the beta distribution by its quantiles.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Cells an octave of the distance from the nearer end of [0, 1].
const CELL_BITS: u32 = 7;
/// Mantissa bits of an `f32` below those that choose the cell.
const FRACTION_BITS: u32 = f32::MANTISSA_DIGITS - 1 - CELL_BITS;
/// Octaves from the smallest distance, 2⁻²⁵, to ½.
const OCTAVES: u32 = 24;
const CELLS: usize = (OCTAVES << CELL_BITS) as usize;
/// 2⁻²⁵: where the number 0 is placed, half a step of a uniform number of 24 bits.
const SMALLEST: f32 = 1.0 / (1u32 << 25) as f32;

/// Tables kept for those who ask again: 50 MB.
const KEPT: usize = 2048;

/// Log odds beyond which an `f32` probability is 0, or 1.
const LOWEST_LOG_ODDS: f64 = -104.0;
const HIGHEST_LOG_ODDS: f64 = 18.0;

/// The inverse distribution function of a beta distribution as a table of 6,148 points.
///
/// The points lie at distances from 0 and from 1 that grow by octaves, 128 to an octave down to
/// 2⁻²⁵, because the quantiles of a beta distribution with a small parameter are powers of the
/// distance: with a = .1 the lowest tenth covers ten decimal orders. Between points the quantile is
/// interpolated linearly. 24 KB, drawn from in a few nanoseconds. A point is worked out when somebody
/// first asks for it: a small community in a world of its own asks for few.
#[derive(Debug)]
pub struct BetaQuantiles {
    /// Quantiles at distances from 0, rising, one point beyond the middle.
    lower: Tail,
    /// Quantiles at distances from 1, falling.
    upper: Tail,
}

impl BetaQuantiles {
    /// The table for parameters `a` and `b`, built once as long as not too many others are asked for:
    /// all arms of a comparison meet the same laws in the same world.
    pub fn shared(a: f64, b: f64) -> Arc<Self> {
        type Tables = BTreeMap<(u64, u64), Arc<BetaQuantiles>>;
        static TABLES: Mutex<Tables> = Mutex::new(BTreeMap::new());
        let key = (a.to_bits(), b.to_bits());
        // A thread that broke has left whole tables only.
        let known = || TABLES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = known().get(&key) {
            return Arc::clone(table);
        }
        // Built outside the lock: two threads may build the same one, and get the same.
        let table = Arc::new(Self::new(a, b));
        let mut tables = known();
        if tables.len() >= KEPT {
            tables.clear();
        }
        tables.insert(key, Arc::clone(&table));
        table
    }

    /// The table for parameters `a` and `b`, each clamped to [.01, 10,000] (not a number: 1).
    pub fn new(a: f64, b: f64) -> Self {
        let bounded = |value: f64| {
            if value.is_nan() {
                1.0
            } else {
                value.clamp(0.01, 1e4)
            }
        };
        let curve = Curve::new(bounded(a), bounded(b));
        Self {
            lower: curve.tail(|point| point.below, 1.0),
            upper: curve.tail(|point| point.above, -1.0),
        }
    }

    /// The probability at quantile `u` in [0, 1); never falls when `u` rises.
    #[inline]
    pub fn sample(&self, u: f32) -> f32 {
        if u < 0.5 {
            interpolate(&self.lower, u)
        } else {
            interpolate(&self.upper, 1.0 - u)
        }
    }
}

/// The bits of a distance number its cell and the place in it: consecutive floats within an octave
/// are equally far apart, and octaves follow each other.
#[inline]
fn interpolate(tail: &Tail, distance: f32) -> f32 {
    let bits = distance.max(SMALLEST).to_bits() - SMALLEST.to_bits();
    let cell = ((bits >> FRACTION_BITS) as usize).min(CELLS);
    let place = (bits & ((1 << FRACTION_BITS) - 1)) as f32 / (1u32 << FRACTION_BITS) as f32;
    let (near, far) = (tail.at(cell), tail.at(cell + 1));
    near + (far - near) * place
}

/// The sign bit of a quantile, which is never below zero, says that it is known.
const KNOWN: u32 = 1 << 31;

/// One end of a distribution: the quantiles at the table's distances from it.
#[derive(Debug)]
struct Tail {
    /// The bits of each quantile, with [`KNOWN`] among them, or 0. Threads that work out the same one
    /// write the same.
    cells: Box<[AtomicU32]>,
    /// The points of the curve in which the probability beyond them rises.
    points: Vec<Reached>,
}

/// A point of the curve as seen from one end.
#[derive(Debug, Clone, Copy)]
struct Reached {
    log_odds: f64,
    /// Probability between the end and here, taken with the sign of the direction, and its logarithm.
    probability: f64,
    log: f64,
    density: f64,
    /// The greatest probability up to here.
    greatest: f64,
}

impl Tail {
    #[inline]
    fn at(&self, cell: usize) -> f32 {
        let bits = self.cells[cell].load(Ordering::Relaxed);
        if bits & KNOWN == 0 {
            let quantile = self.quantile(cell);
            self.cells[cell].store(quantile.to_bits() | KNOWN, Ordering::Relaxed);
            return quantile;
        }
        f32::from_bits(bits & !KNOWN)
    }

    /// The quantile at a distance of the table. The logarithm of a tail probability is nearly straight in
    /// the log odds, so a cubic through two points and their slopes is enough.
    #[cold]
    fn quantile(&self, cell: usize) -> f32 {
        let target = f64::from(f32::from_bits(
            SMALLEST.to_bits() + ((cell as u32) << FRACTION_BITS),
        ));
        let reached = self.points.partition_point(|it| it.greatest < target);
        let place = reached.clamp(1, self.points.len() - 1) - 1;
        let (from, to) = (self.points[place], self.points[place + 1]);
        let span = to.log - from.log;
        let slope = |point: Reached| point.probability / point.density * span;
        let at = (libm::log(target) - from.log) / span;
        // Beyond the first or last point the value is so near 0 or 1 that an `f32` cannot
        // tell: a straight line will do.
        let log_odds = if at < 0.0 {
            from.log_odds + at * slope(from)
        } else if at > 1.0 {
            to.log_odds + (at - 1.0) * slope(to)
        } else {
            hermite(at, from.log_odds, slope(from), to.log_odds, slope(to))
        };
        (1.0 / (1.0 + libm::exp(-log_odds))) as f32
    }
}

/// One evaluated point of the distribution of the log odds.
struct Point {
    log_odds: f64,
    /// P(below this point) and P(above it).
    below: f64,
    above: f64,
    density: f64,
}

/// The distribution function at log odds close enough that cubic interpolation is exact to about
/// 10⁻⁷, from where fewer than 2⁻²⁶ lie below to where fewer lie above.
struct Curve {
    points: Vec<Point>,
}

impl Curve {
    fn new(a: f64, b: f64) -> Self {
        let log_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
        let centre = libm::log(a / b).clamp(LOWEST_LOG_ODDS, HIGHEST_LOG_ODDS);
        let width = libm::sqrt(1.0 / a + 1.0 / b).min(1.0);
        let step = width / 8.0;
        let negligible = f64::from(SMALLEST) / 2.0;
        let evaluate = |steps: i32| point(a, b, log_beta, centre + f64::from(steps) * step);
        let mut points = Vec::new();
        for steps in 0.. {
            let point = evaluate(-steps);
            let last = point.below < negligible || point.log_odds < LOWEST_LOG_ODDS;
            points.push(point);
            if last {
                break;
            }
        }
        points.reverse();
        for steps in 1.. {
            let point = evaluate(steps);
            let last = point.above < negligible || point.log_odds > HIGHEST_LOG_ODDS;
            points.push(point);
            if last {
                break;
            }
        }
        Self { points }
    }

    /// The curve as seen from the end in a direction, where `probability` lies between the two.
    fn tail(&self, probability: impl Fn(&Point) -> f64, direction: f64) -> Tail {
        let reached = |point: &Point| {
            let probability = probability(point);
            Reached {
                log_odds: point.log_odds,
                probability: direction * probability,
                log: libm::log(probability),
                density: point.density,
                greatest: probability,
            }
        };
        // A tail probability that underflows has no logarithm.
        let known = self.points.iter().filter(|point| probability(point) > 0.0);
        let mut points: Vec<Reached> = known.map(reached).collect();
        if direction < 0.0 {
            points.reverse();
        }
        let mut greatest = 0.0_f64;
        for point in &mut points {
            greatest = greatest.max(point.greatest);
            point.greatest = greatest;
        }
        Tail {
            cells: (0..=CELLS + 1).map(|_| AtomicU32::new(0)).collect(),
            points,
        }
    }
}

/// The cubic with the given values and slopes at 0 and 1.
fn hermite(at: f64, start: f64, start_slope: f64, end: f64, end_slope: f64) -> f64 {
    let rise = end - start;
    let bend = start_slope + end_slope - 2.0 * rise;
    start + at * (start_slope + at * (rise - start_slope - bend + at * bend))
}

fn point(a: f64, b: f64, log_beta: f64, log_odds: f64) -> Point {
    let (odds, odds_against) = (libm::exp(log_odds), libm::exp(-log_odds));
    let x = 1.0 / (1.0 + odds_against);
    let rest = 1.0 / (1.0 + odds);
    // ln x and ln (1 − x) without cancellation at either end.
    let log_x = -libm::log1p(odds_against);
    let log_rest = -libm::log1p(odds);
    let density = libm::exp(a * log_x + b * log_rest - log_beta);
    let (below, above) = if x < (a + 1.0) / (a + b + 2.0) {
        let below = density * continued_fraction(a, b, x) / a;
        (below, 1.0 - below)
    } else {
        let above = density * continued_fraction(b, a, rest) / b;
        (1.0 - above, above)
    };
    Point {
        log_odds,
        below,
        above,
        density,
    }
}

/// The continued fraction of the regularised incomplete beta function by the modified method of
/// Lentz (Press et al. 2007, "Numerical Recipes", section 6.4).
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut upward = 1.0;
    let mut downward = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = downward;
    for round in 1..1000 {
        let term = f64::from(round);
        let even = term * (b - term) * x / ((a + 2.0 * term - 1.0) * (a + 2.0 * term));
        downward = 1.0 / away_from_zero(1.0 + even * downward);
        upward = away_from_zero(1.0 + even / upward);
        fraction *= downward * upward;
        let odd = -(a + term) * (a + b + term) * x / ((a + 2.0 * term) * (a + 2.0 * term + 1.0));
        downward = 1.0 / away_from_zero(1.0 + odd * downward);
        upward = away_from_zero(1.0 + odd / upward);
        let factor = downward * upward;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-12 {
            break;
        }
    }
    fraction
}
