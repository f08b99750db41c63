//! Statistical tests of keyed words, walked along one coordinate at a time.
//!
//! A generator that is fine as a sequence can still fail here: what must look independent are the
//! *first* words of neighbouring members, days, purposes, replicates and seeds, because that is how
//! a simulation uses them.

use qun::random::Purpose;

/// What a word is drawn for.
#[derive(Clone, Copy)]
pub struct Place {
    pub seed: u64,
    pub replicate: u32,
    pub who: u64,
    pub day: u16,
    pub purpose: Purpose,
    /// How many words of the same stream come before.
    pub index: u32,
}

const START: Place = Place {
    seed: 7,
    replicate: 0,
    who: 3 << 40 | 20 << 24 | 5,
    day: 17,
    purpose: Purpose::Post,
    index: 0,
};

/// Any function from a place to a word can be put to the test.
pub type Source = fn(Place) -> u64;

pub const PURPOSES: [Purpose; 24] = [
    Purpose::Arrivals,
    Purpose::Archetype,
    Purpose::QuitTrait,
    Purpose::VolumeTrait,
    Purpose::Interest,
    Purpose::Gate,
    Purpose::Post,
    Purpose::Volume,
    Purpose::Topic,
    Purpose::Answers,
    Purpose::Replier,
    Purpose::Mute,
    Purpose::Quit,
    Purpose::Leave,
    Purpose::Cause,
    Purpose::Gap,
    Purpose::Conflict,
    Purpose::Notice,
    Purpose::Moderation,
    Purpose::Renewal,
    Purpose::Operator,
    Purpose::Calendar,
    Purpose::World,
    Purpose::Place,
];

/// A walk: which coordinate moves from one word to the next.
pub struct Walk {
    pub name: &'static str,
    pub place: fn(u64) -> Place,
}

/// A newcomer's key as the model builds it: where from, which day, the how-manieth.
const fn newcomer(source: u64, joined: u64, index: u64) -> u64 {
    (source << 40) + (joined << 24) + index
}

pub const WALKS: [Walk; 10] = [
    Walk {
        name: "members numbered from 0",
        place: |step| Place { who: step, ..START },
    },
    Walk {
        name: "newcomers of successive days",
        place: |step| Place {
            who: newcomer(3, step / 97, step % 97),
            ..START
        },
    },
    Walk {
        name: "newcomers from different sources",
        place: |step| Place {
            who: newcomer(step % 16, step / 16 % 1024, step / 16_384),
            ..START
        },
    },
    Walk {
        name: "days of a member",
        place: |step| Place {
            who: newcomer(1, step / 3650 / 50, step / 3650 % 50),
            day: (step % 3650) as u16,
            ..START
        },
    },
    Walk {
        name: "member and day in step",
        place: |step| Place {
            who: newcomer(2, step % 1000, step / 1000),
            day: (step % 1000) as u16,
            ..START
        },
    },
    Walk {
        name: "purposes of a member's day",
        place: |step| Place {
            who: newcomer(1, 0, step / 8760),
            day: (step / 24 % 365) as u16,
            purpose: PURPOSES[(step % 24) as usize],
            ..START
        },
    },
    Walk {
        name: "words of a stream",
        place: |step| Place {
            who: step / 64,
            index: (step % 64) as u32,
            ..START
        },
    },
    Walk {
        name: "replicates",
        place: |step| Place {
            replicate: step as u32,
            ..START
        },
    },
    Walk {
        name: "seeds",
        place: |step| Place {
            seed: step,
            ..START
        },
    },
    Walk {
        name: "seeds that differ high up",
        place: |step| Place {
            seed: step << 32,
            ..START
        },
    },
];

/// One statistic and how probable one as extreme is among independent uniform words.
pub struct Finding {
    pub walk: &'static str,
    pub statistic: String,
    pub probability: f64,
}

/// All findings on one source.
pub struct Report {
    findings: Vec<Finding>,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            walk,
            statistic,
            probability,
        } = self;
        write!(formatter, "{walk}, {statistic}: {probability:e}")
    }
}

impl Report {
    /// The finding that is hardest to explain by chance, and the probability that the smallest of
    /// so many findings is as small (Bonferroni).
    pub fn worst(&self) -> (&Finding, f64) {
        let worst = self
            .findings
            .iter()
            .min_by(|one, other| one.probability.total_cmp(&other.probability))
            .expect("a battery has findings");
        let chance = (worst.probability * self.findings.len() as f64).min(1.0);
        (worst, chance)
    }

    pub fn len(&self) -> usize {
        self.findings.len()
    }

