//! Ranked prizes (M26): rewards for those who write most.

use crate::model::levers::{Accounts, Levers};
use crate::model::rules::Rules;
use crate::operator::belongs;
use crate::operator::segment::{Addressed, Segment};
use crate::operator::schedule::{NO_DAY, Schedule};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::words::{Text, Unit};
use crate::words::terms::operating;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Prizes for those who write most in a period, with standings shown at half time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Prizes {
    /// Among whom; empty for everybody who writes.
    pub who: Segment,
    /// How many prizes a period.
    #[schemars(range(min = 1, max = 1000), extend("x-unit" = "prizes", "x-source" = "literature: three a month in one practitioner's account", "x-more" = "either: more have a prize in reach, and each can be seen to be for fewer; the mean over all members is about 0"))]
    pub winners: u32,
    /// Value of one prize.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "either: one in five is moved, the others lose heart (rank contests: all messages of a period +3 %, −8 to +12)"))]
    pub value: f64,
    /// The value that gives half of the pleasure a prize can give.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "either: the same for smaller prizes"))]
    pub pleasing_value: f64,
    /// How many times as many places as there are prizes are within reach at half time; whoever stands farther down loses heart a little.
    #[schemars(range(min = 1.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "literature: up to 3", "x-more" = "raises: fewer lose heart; assumed"))]
    pub near: f64,
    /// Prospect of those who stand on a prize at half time.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "assumed", "x-more" = "raises: those ahead write for it (one in five, near the line)"))]
    pub leading: f64,
    /// Prospect of the others within reach.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "assumed", "x-more" = "raises: those close to it write for it (one in five, near the line)"))]
    pub close: f64,
    /// How many times as many messages as the first who would go without a prize make a prize as good as won at half time: whoever has so many need not write for it any more. 0: nobody is sure.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "factor", "x-source" = "literature: sure winners write a little less (-.08, -.2 to .04), as those do who cannot win; from where on somebody is sure is assumed, and by default nobody is", "x-more" = "either: more who stand on a prize write for it, those far ahead too; assumed"))]
    pub sure: f64,
    /// Length of a period.
    #[schemars(range(min = 2, max = 365), extend("x-unit" = "days", "x-source" = "literature: a month", "x-more" = "either: longer contests are rarer; assumed"))]
    pub period: u16,
    /// First day of the first period.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Prizes {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            winners: 3,
            value: 50.0,
            pleasing_value: 20.0,
            near: 3.0,
            leading: 0.9,
            close: 0.5,
            sure: 0.0,
            period: 30,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What those feel who cannot win any more: the prize is as far as it can be.
const OUT_OF_REACH: f64 = -1.0;

/// What those feel who have as good as won: nothing more is to be had for writing, and they lose heart like those
/// who cannot win.
const SURE: f64 = -1.0;

/// What a chart says of it.
const PRIZES: Text = Text::new("{n} prizes", "发出 {n} 份奖励");

/// A contest under way.
#[derive(Debug, Default, Clone)]
pub struct Contest {
    /// Those who have seen where they stand.
    hopefuls: Vec<u32>,
    /// Who may win.
    among: Addressed,
    /// Messages of each member before the period began.
    before: Accounts<u32>,
}

impl Contest {
    /// Those who have written in the period, with how much, best first.
    fn standings(&self, levers: &Levers<'_, '_>) -> Vec<(u32, u32)> {
        let mut ranked: Vec<(u32, u32)> = levers
            .all()
            .map(|(number, member)| (member.posts - self.before.get(number), number, member))
            .filter(|(posts, number, member)| {
                *posts > 0
                    && belongs(levers.rules(), member)
                    && self.among.fits(levers, *number, member)
            })
            .map(|(posts, number, _)| (posts, number))
            .collect();
        // Ties go to whoever joined first.
        ranked.sort_unstable_by_key(|(posts, number)| (u32::MAX - posts, *number));
        ranked
    }

    /// Counts messages from now on.
    fn restart(&mut self, levers: &Levers<'_, '_>) {
        self.before.renew(levers.all().map(|(_, member)| member.posts));
    }

    fn end_hopes(&mut self, levers: &mut Levers<'_, '_>) {
        for number in self.hopefuls.drain(..) {
            levers.promise(number, 0.0);
        }
    }
}

impl Strategy for Prizes {
    const KEY: &'static str = "prizes";
    const NAME: Text = operating::RANKED_PRIZE.name;
    const ABOUT: Text = Text::new(
        "Prizes for those who write most in a period.",
        "奖励一段时间内发言最多的人。",
    );
    const MORE: &'static str = "Hardly any: four in five are not moved, one in five strongly, and those out of reach lose heart (rank contests: all messages of a period +3 %, −8 to +12).";

    const SERIES: &'static [Series] = &[
        Series {
            key: "awarded",
            name: Text::new("Prizes awarded", "发出的奖励"),
            meaning: Text::new("Prizes handed out on the day.", "当日发出的奖励份数。"),
            unit: Unit::Number,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "reward the three who write most each month",
                "每月奖励发言最多的三人",
            ),
            write: "[operator.prizes]\nwinners = 3\nvalue = 50\nperiod = 30\n",
        },
    ];
    type Memory = Contest;

    fn idle() -> Self {
        Self {
            value: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            period: 7,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    /// On the evening before its first day it counts what everybody has written so far.
    fn begins(&self) -> u16 {
        self.from_day.saturating_sub(1)
    }

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn prepare(&self, contest: &mut Contest, rules: &Rules) {
        contest.among = self.who.prepare(rules);
    }

    fn evening(&self, contest: &mut Contest, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let Self {
            winners,
            value,
            period,
            from_day,
            to_day,
            pleasing_value,
            near,
            leading,
            close,
            sure,
            ..
        } = *self;
        if day > to_day {
            contest.end_hopes(levers);
            return;
        }
        if day + 1 == from_day || (day == 0 && from_day == 0) {
            contest.restart(levers);
        }
        if day < from_day {
            return;
        }
        let winners = winners as usize;
        let age = (day - from_day) % period;
        if age + 1 == period {
            contest.end_hopes(levers);
            let mut awarded = 0;
            for (_, number) in contest.standings(levers).into_iter().take(winners) {
                if levers.pay(value) {
                    levers.give(number, (value / pleasing_value) as f32);
                    awarded += 1;
                }
            }
            contest.restart(levers);
            levers.count("awarded", f64::from(awarded));
            if awarded > 0 {
                levers.note(PRIZES.fill(&[("n", &awarded)]));
            }
        } else if age == period / 2 {
            // Nobody hopes for a prize that there is no money for.
            let winners = winners.min((levers.money() / value.max(f64::MIN_POSITIVE)) as usize);
            if winners == 0 {
                return;
            }
            let standings = contest.standings(levers);
            let without = standings.get(winners).map_or(0, |(posts, _)| *posts);
            contest.hopefuls = standings.iter().map(|(_, number)| *number).collect();
            let worth = value / (value + pleasing_value);
            let within = (winners as f64 * near) as usize;
            for (rank, (posts, number)) in standings.into_iter().enumerate() {
                let is_sure = sure > 0.0 && f64::from(posts) >= sure * f64::from(without);
                let prospect = if rank < winners && is_sure {
                    SURE
                } else if rank < winners {
                    leading
                } else if rank < within {
                    close
                } else {
                    OUT_OF_REACH
                };
                levers.promise(number, (worth * prospect) as f32);
            }
        }
    }
}
