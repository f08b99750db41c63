//! What a claim comes to.

use crate::stats::interval::Interval;
use crate::words::{Language, Text};
use serde::{Deserialize, Serialize};

/// Corrected p-value below which a difference is no accident.
const SURE: f64 = 0.05;
/// Share of an effect that must be gone with what puts it in, for the effect to be only that.
pub const READ_BACK: f64 = 0.8;
/// Share of the variance between worlds that two assumptions must explain.
pub const EXPLAINED: f64 = 0.5;

/// The verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The model shows what is claimed.
    Supported,
    /// It shows it, and an assumption is all that it comes from.
    Assumed,
    /// Worlds disagree, and two assumptions say which is which.
    Depends,
    /// The difference is smaller than what is worth naming.
    NoEffect,
    /// It shows the opposite.
    Opposite,
    /// More worlds would be needed to say.
    Undecided,
    /// No key of a scenario can express it.
    Inexpressible,
}

impl Verdict {
    /// All of them, best news for the claim first.
    pub const ALL: [Self; 7] = [
        Self::Supported,
        Self::Assumed,
        Self::Depends,
        Self::NoEffect,
        Self::Opposite,
        Self::Undecided,
        Self::Inexpressible,
    ];

    /// Its name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Assumed => "assumed",
            Self::Depends => "depends",
            Self::NoEffect => "no_effect",
            Self::Opposite => "opposite",
            Self::Undecided => "undecided",
            Self::Inexpressible => "inexpressible",
        }
    }

    /// What people call it.
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Self::Supported => Text::new("supported", "成立"),
            Self::Assumed => Text::new("assumed", "由假定而来"),
            Self::Depends => Text::new("depends", "视情况而定"),
            Self::NoEffect => Text::new("no effect worth naming", "无明显效果"),
            Self::Opposite => Text::new("opposite", "相反"),
            Self::Undecided => Text::new("undecided", "尚无定论"),
            Self::Inexpressible => Text::new("inexpressible", "无法表达"),
        }
        .text(language)
    }

    /// What it means.
    pub fn meaning(self, language: Language) -> &'static str {
        match self {
            Self::Supported => Text::new(
                "The model shows what is claimed, by at least what is worth naming, and it is not just an assumption read back.",
                "模型得出所断言的结果，幅度至少达到值得一提的程度，且并非只是把某个假定原样读出来。",
            ),
            Self::Assumed => Text::new(
                "The model shows it, but four fifths of the effect or more are gone without the assumed parameters that put it in.",
                "模型得出了这一结果，但去掉直接写入它的假定参数后，效果消失五分之四以上。",
            ),
            Self::Depends => Text::new(
                "Possible worlds disagree, and two assumptions explain half or more of how they differ.",
                "不同的可能情形结论相反，且其中两个假定能解释各情形之间一半以上的差别。",
            ),
            Self::NoEffect => Text::new(
                "The whole interval lies within what is not worth naming.",
                "整个区间都小于值得一提的幅度。",
            ),
            Self::Opposite => Text::new(
                "The model shows the contrary, by at least what is worth naming.",
                "模型得出相反的结果，且幅度达到值得一提的程度。",
            ),
            Self::Undecided => Text::new(
                "The interval holds too much to say.",
                "区间太宽，无法下结论。",
            ),
            Self::Inexpressible => Text::new(
                "No key of a scenario can express what it speaks of; what is missing is said.",
                "方案里没有任何键能表达它说的事；缺什么已注明。",
            ),
        }
        .text(language)
    }
}

/// What a verdict on one difference rests on. What is claimed is above 0.
#[derive(Debug, Clone, Copy)]
pub struct Grounds {
    /// Mean over worlds.
    pub mean: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// Corrected p-value.
    pub p_value: f64,
    /// Smallest effect worth naming.
    pub smallest: f64,
    /// Whether it is claimed that there is none.
    pub none_claimed: bool,
    /// The middle eight in ten of what is expected in single worlds.
    pub worlds: Option<Interval>,
    /// Share of the variance between worlds that the two strongest assumptions explain.
    pub explained: f64,
    /// Share of the effect that is gone without what puts it in; `None` where that was not asked, or
    /// where what puts it in is not assumed.
    pub put_in: Option<f64>,
}

