//! How much memory and work a study will need, before it starts.
//!
//! First from the scenario alone, from below and from above. Only where these two do not settle whether
//! it fits, one replicate is lived, and what it took is what all will take.

use crate::files::memory::{Free, Limit, in_words};
use crate::model::cause::Cause;
use crate::model::chunk::Chunk;
use crate::model::community::Community;
use crate::model::history::Past;
use crate::model::log::{Exit, Join};
use crate::model::member::Member;
use crate::model::room::Room;
use crate::model::ties::LAST_MEMBER;
use crate::model::visit::{Found, Visit};
use crate::observe::life::BYTES_A_MEMBER;
use crate::observe::metrics::Daily;
use crate::observe::record::ExitCount;
use crate::run::simulate::LARGE;
use crate::run::simulate::Prepared;
use crate::run::summary::Band;
use crate::scenario::settings::Scenario;

/// Bytes of the program itself, with the scenario and whatever is said.
const PROGRAM: u64 = 16_000_000;
/// Bytes that drawing the charts takes, fonts included; more where many days are drawn.
const CHARTS: u64 = 19_000_000;
/// Bytes of charts for each setting and day; several settings also stand in one chart.
const CHARTS_A_DAY: u64 = 5_200;
/// Bytes of text that tables hold of one value of one day.
const CELLS_A_VALUE: u64 = 60;
/// Bytes that a line of the table of exits takes while means are taken of it and it is written.
const EXITS_A_LINE: u64 = 250;
/// Bytes that drawing a world leaves behind for each replicate, and the most that is left.
const WORLD: u64 = 55_000;
const WORLDS: u64 = 45_000_000;
/// Bytes of finished runs that wait to be written, and the bytes that are written of them.
const WAITING: u64 = 18_000_000;
/// Bytes of text that a row of the table of members takes while the study is told from others.
const TEXT: u64 = 100;
/// Bytes that the observer and the day's log keep for a member beside the member's own record and visit.
const BESIDE: u64 = 2 * (size_of::<u16>() + size_of::<u32>()) as u64 + BYTES_A_MEMBER;

/// What one run takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Life {
    /// Members who will have joined by its end.
    pub members: u64,
    /// Bytes while it is lived, at the peak.
    pub community: u64,
    /// Bytes of its record, kept until the tables are written.
    pub record: u64,
    /// Lines of exits in its record.
    pub exits: u64,
    /// Lines of exits that there can be at all.
    pub most_exits: u64,
}

/// What of a study takes memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Replicates of each setting.
    pub replicates: u32,
    /// Threads that work on them.
    pub threads: usize,
    /// Whether whole records are kept until the end, and not a row of each.
    pub records: bool,
    /// Whether charts are drawn.
    pub charts: bool,
    /// Whether a world is drawn for each replicate.
    pub drawn: bool,
    /// Copies of a life that wait until others that go on from them are over, at the most.
    pub waiting: usize,
}

/// Why a study cannot start.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TooLarge {
    /// More members than can be told apart.
    #[error(
        "up to {members} members would join, and a community can have {} at most",
        LAST_MEMBER
    )]
    Members {
        /// How many would join.
        members: u64,
    },
    /// More memory than there is.
    #[error("{what} needs about {needed} of memory, and {available} is free{}", limit.words())]
    Memory {
        /// What needs it.
        what: &'static str,
        /// What it needs, in words.
        needed: String,
        /// What there is, in words.
        available: String,
        /// What leaves no more.
        limit: Limit,
    },
}

impl Life {
    /// What a run takes at least: its founders, and a record of nobody's leaving.
    pub fn least(scenario: &Scenario) -> Self {
        Self::of(scenario, founders(scenario), 0)
    }

    /// What a run takes at most: everybody joins whom anything could bring, and everybody's going has
    /// a line of its own in the record.
    pub fn most(scenario: &Scenario) -> Self {
        let audience = &scenario.audience;
        let joining = if audience.word_of_mouth > 0.0 {
            // Word of mouth can bring everybody who could ever hear of it.
            f64::from(audience.size)
        } else {
            through_channels(scenario).min(f64::from(audience.size))
        };
        let members = founders(scenario) + joining as u64;
        // Somebody can fall silent and be removed later.
        Self::of(scenario, members, most_exits(scenario).min(2 * members))
    }

    fn of(scenario: &Scenario, members: u64, lines: u64) -> Self {
        let days = u64::from(scenario.days);
        let visit = size_of::<Visit>() + size_of::<Found>();
        let member = (size_of::<Member>() + visit + size_of::<Join>()) as u64 + BESIDE;
        let daily = Daily::ALL.len() as u64 * days * size_of::<f32>() as u64;
        Self {
            members,
            community: member * members + 3 * daily,
            record: daily + 1_000 + 16 * days + lines * size_of::<ExitCount>() as u64,
            exits: lines,
            most_exits: most_exits(scenario),
        }
    }

