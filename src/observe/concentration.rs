//! How unequally messages are spread over those who write.

/// Counts below this are kept in a histogram, so that a census needs no sorting.
const HISTOGRAM: usize = 2048;

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

/// Concentration of message counts; those who wrote nothing do not count. `None` when nobody wrote.
pub fn concentration(posts: &[u32]) -> Option<Concentration> {
    let mut few = vec![0_u64; HISTOGRAM];
    let mut many = Vec::new();
    for count in posts {
        if (*count as usize) < HISTOGRAM {
            few[*count as usize] += 1;
        } else {
            many.push(*count);
        }
    }
    many.sort_unstable();
    let ascending = || {
        let few = few
            .iter()
            .enumerate()
            .skip(1)
            .filter(|(_, number)| **number > 0);
        few.map(|(count, number)| (count as f64, *number as f64))
            .chain(many.iter().map(|count| (f64::from(*count), 1.0)))
    };
    let writers: f64 = ascending().map(|(_, number)| number).sum();
    let messages: f64 = ascending().map(|(count, number)| count * number).sum();
    if writers == 0.0 {
        return None;
    }
    // Σ (2·rank − n − 1)·x over the ascending order, with tied members at their mean rank.
    let mut rank = 0.0;
    let mut sum = 0.0;
    for (count, number) in ascending() {
        sum += (2.0 * rank + number - writers) * count * number;
        rank += number;
    }
    let descending: Vec<(f64, f64)> = ascending().collect::<Vec<_>>().into_iter().rev().collect();
    let share_of = |members: f64| {
        let (mut left, mut held) = (members, 0.0);
        for (count, number) in &descending {
            let taken = number.min(left);
            held += taken * count;
            left -= taken;
        }
        held / messages
    };
    let (mut held, mut fewest) = (0.0, 0.0);
    for (count, number) in &descending {
        let missing = ((0.5 * messages - held) / count).ceil().max(0.0);
        let taken = number.min(missing);
        held += taken * count;
        fewest += taken;
    }
    Some(Concentration {
        gini: sum / (writers * messages),
        top1: share_of((0.01 * writers).ceil()),
        top10: share_of((0.1 * writers).ceil()),
        absence_factor: fewest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::inequality;

    #[test]
    fn agrees_with_the_plain_formulas() {
        let posts: Vec<u32> = (0..997_u32)
            .map(|k| (k * k * k) % 7919 / (1 + k % 13))
            .collect();
        let found = concentration(&posts).unwrap();
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
        assert_eq!(concentration(&[0, 0]), None);
        assert_eq!(concentration(&[3, 3]).map(|found| found.gini), Some(0.0));
    }
}
