//! Team competition (M29): members are put into camps that compete.
//!
//! Two trials of 10⁴ drivers in teams found 12 % more, 6 % two weeks later, with lasting ties; teams that do not answer
//! gain nothing. Ties among those who write are what is left here; the lead is a prospect, and losing a small
//! disappointment that also stands for what a camp costs between camps.

use crate::model::levers::{Accounts, Levers};
use crate::model::member::Member;
use crate::model::rules::Rules;
use crate::operator::{belongs, by_lot, is_moved};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, Schedule, idle_as_never_begun};
use crate::random::Purpose;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Camps that compete for messages a head: members of a camp come to know one another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Teams {
    /// How many camps.
    #[schemars(range(min = 0, max = 200), extend("x-unit" = "camps", "x-source" = "assumed", "x-more" = "either: more camps are smaller; 0 has none"))]
    pub teams: u32,
    /// Length of a contest; camps stay as they are for the next one.
    #[schemars(range(min = 2, max = 365), extend("x-unit" = "days", "x-source" = "literature: four weeks", "x-more" = "lowers: contests are rarer"))]
    pub period: u16,
    /// Share of members who care for their camp at all.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: half; silent teams gain nothing", "x-more" = "raises: more are asked by their camp (+10 % while they run, two trials with ten thousand drivers each)"))]
    pub joiners: f64,
    /// Pairs a week in each camp who come to know each other among those who write.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "pairs a week", "x-source" = "literature: ties inside teams of similar people ×2 (1 to 4)", "x-more" = "raises: ties hold people"))]
    pub pairs: u32,
    /// Prospect that the lead is, at half time, as a share of a sure prize; those who are behind see half of it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "raises: the camp ahead writes for it"))]
    pub prospect: f64,
    /// How many answers a victory is worth to each member of the camp.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "answers", "x-source" = "assumed", "x-more" = "raises: the winners are honoured"))]
    pub honour: f64,
    /// Surplus of a visit that is missing to those whose camp loses.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "gain", "x-source" = "assumed: a small cost between camps", "x-more" = "lowers: those who lose are disappointed"))]
    pub loss: f64,
    /// Money shared by the camp that wins.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "raises: the winners are pleased"))]
    pub prize: f64,
    /// Share of a prize that makes half of the pleasure money can give.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "lowers: the same prize pleases less"))]
    pub pleasing_share: f64,
    /// Operator minutes a week for one camp.
    #[schemars(range(min = 0.0, max = 10000.0), extend("x-unit" = "minutes a week", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Teams {
    fn default() -> Self {
        Self {
            teams: 4,
            period: 28,
            joiners: 0.5,
            pairs: 3,
            prospect: 0.5,
            honour: 0.5,
            loss: 0.05,
            prize: 0.0,
            pleasing_share: 10.0,
            minutes: 15.0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// Camps and their contest.
#[derive(Debug, Default, Clone)]
pub struct Contest {
    /// Messages of each member before the contest began.
    before: Accounts<u32>,
    /// Those who have a prospect.
    hopefuls: Vec<u32>,
    begun: bool,
    /// The side of each member: a trait of the person, looked up once.
    sides: Accounts<Side>,
}

/// Whose side somebody is on.
#[derive(Debug, Clone, Copy, Default)]
enum Side {
    /// Nobody has asked yet.
    #[default]
    Unasked,
    /// They do not care for it.
    None,
    /// The camp with this number.
    Camp(u32),
}

impl Teams {
    /// The camp of a member, by lot and for good; `None` for those who do not care for it.
    fn camp(
        &self,
        sides: &mut Accounts<Side>,
        levers: &Levers<'_, '_>,
        (number, member): (u32, &Member),
    ) -> Option<usize> {
        let side = sides.at(number);
        if matches!(side, Side::Unasked) {
            *side = if is_moved(levers, member, self.joiners) {
                let view = levers.own_view(member.person);
                let draw = f64::from(view.uniform(Purpose::Place));
                let drawn = (draw * f64::from(self.teams)) as u32;
                Side::Camp(drawn.min(self.teams.saturating_sub(1)))
            } else {
                Side::None
            };
        }
        match side {
            Side::Camp(camp) => Some(*camp as usize),
            Side::None | Side::Unasked => None,
        }
    }

    /// Those who care for their camp, by camp.
    fn camps(&self, contest: &mut Contest, levers: &Levers<'_, '_>) -> Vec<Vec<u32>> {
        let mut camps = vec![Vec::new(); self.teams as usize];
        let rules = levers.rules();
        for (number, member) in levers.all() {
            if belongs(rules, member)
                && let Some(camp) = self.camp(&mut contest.sides, levers, (number, member))
            {
                camps[camp].push(number);
            }
        }
        camps
    }

    /// Whether somebody in each camp has written in this contest.
    fn stirring(&self, contest: &mut Contest, levers: &Levers<'_, '_>) -> Vec<bool> {
        let mut stirring = vec![false; self.teams as usize];
        let mut silent = stirring.len();
        let rules = levers.rules();
        for (number, member) in levers.all() {
            if silent == 0 {
                break;
            }
            if member.posts <= contest.before.get(number) || !belongs(rules, member) {
                continue;
            }
            if let Some(camp) = self.camp(&mut contest.sides, levers, (number, member)) {
                silent -= usize::from(!stirring[camp]);
                stirring[camp] = true;
            }
        }
        stirring
    }

    /// Messages a head of each camp in this contest.
    fn standings(contest: &Contest, camps: &[Vec<u32>], levers: &Levers<'_, '_>) -> Vec<f64> {
        let written = |number: &u32| {
            let posts = levers.member(*number).posts;
            f64::from(posts.saturating_sub(contest.before.get(*number)))
        };
        camps
            .iter()
            .map(|camp| camp.iter().map(written).sum::<f64>() / camp.len().max(1) as f64)
            .collect()
    }

    /// Those of a camp who write become acquainted.
    fn acquaint(&self, camps: &[Vec<u32>], levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        for camp in camps {
            if !levers.take(self.minutes) {
                break;
            }
            let write = camp.iter().copied().filter(|number| {
                let last = levers.member(*number).last_post;
                last <= day && day - last < 7
            });
            let drawn = by_lot(levers, write.collect(), 2 * self.pairs as usize);
            for pair in drawn.chunks_exact(2) {
                if levers.introduce(pair[0], pair[1], 1) {
                    levers.count("paired", 1.0);
                }
            }
        }
    }

    /// The camp that is ahead, if anybody has written anything.
    fn ahead(standings: &[f64]) -> Option<usize> {
        let best = standings.iter().copied().fold(0.0, f64::max);
        standings.iter().position(|score| best > 0.0 && *score >= best)
    }
}

impl Strategy for Teams {
    const KEY: &'static str = "teams";
    const NAME: Text = operating::TEAM_COMPETITION.name;
    const ABOUT: Text = Text::new(
        "Camps that compete for messages a head: members of a camp come to know one another.",
        "分组 PK：各阵营比人均发言，组内成员彼此熟识。",
    );
    const MORE: &'static str = "A little more: +10 % while they run, half of it a fortnight later (two trials with ten thousand drivers each).";
    const SERIES: &'static [Series] = &[
        Series {
            key: "paired",
            name: Text::new("Acquainted in camps", "组内结识对数"),
            meaning: Text::new("Pairs of members of one camp who came to know each other on the day.", "当日同一阵营内结识的成员对数。"),
            unit: Unit::Number,
        },
        Series {
            key: "winners",
            name: Text::new("Winners", "获胜人数"),
            meaning: Text::new("Members of the camp that won on the day.", "当日获胜阵营的成员。"),
            unit: Unit::Members,
        },
    ];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("have four camps compete each month", "分四个阵营，每月 PK 一次"),
        write: "[operator.teams]\nteams = 4\nperiod = 28\n",
    }];
    type Memory = Contest;

    idle_as_never_begun!();

    fn busy() -> Self {
        Self {
            period: 7,
            pairs: 10,
            prize: 20.0,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn doubts(&self, _: &Around<'_>) -> Vec<Doubt> {
        if self.teams != 1 {
            return Vec::new();
        }
        vec![Doubt::contradiction(
            "teams",
            "one camp has nobody to compete with",
            "make at least two `teams`, or none",
        )]
    }

    fn prepare(&self, contest: &mut Contest, _: &Rules) {
        contest.sides = Accounts::default();
    }

    fn morning(&self, contest: &mut Contest, levers: &mut Levers<'_, '_>) {
        let rules = levers.rules();
        let covered = self.is_in_force(levers);
        if !covered || self.teams == 0 || !contest.begun {
            return;
        }
        // A camp in which somebody writes asks the others for their message; a silent one asks nobody.
        let stirring = self.stirring(contest, levers);
        levers.ask_visitors_to_write(|levers, number, member| {
            let camp = |sides| self.camp(sides, levers, (number, member));
            belongs(rules, member) && camp(&mut contest.sides).is_some_and(|camp| stirring[camp])
        });
    }

    fn evening(&self, contest: &mut Contest, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let covered = self.is_in_force(levers);
        if !covered || self.teams == 0 {
            for number in contest.hopefuls.drain(..) {
                levers.promise(number, 0.0);
            }
            return;
        }
        let age = (day - self.from_day) % self.period;
        if !contest.begun {
            contest.begun = true;
            contest.before.renew(levers.all().map(|(_, member)| member.posts));
        }
        let (weekly, half, ends) = (day % 7 == 6, age == self.period / 2, age + 1 == self.period);
        if !(weekly || half || ends) {
            return;
        }
        let camps = self.camps(contest, levers);
        if weekly {
            self.acquaint(&camps, levers);
        }
        if !(half || ends) {
            return;
        }
        let standings = Self::standings(contest, &camps, levers);
        let ahead = Self::ahead(&standings);
        for number in contest.hopefuls.drain(..) {
            levers.promise(number, 0.0);
        }
        if ends {
            contest.begun = false;
            for (number, camp) in camps.iter().enumerate() {
                let Some(winner) = ahead else { break };
                if number != winner {
                    for member in camp {
                        levers.please(*member, -self.loss as f32);
                    }
                    continue;
                }
                levers.count("winners", camp.len() as f64);
                let share = self.prize / camp.len().max(1) as f64;
                let paid = self.prize > 0.0 && levers.pay(self.prize);
                for member in camp {
                    levers.honour(*member, self.honour as f32);
                    if paid {
                        levers.give(*member, (share / self.pleasing_share) as f32);
                    }
                }
            }
        } else {
            for (number, camp) in camps.into_iter().enumerate() {
                // A camp in which nobody writes has nothing to hope for.
                if standings[number] <= 0.0 {
                    continue;
                }
                let factor = if ahead == Some(number) { 1.0 } else { 0.5 };
                for member in &camp {
                    levers.promise(*member, (self.prospect * factor) as f32);
                }
                contest.hopefuls.extend(camp);
            }
        }
    }
}
