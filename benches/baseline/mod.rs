//! The yardstick: one community written out by hand, as fast as plain safe Rust makes it.
//!
//! It knows nothing of Qun. Four archetypes visit on fixed shares of days; a visit brings a Poisson
//! number of messages; random visitors of the day answer and become ties of the writer, eight at
//! most; being answered and reading stand against overload in a smoothed satisfaction; while that is
//! low a member may leave on any day; newcomers join daily. For 100,000 members at the start and 365
//! days this is the reference workload on which other frameworks were measured, so a ratio to this
//! loop is a ratio to them all.
//!
//! What makes it fast: a member who sleeps costs one comparison of a 16-bit day; luck is a hash of
//! member and day, without state; a writer's ties fill half a cache line, touched for a block of
//! writers before the first of them is needed; counts come from alias tables.

use rayon::prelude::*;
use std::sync::LazyLock;

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Days of all present members.
    pub member_days: u64,
    /// Days on which a member visited.
    pub active_days: u64,
    /// Messages.
    pub posts: u64,
    /// Answers.
    pub replies: u64,
    /// Ties made.
    pub ties: u64,
    /// Members who left.
    pub leavers: u64,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.member_days += other.member_days;
        self.active_days += other.active_days;
        self.posts += other.posts;
        self.replies += other.replies;
        self.ties += other.ties;
        self.leavers += other.leavers;
    }
}

/// The counts of 100,000 members over 365 days on which the other frameworks agree, rounded as they
/// were published: member-days, active days, messages, answers, ties, leavers.
pub const REFERENCE: Counts = Counts {
    member_days: 38_400_000,
    active_days: 3_350_000,
    posts: 4_060_000,
    replies: 2_450_000,
    ties: 355_000,
    leavers: 24_500,
};

struct Archetype {
    /// Share of members, in 1/1000.
    share: u64,
    /// Probability of a visit on a day.
    visits: f32,
    /// Mean messages a visit.
    messages: f32,
}

const ARCHETYPES: [Archetype; 4] = [
    Archetype {
        share: 5,
        visits: 0.8,
        messages: 4.7,
    },
    Archetype {
        share: 40,
        visits: 0.47,
        messages: 2.35,
    },
    Archetype {
        share: 250,
        visits: 0.143,
        messages: 0.955,
    },
    Archetype {
        share: 705,
        visits: 0.038,
        messages: 0.116,
    },
];
/// Mean answers a message.
const ANSWERS: f32 = 0.603;
/// Newcomers a day, as a share of the members at the start.
const NEWCOMERS: f64 = 0.0008;
/// Weight of a visit in the smoothed satisfaction.
const SMOOTHING: f32 = 0.2;
/// Below this satisfaction a member may leave on any day, with this probability.
const LOW: f32 = 0.3;
const HAZARD: f32 = 0.02;
/// The best a visit can give by reading, and by being answered.
const READING: f32 = 1.0;
const ANSWERED: f32 = 0.3;
/// What a message a day and member costs everybody who visits.
const OVERLOAD: f32 = 1.115;

const TIES: usize = 8;
/// Members who share a chunk: the unit of work of a thread.
const CHUNK: usize = 8192;
/// Writers whose ties are touched together: 256 lines still fit the nearest cache.
const BLOCK: usize = 256;
/// The next day of someone who left.
const NEVER: u16 = u16::MAX;

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

#[inline]
fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// The luck of one member on one day.
struct Luck(u64);

impl Luck {
    #[inline]
    fn of(run: u64, member: u32, day: u16) -> Self {
        Self(mix(run
            ^ (u64::from(member) << 16 | u64::from(day))
                .wrapping_mul(GOLDEN)))
    }

    #[inline]
    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }
}

/// In (0, 1].
#[inline]
fn unit(bits: u32) -> f32 {
    ((bits >> 8) + 1) as f32 * (1.0 / 16_777_216.0)
}

/// A count from one draw of 32 bits: the top six choose a cell, the rest one of its two values
/// (Walker 1977).
struct Alias {
    cells: [(u32, u8, u8); 64],
}

impl Alias {
    fn poisson(mean: f32) -> Self {
        let mean = f64::from(mean);
        let mut weights = [0.0; 64];
        let mut probability = (-mean).exp();
        for (count, weight) in weights.iter_mut().enumerate() {
            *weight = probability * 64.0;
            probability *= mean / (count + 1) as f64;
        }
        let mut cells = [(0, 0, 0); 64];
        for _ in 0..64 {
            // The lightest unfinished cell is filled up by the heaviest.
            let open = |&index: &usize| weights[index].is_finite();
            let by_weight = |&one: &usize, &other: &usize| weights[one].total_cmp(&weights[other]);
            let light = (0..64).filter(open).min_by(by_weight).unwrap_or(0);
            let heavy = (0..64).filter(open).max_by(by_weight).unwrap_or(0);
            let kept = weights[light].min(1.0);
            cells[light] = (
                (kept * f64::from(1_u32 << 26)) as u32,
                light as u8,
                heavy as u8,
            );
            weights[heavy] -= 1.0 - kept;
            weights[light] = f64::INFINITY;
        }
        Self { cells }
    }

