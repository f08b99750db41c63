//! Red packets (M27): money given to whoever looks in.

use crate::operator::falls_on;
use crate::model::community::Community;
use crate::model::desk::Desk;
use crate::model::intervention::Intervention;
use crate::model::member::State;
use crate::model::rules::Rules;
use crate::random::Purpose;
use crate::words::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Red packets: an amount shared by those who look in on the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RedPackets {
    /// Amount given away on one day.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub amount: f64,
    /// Days between packets; 1 for every day.
    #[schemars(range(min = 1, max = 365), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub every: u16,
    /// Probability that somebody who was here yesterday and cares for nothing but gain looks in because of a packet worth having.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "literature: a packet brings .03 (.005 to .10) of ordinary members, a tenth of them half of it"))]
    pub draw: f64,
    /// Share of one packet that makes half of the pleasure money can give.
    #[schemars(range(min = 0.001, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub pleasing_share: f64,
    /// Share of what members receive that they send on to the others the next day.
    #[schemars(range(min = 0.0, max = 0.9), extend("x-unit" = "share", "x-source" = "literature: gifts of 36 million red packets, .18 sent on within a day, Yuan et al."))]
    pub sent_on: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
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
            from_day: 0,
            to_day: 36_500,
        }
    }
}

impl RedPackets {
    pub(super) fn act(&self, _: &Rules) -> Box<dyn Intervention> {
        Box::new(Giver {
            settings: self.clone(),
            pot: 0.0,
            share: 0.0,
        })
    }
}

struct Giver {
    settings: RedPackets,
    /// Money shared today.
    pot: f64,
    /// What each visitor of yesterday received.
    share: f64,
}

impl Giver {
    /// What yesterday's visitors send on of what they received: some of them all of it, most nothing.
    fn sent_on(&self, community: &Community<'_>) -> f64 {
        if self.share == 0.0 {
            return 0.0;
        }
        let willing = self.settings.sent_on as f32;
        let senders = community.visits().filter(|visit| {
            community.member(visit.member).state == State::Present
                && visit.luck.stream(Purpose::Gift).chance(willing)
        });
        senders.count() as f64 * self.share
    }
}

/// What a chart says of it.
const BEGIN: Text = Text::new("red packets begin", "红包开始");

/// What a chart says of it.
const END: Text = Text::new("red packets end", "红包结束");

impl Intervention for Giver {
    fn key(&self) -> &'static str {
        "red_packets"
    }

    fn morning(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        let RedPackets {
            amount,
            every,
            draw,
            pleasing_share,
            sent_on: _,
            from_day,
            to_day,
        } = self.settings;
        let day = community.day;
        let sent_on = self.sent_on(community);
        let falls = falls_on(day, from_day, to_day, every) && amount > 0.0 && desk.pay(amount);
        let given = if falls { amount } else { 0.0 };
        community.log.given += given;
        community.log.sent_on += sent_on;
        self.pot = given + sent_on;
        if self.pot <= 0.0 {
            return;
        }
        // Nobody knows in advance how many will share; everybody reckons with as many as of late.
        let sharers: f32 = community.rooms.iter().map(|room| room.visitors).sum();
        let units = (self.pot / f64::from(sharers.max(1.0)) / pleasing_share) as f32;
        community.reward_visitors(units);
        if !falls {
            // What a member sends on is not announced.
            return;
        }
        let rules = community.rules;
        let worth = draw as f32 * units / (1.0 + units);
        community.call(2, |member| worth * rules.need_of_gain(member));
        if day == from_day {
            community.note(self.key(), BEGIN);
        } else if day + every > to_day {
            community.note(self.key(), END);
        }
    }

    fn evening(&mut self, community: &mut Community<'_>, _: &mut Desk) {
        let visitors = community.visits().count();
        self.share = if visitors == 0 {
            0.0
        } else {
            self.pot / visitors as f64
        };
    }
}
