//! Red packets (M27): money given to whoever looks in.

use crate::model::levers::Levers;
use crate::model::member::{State, flag};
use crate::operator::belongs;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use crate::words::terms::operating;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Red packets: an amount shared by those who look in on the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RedPackets {
    /// Amount given away on one day.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "either: visits while they last, and a habit of looking for money; nothing identifies retention (Yuan et al.)"))]
    pub amount: f64,
    /// Days between packets; 1 for every day. With `on`, each waits for the next of those weekdays.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "lowers: fewer packets"))]
    pub every: u16,
    /// Probability that somebody who was here yesterday and cares for nothing but gain looks in because of a packet worth having.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "literature: a packet brings .03 (.005 to .10) of ordinary members, a tenth of them half of it", "x-more" = "either: more are called, and each call tires"))]
    pub draw: f64,
    /// Share of one packet that makes half of the pleasure money can give.
    #[schemars(range(min = 0.001, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "either: the same money pleases less; pleasure and habituation go together"))]
    pub pleasing_share: f64,
    /// Share of what members receive that they send on to the others the next day.
    #[schemars(range(min = 0.0, max = 0.9), extend("x-unit" = "share", "x-source" = "literature: gifts of 36 million red packets, .18 sent on within a day, Yuan et al.", "x-more" = "raises: what is sent on pleases others (.18 of receivers, Yuan et al.)"))]
    pub sent_on: f64,
    /// Rounds a day: the first for whoever looks in, the others for those who write.
    #[schemars(range(min = 1, max = 20), extend("x-unit" = "rounds", "x-source" = "literature: three in one practitioner's account", "x-more" = "either: those who care for it write to be there for the next round"))]
    pub rounds: u8,
    /// How many times as much each round gives as the one before.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "assumed", "x-more" = "either: the last round is worth staying for, the first hardly"))]
    pub rise: f64,
    /// Writers of the day without whom the last of several rounds does not take place.
    #[schemars(range(min = 0, max = 100_000), extend("x-unit" = "writers", "x-source" = "assumed", "x-more" = "nothing: enough write on every day"))]
    pub condition: u32,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for RedPackets {
    fn default() -> Self {
        Self {
            amount: 20.0,
            every: 1,
            draw: 0.5,
            pleasing_share: 0.5,
            sent_on: 0.18,
            rounds: 1,
            rise: 1.5,
            condition: 0,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What a chart says of it.
const BEGIN: Text = Text::new("red packets begin", "红包开始");

/// What a chart says of it.
const END: Text = Text::new("red packets end", "红包结束");

/// What is on its way.
#[derive(Debug, Default, Clone)]
pub struct Pot {
    /// Money shared today.
    pot: f64,
    /// What each visitor of yesterday received.
    share: f64,
}

impl RedPackets {
    /// What yesterday's visitors send on of what they received: some of them all of it, most nothing.
    fn sent_on(&self, share: f64, levers: &Levers<'_, '_>) -> f64 {
        if share == 0.0 {
            return 0.0;
        }
        let willing = self.sent_on as f32;
        let senders = levers.visits().filter(|visit| {
            levers.member(visit.member).state == State::Present
                && levers.own_luck_of(visit.luck).uniform(Purpose::Gift) < willing
        });
        senders.count() as f64 * share
    }
}

impl Strategy for RedPackets {
    const KEY: &'static str = "red_packets";
    const NAME: Text = operating::RED_PACKET.name;
    const ABOUT: Text = Text::new(
        "Red packets: money given to whoever looks in.",
        "红包：发给来看的人的钱。",
    );
    const MORE: &'static str = "More visits while they last and no lasting gain: randomised amounts identify passing on (.18) and nothing identifies retention (Yuan et al.).";

    const SERIES: &'static [Series] = &[
        Series {
            key: "shared",
            name: Text::new("Money shared", "分到的钱"),
            meaning: Text::new("Money that visitors shared on the day: given by the operator and sent on by members.", "当日来访者分到的钱：运营者发的和成员转发的。"),
            unit: Unit::Money,
        },
        Series {
            key: "called",
            name: Text::new("Called by the packet", "因红包而来"),
            meaning: Text::new("Members whom the announcement of the packet brought to look in.", "因红包通知而来看的成员。"),
            unit: Unit::Members,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "give away twenty a day for two months, and see what follows",
                "连发两个月红包，每天二十元，看停发之后",
            ),
            write: "[operator.red_packets]\namount = 20\nto_day = 60\n",
        },
        Example {
            wish: Text::new(
                "have three rising rounds, the third only if ten people write",
                "三轮递进红包，满十人发言才发第三轮",
            ),
            write: "[operator.red_packets]\namount = 10\nevery = 7\nrounds = 3\ncondition = 10\n",
        },
    ];
    type Memory = Pot;

    fn idle() -> Self {
        Self {
            amount: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            every: 3,
            ..Self::default()
        }
    }

    days_as_set!();

    fn morning(&self, memory: &mut Pot, levers: &mut Levers<'_, '_>) {
        let Self {
            amount,
            every,
            draw,
            pleasing_share,
            from_day,
            to_day,
            ..
        } = *self;
        let day = levers.day();
        let sent_on = self.sent_on(memory.share, levers);
        let falls = self.is_due(levers, every) && amount > 0.0 && levers.pay(amount);
        let given = if falls { amount } else { 0.0 };
        levers.log_gifts(given, sent_on);
        memory.pot = given + sent_on;
        levers.count("shared", memory.pot);
        if memory.pot <= 0.0 {
            return;
        }
        // Nobody knows in advance how many will share; everybody reckons with as many as of late.
        let sharers = levers.visitors_of_late();
        let units = (memory.pot / f64::from(sharers.max(1.0)) / pleasing_share) as f32;
        levers.reward_visitors(units);
        if !falls {
            // What a member sends on is not announced.
            return;
        }
        let rules = levers.rules();
        let worth = draw as f32 * units / (1.0 + units);
        let called = levers.call(|member| worth * rules.need_of_gain(member));
        levers.count("called", f64::from(called));
        if self.rounds > 1 {
            // Those who care for it write to be there for the next round.
            levers.ask_visitors_to_write(|_, _, member| member.is(flag::KEEN));
        }
        if day == from_day {
            levers.note(BEGIN);
        } else if day + every > to_day {
            levers.note(END);
        }
    }

    fn midday(&self, _: &mut Pot, levers: &mut Levers<'_, '_>) {
        let falls = self.is_due(levers, self.every);
        if !falls || self.rounds < 2 || self.amount <= 0.0 {
            return;
        }
        let rules = levers.rules();
        let writers: Vec<u32> = levers
            .visits()
            .filter(|visit| visit.messages > 0 && belongs(rules, levers.member(visit.member)))
            .map(|visit| visit.member)
            .collect();
        for round in 1..self.rounds {
            let last = round + 1 == self.rounds;
            let met = !last || writers.len() >= self.condition as usize;
            let amount = self.amount * libm::pow(self.rise, f64::from(round));
            if writers.is_empty() || !met || !levers.pay(amount) {
                continue;
            }
            levers.count("shared", amount);
            levers.log_gifts(amount, 0.0);
            let units = (amount / writers.len() as f64 / self.pleasing_share) as f32;
            for writer in &writers {
                levers.give(*writer, units);
            }
        }
    }

    fn evening(&self, memory: &mut Pot, levers: &mut Levers<'_, '_>) {
        let visitors = levers.visits().count();
        memory.share = if visitors == 0 {
            0.0
        } else {
            memory.pot / visitors as f64
        };
    }
}