    /// What the first replicate takes. `None` as soon as it takes more than `room` bytes.
    pub fn lived(scenario: &Scenario, room: u64) -> Option<Self> {
        let prepared = Prepared::new(scenario);
        let mut community = 0;
        let record = prepared.run_while(0, |now| {
            community = community.max(bytes(now));
            community <= room
        })?;
        let most = Self::most(scenario);
        Some(Self {
            members: most.members,
            community: u64::from(scenario.operator.groups) * community
                + 3 * (Daily::ALL.len() * scenario.days as usize * 4) as u64,
            record: record.bytes() as u64,
            exits: record.exits.len() as u64,
            most_exits: most.most_exits,
        })
    }
}

/// Bytes of a community on the evening of a day.
fn bytes(community: &Community<'_>) -> u64 {
    let chunks: usize = community.chunks().iter().map(Chunk::bytes).sum();
    let rooms: usize = community.rooms().iter().map(Room::bytes).sum();
    let log = community.log().joins.capacity() * size_of::<Join>()
        + community.log().exits.capacity() * size_of::<Exit>();
    (chunks + rooms + log) as u64 + BYTES_A_MEMBER * u64::from(community.ever())
}

impl Extent {
    /// Bytes at the peak of a study of settings whose runs take so much.
    pub fn bytes(self, lives: &[Life], scenario: &Scenario) -> u64 {
        let replicates = u64::from(self.replicates);
        let days = u64::from(scenario.days);
        // A large community is worked on by all threads together.
        let together = scenario.audience.founders >= LARGE && replicates < self.threads as u64;
        let at_once = if together {
            1
        } else {
            replicates.min(self.threads as u64).max(1)
        };
        let community = lives.iter().map(|life| life.community).max().unwrap_or(0);
        let record: u64 = lives.iter().map(|life| life.record).sum();
        let series = Daily::ALL.len() as u64 + 1;
        let table = (size_of::<Past>() as u64 + TEXT) * scenario.audience.members.len() as u64;
        let mut kept = PROGRAM + table;
        let copies = 1 + self.waiting as u64;
        let lived = at_once.saturating_mul(community).saturating_mul(copies);
        // Charts and tables are made when the last run has ended.
        let mut shown = 0;
        if self.records {
            let records = replicates.saturating_mul(record);
            kept = kept
                .saturating_add(records)
                .saturating_add(records.min(WAITING));
            let exits: u64 = lives
                .iter()
                .map(|life| EXITS_A_LINE * different_exits(life, replicates))
                .sum();
            let settings = lives.len() as u64;
            let together = if settings > 1 { 3 } else { 1 };
            shown = settings * days * series * size_of::<Band>() as u64
                + days * series * CELLS_A_VALUE
                + exits
                + u64::from(self.charts) * CHARTS_A_DAY * days * settings * together;
        }
        if self.charts {
            shown += CHARTS;
        }
        if self.drawn {
            kept = kept.saturating_add(replicates.saturating_mul(WORLD).min(WORLDS));
        }
        kept.saturating_add(lived.max(shown))
    }

    /// Bytes at the peak of a study of these settings, as far as one replicate of each tells.
    ///
    /// # Errors
    /// [`TooLarge`] if it does not fit into the memory that is free, where the system says how much
    /// that is.
    pub fn check(self, settings: &[&Scenario], free: Option<Free>) -> Result<(), TooLarge> {
        let Some(longest) = settings.iter().max_by_key(|scenario| scenario.days) else {
            return Ok(());
        };
        let most: Vec<Life> = settings.iter().map(|it| Life::most(it)).collect();
        if let Some(life) = most
            .iter()
            .find(|life| life.members > u64::from(LAST_MEMBER))
        {
            return Err(TooLarge::Members {
                members: life.members,
            });
        }
        let Some(free) = free else { return Ok(()) };
        if self.bytes(&most, longest) <= free.bytes {
            return Ok(());
        }
        let refused = |what, needed| {
            Err(TooLarge::Memory {
                what,
                needed: in_words(needed),
                available: in_words(free.bytes),
                limit: free.limit,
            })
        };
        let mut lives = Vec::with_capacity(settings.len());
        for scenario in settings {
            let least = Life::least(scenario);
            let life = if PROGRAM + least.community > free.bytes {
                None
            } else {
                Life::lived(scenario, free.bytes.saturating_sub(PROGRAM))
            };
            match life {
                Some(life) => lives.push(life),
                None => return refused("one run", PROGRAM + least.community),
            }
        }
        let needed = self.bytes(&lives, longest);
        if needed > free.bytes {
            return refused("the study", needed);
        }
        Ok(())
    }
}

impl TooLarge {
    /// What can be done.
    pub fn help(&self) -> String {
        match self {
            Self::Members { .. } => {
                "lower `audience.size`, or what the channels bring a day".to_owned()
            }
            Self::Memory { what, limit, .. } => {
                let less = if *what == "one run" {
                    "have fewer `audience.founders` or a smaller `audience.size`"
                } else {
                    "use fewer --replicates, --threads or --days"
                };
                format!("{less}, or {}", limit.more())
            }
        }
    }
}

