//! The operator's desk: hours and money, spent and taken in.

/// A day at the desk, once it is over. What others have given is in none of the hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Closed {
    /// Hours worked.
    pub hours: f64,
    /// Hours there were.
    pub there: f64,
    /// Hours that the work asked for, at least: who is told that there is no time left asks no more.
    pub asked: f64,
    /// Money spent.
    pub spent: f64,
    /// Money taken in.
    pub earned: f64,
}

/// What the operator has left, and what today has cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Desk {
    /// Hours a day.
    pub hours_per_day: f64,
    /// Money that can still be spent; what is taken in can be spent too.
    pub money: f64,
    hours_left: f64,
    hours: f64,
    /// Hours that today's work asked for, done or not.
    asked: f64,
    /// Hours of today that others give, and of tomorrow.
    lent: f64,
    lent_tomorrow: f64,
    spent: f64,
    earned: f64,
}

impl Desk {
    /// A desk with so many hours a day and so much money.
    pub fn new(hours_per_day: f64, money: f64) -> Self {
        Self {
            hours_per_day,
            money,
            hours_left: hours_per_day,
            hours: 0.0,
            asked: 0.0,
            lent: 0.0,
            lent_tomorrow: 0.0,
            spent: 0.0,
            earned: 0.0,
        }
    }

    /// Has other hours a day from the next morning on. Between two days only.
    pub fn plan(&mut self, hours_per_day: f64) {
        self.hours_per_day = hours_per_day;
        self.hours_left = hours_per_day + self.lent;
    }

    /// Has only so many hours left today, for another group has had the others, and those that somebody
    /// gives to this one.
    pub fn leave(&mut self, hours: f64, lent: f64) {
        self.lent = lent;
        self.hours_left = hours + lent;
    }

    /// Hours of today that others give; after [`Desk::close_day`] those of tomorrow.
    pub fn lent(&self) -> f64 {
        self.lent
    }

    /// Somebody else takes so many hours of tomorrow's work upon them.
    pub fn lend(&mut self, hours: f64) {
        self.lent_tomorrow += hours;
    }

    /// Takes up to `wanted` hours out of today; returns how many there were.
    pub fn work(&mut self, wanted: f64) -> f64 {
        let granted = wanted.clamp(0.0, self.hours_left);
        self.hours_left -= granted;
        self.hours += granted;
        self.asked += wanted.max(0.0);
        granted
    }

    /// Takes the `minutes` for one whole task; false, and nothing taken, when there is not enough time left.
    pub fn take(&mut self, minutes: f64) -> bool {
        let hours = minutes / 60.0;
        // The tolerance lets ten tasks of six minutes fit into one hour.
        if hours > self.hours_left + 1e-9 {
            self.asked += hours;
            return false;
        }
        self.work(hours);
        true
    }

    /// Pays `amount`; false, and nothing paid, when the budget does not allow it.
    pub fn pay(&mut self, amount: f64) -> bool {
        if amount > self.money {
            return false;
        }
        self.money -= amount;
        self.spent += amount;
        true
    }

    /// Takes `amount` in.
    pub fn earn(&mut self, amount: f64) {
        self.money += amount;
        self.earned += amount;
    }

    /// Ends the day, and starts anew. What others have done the operator has not.
    pub fn close_day(&mut self) -> Closed {
        let own = |hours: f64| {
            if self.lent > 0.0 {
                (hours - self.lent).max(0.0)
            } else {
                hours
            }
        };
        let day = Closed {
            hours: own(self.hours),
            there: own(self.hours + self.hours_left),
            asked: own(self.asked),
            spent: self.spent,
            earned: self.earned,
        };
        *self = Self {
            hours_left: self.hours_per_day + self.lent_tomorrow,
            hours: 0.0,
            asked: 0.0,
            lent: self.lent_tomorrow,
            lent_tomorrow: 0.0,
            spent: 0.0,
            earned: 0.0,
            ..*self
        };
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_money_are_bounded() {
        let mut desk = Desk::new(1.0, 10.0);
        assert!((0..10).all(|_| desk.take(6.0)));
        assert!(!desk.take(1.0));
        assert!(desk.work(1.0) < 1e-9);
        assert!(desk.pay(8.0) && !desk.pay(8.0));
        desk.earn(6.0);
        assert!(desk.pay(8.0));
        let day = desk.close_day();
        assert!((day.hours - 1.0).abs() < 1e-9);
        assert_eq!((day.spent, day.earned), (16.0, 6.0));
        assert!(desk.take(60.0));
    }

    #[test]
    fn what_there_was_no_time_for_was_asked_for() {
        let mut desk = Desk::new(1.0, 0.0);
        assert!(desk.work(0.75) > 0.7 && !desk.take(30.0));
        let day = desk.close_day();
        assert_eq!((day.hours, day.there, day.asked), (0.75, 1.0, 1.25));
        desk.plan(3.0);
        assert_eq!(desk.work(4.0), 3.0);
        let day = desk.close_day();
        assert_eq!((day.hours, day.there, day.asked), (3.0, 3.0, 4.0));
    }

    #[test]
    fn what_others_do_is_not_the_operators_work() {
        let mut desk = Desk::new(1.0, 0.0);
        desk.lend(2.0);
        assert!(!desk.take(120.0), "it is for tomorrow");
        desk.close_day();
        assert!(desk.take(150.0) && !desk.take(60.0));
        let day = desk.close_day();
        assert!((day.hours - 0.5).abs() < 1e-9);
        // Two and a half hours were done, one more was asked for; two of them were others'.
        assert!((day.asked - 1.5).abs() < 1e-9 && (day.there - 1.0).abs() < 1e-9);
        assert!(!desk.take(90.0), "nothing is left over");
        desk.lend(2.0);
        desk.close_day();
        desk.take(30.0);
        assert_eq!(desk.close_day().hours, 0.0);
    }
}
