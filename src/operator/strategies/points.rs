//! Points, levels and titles (M24, M25): what is written counts, and at each level more of it is needed.
//!
//! Trials agree that a minority moves, and toward the next threshold: more before it, less for a while after, at higher
//! levels less of both. What is far off draws while the scheme is new, which wears off in weeks; a level that is a few days
//! of writing away draws whenever it is. Nobody is kept who would have gone. So points are a prospect that comes near, not a gain.

use crate::model::levers::{Accounts, Levers};
use crate::model::rules::Rules;
use crate::model::visit::Visit;
use crate::operator::{belongs, left_after};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, Schedule, idle_as_never_begun};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Points for messages, levels at which they are counted anew, and titles for those who have come far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Points {
    /// Messages to the first level.
    #[schemars(range(min = 1.0, max = 100_000.0), extend("x-unit" = "messages", "x-source" = "assumed", "x-more" = "either: a level is further off for some, and worth working for to others; retention unchanged (Coetzee et al. 2014)"))]
    pub first_level: f64,
    /// How many times as many messages each level takes as the one before.
    #[schemars(range(min = 1.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "assumed", "x-more" = "lowers: fewer levels are in reach"))]
    pub steeper: f64,
    /// Highest level; after it there is nothing left to reach.
    #[schemars(range(min = 1, max = 100), extend("x-unit" = "levels", "x-source" = "assumed", "x-more" = "raises: there is more to reach; one in five responds, near a threshold (Hoernle et al. 2020)"))]
    pub levels: u8,
    /// Days of writing before a level, at a member's own usual pace, from which it is in reach; 0 for never.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "active days", "x-source" = "literature: the last five active days before a threshold", "x-more" = "raises: more see a level in reach"))]
    pub near_days: f64,
    /// Prospect that the first level is to those who have it in reach, as a share of a sure prize.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: messages +.35 (± .12) on the log scale near a threshold, for one in five", "x-more" = "raises: the prospect moves more; one in five responds"))]
    pub prospect: f64,
    /// Share of that which the first level is to those who are still far from it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: a whole scheme raises messages by .15 (0 to .35) on the log scale at its start", "x-more" = "raises: newcomers write for what is far off as well"))]
    pub far: f64,
    /// What each further level is worth of the one before, and how much of the slack is left after it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "factor", "x-source" = "literature: .7", "x-more" = "raises: higher levels are worth as much as lower ones"))]
    pub fading: f64,
    /// Days in which half of the interest in levels far off is lost, from joining or from the beginning.
    #[schemars(range(min = 1.0, max = 3650.0), extend("x-unit" = "days", "x-source" = "literature: 21 (7 to 60)", "x-more" = "raises: interest lasts longer"))]
    pub half_life: f64,
    /// Days after a level on which writing slackens.
    #[schemars(range(min = 0, max = 365), extend("x-unit" = "days", "x-source" = "literature: 14 days, −.10 (−.3 to 0)", "x-more" = "lowers: the days after a level are slack (a rank panel: significantly less after)"))]
    pub slack: u16,
    /// Level from which a title is shown; 0 for no titles.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "level", "x-source" = "assumed", "x-more" = "either: 0 gives no titles; the higher the level, the fewer have one"))]
    pub titled_from: u8,
    /// How many answers a new title is worth to whoever gets it, once.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "answers", "x-source" = "literature: return of new holders +.15 (± .15)", "x-more" = "raises: a title is recognition"))]
    pub title: f64,
    /// Money for reaching a level.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "raises: rewards please; no retention is known"))]
    pub reward: f64,
    /// The reward that gives half of the pleasure money can give.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "lowers: the same reward pleases less"))]
    pub pleasing_reward: f64,
    /// Operator minutes for one level reached.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// Operator minutes a week for keeping the list.
    #[schemars(range(min = 0.0, max = 10000.0), extend("x-unit" = "minutes a week", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub upkeep: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Points {
    fn default() -> Self {
        Self {
            first_level: 10.0,
            steeper: 2.0,
            levels: 6,
            near_days: 5.0,
            prospect: 0.7,
            far: 0.5,
            fading: 0.7,
            half_life: 21.0,
            slack: 14,
            titled_from: 3,
            title: 1.0,
            reward: 0.0,
            pleasing_reward: 20.0,
            minutes: 1.0,
            upkeep: 20.0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// Where a member stands.
#[derive(Debug, Default, Clone, Copy)]
pub struct Standing {
    /// Messages before it began for them, and one more; 0 for those who are not counted yet.
    before: u32,
    /// Levels reached.
    level: u8,
    /// Days on which they have written since it began for them.
    days: u16,
    /// The day after the last level was reached; 0 without one.
    reached: u16,
    /// Whether a prospect is shown.
    shown: bool,
}

/// What the scheme remembers.
#[derive(Debug, Default, Clone)]
pub struct Ledger {
    standings: Accounts<Standing>,
    ended: bool,
    /// Entry n: messages that n levels take in all.
    needed: Vec<f64>,
    /// Entry n: what the next level is worth to somebody with n levels, relative to the first.
    weight: Vec<f64>,
    /// The part of this week's upkeep that there was no time for.
    neglected: f64,
}

impl Points {
    /// Messages that so many levels take in all.
    fn needed(&self, levels: u8) -> f64 {
        (0..levels).map(|level| self.first_level * libm::pow(self.steeper, f64::from(level))).sum()
    }

    /// Whether somebody who has written so many messages on so many days is near a level that so many more take.
    pub(crate) fn is_near(&self, left: f64, written: f64, days: u16) -> bool {
        left <= self.near_days * written / f64::from(days.max(1))
    }

    /// Takes back the titles: the loss is felt as a third of what they had given.
    fn end(&self, ledger: &mut Ledger, levers: &mut Levers<'_, '_>) {
        ledger.ended = true;
        for number in 0..levers.all().count() as u32 {
            let standing = ledger.standings.get(number);
            if standing.shown {
                levers.promise(number, 0.0);
            }
            let titled = self.titled_from > 0 && standing.level >= self.titled_from;
            if titled && belongs(levers.rules(), levers.member(number)) {
                levers.honour(number, (-self.title / 3.0) as f32);
            }
        }
    }
}

impl Strategy for Points {
    const KEY: &'static str = "points";
    const NAME: Text = operating::POINTS.name;
    const ABOUT: Text = Text::new(
        "Points for messages, with levels to reach and titles for those who have come far.",
        "发言积分：分级晋升，高等级授予头衔。",
    );
    const MORE: &'static str = "Hardly any retention: one in five responds, near a threshold (Hoernle et al. 2020; Coetzee et al. 2014: faster answers, retention unchanged).";
    const SERIES: &'static [Series] = &[
        Series {
            key: "promoted",
            name: Text::new("Levels reached", "升级人次"),
            meaning: Text::new("Levels that members reached on the day.", "当日成员升级的人次。"),
            unit: Unit::Number,
        },
        Series {
            key: "near_level",
            name: Text::new("Near a level", "临近升级的人数"),
            meaning: Text::new("Members who have the next level in reach.", "即将升到下一级的成员。"),
            unit: Unit::Members,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new("give points with levels and no money", "设积分等级，不花钱"),
            write: "[operator.points]\nlevels = 6\ntitled_from = 3\n",
        },
        Example {
            wish: Text::new("treat all alike: points, but no titles", "一视同仁：有积分，不设头衔"),
            write: "[operator.points]\ntitled_from = 0\n",
        },
    ];
    type Memory = Ledger;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            first_level: 3.0,
            reward: 2.0,
            prospect: 1.0,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn prepare(&self, ledger: &mut Ledger, _: &Rules) {
        ledger.needed = (0..=self.levels + 1).map(|levels| self.needed(levels)).collect();
        ledger.weight = (0..=self.levels)
            .map(|level| libm::pow(self.fading, f64::from(level)))
            .collect();
    }

    fn evening(&self, ledger: &mut Ledger, levers: &mut Levers<'_, '_>) {
        let (rules, day) = (levers.rules(), levers.day());
        if !self.is_in_force(levers) {
            if day > self.to_day && !ledger.ended {
                self.end(ledger, levers);
            }
            return;
        }
        if (day - self.from_day).is_multiple_of(7) {
            ledger.neglected = 1.0 - levers.part_done(self.upkeep / 60.0);
        }
        // Whoever has not looked in stands where they stood, but for the interest that wears off.
        let here: Vec<Visit> = levers
            .visits()
            .filter(|visit| belongs(rules, levers.member(visit.member)))
            .copied()
            .collect();
        // Levels that have been reached stay, even where there are fewer of them by now.
        let needed = |levels: u8| {
            let known = ledger.needed.get(usize::from(levels)).copied();
            known.unwrap_or_else(|| self.needed(levels))
        };
        let weight = |level: u8| ledger.weight.get(usize::from(level)).copied().unwrap_or(0.0);
        for visit in here {
            let number = visit.member;
            let posts = levers.member(number).posts;
            let standing = ledger.standings.at(number);
            if standing.before == 0 {
                standing.before = visit.posts_before + 1;
            }
            standing.days = standing.days.saturating_add(u16::from(visit.messages > 0));
            let points = f64::from(posts.saturating_sub(standing.before - 1));
            while standing.level < self.levels && points >= needed(standing.level + 1) {
                if self.reward > levers.money() || !levers.take(self.minutes) {
                    break;
                }
                standing.level += 1;
                standing.reached = day + 1;
                levers.count("promoted", 1.0);
                if self.reward > 0.0 && levers.pay(self.reward) {
                    levers.give(number, (self.reward / self.pleasing_reward) as f32);
                }
                if self.titled_from > 0 && standing.level == self.titled_from {
                    levers.honour(number, self.title as f32);
                }
            }
            let left = needed(standing.level + 1) - points;
            let slack = standing.reached > 0 && day + 1 - standing.reached < self.slack;
            // Nobody strives for a level that there is no time to grant or no money to reward.
            let granted = left > 0.0 && self.reward <= levers.money();
            let near = granted && self.is_near(left, points, standing.days);
            let prospect = if standing.level < self.levels && near {
                self.prospect * weight(standing.level)
            } else if standing.level == 0 && self.levels > 0 {
                // What is new is worth something from far off as well.
                let age = day - visit.joined.max(self.from_day);
                self.prospect * self.far * left_after(age, self.half_life)
            } else if slack {
                -weight(standing.level - 1)
            } else {
                0.0
            };
            // A list that is not kept shows nobody how near they are.
            let prospect = prospect * (1.0 - ledger.neglected);
            if prospect != 0.0 || standing.shown {
                levers.promise(number, prospect as f32);
            }
            standing.shown = prospect != 0.0;
            levers.count("near_level", f64::from(u8::from(near && prospect > 0.0)));
        }
    }
}
