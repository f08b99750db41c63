//! Fees that fall due again; hours and money.

use super::Levers;
use crate::model::applicant::Applicant;

impl Levers<'_, '_> {
    /// Takes up to `wanted` hours out of today; returns how many there were.
    pub fn work(&mut self, wanted: f64) -> f64 {
        self.desk.work(wanted)
    }

    /// Takes up to `wanted` hours out of today; returns the part of the work that they make: all of it where
    /// none are wanted.
    pub fn part_done(&mut self, wanted: f64) -> f64 {
        if wanted > 0.0 {
            self.work(wanted) / wanted
        } else {
            1.0
        }
    }

    /// Takes the `minutes` for one whole task; false, and nothing taken, when there is not enough time left.
    pub fn take(&mut self, minutes: f64) -> bool {
        self.desk.take(minutes)
    }

    /// Somebody else takes so many hours of tomorrow's work upon them.
    pub fn lend(&mut self, hours: f64) {
        self.desk.lend(hours);
    }

    /// Leaves the operator with a share of the hours a day from tomorrow on, for good: whoever gave the
    /// others is gone.
    pub fn lose_hours(&mut self, left: f64) {
        self.desk.hours_per_day *= left;
    }

    /// Pays `amount`; false, and nothing paid, when the budget does not allow it.
    pub fn pay(&mut self, amount: f64) -> bool {
        self.desk.pay(amount)
    }

    /// Takes `amount` in.
    pub fn earn(&mut self, amount: f64) {
        self.desk.earn(amount);
    }

    /// A member pays a fee.
    pub fn pays(&mut self, number: u32, fee: f64) {
        self.desk.earn(fee);
        self.community.log.payers.push(number);
    }

    /// Money that can still be spent.
    pub fn money(&self) -> f64 {
        self.desk.money
    }

    /// Has an applicant agree to this strategy's terms, on which they enter if they do.
    pub fn agree(&self, applicant: &mut Applicant) {
        applicant.agreed |= self.own.bit();
    }

    /// Whether an applicant has agreed to this strategy's terms.
    pub fn has_agreed(&self, applicant: &Applicant) -> bool {
        applicant.agreed & self.own.bit() != 0
    }

    /// Members whose fee to this strategy falls due today, in the order in which they agreed to it.
    pub fn fees_due(&mut self) -> Vec<u32> {
        let mut due = self
            .own
            .dues
            .remove(&self.community.day)
            .unwrap_or_default();
        due.retain(|number| self.community.member(*number).state.on_the_list());
        self.community.log.due.extend_from_slice(&due);
        due
    }

    /// Writes down that a member has paid this strategy for `days` from today on.
    pub fn paid_for(&mut self, number: u32, days: u16) {
        let due = self.community.day.saturating_add(days);
        self.own.dues.entry(due).or_default().push(number);
    }
}
