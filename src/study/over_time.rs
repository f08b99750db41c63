//! What a comparison says at a quarter, at half and at the end of the run, and when it turns.

use super::compare::{Pairs, Variation};
use crate::observe::habit::SPAN;
use crate::observe::metrics::Daily;
use crate::observe::record::Record;
use crate::stats::difference::{LEVEL, PairedDifference};
use crate::stats::summary::mean;
use crate::words::less_is_better;

/// Most days that are looked at one by one.
const MOST_DAYS: usize = 400;
/// So many days in a row must say the opposite before it counts as having been so.
const LASTING: usize = 7;

/// How a metric of the whole run reads before its end.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reading {
    /// A daily metric on the day.
    Day(Daily),
    /// Its mean over four weeks that end with the day.
    Recent(Daily),
    /// Its sum up to the day.
    Sum(Daily),
}

impl Reading {
    /// How the metric of this name reads; `None` for those that only the end of the run says.
    fn of(metric: &str) -> Option<Self> {
        Some(match metric {
            "engaged_end" => Self::Day(Daily::Engaged),
            "speaking_end" => Self::Day(Daily::EngagedSpeakers),
            "engaged_days" => Self::Sum(Daily::Engaged),
            "dau_end" => Self::Recent(Daily::Dau),
            "returning_end" => Self::Recent(Daily::Returning),
            "speakers_end" => Self::Recent(Daily::Speakers),
            "posts_end" => Self::Recent(Daily::Posts),
            "active_days" => Self::Sum(Daily::Dau),
            "hours_total" => Self::Sum(Daily::OperatorHours),
            key => match key.strip_suffix("_total") {
                Some(of_every_day) => Self::Sum(Daily::from_key(of_every_day)?),
                None => Self::Day(Daily::from_key(key)?),
            },
        })
    }

    /// How a metric reads on each of the first `days` of a run.
    fn over(self, record: &Record, days: usize) -> Vec<f64> {
        let days = 0..days;
        match self {
            Self::Day(metric) => {
                let series = record.series(metric);
                days.map(|day| f64::from(series[day])).collect()
            }
            Self::Recent(metric) => {
                let series = record.series(metric);
                let recent = |day: usize| {
                    let since = (day + 1).saturating_sub(usize::from(SPAN));
                    let finite = series[since..=day].iter().filter(|it| it.is_finite());
                    let values: Vec<f64> = finite.map(|value| f64::from(*value)).collect();
                    mean(&values)
                };
                days.map(recent).collect()
            }
            Self::Sum(metric) => {
                let series = record.series(metric);
                let sum = |sum: &mut f64, day: usize| {
                    if series[day].is_finite() {
                        *sum += f64::from(series[day]);
                    }
                    Some(*sum)
                };
                days.scan(0.0, sum).collect()
            }
        }
    }
}

/// What a comparison says on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Better, beyond luck.
    Better,
    /// Worse, beyond luck.
    Worse,
    /// Not to be told apart.
    Open,
    /// There is nothing to compare yet.
    Unknown,
}

