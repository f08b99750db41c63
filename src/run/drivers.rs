//! What drives the outcome of a run: who comes from where, how full the rooms are, who is turned
//! away, what spammers do, what the operator has left, and who pays nothing.

use crate::model::settings::Audience;
use crate::observe::metrics::Daily;
use crate::observe::record::{ChannelCount, Record};
use crate::run::summary::Summary;
use crate::scenario::settings::Scenario;
use crate::stats::summary::mean;
use serde::Serialize;

/// One channel: what the scenario says of it, and who came.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Channel {
    /// Its name.
    pub channel: String,
    /// Applicants a day that the scenario gives it; empty for word of mouth.
    pub per_day: Option<f64>,
    /// Whether nobody wrote it into the scenario: it is there unless another is given.
    pub by_default: bool,
    /// Applicants, spammers among them; mean over replicates.
    pub applied: f64,
    /// Members who joined.
    pub joined: f64,
    /// Share of the applicants who were let in as members; empty without applicants.
    pub admitted: Option<f64>,
    /// Those of them on the list at the end.
    pub stayed: f64,
    /// Share of them who looked in on exactly the 7th day after joining; empty where the run ends before.
    pub retention_d7: Option<f64>,
    /// Share of them who looked in 7 days after joining or later.
    pub rolling_d7: Option<f64>,
    /// Share of them who looked in on exactly the 30th day after joining.
    pub retention_d30: Option<f64>,
    /// Share of them who looked in 30 days after joining or later.
    pub rolling_d30: Option<f64>,
}

/// What drives the outcome; numbers are means over replicates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drivers {
    /// Founders, and members with a history.
    pub founders: u64,
    /// Channels, word of mouth last.
    pub channels: Vec<Channel>,
    /// Share of replicates in which all chat rooms were full at one time.
    pub full: f64,
    /// First day on which they were, mean over those replicates.
    pub full_on_day: Option<f64>,
    /// People turned away for want of a place.
    pub turned_away: f64,
    /// Applicants kept out by the gate.
    pub rejected: f64,
    /// Spammers who came in.
    pub spammers: f64,
    /// Share of all messages that spammers wrote.
    pub spam: f64,
    /// The operator's hours.
    pub hours: Hours,
    /// Founders and members with a history who pay nothing while those who join do.
    pub free_founders: u64,
}

impl Drivers {
    /// What drove the outcome of the records of a scenario.
    pub fn of(scenario: &Scenario, records: &[Record], summary: &Summary) -> Self {
        let mean = |key: &str| {
            summary
                .measured(key)
                .map_or(0.0, |measured| measured.band.mean)
        };
        let count = records.len().max(1) as f64;
        let audience = &scenario.audience;
        let founders = u64::from(audience.founders) + audience.members.len() as u64;
        let default = Audience::default().channel;
        let names = audience.channel.iter().map(|channel| {
            let by_default = audience.channel == default;
            (channel.name.clone(), Some(channel.per_day), by_default)
        });
        let word = ("word_of_mouth".to_owned(), None, false);
        let channels = names.chain([word]).enumerate();
        let channels = channels.map(|(number, (channel, per_day, by_default))| {
            let of = records
                .iter()
                .filter_map(|record| record.channels.get(number));
            let mut sum = ChannelCount::default();
            of.for_each(|more| sum.add(more));
            let share =
                |part: u32, whole: u32| (whole > 0).then(|| f64::from(part) / f64::from(whole));
            Channel {
                channel,
                per_day,
                by_default,
                applied: f64::from(sum.applied) / count,
                joined: f64::from(sum.joined) / count,
                admitted: share(sum.joined.min(sum.applied), sum.applied),
                stayed: f64::from(sum.stayed) / count,
                retention_d7: share(sum.back_7, sum.watched_7),
                rolling_d7: share(sum.seen_7, sum.watched_7),
                retention_d30: share(sum.back_30, sum.watched_30),
                rolling_d30: share(sum.seen_30, sum.watched_30),
            }
        });
        let full = summary.measured("full_on_day");
        let (spam, posts) = (mean("spam_posts_total"), mean("posts_total"));
        let free = scenario.operator.founders_are_free();
        Self {
            founders,
            channels: channels.collect(),
            full: full.map_or(0.0, |full| full.band.count as f64 / count),
            full_on_day: full
                .map(|full| full.band.mean)
                .filter(|day| day.is_finite()),
            turned_away: mean("turned_away_total"),
            rejected: mean("rejections_total"),
            spammers: mean("spammers_total"),
            spam: if spam + posts > 0.0 {
                spam / (spam + posts)
            } else {
                0.0
            },
            hours: Hours::of(records),
            free_founders: if free { founders } else { 0 },
        }
    }
}

/// Hours that nobody misses.
const TRIFLE: f64 = 0.02;
/// Share of the days on which anybody may be short of time.
const SELDOM: f64 = 0.02;

/// The operator's hours a day, on average over days and replicates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Hours {
    /// Hours worked.
    pub worked: f64,
    /// Hours there were: rules may change them.
    pub there: f64,
    /// Hours that the work asked for, at least.
    pub asked: f64,
    /// Share of the days on which some of it was left undone.
    pub short: f64,
}

impl Hours {
    /// The hours of some runs.
    pub fn of(records: &[Record]) -> Self {
        let all = |read: fn(&Record) -> &[f32]| -> Vec<f64> {
            let days = records.iter().flat_map(read);
            days.map(|it| f64::from(*it)).collect()
        };
        let worked = all(|it| it.series(Daily::OperatorHours));
        let (there, asked) = (all(|it| &it.hours.there), all(|it| &it.hours.asked));
        if asked.is_empty() {
            return Self::default();
        }
        let days = asked.iter().zip(&worked);
        let short = days.filter(|(asked, worked)| *asked - *worked > TRIFLE);
        Self {
            worked: mean(&worked),
            there: mean(&there),
            asked: mean(&asked),
            short: short.count() as f64 / asked.len() as f64,
        }
    }

    /// Whether there was time for all of the work, but for what nobody misses.
    pub fn are_enough(&self) -> bool {
        self.short < SELDOM
    }
}
