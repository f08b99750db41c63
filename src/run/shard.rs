//! One part of a batch, for machines that work side by side.

use std::fmt;

/// Part `index` (from 1) of `count`: of the tasks in their order, every `count`-th.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    count: u32,
}

/// Number of a task in a Slurm array.
const SLURM: &str = "SLURM_ARRAY_TASK_ID";

/// Variables in which a Slurm array or an indexed Kubernetes job says which of its tasks this is:
/// name of the number, name of the first number, name of the count.
const QUEUES: [(&str, Option<&str>, &[&str]); 2] = [
    (
        SLURM,
        Some("SLURM_ARRAY_TASK_MIN"),
        &["SLURM_ARRAY_TASK_COUNT"],
    ),
    (
        "JOB_COMPLETION_INDEX",
        None,
        &["JOB_COMPLETIONS", "JOB_COMPLETION_COUNT"],
    ),
];

impl Shard {
    /// Everything.
    pub const WHOLE: Self = Self { index: 1, count: 1 };

    /// Reads `2/7`.
    ///
    /// # Errors
    /// What is wrong, in words that fit behind the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/');
        let numbers = parts.and_then(|(index, count)| {
            Some((index.trim().parse().ok()?, count.trim().parse().ok()?))
        });
        let Some((index, count)) = numbers else {
            return Err("is not a part such as 2/7".to_owned());
        };
        Self::new(index, count)
    }

    fn new(index: u32, count: u32) -> Result<Self, String> {
        if count == 0 {
            return Err("has no parts at all".to_owned());
        }
        if index == 0 {
            return Err(format!("does not exist: parts count from 1 to {count}"));
        }
        if index > count {
            return Err(format!("does not exist: there are {count} parts"));
        }
        Ok(Self { index, count })
    }

    /// The part that a queue has given to this process, with the variable that says so; `None`
    /// outside a queue. Slurm counts from any number (`SLURM_ARRAY_TASK_MIN`), Kubernetes from 0.
    ///
    /// # Errors
    /// What is wrong with the variables.
    pub fn of_queue(
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<(Self, &'static str)>, String> {
        for (name, first, counts) in QUEUES {
            let Some(text) = variable(name) else { continue };
            let Some((count_name, count)) =
                counts.iter().find_map(|name| Some((name, variable(name)?)))
            else {
                // A job of one task, or a queue that keeps the number to itself.
                return Err(format!("{name} is set, but {} is not", counts[0]));
            };
            let number = |name: &str, text: &str| {
                text.trim()
                    .parse::<u32>()
                    .map_err(|_| format!("{name} is `{text}`, not a number"))
            };
            let first = match first {
                Some(first) => variable(first).map_or(Ok(1), |text| number(first, &text))?,
                None => 0,
            };
            let count = number(count_name, &count)?;
            let past = number(name, &text)?
                .checked_sub(first)
                .ok_or_else(|| format!("{name} lies before the first task"))?;
            let index = if name == SLURM {
                let step = variable("SLURM_ARRAY_TASK_STEP")
                    .map_or(Ok(1), |text| number("SLURM_ARRAY_TASK_STEP", &text))?
                    .max(1);
                let last = variable("SLURM_ARRAY_TASK_MAX")
                    .map(|text| number("SLURM_ARRAY_TASK_MAX", &text))
                    .transpose()?;
                // Numbers with gaps do not say which of the tasks this is.
                let is_even = last.is_none_or(|last| {
                    last.checked_sub(first)
                        .is_some_and(|past| u64::from(past / step) + 1 == u64::from(count))
                });
                if !is_even || !past.is_multiple_of(step) {
                    return Err(format!(
                        "the numbers of this array have gaps: {name} is {text} in an array of {count} tasks, \
                         which does not say which of them it is"
                    ));
                }
                past / step
            } else {
                past
            };
            let shard = Self::new(index.saturating_add(1), count);
            return shard
                .map(|shard| Some((shard, name)))
                .map_err(|why| format!("the part that {name} names {why}"));
        }
        Ok(None)
    }

    /// Whether this is all of the batch.
    pub fn is_whole(self) -> bool {
        self.count == 1
    }

    /// Its tasks out of all.
    pub fn of<T>(self, tasks: Vec<T>) -> Vec<T> {
        let (index, count) = (self.index as usize - 1, self.count as usize);
        let numbered = tasks.into_iter().enumerate();
        numbered
            .filter(|(number, _)| number % count == index)
            .map(|(_, task)| task)
            .collect()
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_everything_once() {
        for count in 1..9 {
            let mut all: Vec<u32> = (1..=count)
                .flat_map(|index| {
                    Shard::new(index, count)
                        .expect("a part")
                        .of((0..20).collect())
                })
                .collect();
            all.sort_unstable();
            assert_eq!(all, (0..20).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_no_part_is_refused_in_words() {
        let wrong = |text| Shard::parse(text).expect_err("no part");
        assert_eq!(wrong("4/3"), "does not exist: there are 3 parts");
        assert_eq!(wrong("0/3"), "does not exist: parts count from 1 to 3");
        assert_eq!(wrong("1/0"), "has no parts at all");
        for text in ["", "3", "a/b", "1/-2", "1.5/2"] {
            assert_eq!(wrong(text), "is not a part such as 2/7");
        }
        assert_eq!(Shard::parse(" 2 / 7 ").expect("a part").to_string(), "2/7");
    }

    #[test]
    fn arrays_with_a_step_count_and_those_with_gaps_are_refused() {
        let task = |id: u32, first: u32, last: u32, step: Option<u32>, count: u32| {
            Shard::of_queue(move |name| {
                Some(match name {
                    "SLURM_ARRAY_TASK_ID" => id.to_string(),
                    "SLURM_ARRAY_TASK_MIN" => first.to_string(),
                    "SLURM_ARRAY_TASK_MAX" => last.to_string(),
                    "SLURM_ARRAY_TASK_COUNT" => count.to_string(),
                    "SLURM_ARRAY_TASK_STEP" => step?.to_string(),
                    _ => return None,
                })
            })
            .map(|found| found.map(|(shard, _)| shard.to_string()))
        };
        // --array=0-6:2
        for (place, id) in [0, 2, 4, 6].into_iter().enumerate() {
            let part = format!("{}/4", place + 1);
            assert_eq!(task(id, 0, 6, Some(2), 4), Ok(Some(part)));
        }
        // --array=10-30:10, and the same where the queue rounds the end up.
        assert_eq!(task(20, 10, 30, Some(10), 3), Ok(Some("2/3".to_owned())));
        assert_eq!(task(4, 0, 5, Some(2), 3), Ok(Some("3/3".to_owned())));
        // --array=1,3,7 in each of its tasks: the numbers do not say which is which.
        for id in [1, 3, 7] {
            for step in [None, Some(1)] {
                assert!(task(id, 1, 7, step, 3).is_err_and(|why| why.contains("gaps")));
            }
        }
        // A number that the step does not reach.
        assert!(task(3, 0, 6, Some(2), 4).is_err());
        assert_eq!(task(5, 5, 5, None, 1), Ok(Some("1/1".to_owned())));
    }

    #[test]
    fn queues_say_which_part_it_is() {
        let with = |pairs: &[(&str, &str)]| {
            let pairs: Vec<(String, String)> = pairs
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect();
            Shard::of_queue(move |name| {
                pairs
                    .iter()
                    .find(|(known, _)| known == name)
                    .map(|(_, text)| text.clone())
            })
        };
        let part = |found: Result<Option<(Shard, _)>, String>| {
            found
                .expect("good variables")
                .map(|(shard, _)| shard.to_string())
        };
        assert_eq!(part(with(&[])), None);
        let slurm = [
            ("SLURM_ARRAY_TASK_ID", "5"),
            ("SLURM_ARRAY_TASK_COUNT", "4"),
        ];
        assert!(with(&slurm).is_err(), "task 5 of 4 when counting from 1");
        let slurm = [slurm[0], slurm[1], ("SLURM_ARRAY_TASK_MIN", "3")];
        assert_eq!(part(with(&slurm)).as_deref(), Some("3/4"));
        let kubernetes = [("JOB_COMPLETION_INDEX", "0"), ("JOB_COMPLETIONS", "6")];
        assert_eq!(part(with(&kubernetes)).as_deref(), Some("1/6"));
        let error = with(&kubernetes[..1]).expect_err("no count");
        assert_eq!(
            error,
            "JOB_COMPLETION_INDEX is set, but JOB_COMPLETIONS is not"
        );
        assert!(with(&[("JOB_COMPLETION_INDEX", "x"), kubernetes[1]]).is_err());
    }
}
