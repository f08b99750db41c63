//! Messages that count twice or lie far from all others are left out.

use super::gather::Gather;
use super::left_out::Reason;
use super::timestamps::date_of;

/// A message alone behind a silence of so many days, in which a whole log of others would fit, is stray.
const STRAY: i32 = 730;
/// At most this share of the messages is stray, and at most ten.
const STRAY_SHARE: usize = 100;

impl Gather {
    /// Leaves out the second of messages with the same identifier and time.
    pub(super) fn leave_out_repeated(&mut self) {
        let mut order: Vec<(u64, i64, u32)> = self
            .records
            .iter()
            .enumerate()
            .filter(|(_, record)| record.id != 0)
            .map(|(index, record)| (record.id, record.instant, index as u32))
            .collect();
        order.sort_unstable();
        let repeated: Vec<u32> = order
            .windows(2)
            .filter(|pair| pair[0].0 == pair[1].0 && pair[0].1 == pair[1].1)
            .map(|pair| pair[1].2)
            .collect();
        self.remove(repeated, Reason::Repeated);
    }

    pub(super) fn remove(&mut self, mut indices: Vec<u32>, reason: Reason) {
        if indices.is_empty() {
            return;
        }
        indices.sort_unstable();
        let first = &self.records[indices[0] as usize];
        let place = (0, first.file, u64::from(first.line));
        self.left_out.entry(reason).or_insert(place).0 += indices.len() as u64;
        let mut next = indices.into_iter().peekable();
        let mut index = 0;
        self.records.retain(|_| {
            let gone = next.next_if_eq(&index).is_some();
            index += 1;
            !gone
        });
    }

    /// Leaves out a few messages whose dates lie far from those of all others.
    pub(super) fn leave_out_stray(&mut self) {
        let mut days: Vec<i32> = self.records.iter().map(|record| record.day).collect();
        days.sort_unstable();
        let most = (days.len() / STRAY_SHARE).clamp(1, 10);
        if days.len() < 3 {
            return;
        }
        let mut kept = days[0]..=days[days.len() - 1];
        // From either end, the last wide gap within the few outermost messages.
        for index in 0..most {
            let rest = days[days.len() - 1] - days[index + 1];
            let gap = days[index + 1] - days[index];
            if gap > STRAY && gap > rest {
                kept = days[index + 1]..=*kept.end();
            }
        }
        for index in 0..most {
            let inner = days.len() - 1 - index;
            if days[inner - 1] < *kept.start() {
                break;
            }
            let gap = days[inner] - days[inner - 1];
            if gap > STRAY && gap > days[inner - 1] - kept.start() {
                kept = *kept.start()..=days[inner - 1];
            }
        }
        let stray: Vec<u32> = self
            .records
            .iter()
            .enumerate()
            .filter(|(_, record)| !kept.contains(&record.day))
            .map(|(index, _)| index as u32)
            .collect();
        for &index in &stray {
            let record = &self.records[index as usize];
            let date =
                date_of(i64::from(record.day)).map_or_else(String::new, |date| date.to_string());
            self.remarks.push(format!(
                "{}: {date} is far from all other messages, and left out",
                self.place(record.file, u64::from(record.line))
            ));
        }
        self.remove(stray, Reason::Stray);
    }
}