/// Lines that the table of exits can have: one for each day, kind of people, cause and way.
fn most_exits(scenario: &Scenario) -> u64 {
    let kinds = scenario.archetype.len() + scenario.operator.archetypes().len();
    let lines = kinds * Cause::ALL.len() * ExitCount::WAYS.len();
    lines as u64 * u64::from(scenario.days)
}

/// Different lines among the exits of so many replicates, each of which has its share of all there can be.
fn different_exits(life: &Life, replicates: u64) -> u64 {
    let most = life.most_exits as f64;
    let share = life.exits as f64 / most.max(1.0);
    (most * (1.0 - (1.0 - share.min(1.0)).powf(replicates as f64))) as u64
}

fn founders(scenario: &Scenario) -> u64 {
    u64::from(scenario.audience.founders).max(scenario.audience.members.len() as u64)
}

/// People whom the channels bring in all days.
fn through_channels(scenario: &Scenario) -> f64 {
    let days = f64::from(scenario.days);
    let peak = scenario
        .demand
        .season
        .iter()
        .map(|point| point.level)
        .fold(1.0, f64::max);
    let channels = scenario.audience.channel.iter().map(|channel| {
        let until = f64::from(channel.to_day.saturating_add(1)).min(days);
        channel.per_day * peak * (until - f64::from(channel.from_day)).max(0.0)
    });
    channels.sum()
}

/// Member-days of one run as they are likely to be, within a factor of a few: where [`Life::most`]
/// must not be too low, this is in the middle.
pub fn likely_member_days(scenario: &Scenario) -> f64 {
    let audience = &scenario.audience;
    let joining = through_channels(scenario).min(f64::from(audience.size));
    (f64::from(audience.founders) + joining / 2.0) * f64::from(scenario.days)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent {
        replicates: 100,
        threads: 2,
        records: true,
        charts: false,
        drawn: false,
        waiting: 0,
    };

    const fn free(bytes: u64) -> Free {
        Free {
            bytes,
            limit: Limit::Shell,
        }
    }

    #[test]
    fn a_small_community_fits_and_a_billion_does_not() {
        let mut scenario = Scenario::default();
        assert_eq!(Life::most(&scenario).members, 30 + 6 * 180);
        assert_eq!(
            EXTENT.check(&[&scenario], Some(free(1_000_000_000))),
            Ok(())
        );
        assert_eq!(EXTENT.check(&[&scenario], None), Ok(()));
        let refused = EXTENT.check(&[&scenario], Some(free(20_000_000)));
        let refused = refused.expect_err("too large");
        assert!(
            refused.to_string().starts_with("the study needs about "),
            "{refused}"
        );
        assert!(
            refused
                .to_string()
                .ends_with("20 MB is free under the limit of this shell")
        );
        assert!(refused.help().contains("ulimit -v"));
        scenario.audience.size = 100_000_000;
        scenario.audience.channel[0].per_day = 1_000_000.0;
        let large = EXTENT.check(&[&scenario], None);
        assert!(matches!(large, Err(TooLarge::Members { .. })));
    }

    #[test]
    fn where_the_bounds_do_not_tell_a_run_does() {
        // Word of mouth could bring millions, and brings a few.
        let mut scenario = Scenario {
            days: 30,
            ..Scenario::default()
        };
        scenario.audience.size = 5_000_000;
        scenario.audience.word_of_mouth = 0.001;
        let least = Life::least(&scenario);
        let most = Life::most(&scenario);
        let lived = Life::lived(&scenario, u64::MAX).expect("a life");
        assert!(most.community > 1_000_000_000);
        assert!(lived.community < 2_000_000 && lived.record >= least.record / 2);
        assert_eq!(EXTENT.check(&[&scenario], Some(free(100_000_000))), Ok(()));
        assert_eq!(Life::lived(&scenario, 1_000), None);
        scenario.audience.founders = 2_000_000;
        let refused = EXTENT.check(&[&scenario], Some(free(100_000_000)));
        let refused = refused.expect_err("too large").to_string();
        assert!(
            refused.starts_with("one run needs about 480 MB"),
            "{refused}"
        );
    }

    #[test]
    fn settings_that_are_kept_together_count_together() {
        let scenario = Scenario::default();
        let one = Life::lived(&scenario, u64::MAX).expect("a life");
        let several = EXTENT.bytes(&[one; 12], &scenario);
        let alone = EXTENT.bytes(&[one], &scenario);
        assert!(several > alone + 11 * 100 * one.record);
        let rows = Extent {
            records: false,
            ..EXTENT
        };
        assert!(rows.bytes(&[one; 12], &scenario) < alone);
    }

    #[test]
    fn lives_that_wait_count_too() {
        let scenario = Scenario::default();
        let life = Life::lived(&scenario, u64::MAX).expect("a life");
        // What is shown in the end takes more than the lives of a small community.
        let alone = Extent {
            records: false,
            charts: false,
            ..EXTENT
        };
        let waiting = Extent {
            waiting: 3,
            ..alone
        };
        let more = waiting.bytes(&[life], &scenario) - alone.bytes(&[life], &scenario);
        let at_once = u64::from(alone.replicates).min(alone.threads as u64);
        assert_eq!(more, at_once * 3 * life.community);
    }
}
