//! Check-in challenge (M28): a task a day for some weeks, perhaps with a deposit that comes back on completion.
//!
//! Programmes of four weeks raise activity by 9 to 27 % and few effects last; with a refundable deposit a tenth to a
//! third take part, and their days rise from .6 to .75 or .85. A broken streak costs for some days. After the end a quarter of
//! the pull is left as a habit, and fades.

use crate::model::levers::{Accounts, Levers};
use crate::operator::{belongs, is_moved, left_after};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, Schedule, days_as_set};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A challenge: a task a day for some weeks, perhaps with a deposit that comes back on completion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CheckIn {
    /// Length of a challenge.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "literature: four weeks", "x-more" = "either: longer challenges hold people longer, and are begun more rarely"))]
    pub days: u16,
    /// Days from the end of one challenge to the beginning of the next; 0 for only one.
    #[schemars(range(min = 0, max = 3650), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "either: 0 holds one challenge alone; longer pauses make fewer of them"))]
    pub pause: u16,
    /// Share of members who take part.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: .35 (.1 to .7) of a free one, .13 (.05 to .35) with a deposit, up to .7 with small or matched ones", "x-more" = "raises: more come for it (+.5 log odds of a daily visit)"))]
    pub takers: f64,
    /// What everybody who takes part deposits.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "either: fewer take part where there is a deposit (.13 for .35), and it pulls those who do (+1.1 log odds of a daily visit)"))]
    pub deposit: f64,
    /// The deposit that does half of what deposits can do.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "either: the same deposit pulls less, and fewer come more often than there is something for them; assumed"))]
    pub pleasing_deposit: f64,
    /// Share of the days on which somebody must have looked in to get the deposit back.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "lowers: fewer get their deposit back, and the others are disappointed"))]
    pub required: f64,
    /// Money for each of those who complete it, beside the deposit.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "raises: those who complete it are pleased; assumed"))]
    pub bonus: f64,
    /// Log odds of a visit a day that the daily task adds.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "log odds", "x-source" = "literature: .5 (.1 to 1.0) for a free challenge", "x-more" = "either: more come while it runs, more often than there is something for them"))]
    pub pull: f64,
    /// Log odds that the largest deposit adds to that.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "log odds", "x-source" = "literature: 1.1 (.5 to 1.7) in all with a deposit", "x-more" = "raises: a deposit pulls more"))]
    pub deposit_pull: f64,
    /// Log odds of the next visit that a broken streak takes away; half of it is forgotten in five days.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "log odds", "x-source" = "literature: .3 (0 to .7)", "x-more" = "lowers: a broken streak costs (seven log experiments)"))]
    pub broken: f64,
    /// Share of the pull that is left as a habit after the end; half of it is gone in 30 days.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: .25 (.05 to .6), half-life 30 (14 to 120) days", "x-more" = "raises: a part of the habit stays (a quarter)"))]
    pub habit: f64,
    /// Surplus of a visit that somebody misses who loses the deposit.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "gain", "x-source" = "literature: quit log odds .2 (0 to .6) at the miss", "x-more" = "lowers: those who lose a deposit are disappointed"))]
    pub loss: f64,
    /// Operator minutes a day for one who takes part.
    #[schemars(range(min = 0.0, max = 60.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "lowers: fewer can be looked after in the hours there are"))]
    pub minutes: f64,
    /// Weekdays with a task by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later; what has just begun counts most, and what has become usual less"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer; what has become usual is missed when it ends"))]
    pub to_day: u16,
}

