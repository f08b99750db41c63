//! Lessons: a question, a guess, and what the model answers.

mod growing;
mod holding;

use super::Text;

/// A lesson.
#[derive(Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its name on the command line.
    pub key: &'static str,
    /// Its scenario, a file of `scenarios/teach`.
    pub scenario: &'static str,
    /// What it is called.
    pub title: Text,
    /// What is asked.
    pub question: Text,
    /// What may be guessed.
    pub guesses: [Text; 3],
    /// The guess that its runs bear out.
    pub right: usize,
    /// What surprises in it.
    pub surprise: Text,
    /// Where the model could be wrong.
    pub doubt: Text,
    /// What to try next.
    pub exercise: Text,
    /// The metrics of its tables, the deciding one first.
    pub metrics: &'static [&'static str],
    /// What its runs show, so that the answer is no mere claim.
    pub shows: &'static [Shows],
}

/// What a comparison shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// A metric is clearly larger under one strategy than under another.
    More(&'static str, &'static str, &'static str),
    /// A metric is not clearly different under two strategies.
    Level(&'static str, &'static str, &'static str),
}

/// The lesson of that name.
pub fn find(key: &str) -> Option<&'static Lesson> {
    LESSONS.iter().find(|lesson| lesson.key == key)
}

macro_rules! scenario {
    ($name:literal) => {
        include_str!(concat!("../../../scenarios/teach/", $name, ".toml"))
    };
}

use scenario;

/// All lessons, in the order in which they are best taken.
pub const LESSONS: &[Lesson] = &[
    growing::CRITICAL_MASS,
    growing::CAP_QUEUE_PLATEAU,
    growing::OVERLOAD,
    growing::FREE_OR_PAID,
    holding::PACKET_HANGOVER,
    holding::STAR_OR_MESH,
    holding::THE_PURGE,
    holding::MOVING_NEEDS,
    growing::EXPERTS_AND_NOVICES,
    holding::WHAT_THE_OPERATOR_SEES,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::is_chinese;

    #[test]
    fn every_lesson_is_whole_in_both_languages() {
        for lesson in LESSONS {
            assert!(lesson.right < lesson.guesses.len(), "{}", lesson.key);
            assert!(
                !lesson.shows.is_empty() && !lesson.metrics.is_empty(),
                "{}",
                lesson.key
            );
            let texts = [
                lesson.title,
                lesson.question,
                lesson.surprise,
                lesson.doubt,
                lesson.exercise,
            ];
            for text in texts.into_iter().chain(lesson.guesses) {
                assert!(text.zh.chars().any(is_chinese), "{text:?}");
                assert!(!text.en.chars().any(is_chinese), "{text:?}");
            }
            assert!(find(lesson.key).is_some_and(|found| found == lesson));
        }
    }
}
