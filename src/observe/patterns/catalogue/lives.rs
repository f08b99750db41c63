//! Patterns of coming, staying and leaving.

use super::{ARCHIVES, FORUM_AND_CHAT, part, words};
use crate::observe::patterns::{Band, Expected, Needs, Part, Pattern, Provenance, Unit};

pub(super) const QUITTING: Pattern = Pattern {
    id: "P4",
    name: words("quitting falls with experience", "越有经验越不易流失"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "k=1",
            "posters never active again after their first active day",
            Unit::Share,
            0.25,
            0.70,
        ),
        part(
            "k=5",
            "posters never active again after their fifth active day",
            Unit::Share,
            0.06,
            0.19,
        ),
        Part {
            key: "k=20",
            meaning: "posters never active again after their twentieth active day",
            unit: Unit::Share,
            expected: Expected::Band(Band {
                low: 0.005,
                high: 0.05,
                decimals: 3,
            }),
        },
        part(
            "slope",
            "slope of ln P(never again) on ln k, k = 1 to 100, by log-linear maximum likelihood",
            Unit::Exponent,
            -1.1,
            -0.5,
        ),
    ],
    provenance: Provenance::MeasuredAndLiterature,
    source: "range over eleven public archives, slightly widened; Wilkinson, EC 2008: power law in participation momentum",
};

pub(super) const LIFE_SPANS: Pattern = Pattern {
    id: "P6",
    name: words("posters' life spans", "发言者寿命"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "30 days",
            "newcomers active again 30 days or more after their first day",
            Unit::Share,
            0.20,
            0.49,
        ),
        part(
            "365 days",
            "newcomers active again 365 days or more after their first day",
            Unit::Share,
            0.10,
            0.29,
        ),
        part(
            "weibull shape",
            "slope of ln(−ln S) on ln t, where S(t) is the share with a life span of t days or more, t = 1 to 365 in near-geometric steps",
            Unit::Exponent,
            0.08,
            0.25,
        ),
    ],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};

pub(super) const FIRST_WEEKS: Pattern = Pattern {
    id: "P7",
    name: words("newcomers who come back", "新人回访"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "day 1",
            "newcomers who post on the day after their first",
            Unit::Share,
            0.07,
            0.35,
        ),
        part(
            "days 1-7",
            "newcomers who post in days 1 to 7 after their first",
            Unit::Share,
            0.14,
            0.55,
        ),
        part(
            "days 30-59",
            "newcomers who post in days 30 to 59 after their first",
            Unit::Share,
            0.08,
            0.22,
        ),
    ],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};

pub(super) const RETURN_AFTER_SILENCE: Pattern = Pattern {
    id: "P8",
    name: words("return after 30 silent days", "沉默 30 天后的回归"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "1 day",
            "silences of more than 30 days after the first active day that end within the next 365 days",
            Unit::Share,
            0.09,
            0.30,
        ),
        part(
            "2-4 days",
            "the same after two to four active days",
            Unit::Share,
            0.28,
            0.50,
        ),
        part(
            "5-19 days",
            "the same after five to nineteen active days",
            Unit::Share,
            0.52,
            0.70,
        ),
        part(
            "20+ days",
            "the same after twenty active days or more",
            Unit::Share,
            0.70,
            0.87,
        ),
        part(
            "rising",
            "least step from one of these classes to the next",
            Unit::ShareDifference,
            0.0,
            f64::INFINITY,
        ),
    ],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};

pub(super) const RHYTHM: Pattern = Pattern {
    id: "P9",
    name: words("bursts and pauses", "阵发与停顿"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "gap exponent",
            "exponent of a power law truncated at 365, fitted to the gaps between active days of posters with 20 active days or more",
            Unit::Exponent,
            1.55,
            2.1,
        ),
        part(
            "message burstiness",
            "median burstiness of the gaps between messages over posters with 20 messages or more; gaps within a day count as 0",
            Unit::Coefficient,
            0.42,
            0.78,
        ),
        part(
            "day burstiness",
            "median burstiness of the gaps between active days over posters with 20 active days or more",
            Unit::Coefficient,
            0.27,
            0.50,
        ),
    ],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};

pub(super) const STICKINESS: Pattern = Pattern {
    id: "P10",
    name: words("posters' DAU/MAU", "发言者日活/月活"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[part(
        "dau/mau",
        "mean over days, from the 31st, of posters of the day over posters of the 30 days that end with it",
        Unit::Ratio,
        0.08,
        0.22,
    )],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};

pub(super) const MONTHLY_RETENTION: Pattern = Pattern {
    id: "P11",
    name: words("month-to-month retention of posters", "发言者逐月留存"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "all",
            "poster-months followed by another, of all poster-months",
            Unit::Share,
            0.30,
            0.72,
        ),
        part(
            "past first month",
            "the same without each poster's first month",
            Unit::Share,
            0.40,
            0.77,
        ),
    ],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};

pub(super) const MONTHLY_NEWCOMERS: Pattern = Pattern {
    id: "P12",
    name: words(
        "newcomers among a month's posters",
        "当月发言者中的新人占比",
    ),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[part(
        "newcomers",
        "poster-months that are the poster's first, after the first twelve months of the log",
        Unit::Share,
        0.07,
        0.45,
    )],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};
