//! Terms of membership: what founders pay, and who pays again when a period is over.

use super::Threshold;
use super::fee::Price;
use crate::model::cause::Cause;
use crate::model::levers::Levers;
use crate::model::member::{Member, NEVER, State};
use crate::model::samplers::{ln_fast, logistic};
use crate::random::Purpose;
use crate::words::Text;

/// What a chart says of it.
const FOUNDERS: Text = Text::new("{n} founders paid", "{n} 位创始成员缴费");

/// What a chart says of it.
const NOT_RENEWED: Text = Text::new("{n} did not renew", "{n} 人未续费");

impl Threshold {
    /// Probability of paying again: what was delivered decides, not what was promised.
    fn renews(&self, price: &Price, member: &Member, day: u16, season: f32) -> f32 {
        if member.state != State::Present || member.last_visit == NEVER {
            return 0.0;
        }
        let absent = day - member.last_visit > self.renew_days / 2;
        let absent = if absent { self.renewal_absent } else { 0.0 };
        logistic(
            (self.renewal + absent) as f32
                + self.renewal_satisfaction as f32 * member.satisfaction
                + self.renewal_identity as f32 * member.identity()
                + self.renewal_fee as f32 * price.log
                + ln_fast(season.clamp(0.01, 1.0)),
        )
    }

    /// The founders pay, if they are meant to.
    pub(super) fn charge_founders(&self, levers: &mut Levers<'_, '_>) {
        if !self.founders_pay || self.fee <= 0.0 || levers.day() != self.from_day {
            return;
        }
        let founders: Vec<u32> = levers
            .all()
            .filter(|(number, member)| {
                member.state == State::Present && levers.is_founder(*number)
            })
            .map(|(number, _)| number)
            .collect();
        for number in &founders {
            levers.pays(*number, self.fee);
            if self.renew_days > 0 {
                levers.paid_for(*number, self.renew_days);
            }
        }
        levers.note(FOUNDERS.fill(&[("n", &founders.len())]));
    }

    /// Whose period is over pays again or is taken off the list.
    pub(super) fn renew(&self, price: &Price, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let season = levers.rules().season(day);
        let mut refused = 0;
        for number in levers.fees_due() {
            let member = levers.member(number);
            let draw = levers.own_luck(member.person).uniform(Purpose::Renewal);
            if draw < self.renews(price, member, day, season) {
                levers.pays(number, self.fee);
                levers.paid_for(number, self.renew_days);
            } else {
                refused += u32::from(levers.remove(number, Cause::Fee));
            }
        }
        if refused > 0 {
            levers.note(NOT_RENEWED.fill(&[("n", &refused)]));
        }
    }
}
