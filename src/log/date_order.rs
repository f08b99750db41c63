//! Which of the three numbers of a date is the day: only a whole log tells.

use super::gather::{DAY, Gather, WAITING};
use super::problems::Problem;
use super::timestamps::DayOrder;

/// An order of dates that makes the log so many times as long as another, and at least so many
/// days, has the year in the wrong place.
const MANY_TIMES: i64 = 20;
const TELLING_SPAN: i64 = 300;

impl Gather {
    /// A problem of a line; of several files it says in which the line stands.
    fn problem_at(&self, file: u32, line: u64, message: String) -> Problem {
        if self.files.len() > 1 {
            Problem::of_file(format!("{}: {message}", self.place(file, line)))
        } else {
            Problem::of_line(line, message)
        }
    }

    /// Tells which of three numbers is the day; a problem if the files do not say.
    pub(super) fn order(&mut self, asked: Option<DayOrder>) {
        let waiting = || self.records.iter().filter(|record| record.day == WAITING);
        let Some(first) = waiting().next() else {
            return;
        };
        let (file, line) = (first.file, u64::from(first.line));
        let fits =
            |order: DayOrder| waiting().all(|record| order.day(unpack(record.instant)).is_some());
        // Exports are in order of time: the wrong reading of the days jumps back and forth.
        let steps_back = |order: DayOrder| {
            let mut last = None;
            let mut steps = 0_u64;
            for record in waiting() {
                let day = order.day(unpack(record.instant));
                steps += u64::from(day < last);
                last = day;
            }
            steps
        };
        let mut candidates: Vec<(u64, DayOrder)> = DayOrder::ALL
            .into_iter()
            .filter(|&order| asked.is_none_or(|asked| asked == order) && fits(order))
            .map(|order| (steps_back(order), order))
            .collect();
        // The year in the wrong place makes years out of days.
        let span = |order: DayOrder| {
            let days = || waiting().filter_map(|record| order.day(unpack(record.instant)));
            days().max().unwrap_or(0) - days().min().unwrap_or(0)
        };
        let shortest = candidates.iter().map(|candidate| span(candidate.1)).min();
        candidates.retain(|&(_, order)| {
            let span = span(order);
            span < TELLING_SPAN || span <= shortest.unwrap_or(0).max(1) * MANY_TIMES
        });
        candidates.sort_by_key(|candidate| candidate.0);
        let count = waiting().count() as u64;
        let [first, middle, last] = unpack(first.instant);
        let chosen = match &candidates[..] {
            [] => None,
            [(_, only)] => Some(*only),
            // Twice the steps back, and a few of them, are no accident.
            [(best, order), (second, _), ..] => {
                (*second > best * 2 + 2 && best * 10 < count).then_some(*order)
            }
        };
        if let Some(asked) = asked
            && let Some(record) =
                waiting().find(|record| asked.day(unpack(record.instant)).is_none())
        {
            let [first, middle, last] = unpack(record.instant);
            let message = format!("`{first}/{middle}/{last}` is no {}", asked.words());
            let problem = self.problem_at(record.file, u64::from(record.line), message);
            let help =
                "name the order in which the file has them with --day-order, or leave it out";
            self.problems.add(problem.help(help));
            return;
        }
        let Some(order) = chosen else {
            let message = format!(
                "`{first}/{middle}/{last}` could be several days: {}",
                if candidates.is_empty() {
                    "no order of day, month and year fits all lines".to_owned()
                } else {
                    let orders: Vec<&str> = candidates
                        .iter()
                        .map(|candidate| candidate.1.words())
                        .collect();
                    orders.join("; or ")
                }
            );
            let problem = self.problem_at(file, line, message);
            self.problems.add(problem.help(
                "say which with --day-order day-month-year, month-day-year or year-month-day, or write 2024-01-05",
            ));
            return;
        };
        if asked.is_none() {
            self.remarks.push(format!(
                "dates such as {first}/{middle}/{last} are read as {}, the only order that fits the file",
                order.words()
            ));
        }
        for record in &mut self.records {
            if record.day == WAITING {
                let day = order.day(unpack(record.instant)).unwrap_or(0);
                record.instant = day * DAY + (record.instant & 0x3_ffff);
                record.day = day as i32;
            }
        }
    }
}

fn unpack(packed: i64) -> [u16; 3] {
    [
        (packed >> 40) as u16,
        (packed >> 32 & 0xff) as u16,
        (packed >> 18 & 0x3fff) as u16,
    ]
}
