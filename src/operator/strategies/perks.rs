//! Benefits in kind (M30): goods, tickets, early access for those who contribute most.
//!
//! In the one trial at a workplace what came in kind did as much as a fifth more cash, elsewhere nothing; it is felt as being
//! seen more than as gain, and surprise gifts hold nobody by themselves. Hence recognition that fades with the next
//! messages, and a little gain for the few who care.

use crate::model::levers::{Accounts, Levers};
use crate::model::rules::Rules;
use crate::operator::belongs;
use crate::operator::strategy::{Example, Series, Strategy};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, Schedule};
use crate::operator::segment::{Addressed, Segment};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Goods, tickets or early access for the members who contribute most, instead of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Perks {
    /// Among whom; empty for everybody who writes.
    pub who: Segment,
    /// How many members a time.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "members", "x-source" = "literature: 20 to 30 seed users in one account", "x-more" = "raises: more are recognised (1.2 times the same in cash, .6 to 2.5)"))]
    pub count: u32,
    /// Days from one time to the next.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "assumed: a month", "x-more" = "lowers: perks are rarer"))]
    pub every: u16,
    /// What one benefit is worth to whoever gets it.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "raises: larger perks please more"))]
    pub value: f64,
    /// What it costs the operator, as a share of its worth: own goods cost less than they are worth.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "nothing: what a perk costs the operator; members see its value"))]
    pub cost_share: f64,
    /// Operator minutes for one.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "lowers: where there are fewer hours than it takes, there is less of it"))]
    pub minutes: f64,
    /// How many answers it is worth to have been chosen.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "answers", "x-source" = "literature: in kind against the same cost in cash ×1.2 (.6 to 2.5)", "x-more" = "raises: a perk is recognition"))]
    pub answers: f64,
    /// Share of its worth that is felt as gain.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "raises: a perk is gain as well"))]
    pub as_gain: f64,
    /// The worth that gives half of the pleasure money can give.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "lowers: the same perk pleases less"))]
    pub pleasing_value: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Perks {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            count: 10,
            every: 30,
            value: 50.0,
            cost_share: 0.4,
            minutes: 10.0,
            answers: 1.5,
            as_gain: 0.3,
            pleasing_value: 20.0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// A period under way.
#[derive(Debug, Default, Clone)]
pub struct Season {
    /// Who can be chosen.
    among: Addressed,
    /// Messages of each member before it began.
    before: Accounts<u32>,
}

impl Strategy for Perks {
    const KEY: &'static str = "perks";
    const NAME: Text = operating::BENEFITS_IN_KIND.name;
    const ABOUT: Text = Text::new(
        "Goods, tickets or early access for the members who contribute most, instead of money.",
        "用周边、门票、抢先体验代替现金，回馈贡献最多的成员。",
    );
    const MORE: &'static str = "A little more: benefits in kind are recognition more than gain (1.2 times the same in cash, .6 to 2.5).";
    const SERIES: &'static [Series] = &[Series {
        key: "given",
        name: Text::new("Benefits given", "发出的福利"),
        meaning: Text::new("Benefits in kind handed out on the day.", "当日发出的实物福利份数。"),
        unit: Unit::Number,
    }];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new(
            "thank twenty seed users with goods of your own instead of pay",
            "用自家周边而不是工资感谢二十位种子用户",
        ),
        write: "[operator.perks]\ncount = 20\nvalue = 60\ncost_share = 0.4\n",
    }];
    type Memory = Season;

    fn idle() -> Self {
        Self {
            count: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            every: 7,
            count: 20,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn prepare(&self, season: &mut Season, rules: &Rules) {
        season.among = self.who.prepare(rules);
    }

    fn evening(&self, season: &mut Season, levers: &mut Levers<'_, '_>) {
        let Season { among, before } = season;
        let (rules, day) = (levers.rules(), levers.day());
        let due = self.is_in_force(levers)
            && (day - self.from_day + 1).is_multiple_of(self.every);
        if !due || self.count == 0 {
            return;
        }
        let mut ranked: Vec<(u32, u32)> = levers
            .all()
            .filter(|(number, member)| {
                belongs(rules, member) && among.fits(levers, *number, member)
            })
            .map(|(number, member)| (member.posts.saturating_sub(before.get(number)), number))
            .filter(|(posts, _)| *posts > 0)
            .collect();
        ranked.sort_unstable_by_key(|(posts, number)| (u32::MAX - posts, *number));
        let cost = self.value * self.cost_share;
        for (_, number) in ranked.into_iter().take(self.count as usize) {
            if cost > levers.money() || !levers.take(self.minutes) {
                break;
            }
            levers.pay(cost);
            levers.honour(number, self.answers as f32);
            levers.give(number, (self.as_gain * self.value / self.pleasing_value) as f32);
            levers.count("given", 1.0);
        }
        before.renew(levers.all().map(|(_, member)| member.posts));
    }
}
