//! How unequally messages are spread over those who write.

use std::collections::BTreeMap;

/// Counts below this are kept in a plain row.
const FEW: usize = 2048;

/// Concentration of messages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concentration {
    /// Gini index over all who wrote.
    pub gini: f64,
    /// Share of messages by the most active 1 %.
    pub top1: f64,
    /// Share of messages by the most active 10 %.
    pub top10: f64,
    /// Fewest members who wrote half of the messages.
    pub absence_factor: f64,
}

/// How many members have written how many messages. Kept up to date message by message, so that
/// nobody has to go through all members to know how concentrated messages are.
#[derive(Debug, Clone)]
pub struct Histogram {
    few: Vec<u64>,
    many: BTreeMap<u32, u64>,
    /// Nobody has ever written more than so many.
    most: u32,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            few: vec![0; FEW],
            many: BTreeMap::new(),
            most: 0,
        }
    }
}

impl Histogram {
    /// A member has written so many messages by the time of the first look.
    pub fn enter(&mut self, messages: u32) {
        if messages > 0 {
            self.add(messages, 1);
        }
    }

    /// A member who had written `before` messages has now written `after`.
    #[inline]
    pub fn rise(&mut self, before: u32, after: u32) {
        if before > 0 {
            self.add(before, u64::wrapping_sub(0, 1));
        }
        self.add(after, 1);
    }

    #[inline]
    fn add(&mut self, messages: u32, members: u64) {
        self.most = self.most.max(messages);
        match self.few.get_mut(messages as usize) {
            Some(entry) => *entry = entry.wrapping_add(members),
            None => self.add_to_many(messages, members),
        }
    }

    #[cold]
    fn add_to_many(&mut self, messages: u32, members: u64) {
        let entry = self.many.entry(messages).or_default();
        *entry = entry.wrapping_add(members);
        if *entry == 0 {
            self.many.remove(&messages);
        }
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: &Self) {
        self.most = self.most.max(other.most);
        for (entry, more) in self.few.iter_mut().zip(&other.few) {
            *entry = entry.wrapping_add(*more);
        }
        for (messages, members) in &other.many {
            self.add_to_many(*messages, *members);
        }
    }

    /// Message counts that occur, ascending, with the number of members.
    fn ascending(&self) -> Vec<(f64, f64)> {
        let mut found = Vec::new();
        let few = self.few.len().min(self.most as usize + 1);
        for (messages, members) in self.few[..few].iter().enumerate().skip(1) {
            if *members > 0 {
                found.push((messages as f64, *members as f64));
            }
        }
        let many = self.many.iter();
        found.extend(many.map(|(messages, members)| (f64::from(*messages), *members as f64)));
        found
    }

    /// Concentration of messages over those who wrote; `None` when nobody did.
    pub fn concentration(&self) -> Option<Concentration> {
        concentration(&self.ascending())
    }
}

/// Concentration by pairs of a message count and its number of members, ascending.
fn concentration(ascending: &[(f64, f64)]) -> Option<Concentration> {
    let writers: f64 = ascending.iter().map(|(_, number)| number).sum();
    let messages: f64 = ascending.iter().map(|(count, number)| count * number).sum();
    if writers == 0.0 {
        return None;
    }
    // Σ (2·rank − n − 1)·x over the ascending order, with tied members at their mean rank.
    let mut rank = 0.0;
    let mut sum = 0.0;
    for (count, number) in ascending {
        sum += (2.0 * rank + number - writers) * count * number;
        rank += number;
    }
    let share_of = |members: f64| {
        let (mut left, mut held) = (members, 0.0);
        for (count, number) in ascending.iter().rev() {
            let taken = number.min(left);
            held += taken * count;
            left -= taken;
            if left <= 0.0 {
                break;
            }
        }
        held / messages
    };
    let (mut held, mut fewest) = (0.0, 0.0);
    for (count, number) in ascending.iter().rev() {
        let missing = ((0.5 * messages - held) / count).ceil().max(0.0);
        if missing == 0.0 {
            break;
        }
        let taken = number.min(missing);
        held += taken * count;
        fewest += taken;
    }
    Some(Concentration {
        gini: sum / (writers * messages),
        top1: share_of((0.01 * writers).floor().max(1.0)),
        top10: share_of((0.1 * writers).floor().max(1.0)),
        absence_factor: fewest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::inequality;

    /// Everybody wrote one message first and the rest later.
    fn histogram(posts: &[u32]) -> Histogram {
        let mut histogram = Histogram::default();
        let writers = || posts.iter().filter(|count| **count > 0);
        writers().for_each(|_| histogram.rise(0, 1));
        writers()
            .filter(|count| **count > 1)
            .for_each(|count| histogram.rise(1, *count));
        histogram
    }

    #[test]
    fn agrees_with_the_plain_formulas() {
        let posts: Vec<u32> = (0..997_u32)
            .map(|k| (k * k * k) % 7919 / (1 + k % 13))
            .collect();
        let found = histogram(&posts).concentration().unwrap();
        let values: Vec<f64> = posts
            .iter()
            .filter(|c| **c > 0)
            .map(|c| f64::from(*c))
            .collect();
        assert!((found.gini - inequality::gini(&values)).abs() < 1e-12);
        assert!((found.top1 - inequality::top_share(&values, 0.01)).abs() < 1e-12);
        assert_eq!(
            found.absence_factor,
            inequality::absence_factor(&values) as f64
        );
    }

    #[test]
    fn nobody_wrote() {
        assert_eq!(Histogram::default().concentration(), None);
        let even = histogram(&[3, 3]).concentration();
        assert_eq!(even.map(|found| found.gini), Some(0.0));
    }
}