    fn add(&mut self, walk: &'static str, statistic: impl Into<String>, probability: f64) {
        self.findings.push(Finding {
            walk,
            statistic: statistic.into(),
            probability,
        });
    }

    /// The smallest of several probabilities, as one finding.
    fn add_smallest(&mut self, walk: &'static str, statistic: &str, all: &[f64]) {
        let smallest = all.iter().copied().fold(1.0, f64::min);
        self.add(walk, statistic, (smallest * all.len() as f64).min(1.0));
    }
}

/// Two-sided probability of a standard normal score.
fn two_sided(score: f64) -> f64 {
    libm::erfc(score.abs() / std::f64::consts::SQRT_2)
}

/// Two-sided probability that `ones` of `trials` fair coins fall heads.
fn coins(ones: u64, trials: u64) -> f64 {
    let (ones, trials) = (ones as f64, trials as f64);
    two_sided((ones - trials / 2.0) / (trials / 4.0).sqrt())
}

/// Two-sided probability of counts over equally likely cells (Wilson & Hilferty 1931); a fit that
/// is too good is as suspect as one that is too bad.
fn even_cells(counts: &[u32]) -> f64 {
    let total: u64 = counts.iter().copied().map(u64::from).sum();
    let expected = total as f64 / counts.len() as f64;
    let statistic: f64 = counts
        .iter()
        .map(|&count| (f64::from(count) - expected).powi(2) / expected)
        .sum();
    let degrees = counts.len() as f64 - 1.0;
    let spread = 2.0 / (9.0 * degrees);
    two_sided(((statistic / degrees).cbrt() - (1.0 - spread)) / spread.sqrt())
}

/// Counts of the values of each of the eight bytes of a word.
struct Bytes {
    counts: Box<[[u32; 256]; 8]>,
    words: u64,
}

impl Bytes {
    fn new() -> Self {
        Self {
            counts: Box::new([[0; 256]; 8]),
            words: 0,
        }
    }

    fn add(&mut self, word: u64) {
        self.words += 1;
        for (counts, byte) in self.counts.iter_mut().zip(word.to_le_bytes()) {
            counts[byte as usize] += 1;
        }
    }

    fn report(&self, report: &mut Report, walk: &'static str, of: &str) {
        let bytes: Vec<f64> = self
            .counts
            .iter()
            .map(|counts| even_cells(counts))
            .collect();
        report.add_smallest(walk, &format!("bytes of {of}"), &bytes);
        let bits: Vec<f64> = self
            .counts
            .iter()
            .flat_map(|counts| {
                (0..8).map(move |bit| {
                    let set = |&(value, _): &(usize, &u32)| value >> bit & 1 == 1;
                    counts
                        .iter()
                        .enumerate()
                        .filter(set)
                        .map(|(_, &count)| u64::from(count))
                        .sum()
                })
            })
            .map(|ones| coins(ones, self.words))
            .collect();
        report.add_smallest(walk, &format!("bits of {of}"), &bits);
    }
}

/// Agreement of every bit of a word with every bit of another.
struct BitPairs {
    differences: Vec<[u64; 64]>,
    pending: [[u64; 64]; 2],
    pairs: u64,
}

impl BitPairs {
    fn new() -> Self {
        Self {
            differences: vec![[0; 64]; 64],
            pending: [[0; 64]; 2],
            pairs: 0,
        }
    }

    fn add(&mut self, one: u64, other: u64) {
        let place = (self.pairs % 64) as usize;
        self.pending[0][place] = one;
        self.pending[1][place] = other;
        self.pairs += 1;
        if place < 63 {
            return;
        }
        let [ones, others] = self.pending.map(transpose);
        for (row, one) in self.differences.iter_mut().zip(ones) {
            for (count, other) in row.iter_mut().zip(others) {
                *count += u64::from((one ^ other).count_ones());
            }
        }
    }

    fn report(&self, report: &mut Report, walk: &'static str, statistic: &str) {
        let whole = self.pairs / 64 * 64;
        let all: Vec<f64> = self
            .differences
            .iter()
            .flatten()
            .map(|&count| coins(count, whole))
            .collect();
        report.add_smallest(walk, statistic, &all);
    }
}

/// Word i of the result holds bit i of all 64 words.
fn transpose(mut block: [u64; 64]) -> [u64; 64] {
    let (mut width, mut mask) = (32, 0x0000_0000_FFFF_FFFF_u64);
    while width > 0 {
        let mut row = 0;
        while row < 64 {
            let swapped = (block[row] >> width ^ block[row + width]) & mask;
            block[row] ^= swapped << width;
            block[row + width] ^= swapped;
            row = (row + width + 1) & !width;
        }
        width >>= 1;
        mask ^= mask << width;
    }
    block
}

