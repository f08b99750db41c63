//! What a keyed draw costs: the streams of this crate against other constructions.
//!
//! Each line draws for many members in turn, as a day does; the time is for one member, with the
//! number of draws the name says. All constructions take the same key: seed, member, day, purpose.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use qun::model::samplers::{
    BetaQuantiles, NormalQuantiles, ZetaGaps, exp_fast, ln_fast, logistic, poisson,
};
use qun::random::{Luck, Purpose, Stream};

const MEMBERS: u64 = 10_000;
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

fn main() {
    divan::main();
}

/// Times `draw` over all members of a day.
fn per_member(bencher: Bencher, draw: impl Fn(u64, u16) -> u64 + Sync) {
    bencher.counter(ItemsCount::new(MEMBERS)).bench(|| {
        // Hiding each key keeps the compiler from turning the loop into vector instructions,
        // which no loop with decisions in it can be.
        (0..MEMBERS).fold(0, |sum, member| sum ^ draw(black_box(member << 3), 17))
    });
}

/// One draw for one purpose: with the cost of the key.
mod one_draw {
    use super::{Bencher, Luck, Purpose, per_member, philox, squares, wide_multiply};

    #[divan::bench]
    fn streams(bencher: Bencher) {
        let luck = divan::black_box(Luck::new(7, 0));
        per_member(bencher, |who, day| {
            luck.of(who, day).stream(Purpose::Post).word()
        });
    }

    #[divan::bench]
    fn squares_64(bencher: Bencher) {
        let key = divan::black_box(0x548C_9DEC_BCE6_5297);
        per_member(bencher, |who, day| squares(key, who << 16 | u64::from(day)));
    }

    #[divan::bench]
    fn philox_4x32_10(bencher: Bencher) {
        let key = divan::black_box([7, 11]);
        per_member(bencher, |who, day| philox(key, who, day, 7)[0]);
    }

    #[divan::bench]
    fn wyrand_like(bencher: Bencher) {
        let key = divan::black_box(0x548C_9DEC_BCE6_5297);
        per_member(bencher, |who, day| wide_multiply(key, who, day, 7));
    }
}

/// Six draws for six purposes on one day: the key of the day is paid once.
mod six_purposes {
    use super::{Bencher, Luck, Purpose, per_member, philox, squares, wide_multiply};

    const SIX: [Purpose; 6] = [
        Purpose::Post,
        Purpose::Volume,
        Purpose::Answers,
        Purpose::Mute,
        Purpose::Quit,
        Purpose::Gap,
    ];

    #[divan::bench]
    fn streams(bencher: Bencher) {
        let luck = divan::black_box(Luck::new(7, 0));
        per_member(bencher, |who, day| {
            let day = luck.of(who, day);
            SIX.iter()
                .fold(0, |sum, &purpose| sum ^ day.stream(purpose).word())
        });
    }

    #[divan::bench]
    fn squares_64(bencher: Bencher) {
        let key = divan::black_box(0x548C_9DEC_BCE6_5297);
        per_member(bencher, |who, day| {
            let counter = who << 24 | u64::from(day) << 8;
            SIX.iter().fold(0, |sum, &purpose| {
                sum ^ squares(key, counter | purpose as u64)
            })
        });
    }

    /// A block of Philox holds two words, so that six purposes take three blocks.
    #[divan::bench]
    fn philox_4x32_10(bencher: Bencher) {
        let key = divan::black_box([7, 11]);
        per_member(bencher, |who, day| {
            (0..3).fold(0, |sum, block| {
                let [one, other] = philox(key, who, day, block);
                sum ^ one ^ other
            })
        });
    }

    #[divan::bench]
    fn wyrand_like(bencher: Bencher) {
        let key = divan::black_box(0x548C_9DEC_BCE6_5297);
        per_member(bencher, |who, day| {
            SIX.iter().fold(0, |sum, &purpose| {
                sum ^ wide_multiply(key, who, day, purpose as u64)
            })
        });
    }
}

/// Widynski 2022, "Squares: a fast counter-based RNG", 64-bit version of five rounds.
#[inline]
fn squares(key: u64, counter: u64) -> u64 {
    let y = counter.wrapping_mul(key);
    let z = y.wrapping_add(key);
    let x = y.wrapping_mul(y).wrapping_add(y).rotate_right(32);
    let x = x.wrapping_mul(x).wrapping_add(z).rotate_right(32);
    let x = x.wrapping_mul(x).wrapping_add(y).rotate_right(32);
    let t = x.wrapping_mul(x).wrapping_add(z);
    let x = t.rotate_right(32);
    t ^ x.wrapping_mul(x).wrapping_add(y) >> 32
}

/// Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".
#[inline]
fn philox([mut low, mut high]: [u32; 2], who: u64, day: u16, block: u32) -> [u64; 2] {
    let mut word = [who as u32, (who >> 32) as u32, day.into(), block];
    for _ in 0..10 {
        let one = u64::from(word[0]) * 0xD251_1F53;
        let other = u64::from(word[2]) * 0xCD9E_8D57;
        word = [
            (other >> 32) as u32 ^ word[1] ^ low,
            other as u32,
            (one >> 32) as u32 ^ word[3] ^ high,
            one as u32,
        ];
        low = low.wrapping_add(0x9E37_79B9);
        high = high.wrapping_add(0xBB67_AE85);
    }
    [
        u64::from(word[0]) << 32 | u64::from(word[1]),
        u64::from(word[2]) << 32 | u64::from(word[3]),
    ]
}

/// Both halves of a 128-bit product, twice: the mixing of wyhash and wyrand (Wang Yi).
#[inline]
fn wide_multiply(key: u64, who: u64, day: u16, purpose: u64) -> u64 {
    let fold = |one: u64, other: u64| {
        let product = u128::from(one) * u128::from(other);
        product as u64 ^ (product >> 64) as u64
    };
    let place = u64::from(day) << 8 | purpose;
    let first = fold(
        who ^ key,
        place.wrapping_mul(GOLDEN) ^ 0xE703_7ED1_A0B4_28DB,
    );
    fold(
        first ^ 0x8EBC_6AF0_9C88_C6E3,
        first.wrapping_add(key) ^ 0x5899_65CC_7537_4CC3,
    )
}

/// The samplers of the model, each with the draw of its uniform number.
mod samplers {
    use super::{
        Bencher, BetaQuantiles, ItemsCount, Luck, MEMBERS, NormalQuantiles, Purpose, Stream,
        ZetaGaps, black_box, exp_fast, ln_fast, logistic, poisson,
    };

    fn per_draw(bencher: Bencher, draw: impl Fn(&mut Stream) -> u32 + Sync) {
        let stream = Luck::new(7, 0).of(1, 1).stream(Purpose::Gap);
        bencher.counter(ItemsCount::new(MEMBERS)).bench(|| {
            let mut stream = black_box(stream);
            (0..MEMBERS).fold(0_u32, |sum, _| sum.wrapping_add(draw(&mut stream)))
        });
    }

    #[divan::bench]
    fn a_uniform_alone(bencher: Bencher) {
        per_draw(bencher, |stream| stream.uniform().to_bits());
    }

    #[divan::bench(args = [0.8, 1.27, 2.0])]
    fn zeta_gap(bencher: Bencher, alpha: f32) {
        let table = ZetaGaps::shared();
        per_draw(bencher, |stream| table.gap(alpha, stream.uniform()).into());
    }

    #[divan::bench]
    fn normal(bencher: Bencher) {
        let table = NormalQuantiles::shared();
        per_draw(bencher, |stream| table.at(stream.uniform()).to_bits());
    }

    #[divan::bench]
    fn beta(bencher: Bencher) {
        let table = BetaQuantiles::new(0.57, 0.43);
        per_draw(bencher, |stream| table.sample(stream.uniform()).to_bits());
    }

    #[divan::bench(args = [(0.1, 100.0), (0.57, 0.43), (100.0, 100.0)])]
    fn beta_table(bencher: Bencher, (a, b): (f64, f64)) {
        bencher.bench(|| BetaQuantiles::new(black_box(a), black_box(b)));
    }

    #[divan::bench(args = [0.3, 1.0, 4.0, 11.0, 30.0])]
    fn poisson_count(bencher: Bencher, mean: f32) {
        per_draw(bencher, |stream| poisson(black_box(mean), stream));
    }

    #[divan::bench]
    fn exponential(bencher: Bencher) {
        per_draw(bencher, |stream| exp_fast(stream.uniform()).to_bits());
    }

    #[divan::bench]
    fn exponential_of_libm(bencher: Bencher) {
        per_draw(bencher, |stream| libm::expf(stream.uniform()).to_bits());
    }

    #[divan::bench]
    fn logarithm(bencher: Bencher) {
        per_draw(bencher, |stream| ln_fast(stream.uniform()).to_bits());
    }

    #[divan::bench]
    fn logistic_function(bencher: Bencher) {
        per_draw(bencher, |stream| logistic(stream.uniform()).to_bits());
    }
}
