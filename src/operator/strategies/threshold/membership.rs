//! Terms of membership: what founders pay, and who pays again when a period is over.

use super::Threshold;
use super::fee::Price;
use crate::model::cause::Cause;
use crate::model::levers::Levers;
use crate::model::member::{Member, NEVER, State};
use crate::model::samplers::{ln_fast, logistic};
use crate::operator::segment::Addressed;
use crate::random::Purpose;
use crate::words::Text;
use std::collections::BTreeMap;

/// What follows from the fee, and what is owed to whom.
#[derive(Debug, Default, Clone)]
pub struct Book {
    pub(super) price: Price,
    /// Of whom something is asked at all.
    pub(super) asked: Addressed,
    /// For each member who has paid for a period that goes on: the fee, and the day on which it is over.
    owed: BTreeMap<u32, (f64, u16)>,
}

/// What a chart says of it.
const FOUNDERS: Text = Text::new("{n} founders paid", "{n} 位创始成员缴费");

/// What a chart says of it.
const NOT_RENEWED: Text = Text::new("{n} did not renew", "{n} 人未续费");

impl Threshold {
    /// Of those who would pay the share who do on these terms: a plan that renews by itself puts some off.
    pub(super) fn is_taken_on_these_terms(&self) -> f32 {
        if self.renews_itself > 0.0 && self.renew_days > 0 && self.fee > 0.0 {
            1.0 - self.wary as f32
        } else {
            1.0
        }
    }

    /// Probability of paying again: by itself, or by decision.
    fn renews(&self, price: &Price, member: &Member, day: u16, season: f32) -> f32 {
        let itself = self.renews_itself as f32;
        itself + (1.0 - itself) * self.decides_to_renew(price, member, day, season)
    }

    /// Probability of deciding to pay again: what was delivered decides, not what was promised.
    fn decides_to_renew(&self, price: &Price, member: &Member, day: u16, season: f32) -> f32 {
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

    /// Somebody has paid: they are owed a period, and were promised something for it.
    pub(super) fn agreed(&self, book: &mut Book, levers: &mut Levers<'_, '_>, member: u32) {
        if self.promise != 0.0 {
            levers.lead_to_expect(member, self.promise as f32 * book.price.log);
        }
        if self.renew_days > 0 {
            levers.paid_for(member, self.renew_days);
            let until = levers.day().saturating_add(self.renew_days);
            book.owed.insert(member, (self.fee, until));
        }
    }

    /// The founders pay, if they are meant to.
    pub(super) fn charge_founders(&self, book: &mut Book, levers: &mut Levers<'_, '_>) {
        if !self.founders_pay || self.fee <= 0.0 || levers.day() != self.from_day {
            return;
        }
        let founders: Vec<u32> = levers
            .all()
            .filter(|(number, member)| {
                member.state == State::Present
                    && levers.is_founder(*number)
                    && book
                        .asked
                        .fits_at_the_door(member.archetype, member.channel)
            })
            .map(|(number, _)| number)
            .collect();
        for number in &founders {
            levers.pays(*number, self.fee);
            self.agreed(book, levers, *number);
        }
        levers.note(FOUNDERS.fill(&[("n", &founders.len())]));
    }

    /// Whose period is over pays again or is taken off the list.
    pub(super) fn renew(&self, book: &mut Book, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let season = levers.rules().season(day);
        let mut refused = 0;
        for number in levers.fees_due() {
            book.owed.remove(&number);
            if self.renew_days == 0 || day > self.to_day {
                // The period has been given up since: nobody owes anything for the next one.
                continue;
            }
            levers.count("due", 1.0);
            let member = levers.member(number);
            let draw = levers.own_luck(member.person).uniform(Purpose::Renewal);
            if draw < self.renews(&book.price, member, day, season) {
                levers.pays(number, self.fee);
                levers.count("renewed", 1.0);
                self.agreed(book, levers, number);
            } else {
                refused += u32::from(levers.remove(number, Cause::Fee));
            }
        }
        if refused > 0 {
            levers.note(NOT_RENEWED.fill(&[("n", &refused)]));
        }
    }

    /// What is owed at the end of the day; whoever was removed before their period was over gets back what
    /// the terms say, as far as there is money.
    pub(super) fn settle(&self, book: &mut Book, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let (mut liability, mut refunded) = (0.0, 0.0);
        book.owed.retain(|number, (fee, until)| {
            let left = f64::from(until.saturating_sub(day)) / f64::from(self.renew_days.max(1));
            let worth = *fee * left.min(1.0);
            match levers.member(*number).state {
                State::Present | State::Silent => liability += worth,
                State::Removed if self.refund > 0.0 => {
                    let back = worth * self.refund;
                    refunded += if levers.pay(back) { back } else { 0.0 };
                }
                State::Left | State::Removed => {}
            }
            levers.member(*number).state.on_the_list()
        });
        levers.count("liability", liability);
        levers.count("refunded", refunded);
    }
}