/// The verdict on one difference.
pub fn of(grounds: &Grounds) -> Verdict {
    let smallest = grounds.smallest;
    let small = grounds.interval.low > -smallest && grounds.interval.high < smallest;
    let sure = grounds.p_value < SURE;
    if grounds.none_claimed {
        return match (small, sure && grounds.mean.abs() >= smallest) {
            (true, _) => Verdict::Supported,
            (false, true) => Verdict::Opposite,
            (false, false) => Verdict::Undecided,
        };
    }
    // Worlds disagree where one in ten says more than a little one way, and one in ten the other.
    let disagree = grounds
        .worlds
        .is_some_and(|it| it.low < -smallest && it.high > smallest);
    if disagree && grounds.explained >= EXPLAINED {
        return Verdict::Depends;
    }
    if small {
        Verdict::NoEffect
    } else if sure && grounds.mean >= smallest {
        match grounds.put_in {
            Some(share) if share >= READ_BACK => Verdict::Assumed,
            _ => Verdict::Supported,
        }
    } else if sure && grounds.mean <= -smallest {
        Verdict::Opposite
    } else {
        Verdict::Undecided
    }
}

/// The verdict on a claim whose parts must all hold: its weakest.
pub fn of_all(parts: &[Verdict]) -> Verdict {
    const WEAKEST: [Verdict; 6] = [
        Verdict::Opposite,
        Verdict::NoEffect,
        Verdict::Undecided,
        Verdict::Depends,
        Verdict::Assumed,
        Verdict::Supported,
    ];
    let found = WEAKEST.into_iter().find(|it| parts.contains(it));
    found.unwrap_or(Verdict::Inexpressible)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEAR: Grounds = Grounds {
        mean: 0.2,
        interval: Interval {
            low: 0.15,
            high: 0.25,
        },
        p_value: 0.001,
        smallest: 0.05,
        none_claimed: false,
        worlds: None,
        explained: 0.0,
        put_in: None,
    };

    fn at(mean: f64, half: f64, p_value: f64) -> Grounds {
        Grounds {
            mean,
            interval: Interval {
                low: mean - half,
                high: mean + half,
            },
            p_value,
            ..CLEAR
        }
    }

    #[test]
    fn a_verdict_is_what_the_interval_allows() {
        assert_eq!(of(&CLEAR), Verdict::Supported);
        assert_eq!(of(&at(-0.2, 0.05, 0.001)), Verdict::Opposite);
        assert_eq!(of(&at(0.01, 0.02, 0.3)), Verdict::NoEffect);
        // Clear and tiny is nothing to name; large and unclear is nothing to say.
        assert_eq!(of(&at(0.02, 0.01, 0.001)), Verdict::NoEffect);
        assert_eq!(of(&at(0.2, 0.3, 0.4)), Verdict::Undecided);
        // Not sure after correction for the other claims.
        assert_eq!(of(&at(0.1, 0.09, 0.2)), Verdict::Undecided);
    }

    #[test]
    fn that_nothing_differs_is_supported_by_a_narrow_interval_alone() {
        let none = |grounds: Grounds| {
            of(&Grounds {
                none_claimed: true,
                ..grounds
            })
        };
        assert_eq!(none(at(0.01, 0.02, 0.3)), Verdict::Supported);
        assert_eq!(none(at(0.0, 0.2, 0.9)), Verdict::Undecided);
        assert_eq!(none(at(-0.2, 0.05, 0.001)), Verdict::Opposite);
    }

    #[test]
    fn an_assumption_read_back_is_called_so() {
        let with = |put_in| {
            of(&Grounds {
                put_in: Some(put_in),
                ..CLEAR
            })
        };
        assert_eq!(with(0.95), Verdict::Assumed);
        assert_eq!(with(0.4), Verdict::Supported);
    }

    #[test]
    fn it_depends_only_where_worlds_disagree_and_two_assumptions_say_why() {
        let split = Grounds {
            worlds: Some(Interval {
                low: -0.2,
                high: 0.5,
            }),
            ..CLEAR
        };
        assert_eq!(of(&split), Verdict::Supported);
        let explained = Grounds {
            explained: 0.6,
            ..split
        };
        assert_eq!(of(&explained), Verdict::Depends);
        let agreed = Grounds {
            worlds: Some(Interval {
                low: 0.01,
                high: 0.5,
            }),
            ..explained
        };
        assert_eq!(of(&agreed), Verdict::Supported);
    }

    #[test]
    fn a_claim_is_as_strong_as_its_weakest_part() {
        use Verdict::*;
        assert_eq!(of_all(&[Supported, Opposite]), Opposite);
        assert_eq!(of_all(&[Supported, Undecided, Assumed]), Undecided);
        assert_eq!(of_all(&[Supported, Assumed]), Assumed);
        assert_eq!(of_all(&[]), Inexpressible);
    }
}