impl Verdict {
    /// Its name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Open => "open",
            Self::Unknown => "unknown",
        }
    }

    /// What one of so many looks says.
    fn of(found: Option<&PairedDifference>, less_is_better: bool, looks: usize) -> Self {
        let Some(found) = found else {
            return Self::Unknown;
        };
        if found.p_value.is_nan() || found.p_value * looks as f64 >= 1.0 - LEVEL {
            return Self::Open;
        }
        if (found.mean > 0.0) == less_is_better {
            Self::Worse
        } else {
            Self::Better
        }
    }

    const fn opposite(self) -> Option<Self> {
        match self {
            Self::Better => Some(Self::Worse),
            Self::Worse => Some(Self::Better),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// What a comparison says on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// The day.
    pub day: u16,
    /// The difference up to it.
    pub difference: Option<PairedDifference>,
    /// What that says.
    pub verdict: Verdict,
}

/// What a comparison says in the course of the run.
#[derive(Debug, Clone, PartialEq)]
pub struct OverTime {
    /// Name of the strategy.
    pub strategy: String,
    /// Name of what it is compared with.
    pub against: String,
    /// Name of the metric.
    pub metric: String,
    /// At a quarter, at half and at the end of the run.
    pub moments: [Moment; 3],
    /// Day from which on the verdict of the end is no longer contradicted, where the opposite was clear
    /// for a week before, however often one looks (Bonferroni).
    pub turns: Option<u16>,
}

impl OverTime {
    /// The course of a comparison in a metric; `None` if only the end of the run says it.
    pub fn of(base: &Variation, strategy: &Variation, metric: &str) -> Option<Self> {
        let reading = Reading::of(metric)?;
        let less = less_is_better(metric);
        let days = usize::from(base.scenario.days.min(strategy.scenario.days));
        let [before, after] = [base, strategy].map(|it| {
            let read = |record: &Record| (record.replicate, reading.over(record, days));
            it.records.iter().map(read).collect::<Vec<_>>()
        });
        let moment = |day: usize, looks: usize| {
            let on = |(replicate, values): &(u32, Vec<f64>)| (*replicate, values[day]);
            let pairs =
                Pairs::of_numbered(before.iter().map(on), after.iter().map(on), base.worlds);
            let difference = pairs.compared(metric);
            Moment {
                day: day as u16,
                verdict: Verdict::of(difference.as_ref(), less, looks),
                difference,
            }
        };
        let last = days.checked_sub(1)?;
        let moments = [days / 4, days / 2, last].map(|day| moment(day, 1));
        let step = days.div_ceil(MOST_DAYS);
        let looked_at: Vec<usize> = (0..last).rev().step_by(step).collect();
        let opposite = moments[2].verdict.opposite();
        let turns = opposite.and_then(|opposite| {
            let mut lasting = 0;
            let mut since = last;
            for day in &looked_at {
                if moment(*day, looked_at.len()).verdict != opposite {
                    lasting = 0;
                    continue;
                }
                if lasting == 0 {
                    since = day + 1;
                }
                lasting += 1;
                if lasting * step >= LASTING {
                    return Some(since as u16);
                }
            }
            None
        });
        // What is said at a quarter or at half is not taken back by when it turns.
        let said = moments[..2].iter();
        let said = said.filter(|it| opposite == Some(it.verdict));
        let turns = turns.max(said.map(|it| it.day + 1).max());
        Some(Self {
            strategy: strategy.name.clone(),
            against: base.name.clone(),
            metric: metric.to_owned(),
            moments,
            turns,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::metrics::Run;
    use crate::scenario::settings::Scenario;

    /// A variation in which a daily metric goes as told, with luck that all share.
    fn variation(name: &str, days: u16, engaged: &dyn Fn(usize) -> f64) -> Variation {
        let record = |replicate: u32| {
            let mut daily = vec![f32::NAN; Daily::ALL.len() * usize::from(days)];
            for day in 0..usize::from(days) {
                let luck =
                    f64::from(replicate * 7 % 11) + f64::from((replicate + day as u32) % 3) / 10.0;
                let at = Daily::Engaged as usize * usize::from(days) + day;
                daily[at] = if day < 28 {
                    f32::NAN
                } else {
                    (engaged(day) + luck) as f32
                };
            }
            Record {
                replicate,
                days,
                daily,
                run: vec![0.0; Run::ALL.len()],
                ..Record::default()
            }
        };
        Variation {
            name: name.to_owned(),
            scenario: Scenario {
                days,
                ..Scenario::default()
            },
            worlds: crate::scenario::Worlds::Fixed,
            records: (0..30).map(record).collect(),
        }
    }

    #[test]
    fn what_begins_better_and_ends_worse_turns() {
        let base = variation("base", 200, &|_| 50.0);
        let burst = variation("burst", 200, &|day| 50.0 + (120.0 - day as f64) / 10.0);
        let found = OverTime::of(&base, &burst, "engaged_end").expect("a course");
        let said = found.moments.map(|it| (it.day, it.verdict));
        assert_eq!(
            said,
            [
                (50, Verdict::Better),
                (100, Verdict::Better),
                (199, Verdict::Worse)
            ]
        );
        assert!(
            found.turns.is_some_and(|day| (118..=122).contains(&day)),
            "{:?}",
            found.turns
        );
        // In member-days the early gain still outweighs the late loss for a while.
        let days = OverTime::of(&base, &burst, "engaged_days").expect("a course");
        assert_eq!(days.moments[2].verdict, Verdict::Better);
        assert_eq!(days.turns, None);
    }

    #[test]
    fn what_is_not_known_yet_or_never_differs_is_said_so() {
        let base = variation("base", 60, &|_| 50.0);
        let same = OverTime::of(&base, &variation("same", 60, &|_| 50.0), "engaged_end");
        let same = same.expect("a course");
        assert_eq!(
            same.moments.map(|it| it.verdict),
            [Verdict::Unknown, Verdict::Open, Verdict::Open]
        );
        assert_eq!(same.turns, None);
        assert!(OverTime::of(&base, &base, "retention_d30").is_none());
    }

    #[test]
    fn a_day_or_two_of_the_opposite_are_no_turn() {
        let base = variation("base", 200, &|_| 50.0);
        let for_days = |days: usize| {
            let other = variation("other", 200, &move |day| {
                if (60..60 + days).contains(&day) {
                    55.0
                } else {
                    45.0
                }
            });
            OverTime::of(&base, &other, "engaged_end").and_then(|it| it.turns)
        };
        assert_eq!(for_days(2), None);
        assert_eq!(for_days(10), Some(70));
    }

    #[test]
    fn less_can_be_better() {
        let base = variation("base", 100, &|_| 50.0);
        let more = variation("more", 100, &|_| 60.0);
        let found = OverTime::of(&base, &more, "engaged_end").expect("a course");
        assert_eq!(found.moments[2].verdict, Verdict::Better);
        let found = found.moments[2].difference.expect("a difference");
        assert_eq!(Verdict::of(Some(&found), true, 1), Verdict::Worse);
    }
}