    #[inline]
    fn draw(&self, bits: u32) -> u32 {
        let (kept, one, other) = self.cells[(bits >> 26) as usize];
        u32::from(if bits & 0x03FF_FFFF < kept {
            one
        } else {
            other
        })
    }
}

struct Tables {
    messages: [Alias; 4],
    /// By the number of messages answered.
    answers: [Alias; 64],
    /// 1 / ln(1 − probability of a visit).
    gaps: [f32; 4],
    leaving: f32,
}

/// Replicates share the tables: building them takes longer than a small run.
static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

impl Tables {
    fn new() -> Self {
        Self {
            messages: std::array::from_fn(|index| Alias::poisson(ARCHETYPES[index].messages)),
            answers: std::array::from_fn(|posts| Alias::poisson(posts as f32 * ANSWERS)),
            gaps: std::array::from_fn(|index| 1.0 / (-ARCHETYPES[index].visits).ln_1p()),
            leaving: 1.0 / (-HAZARD).ln_1p(),
        }
    }
}

/// Up to eight ties in half a cache line: 24 bits of a member, 8 of strength.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Ties([u32; TIES]);

impl Ties {
    /// Strengthens the tie to `member` or makes one; says whether one was made.
    #[inline]
    fn answer(&mut self, member: u32) -> bool {
        for tie in &mut self.0 {
            if *tie == 0 {
                *tie = member << 8 | 1;
                return true;
            }
            if *tie >> 8 == member {
                *tie += u32::from(*tie & 0xFF < 0xFF);
                return false;
            }
        }
        false
    }
}

#[derive(Clone, Copy)]
struct Member {
    satisfaction: f32,
    archetype: u8,
    /// Whether the next day is the day of leaving.
    leaves: bool,
}

/// Neighbouring members, with everything that is written for them.
struct Chunk {
    first: u32,
    next: Box<[u16; CHUNK]>,
    members: Vec<Member>,
    ties: Vec<Ties>,
    /// Today's visitors, as places in the chunk; the first `visitors` entries count.
    awake: Vec<u16>,
    visitors: usize,
    counts: Counts,
}

/// For each pattern of eight bits, the places of its ones, in order; the rest does not matter.
const PLACES: [[u16; 8]; 256] = {
    let mut places = [[0; 8]; 256];
    let mut pattern = 0;
    while pattern < 256 {
        let (mut place, mut found) = (0, 0);
        while place < 8 {
            if pattern >> place & 1 == 1 {
                places[pattern][found] = place as u16;
                found += 1;
            }
            place += 1;
        }
        pattern += 1;
    }
    places
};

/// What everybody can see of a day.
struct Today<'run> {
    run: u64,
    day: u16,
    tables: &'run Tables,
    awake: &'run [u32],
    overload: f32,
}

impl Chunk {
    fn new(first: usize) -> Self {
        Self {
            first: first as u32,
            next: Box::new([NEVER; CHUNK]),
            members: Vec::with_capacity(CHUNK),
            ties: Vec::with_capacity(CHUNK),
            awake: vec![0; CHUNK + 8],
            visitors: 0,
            counts: Counts::default(),
        }
    }

    fn join(&mut self, run: u64, day: u16, tables: &Tables) {
        let member = self.first + self.members.len() as u32;
        // No day of the run has this number.
        let mut luck = Luck::of(run, member, NEVER);
        let mut place = luck.word() % 1000;
        let mut archetype = 0;
        while place >= ARCHETYPES[archetype].share {
            place -= ARCHETYPES[archetype].share;
            archetype += 1;
        }
        let gap = (unit(luck.word() as u32).ln() * tables.gaps[archetype]) as u16;
        self.next[self.members.len()] = day.saturating_add(gap).min(NEVER - 1);
        self.members.push(Member {
            satisfaction: 0.5,
            archetype: archetype as u8,
            leaves: false,
        });
        self.ties.push(Ties([0; TIES]));
    }

    /// Lists who visits today, eight members at a time: comparing them is one vector instruction,
    /// and a table says which of the eight to append. No branch to mispredict.
    fn find(&mut self, day: u16) {
        let present = self.members.len().next_multiple_of(8);
        let mut found = 0;
        for (group, eight) in self.next[..present].as_chunks::<8>().0.iter().enumerate() {
            let mut pattern = 0;
            for (place, &next) in eight.iter().enumerate() {
                pattern |= usize::from(next == day) << place;
            }
            let first = (group * 8) as u16;
            let slots = &mut self.awake[found..found + 8];
            slots.copy_from_slice(&PLACES[pattern].map(|place| first + place));
            found += pattern.count_ones() as usize;
        }
        self.visitors = 0;
        for place in 0..found {
            let index = self.awake[place];
            let leaves = self.members[usize::from(index)].leaves;
            self.awake[self.visitors] = index;
            self.visitors += usize::from(!leaves);
            if leaves {
                self.next[usize::from(index)] = NEVER;
                self.counts.leavers += 1;
            }
        }
    }