const LAGS: usize = 32;
/// Pairs of words whose every pair of bits is counted.
const MATRIX: u64 = 1 << 21;

/// Runs every test on `draws` words along every walk.
pub fn run(source: Source, draws: u64) -> Report {
    let mut report = Report {
        findings: Vec::new(),
    };
    for walk in &WALKS {
        sequence(&mut report, source, walk, draws);
        collisions(&mut report, source, walk, draws.min(1 << 22));
    }
    relatives(&mut report, source, draws / 4);
    sums(&mut report, source, draws);
    avalanche(&mut report, source, draws / 128);
    report
}

fn sequence(report: &mut Report, source: Source, walk: &Walk, draws: u64) {
    let name = walk.name;
    let (mut words, mut changes, mut matrix) = (Bytes::new(), Bytes::new(), BitPairs::new());
    let (mut top_pairs, mut low_pairs) = (vec![0_u32; 4096], vec![0_u32; 4096]);
    let mut triples = vec![0_u32; 4096];
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut recent = [0.0; LAGS];
    let mut products = [0.0; LAGS + 1];
    let (mut before, mut earlier) = (0, 0);
    for step in 0..draws {
        let word = source((walk.place)(step));
        words.add(word);
        if step > 0 {
            changes.add(word ^ before);
            if step < MATRIX {
                matrix.add(before, word);
            }
        }
        if step % 2 == 1 {
            top_pairs[(before >> 58 << 6 | word >> 58) as usize] += 1;
            low_pairs[((before & 63) << 6 | word & 63) as usize] += 1;
        }
        if step % 3 == 2 {
            triples[(earlier >> 60 << 8 | before >> 60 << 4 | word >> 60) as usize] += 1;
        }
        let centred = scaled(word);
        sum += centred;
        squares += centred * centred;
        for lag in 1..=LAGS.min(step as usize) {
            products[lag] += centred * recent[(step as usize - lag) % LAGS];
        }
        recent[step as usize % LAGS] = centred;
        (earlier, before) = (before, word);
    }
    let root = (draws as f64).sqrt();
    report.add(name, "mean", two_sided(sum / root));
    // The square of such a number has variance 9/5 − 1.
    let variance = (squares - draws as f64) / (root * 0.8_f64.sqrt());
    report.add(name, "variance", two_sided(variance));
    let lags: Vec<f64> = products[1..]
        .iter()
        .map(|product| two_sided(product / root))
        .collect();
    report.add_smallest(name, "correlations at lags 1 to 32", &lags);
    words.report(report, name, "words");
    changes.report(report, name, "changes to the next word");
    matrix.report(report, name, "each bit against each bit of the next word");
    report.add(name, "pairs of top six bits", even_cells(&top_pairs));
    report.add(name, "pairs of low six bits", even_cells(&low_pairs));
    report.add(name, "triples of top four bits", even_cells(&triples));
}

/// Equal words, and equal halves of words, among neighbours: a birthday test.
fn collisions(report: &mut Report, source: Source, walk: &Walk, draws: u64) {
    let mut words: Vec<u64> = (0..draws).map(|step| source((walk.place)(step))).collect();
    words.sort_unstable();
    let equal = words.windows(2).filter(|pair| pair[0] == pair[1]).count();
    // 2²² words share a value with a probability below 10⁻⁶.
    let probability = if equal == 0 { 1.0 } else { 1e-30 };
    report.add(walk.name, "equal words", probability);
    for (which, shift) in [("high", 32), ("middle", 16), ("low", 0)] {
        let mut halves: Vec<u32> = words.iter().map(|word| (word >> shift) as u32).collect();
        halves.sort_unstable();
        let equal = halves.windows(2).filter(|pair| pair[0] == pair[1]).count();
        let expected = (draws as f64).powi(2) / 2_f64.powi(33);
        // The square root of a Poisson count has a standard deviation of one half (Anscombe 1948).
        let score = 2.0 * ((equal as f64 + 0.375).sqrt() - (expected + 0.375 - 0.25).sqrt());
        report.add(walk.name, format!("equal {which} halves"), two_sided(score));
    }
}

