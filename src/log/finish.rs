//! From messages to the table of members and days.

use super::csv_table::LONGEST;
use super::gather::{Gather, NOBODY, Record, digest};
use super::problems::{Problem, Problems};
use super::timestamps::date_of;
use super::{Community, LogReader};
use crate::observe::activity::{ActivityLog, ActivityRow};
use std::collections::HashMap;

impl Gather {
    /// The table of members and days.
    pub(super) fn finish(
        mut self,
        reader: &mut LogReader,
        name: String,
    ) -> Result<Community, Problems> {
        self.order(reader.day_order);
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        self.leave_out_repeated();
        self.leave_out_stray();
        let by_id = self.identifiers_hold();
        let mut order: Vec<u32> = (0..self.records.len() as u32).collect();
        order.sort_by_key(|&index| self.records[index as usize].instant);
        let days = || self.records.iter().map(|record| record.day);
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            let mut message = "no message of a member".to_owned();
            for (reason, &(count, ..)) in &self.left_out {
                message.push_str(&format!("; left out: {}", reason.words(count)));
            }
            self.problems.add(Problem::of_file(message));
            return Err(self.problems);
        };
        let first_day = date_of(i64::from(first));
        if i64::from(last) - i64::from(first) > LONGEST {
            let date = |day: i32| {
                date_of(i64::from(day)).map_or_else(|| "?".to_owned(), |date| date.to_string())
            };
            self.problems.add(
                Problem::of_file(format!(
                    "the messages run from {} to {}",
                    date(first),
                    date(last)
                ))
                .help("a log is at most a hundred years long; look for a wrong time stamp"),
            );
            return Err(self.problems);
        }
        // Numbers follow the first message, not the first row.
        let key = |record: &Record| {
            if record.author_id != NOBODY && (by_id || record.name == NOBODY) {
                (true, record.author_id)
            } else {
                (false, record.name)
            }
        };
        let mut numbers: HashMap<(bool, u32), u32> = HashMap::new();
        let mut rhythm = [0_u64; 168];
        for &index in &order {
            let record = &self.records[index as usize];
            let key = key(record);
            let text = if key.0 {
                &self.ids.texts[key.1 as usize]
            } else {
                &self.names.texts[key.1 as usize]
            };
            numbers
                .entry(key)
                .or_insert_with(|| reader.numbers.of(text));
            // 1970-01-01 was a Thursday.
            let weekday = (i64::from(record.day) + 3).rem_euclid(7) as usize;
            rhythm[weekday * 24 + usize::from(record.hour.min(23))] += 1;
        }
        let received = self
            .replies_known
            .then(|| self.replies_received(&order, &numbers, key));
        let rows = self
            .records
            .iter()
            .enumerate()
            .map(|(index, record)| ActivityRow {
                member: numbers[&key(record)],
                day: (record.day - first) as u32,
                events: 1,
                replies_received: received.as_ref().map(|received| received[index]),
            });
        let log = ActivityLog::from_rows(rows, None);
        reader.first_day = first_day;
        reader.taken = self.room.taken();
        let mut remarks = self.remarks.clone();
        for (reason, &(count, file, line)) in &self.left_out {
            remarks.push(format!(
                "left out: {} (first {})",
                reason.words(count),
                self.place(file, line)
            ));
        }
        Ok(Community {
            name,
            first_day,
            log,
            formats: self.formats.iter().map(|&name| name.to_owned()).collect(),
            remarks,
            rhythm: Some(rhythm.to_vec()),
        })
    }

    /// Replies each message received from others.
    fn replies_received(
        &self,
        order: &[u32],
        numbers: &HashMap<(bool, u32), u32>,
        key: impl Fn(&Record) -> (bool, u32),
    ) -> Vec<u32> {
        let mut received = vec![0; self.records.len()];
        let mut with_id: Vec<(u64, u32)> = self
            .records
            .iter()
            .enumerate()
            .filter(|(_, record)| record.id != 0)
            .map(|(index, record)| (record.id, index as u32))
            .collect();
        with_id.sort_unstable();
        let mut latest: HashMap<u64, u32> = HashMap::new();
        let names: Vec<u64> = self.names.texts.iter().map(|name| digest(name)).collect();
        for &index in order {
            let record = &self.records[index as usize];
            let target = if record.answers == 0 {
                None
            } else if record.answers_author {
                latest.get(&record.answers).copied()
            } else {
                let place = with_id.partition_point(|entry| entry.0 < record.answers);
                with_id
                    .get(place)
                    .filter(|entry| entry.0 == record.answers)
                    .map(|entry| entry.1)
            };
            if let Some(target) = target
                && numbers[&key(&self.records[target as usize])] != numbers[&key(record)]
            {
                received[target as usize] += 1;
            }
            if record.name != NOBODY {
                latest.insert(names[record.name as usize], index);
            }
        }
        received
    }
}