    /// Lets today's visitors write, be answered, feel, and decide when to come back.
    fn settle(&mut self, today: &Today) {
        let mut start = 0;
        while start < self.visitors {
            let end = (start + BLOCK).min(self.visitors);
            let touched = self.awake[start..end]
                .iter()
                .fold(0, |sum, &index| sum ^ self.ties[usize::from(index)].0[0]);
            std::hint::black_box(touched);
            for place in start..end {
                self.visit(usize::from(self.awake[place]), today);
            }
            start = end;
        }
        self.counts.active_days += self.visitors as u64;
    }

    #[inline]
    fn visit(&mut self, index: usize, today: &Today) {
        let tables = today.tables;
        let member = &mut self.members[index];
        let archetype = usize::from(member.archetype & 3);
        let mut luck = Luck::of(today.run, self.first + index as u32, today.day);
        let word = luck.word();
        let posts = tables.messages[archetype].draw(word as u32);
        let replies = if posts == 0 {
            0
        } else {
            tables.answers[posts.min(63) as usize].draw((word >> 32) as u32)
        };
        for _ in 0..replies {
            let place = ((luck.word() >> 32) * today.awake.len() as u64) >> 32;
            let made = self.ties[index].answer(today.awake[place as usize]);
            self.counts.ties += u64::from(made);
        }
        self.counts.posts += u64::from(posts);
        self.counts.replies += u64::from(replies);
        let word = luck.word();
        let benefit = READING * unit(word as u32) + ANSWERED * replies.min(2) as f32;
        member.satisfaction +=
            SMOOTHING * (benefit - OVERLOAD * today.overload - member.satisfaction);
        let visit = unit((word >> 32) as u32).ln() * tables.gaps[archetype];
        member.leaves = false;
        let mut gap = visit;
        if member.satisfaction < LOW {
            let leaving = unit(luck.word() as u32).ln() * tables.leaving;
            member.leaves = leaving < visit;
            gap = leaving.min(visit);
        }
        self.next[index] = (today.day + 1).saturating_add(gap as u16).min(NEVER - 1);
    }
}

/// Runs the workload; `threads` says whether the members of a day are shared out among the threads
/// of the surrounding pool.
pub fn simulate(members: usize, days: u16, replicate: u32, threads: bool) -> Counts {
    let tables: &Tables = &TABLES;
    let run = mix(u64::from(replicate).wrapping_add(GOLDEN));
    let newcomers = (members as f64 * NEWCOMERS).round() as usize;
    let capacity = members + newcomers * usize::from(days);
    assert!(capacity < 1 << 24, "a tie holds 24 bits of a member");
    let mut chunks: Vec<Chunk> = (0..capacity.div_ceil(CHUNK))
        .map(|index| Chunk::new(index * CHUNK))
        .collect();
    let mut total = 0;
    let mut join = |chunks: &mut Vec<Chunk>, day| {
        chunks[total / CHUNK].join(run, day, tables);
        total += 1;
        total
    };
    for _ in 0..members {
        join(&mut chunks, 0);
    }
    let mut awake = Vec::new();
    let (mut posts_before, mut member_days, mut joined) = (0, 0, members);
    let mut overload = 0.1;
    for day in 0..days {
        for _ in 0..newcomers {
            joined = join(&mut chunks, day);
        }
        each(&mut chunks, threads, |chunk| chunk.find(day));
        awake.clear();
        let (mut left, mut posts) = (0, 0);
        for chunk in &chunks {
            let visitors = &chunk.awake[..chunk.visitors];
            awake.extend(visitors.iter().map(|&index| chunk.first + u32::from(index)));
            left += chunk.counts.leavers;
        }
        let present = joined as u64 - left;
        member_days += present;
        let today = Today {
            run,
            day,
            tables,
            awake: &awake,
            overload,
        };
        each(&mut chunks, threads, |chunk| chunk.settle(&today));
        for chunk in &chunks {
            posts += chunk.counts.posts;
        }
        overload = (posts - posts_before) as f32 / present.max(1) as f32;
        posts_before = posts;
    }
    let mut counts = Counts {
        member_days,
        ..Counts::default()
    };
    for chunk in &chunks {
        counts.add(chunk.counts);
    }
    counts
}

fn each(chunks: &mut [Chunk], threads: bool, work: impl Fn(&mut Chunk) + Sync + Send) {
    if threads {
        chunks.par_iter_mut().for_each(work);
    } else {
        chunks.iter_mut().for_each(work);
    }
}

/// Checks that the run of 100,000 members over a year is within 3% of [`REFERENCE`] in everything.
pub fn deviations(counts: &Counts) -> Vec<(&'static str, f64)> {
    let ratio = |ours: u64, reference: u64| ours as f64 / reference as f64 - 1.0;
    vec![
        (
            "member-days",
            ratio(counts.member_days, REFERENCE.member_days),
        ),
        (
            "active days",
            ratio(counts.active_days, REFERENCE.active_days),
        ),
        ("posts", ratio(counts.posts, REFERENCE.posts)),
        ("replies", ratio(counts.replies, REFERENCE.replies)),
        ("ties", ratio(counts.ties, REFERENCE.ties)),
        ("leavers", ratio(counts.leavers, REFERENCE.leavers)),
    ]
}