/// Two words at a fixed distance from each other, over many members and days: the purposes of one
/// visit, the words of one stream, the same person under two seeds or two replicates.
fn relatives(report: &mut Report, source: Source, draws: u64) {
    let purposes = (1..PURPOSES.len()).map(|other| Place {
        purpose: PURPOSES[other],
        ..START
    });
    let words = (1..=8).map(|index| Place { index, ..START });
    let replicates = (1..=4).map(|replicate| Place { replicate, ..START });
    let seeds = [8, 6, 7 + (1 << 40)].map(|seed| Place { seed, ..START });
    let groups: [(&'static str, Vec<Place>); 4] = [
        ("purposes of one visit", purposes.collect()),
        ("words of one stream", words.collect()),
        ("replicates of one visit", replicates.collect()),
        ("seeds of one visit", seeds.to_vec()),
    ];
    for (name, others) in groups {
        for other in others {
            let mut changes = Bytes::new();
            let mut matrix = BitPairs::new();
            let mut top_pairs = vec![0_u32; 4096];
            let mut product = 0.0;
            for step in 0..draws {
                let visit = |place: Place| Place {
                    who: newcomer(step % 5, step / 5 % 180, step / 900),
                    day: (step % 365) as u16,
                    ..place
                };
                let first = Place {
                    purpose: PURPOSES[0],
                    ..START
                };
                let second = if name == "purposes of one visit" {
                    other
                } else {
                    Place {
                        purpose: PURPOSES[0],
                        ..other
                    }
                };
                let (one, two) = (source(visit(first)), source(visit(second)));
                changes.add(one ^ two);
                if step < MATRIX {
                    matrix.add(one, two);
                }
                top_pairs[(one >> 58 << 6 | two >> 58) as usize] += 1;
                product += scaled(one) * scaled(two);
            }
            changes.report(report, name, "the difference");
            matrix.report(report, name, "each bit against each bit of the other");
            report.add(name, "pairs of top six bits", even_cells(&top_pairs));
            report.add(
                name,
                "correlation",
                two_sided(product / (draws as f64).sqrt()),
            );
        }
    }
}

/// A word as a number with mean 0 and variance 1.
fn scaled(word: u64) -> f64 {
    ((word >> 11) as f64 / (1_u64 << 53) as f64 - 0.5) * 12_f64.sqrt()
}

/// Sums over a member's days and over a day's members: correlation of any range widens or narrows
/// their spread.
fn sums(report: &mut Report, source: Source, draws: u64) {
    let side = draws.isqrt();
    let mut by_member = vec![0.0; side as usize];
    let mut by_day = vec![0.0; side as usize];
    for member in 0..side {
        for day in 0..side {
            let word = source(Place {
                who: newcomer(1, member / 40, member % 40),
                day: day as u16,
                ..START
            });
            let centred = scaled(word);
            by_member[member as usize] += centred;
            by_day[day as usize] += centred;
        }
    }
    for (name, sums) in [("sums over days", by_member), ("sums over members", by_day)] {
        let count = side as f64;
        let statistic: f64 = sums.iter().map(|sum| sum * sum / count).sum();
        let spread = 2.0 / (9.0 * count);
        let score = ((statistic / count).cbrt() - (1.0 - spread)) / spread.sqrt();
        report.add("members by days", name, two_sided(score));
    }
}

/// Flips one bit of one coordinate: each bit of the word must change half of the time.
fn avalanche(report: &mut Report, source: Source, trials: u64) {
    type Flip = fn(Place, u32) -> Place;
    let flips: [(&'static str, u32, Flip); 4] = [
        ("bits of the member", 64, |place, bit| Place {
            who: place.who ^ 1 << bit,
            ..place
        }),
        ("bits of the day", 16, |place, bit| Place {
            day: place.day ^ 1 << bit,
            ..place
        }),
        ("bits of the seed", 64, |place, bit| Place {
            seed: place.seed ^ 1 << bit,
            ..place
        }),
        ("bits of the replicate", 32, |place, bit| Place {
            replicate: place.replicate ^ 1 << bit,
            ..place
        }),
    ];
    for (name, bits, flip) in flips {
        let mut all = Vec::new();
        for bit in 0..bits {
            let mut changes = Bytes::new();
            for trial in 0..trials {
                let place = Place {
                    who: newcomer(trial % 7, trial / 7 % 400, trial / 2800),
                    day: (trial % 365) as u16,
                    ..START
                };
                changes.add(source(place) ^ source(flip(place, bit)));
            }
            let mut one = Report {
                findings: Vec::new(),
            };
            changes.report(&mut one, name, "the change");
            all.extend(one.findings.iter().map(|finding| finding.probability));
        }
        report.add_smallest("avalanche", name, &all);
    }
}
