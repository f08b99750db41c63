//! Selling (M40, C13): offers in the room to people who trust the seller, or do not.

use crate::model::levers::{Accounts, Levers};
use crate::model::member::Member;
use crate::model::rules::Rules;
use crate::model::who::Who;
use crate::operator::schedule::{NO_DAY, Schedule};
use crate::operator::segment::{Addressed, Segment};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::random::Purpose;
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Offers of something for sale to whoever looks in.
///
/// A pitch is an advertisement to those who do not trust the seller, by as much as they do not. Of those who
/// see one, a share `conversion`·fit·e^(`trust_odds`·T) wants the goods within `again_days`, however often they
/// are pitched. Trust T begins at `fame`, moves to `competence` with every visit that gave what was expected and
/// with every purchase, and wears with every pitch that does not fit or follows the last too soon. So fame sells
/// the first time, and competence the second.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Selling {
    /// To whom it is offered, out of sight of the others; empty for whoever looks in.
    pub who: Segment,
    /// Pitches a week: up to seven, on days as far apart as can be.
    #[schemars(range(min = 0.0, max = 7.0), extend("x-unit" = "pitches a week", "x-source" = "assumed", "x-more" = "lowers: offers nobody asked for annoy (.15 log odds a contact, 0 to .55)"))]
    pub per_week: f64,
    /// What one sale brings in.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "nothing: what a sale brings in: those who buy are drawn by their trust"))]
    pub price: f64,
    /// What one sale costs to deliver.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "nothing: what a sale costs the operator; buyers see its price"))]
    pub delivery: f64,
    /// Hours for one pitch.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "raises: fewer offers fit into the hours there are"))]
    pub hours: f64,
    /// How well the goods suit what the community is about.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "raises: what suits is welcome and delivers what it promised; assumed"))]
    pub fit: f64,
    /// How much the seller understands of the goods: where trust goes with experience.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "trust", "x-source" = "assumed", "x-more" = "raises: those who learn to trust mind offers less"))]
    pub competence: f64,
    /// Trust of those who know nothing but the name.
    #[schemars(range(min = -1.0, max = 1.0), extend("x-unit" = "trust", "x-source" = "assumed", "x-more" = "raises: those who trust from the first mind offers less"))]
    pub fame: f64,
    /// Share of ordinary visitors without any trust who want, within `again_days`, what fits perfectly and is pitched.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of those who see it", "x-source" = "literature: .02 (.005 to .06) of active members who see an offer that fits, like going from free to paid", "x-more" = "either: a sale makes a customer content or not"))]
    pub conversion: f64,
    /// How the log of buying moves with trust.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds per unit of trust", "x-source" = "literature: .7 (.2 to 1.3) per standard deviation, intentions; two of them lie between 0 and 1", "x-more" = "nothing: who buys: those who mind an offer mind it whoever buys"))]
    pub trust_odds: f64,
    /// Share of the way to `competence` that trust goes on a visit that gave what was expected.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "raises: those who learn to trust mind offers less"))]
    pub learning: f64,
    /// The same with a purchase, of goods that fit.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "either: a purchase teaches trust or distrust, by whether it suits"))]
    pub learning_bought: f64,
    /// Trust lost by a pitch of something that does not fit at all; of what fits, so much the more the more pitches there were in the week before.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "trust", "x-source" = "assumed: selling is what people mind most in groups", "x-more" = "lowers: each further offer is minded more; assumed"))]
    pub wear: f64,
    /// Pitches a week after which what fits is half as welcome.
    #[schemars(range(min = 0.01, max = 100.0), extend("x-unit" = "pitches a week", "x-source" = "assumed", "x-more" = "raises: more offers are put up with; assumed"))]
    pub tolerable: f64,
    /// As many messages as a pitch takes the room of.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "messages", "x-source" = "assumed: a contact unasked for adds .15 (0 to .55) to the log odds of quitting", "x-more" = "lowers: offers nobody asked for annoy (.15 log odds a contact, 0 to .55)"))]
    pub messages: f64,
    /// Days in which a member wants the goods once, if at all.
    #[schemars(range(min = 1, max = 3650), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "raises: the same person is sold to less often; assumed"))]
    pub again_days: u16,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Selling {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            per_week: 1.0,
            price: 99.0,
            delivery: 20.0,
            hours: 0.5,
            fit: 0.7,
            competence: 0.6,
            fame: 0.0,
            conversion: 0.02,
            trust_odds: 1.4,
            learning: 0.05,
            learning_bought: 0.5,
            wear: 0.1,
            tolerable: 2.0,
            messages: 10.0,
            again_days: 60,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What the seller knows of each member.
#[derive(Debug, Default, Clone)]
pub struct Customers {
    /// To whom it is offered.
    to: Addressed,
    /// Whether they have heard the name, so that their trust has begun.
    known: Accounts<bool>,
    /// The number of the period in which they last bought, counted from 1.
    bought: Accounts<u16>,
    /// Days of the pitches of the last week.
    lately: Vec<u16>,
}

impl Selling {
    /// Whether there is a pitch today: as many as have come due by the end of this weekday.
    fn pitches(&self, levers: &Levers<'_, '_>) -> bool {
        let day = levers.day();
        if !self.is_in_force(levers) {
            return false;
        }
        let days = f64::from(day - self.from_day);
        let due = |days: f64| (self.per_week * days / 7.0 + 1e-9).floor();
        due(days + 1.0) > due(days)
    }

    /// Trust begins with the name, and moves with what visits give.
    fn learn(&self, memory: &mut Customers, levers: &mut Levers<'_, '_>) {
        let visitors: Vec<(u32, bool)> = levers
            .visits()
            .map(|visit| (visit.member, levers.member(visit.member).satisfaction >= 0.0))
            .collect();
        for (number, content) in visitors {
            if !memory.known.get(number) {
                *memory.known.at(number) = true;
                levers.trust_by(number, self.fame as f32);
            }
            if content {
                Self::move_trust(levers, number, self.competence, self.learning);
            }
        }
    }

    fn move_trust(levers: &mut Levers<'_, '_>, number: u32, to: f64, share: f64) {
        let way = to as f32 - levers.trust(number);
        levers.trust_by(number, share as f32 * way);
    }

    /// Probability that a visitor buys.
    fn buys(&self, member: &Member, trust: f32) -> f32 {
        let odds = libm::exp(self.trust_odds * f64::from(trust)) as f32;
        (self.conversion as f32 * self.fit as f32 * member.fit.min(1.0) * odds).min(1.0)
    }

    fn pitch(&self, memory: &mut Customers, levers: &mut Levers<'_, '_>) {
        let (day, rules) = (levers.day(), levers.rules());
        memory.lately.retain(|pitched| day - pitched < 7);
        let welcome = self.fit / (1.0 + memory.lately.len() as f64 / self.tolerable);
        memory.lately.push(day);
        let visitors: Vec<u32> = levers
            .visits()
            .filter(|visit| {
                let member = levers.member(visit.member);
                rules.who(visit.archetype) == Who::Member
                    && memory.to.fits(levers, visit.member, member)
            })
            .map(|visit| visit.member)
            .collect();
        let mut trusts = Accounts::default();
        for number in &visitors {
            *trusts.at(*number) = levers.trust(*number);
        }
        let all = self.who.is_everybody();
        levers.offer(self.messages as f32, |visit, _| {
            if all || visitors.binary_search(&visit.member).is_ok() {
                1.0 - trusts.get(visit.member).max(0.0)
            } else {
                0.0
            }
        });
        let (mut seen, mut sold) = (0.0, 0.0);
        for number in visitors {
            seen += 1.0;
            let member = *levers.member(number);
            let trust = trusts.get(number);
            // A want comes up at its own time: everybody's periods begin on a day of their own.
            let offset = levers.own_view(member.person).uniform(Purpose::Calendar);
            let shifted = u32::from(day) + (offset * f32::from(self.again_days)) as u32;
            let period = (shifted / u32::from(self.again_days)) as u16 + 1;
            let own = levers.own_luck_in(member.person, period);
            let draw = own.uniform(Purpose::Operator);
            let wants = memory.bought.get(number) != period;
            if wants && draw < self.buys(&member, trust) && levers.pay(self.delivery) {
                sold += 1.0;
                levers.earn(self.price);
                *memory.bought.at(number) = period;
                // What does not fit disappoints, however well the seller knows it.
                Self::move_trust(levers, number, self.competence * self.fit, self.learning_bought);
            } else {
                levers.trust_by(number, -(self.wear * (1.0 - welcome)) as f32);
            }
        }
        levers.count("pitches", 1.0);
        levers.count("seen", seen);
        levers.count("sales", sold);
        levers.count("revenue", sold * self.price);
    }
}

impl Strategy for Selling {
    const KEY: &'static str = "selling";
    const NAME: Text = operating::SELLING.name;
    const ABOUT: Text = Text::new(
        "Offers in the room: advertisements to those who do not trust the seller, a service to those who do.",
        "在群里卖东西：对不信任的人是广告，对信任的人是服务。",
    );
    const MORE: &'static str = "Fewer with pressure: unasked-for offers annoy as calls do (.15 log odds a contact, 0 to .55).";

    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("offer goods once a week", "每周推销一次"),
        write: "[operator.selling]\nper_week = 1\n",
    }];
    const SERIES: &'static [Series] = &[
        Series {
            key: "pitches",
            name: Text::new("Pitches", "推销次数"),
            meaning: Text::new("Offers made on the day.", "当日的推销次数。"),
            unit: Unit::Number,
        },
        Series {
            key: "seen",
            name: Text::new("Offers seen", "看到推销的人次"),
            meaning: Text::new("Members who looked in on a day with an offer.", "推销当日来看的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "sales",
            name: Text::new("Sales", "成交笔数"),
            meaning: Text::new("Members who bought on the day.", "当日购买的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "revenue",
            name: Text::new("Revenue from sales", "销售收入"),
            meaning: Text::new("Money taken in for what was sold on the day, before delivery.", "当日销售收入，未扣交付成本。"),
            unit: Unit::Money,
        },
        Series {
            key: "trust",
            name: Text::new("Trust", "信任"),
            meaning: Text::new("Mean trust of the day's visitors in the seller, from −1 to 1.", "当日来访者对卖家的平均信任，−1 到 1。"),
            unit: Unit::Index,
        },
    ];
    const SEEN: &'static [&'static str] = &["pitches", "sales", "revenue"];
    type Memory = Customers;

    fn idle() -> Self {
        Self {
            per_week: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            per_week: 5.0,
            conversion: 0.2,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    /// Members learn from day 0 on how far they can trust whoever will sell to them.
    fn begins(&self) -> u16 {
        0
    }

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn doubts(&self, _: &Around<'_>) -> Vec<Doubt> {
        if self.price >= self.delivery || self.per_week <= 0.0 {
            return Vec::new();
        }
        vec![Doubt::contradiction(
            "price",
            format!(
                "every sale loses money: it brings {} and costs {} to deliver",
                self.price, self.delivery
                ),
            "raise `price` above `delivery`",
        )]
    }

    fn prepare(&self, memory: &mut Customers, rules: &Rules) {
        memory.to = self.who.prepare(rules);
    }

    fn midday(&self, memory: &mut Customers, levers: &mut Levers<'_, '_>) {
        if self.per_week <= 0.0 {
            return;
        }
        self.learn(memory, levers);
        if self.pitches(levers) && levers.take(self.hours * 60.0) {
            self.pitch(memory, levers);
        }
        let (sum, all) = levers.visits().fold((0.0, 0.0), |(sum, all), visit| {
            (sum + f64::from(levers.trust(visit.member)), all + 1.0)
        });
        levers.count("trust", if all > 0.0 { sum / all } else { f64::NAN });
    }
}