impl Default for CheckIn {
    fn default() -> Self {
        Self {
            days: 28,
            pause: 0,
            takers: 0.35,
            deposit: 0.0,
            pleasing_deposit: 20.0,
            required: 0.8,
            bonus: 0.0,
            pull: 0.5,
            deposit_pull: 1.0,
            broken: 0.3,
            habit: 0.25,
            loss: 0.6,
            minutes: 0.5,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// Days in which half of what a broken streak costs is forgotten.
const FORGOTTEN: f64 = 5.0;

/// Days in which half of a habit is gone.
const HABIT: f64 = 30.0;

/// What somebody who takes part has done.
#[derive(Debug, Default, Clone, Copy)]
pub struct Taker {
    /// How often they looked in a day before the challenge, in [0, 1].
    pace: f32,
    /// Days on which they have checked in.
    done: u16,
    /// The day after the last miss; 0 without one.
    missed: u16,
    /// Days in a row.
    streak: u16,
}

/// A challenge under way, or over.
#[derive(Debug, Default, Clone)]
pub struct Challenge {
    takers: Vec<u32>,
    accounts: Accounts<Taker>,
    /// The day after the last one; 0 before the first challenge.
    over: u16,
    /// Days with a task in it.
    tasks: u16,
    /// Whether it is over and settled.
    settled: bool,
}

/// What a chart says of it.
const BEGINS: Text = Text::new("{n} begin a challenge", "{n} 人开始打卡");

/// The probability that somebody who looks in with probability `pace` and would not today does after all, where
/// the log odds rise by `by`.
fn extra(pace: f32, by: f64) -> f32 {
    let pace = f64::from(pace).clamp(0.01, 0.95);
    let odds = pace / (1.0 - pace) * libm::exp(by);
    let raised = odds / (1.0 + odds);
    ((raised - pace) / (1.0 - pace)).clamp(0.0, 1.0) as f32
}

impl CheckIn {
    /// Begins a challenge with those who are there.
    fn begin(&self, challenge: &mut Challenge, levers: &mut Levers<'_, '_>) {
        let (rules, day) = (levers.rules(), levers.day());
        challenge.over = day.saturating_add(self.days);
        let tasks = |when: Schedule<'_>| when.days_among(rules, day, self.days);
        challenge.tasks = self.when().map_or(self.days, tasks);
        challenge.settled = false;
        challenge.takers = levers
            .all()
            .filter(|(_, member)| belongs(rules, member) && is_moved(levers, member, self.takers))
            .map(|(number, _)| number)
            .collect();
        for number in &challenge.takers {
            let member = levers.member(*number);
            let experience = rules.kinds[member.archetype as usize].experience;
            let visits = f32::from(member.visits.saturating_sub(experience)) + 1.0;
            // Of somebody who has been here for a day or two little is known.
            let pace = visits / (f32::from(day - member.joined) + 4.0);
            *challenge.accounts.at(*number) = Taker {
                pace: pace.min(0.95),
                ..Taker::default()
            };
        }
        let deposits = self.deposit * challenge.takers.len() as f64;
        if deposits > 0.0 {
            levers.earn(deposits);
        }
        if !challenge.takers.is_empty() {
            levers.note(BEGINS.fill(&[("n", &challenge.takers.len())]));
        }
    }

    /// Gives deposits back to those who have done it, and takes leave of the others.
    fn settle(&self, challenge: &mut Challenge, levers: &mut Levers<'_, '_>) {
        challenge.settled = true;
        let needed = self.required * f64::from(challenge.tasks);
        for number in &challenge.takers {
            let taker = challenge.accounts.get(*number);
            let due = self.deposit + self.bonus;
            let done = f64::from(taker.done) + 1e-9 >= needed;
            if done && levers.pay(due) {
                levers.count("completed", 1.0);
                levers.give(*number, (self.bonus / self.pleasing_deposit) as f32);
                levers.honour(*number, 1.0);
            } else if self.deposit > 0.0 {
                // Whoever has done it and is not paid has lost as much as the others.
                levers.please(*number, -self.loss as f32);
            }
        }
    }
}

impl Strategy for CheckIn {
    const KEY: &'static str = "check_in";
    const NAME: Text = operating::CHECK_IN_CHALLENGE.name;
    const ABOUT: Text = Text::new(
        "A challenge: a task a day for some weeks, perhaps with a deposit that comes back on completion.",
        "打卡挑战：连续数周每天一个任务，可交押金，完成即退。",
    );
    const MORE: &'static str = "More while it runs (+.5 log odds of a daily visit, +1.1 with a deposit), a quarter of it afterwards; a broken streak costs (seven log experiments).";
    const SERIES: &'static [Series] = &[
        Series {
            key: "takers",
            name: Text::new("Taking part in the challenge", "打卡人数"),
            meaning: Text::new("Members who take part in the challenge on the day.", "当日参加打卡挑战的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "checked_in",
            name: Text::new("Checked in", "当日打卡"),
            meaning: Text::new("Members who take part and looked in on the day.", "参加打卡且当日到场的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "completed",
            name: Text::new("Completed the challenge", "完成打卡人数"),
            meaning: Text::new("Members who completed the challenge on the day, and were paid what is due to them.", "当日完成打卡挑战并领回应得款项的成员。"),
            unit: Unit::Members,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "have members check in every day for a month, with a deposit that they get back",
                "办一个月押金打卡，完成就退",
            ),
            write: "[operator.check_in]\ndays = 30\ntakers = 0.13\ndeposit = 20\n",
        },
        Example {
            wish: Text::new(
                "run a small group of two months in which everybody checks in daily",
                "办一个两个月、人人每天打卡的小群",
            ),
            write: "[operator.check_in]\ndays = 60\ntakers = 0.7\ndeposit = 20\nbonus = 5\n",
        },
    ];
    type Memory = Challenge;

    fn idle() -> Self {
        Self {
            takers: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            days: 14,
            pause: 2,
            takers: 0.8,
            deposit: 10.0,
            bonus: 3.0,
            ..Self::default()
        }
    }

    days_as_set!();

    fn doubts(&self, _: &Around<'_>) -> Vec<Doubt> {
        let never = u32::from(self.to_day.saturating_sub(self.from_day)) + 1 < u32::from(self.days);
        if !never || self.from_day >= NO_DAY || self.takers <= 0.0 {
            return Vec::new();
        }
        vec![Doubt::contradiction(
            "days",
            format!(
                "a challenge of {} days does not fit between day {} and day {}: nobody can complete it",
                self.days, self.from_day, self.to_day
                ),
            "shorten `days`, or let it last longer with `to_day`",
        )]
    }

    fn morning(&self, challenge: &mut Challenge, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let covered = self.is_in_force(levers);
        let next = if challenge.over == 0 {
            self.from_day
        } else if self.pause > 0 {
            challenge.over.saturating_add(self.pause)
        } else {
            u16::MAX
        };
        let today = self.acts_today(levers);
        if today && self.takers > 0.0 && day >= next {
            self.begin(challenge, levers);
        }
        // Whoever has stopped coming has not given up the deposit yet.
        challenge
            .takers
            .retain(|number| levers.member(*number).state.on_the_list());
        let running = covered && day < challenge.over;
        if running && !today {
            return;
        }
        let units = self.deposit / (self.deposit + self.pleasing_deposit);
        let pull = self.pull + self.deposit_pull * units;
        let mut asked = Vec::new();
        for number in &challenge.takers {
            let taker = challenge.accounts.get(*number);
            if running && !levers.take(self.minutes) {
                break;
            }
            let by = || {
                if !running {
                    return self.habit * pull * left_after(day.saturating_sub(challenge.over), HABIT);
                }
                let since = day.saturating_sub(taker.missed);
                let sore = if taker.missed == 0 { 0.0 } else { left_after(since, FORGOTTEN) };
                pull - self.broken * sore
            };
            levers.remind(*number, || extra(taker.pace, by()));
            asked.push(*number);
        }
        if running {
            levers.count("takers", asked.len() as f64);
            levers.ask_visitors_to_write(|_, number, _| asked.binary_search(&number).is_ok());
        }
    }

    fn evening(&self, challenge: &mut Challenge, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        if challenge.over == 0 || challenge.settled {
            return;
        }
        if day < challenge.over && self.acts_today(levers) {
            let here: Vec<u32> = levers.visits().map(|visit| visit.member).collect();
            let mut checked_in = 0;
            for number in &challenge.takers {
                let taker = challenge.accounts.at(*number);
                if here.binary_search(number).is_ok() {
                    taker.done += 1;
                    taker.streak += 1;
                    checked_in += 1;
                } else if taker.streak > 0 {
                    taker.streak = 0;
                    taker.missed = day + 1;
                }
            }
            levers.count("checked_in", f64::from(checked_in));
        }
        if day + 1 >= challenge.over || day >= self.to_day {
            self.settle(challenge, levers);
        }
    }
}
