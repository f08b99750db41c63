//! What a part of a claim reads of a run.

use super::claim::{Part, terms};
use crate::observe::record::Record;
use crate::operator;

/// What the name of a share of exits begins with: `exits.CAUSE`.
pub const EXITS: &str = "exits.";

/// What the name of a number of members of one archetype who have gone begins with: `gone.ARCHETYPE`.
pub const GONE: &str = "gone.";

/// A run, and the names of the archetypes whose numbers it has.
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    /// What was observed.
    pub record: &'r Record,
    /// Names of the archetypes.
    pub archetypes: &'r [String],
}

impl Run<'_> {
    /// What `part` reads on a day, the last one without it; NaN where there is no value.
    pub fn read(&self, part: &Part, day: Option<u16>) -> f64 {
        let sum = |metrics: &str| -> f64 {
            let values = terms(metrics).map(|(off, metric)| {
                let value = self.value(metric, day, part.over);
                if off { -value } else { value }
            });
            values.sum()
        };
        let whole = sum(&part.metric);
        match &part.per {
            Some(per) => whole / sum(per),
            None => whole,
        }
    }

    fn value(&self, metric: &str, day: Option<u16>, over: Option<u16>) -> f64 {
        let last = day
            .unwrap_or(u16::MAX)
            .min(self.record.days.saturating_sub(1));
        if let Some(cause) = metric.strip_prefix(EXITS) {
            return self.share_of_exits(cause);
        }
        if let Some(archetype) = metric.strip_prefix(GONE) {
            return self.gone(archetype, last);
        }
        let on = |day: u16| match self.record.read(metric, Some(day)) {
            Some(value) => value,
            // A strategy that a variation does without has counted nothing.
            None if operator::series(metric).is_some() => 0.0,
            None => f64::NAN,
        };
        let first = last.saturating_sub(over.unwrap_or(1).saturating_sub(1));
        let (mut sum, mut days) = (0.0, 0.0);
        for value in (first..=last).map(on).filter(|value| value.is_finite()) {
            sum += value;
            days += 1.0;
        }
        sum / days
    }

    fn share_of_exits(&self, cause: &str) -> f64 {
        let (mut of_cause, mut all) = (0.0, 0.0);
        for exit in &self.record.exits {
            let count = f64::from(exit.count);
            all += count;
            if exit.cause().key() == cause {
                of_cause += count;
            }
        }
        of_cause / all
    }

    /// Members of an archetype who have ceased to take part by the end of a day.
    fn gone(&self, archetype: &str, last: u16) -> f64 {
        let mut names = self.archetypes.iter();
        let Some(number) = names.position(|name| name == archetype) else {
            return f64::NAN;
        };
        let exits = self.record.exits.iter().filter(|exit| {
            usize::from(exit.archetype) == number && exit.day <= last && !exit.is_late()
        });
        exits.map(|exit| f64::from(exit.count)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cause::Cause;
    use crate::model::log::Way;
    use crate::observe::metrics::{Daily, Run as Whole};
    use crate::observe::record::{ExitCount, OwnSeries};

    const DAYS: u16 = 4;

    /// Posts 1, 2, 3, 4 a day, 10 members, a sale a day from day 2 on, experts who go on days 1 and 3.
    fn record() -> Record {
        let mut daily = vec![f32::NAN; Daily::ALL.len() * usize::from(DAYS)];
        for day in 0..usize::from(DAYS) {
            daily[Daily::Posts as usize * usize::from(DAYS) + day] = day as f32 + 1.0;
            daily[Daily::Members as usize * usize::from(DAYS) + day] = 10.0;
        }
        let exit = |day: u16, way: Way, archetype: u8| ExitCount {
            day,
            cause: Cause::ALL
                .iter()
                .position(|it| *it == Cause::Boredom)
                .expect("a cause") as u8,
            way: ExitCount::way_number(way),
            archetype,
            count: 2,
        };
        Record {
            days: DAYS,
            daily,
            run: vec![f64::NAN; Whole::ALL.len()],
            exits: vec![
                exit(1, Way::Silent, 1),
                exit(2, Way::LeftSilent, 1),
                exit(3, Way::Left, 1),
                exit(3, Way::Left, 0),
            ],
            own: vec![OwnSeries {
                metric: "selling.sales".to_owned(),
                values: vec![0.0, 0.0, 1.0, 1.0],
            }],
            ..Record::default()
        }
    }

    fn part(keys: &str) -> Part {
        let text =
            format!("arms = [\"one\", \"other\"]\ndirection = \"more\"\nsmallest = 0.1\n{keys}");
        toml::from_str(&text).expect("a part")
    }

    fn read(keys: &str, day: Option<u16>) -> f64 {
        let archetypes = ["novice", "expert"].map(str::to_owned);
        let record = record();
        let run = Run {
            record: &record,
            archetypes: &archetypes,
        };
        run.read(&part(keys), day)
    }

    #[test]
    fn a_daily_metric_is_read_on_a_day_or_over_the_days_that_end_with_it() {
        assert_eq!(read("metric = \"posts\"", None), 4.0);
        assert_eq!(read("metric = \"posts\"", Some(1)), 2.0);
        assert_eq!(read("metric = \"posts\"\nover = 3", None), 3.0);
        assert_eq!(read("metric = \"posts\"\nover = 90", Some(2)), 2.0);
    }

    #[test]
    fn one_metric_is_taken_off_another_and_set_against_a_third() {
        assert_eq!(read("metric = \"posts - selling.sales\"", None), 3.0);
        assert_eq!(read("metric = \"posts + members\"", None), 14.0);
        assert_eq!(
            read("metric = \"posts\"\nper = \"members\"\nover = 2", None),
            0.35
        );
        let keys = "metric = \"posts - selling.sales\"\nper = \"members\"\nover = 4";
        assert_eq!(read(keys, None), 0.2);
    }

    #[test]
    fn a_strategy_that_is_not_there_has_counted_nothing_and_a_word_has_no_value() {
        assert_eq!(read("metric = \"rooms.messages\"", None), 0.0);
        assert!(read("metric = \"rooms.mesages\"", None).is_nan());
    }

    #[test]
    fn whoever_has_gone_is_counted_once() {
        assert_eq!(read("metric = \"gone.expert\"", Some(2)), 2.0);
        assert_eq!(read("metric = \"gone.expert\"", None), 4.0);
        assert_eq!(read("metric = \"gone.novice\"", None), 2.0);
        assert!(read("metric = \"gone.sage\"", None).is_nan());
        assert_eq!(read("metric = \"exits.boredom\"", None), 1.0);
    }
}
