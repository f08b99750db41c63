//! Patterns that a log of activity can show.

use super::{ARCHIVES, FORUM_AND_CHAT, band, direction, part, words};
use crate::observe::patterns::{Band, Expected, Medium, Needs, Part, Pattern, Provenance, Unit};

pub(super) const POSTS_OVER_POSTERS: Pattern = Pattern {
    id: "P1",
    name: words("inequality of posts, whole history", "全程发言不平等"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[Part {
        key: "gini",
        meaning: "Gini coefficient of events over posters, whole log; two years or more",
        unit: Unit::Coefficient,
        expected: Expected::ByMedium(&[
            (Medium::Forum, band(0.80, 0.97)),
            (Medium::Usenet, band(0.80, 0.97)),
            (Medium::Repository, band(0.80, 0.97)),
            (Medium::Chat, band(0.90, 0.97)),
        ]),
    }],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};

pub(super) const POSTS_IN_A_MONTH: Pattern = Pattern {
    id: "P2",
    name: words("inequality of posts within a month", "单月发言不平等"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "gini",
            "median over months with 20 posters or more of the Gini coefficient of events",
            Unit::Coefficient,
            0.55,
            0.87,
        ),
        part(
            "top 10%",
            "median over the same months of the events of the top tenth, read off the Lorenz curve",
            Unit::Share,
            0.42,
            0.80,
        ),
    ],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};

pub(super) const TOP_PERCENT: Pattern = Pattern {
    id: "P3",
    name: words("posts by the top 1% of posters", "前 1% 发言者的发言占比"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[part(
        "top 1%",
        "events of the most active 1% of posters (rounded down, at least one), whole log",
        Unit::Share,
        0.33,
        0.80,
    )],
    provenance: Provenance::MeasuredAndLiterature,
    source: "range over eleven public archives, slightly widened; van Mierlo, J Med Internet Res 2014;16(2):e33: .747 in health forums",
};

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

pub(super) const ONE_DAY_ONLY: Pattern = Pattern {
    id: "P5",
    name: words("posters active on one day only", "只活跃一天的发言者"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[part(
        "one day",
        "posters with a single active day in the whole log",
        Unit::Share,
        0.25,
        0.72,
    )],
    provenance: Provenance::Measured,
    source: ARCHIVES,
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

pub(super) const LURKERS: Pattern = Pattern {
    id: "P13",
    name: words("lurkers among the members seen", "在场成员中的潜水者"),
    applies_to: &[Medium::Chat],
    needs: Needs::LogWithPresence,
    parts: &[part(
        "lurkers",
        "mean over months with 20 members seen or more of the share who did not write",
        Unit::Share,
        0.50,
        0.85,
    )],
    provenance: Provenance::MeasuredAndLiterature,
    source: "join notices of public chat channels; Nonnecke & Preece, CHI 2000",
};

pub(super) const ANSWERED: Pattern = Pattern {
    id: "P14",
    name: words("threads answered", "主题获回复率"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::LogWithReplies,
    parts: &[
        Part {
            key: "first day",
            meaning: "posters whose first active day got a reply: in forums mostly the opening of a thread",
            unit: Unit::Share,
            expected: Expected::ByMedium(&[
                (Medium::Forum, band(0.80, 0.92)),
                (Medium::Usenet, band(0.55, 0.70)),
            ]),
        },
        direction(
            "member-days",
            "member-days on which something written got a reply",
            Unit::Share,
            "no band: depends on how an archive tells replies",
            "无区间：取决于档案如何识别回复",
        ),
        direction(
            "events",
            "events of member-days on which something written got a reply",
            Unit::Share,
            "no band: depends on how an archive tells replies",
            "无区间：取决于档案如何识别回复",
        ),
    ],
    provenance: Provenance::Measured,
    source: ARCHIVES,
};

pub(super) const ANSWERED_NEWCOMERS: Pattern = Pattern {
    id: "P15",
    name: words("answered newcomers return", "获回复的新人更常回来"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::LogWithReplies,
    parts: &[part(
        "answered minus not",
        "newcomers active in days 8 to 37, answered on their first day minus not, weighted over 1, 2, 3-5 and 6+ messages on that day",
        Unit::ShareDifference,
        -0.02,
        0.13,
    )],
    provenance: Provenance::MeasuredAndLiterature,
    source: "range over public archives, slightly widened; Joyce & Kraut, J Comput-Mediat Commun 2006: 44% against 56%",
};

pub(super) const VOLUME_AGAINST_SIZE: Pattern = Pattern {
    id: "P17",
    name: words("posts per poster against size", "人均发言与规模"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "elasticity",
            "slope of ln(events per poster) on ln(posters) over weeks with 20 posters or more",
            Unit::Exponent,
            -0.5,
            1.0,
        ),
        direction(
            "overloaded",
            "the same where a visit has more than 40 to 80 unread messages",
            Unit::Exponent,
            "negative",
            "为负",
        ),
    ],
    provenance: Provenance::MeasuredAndLiterature,
    source: "range over public archives, slightly widened; Jones, Ravid & Rafaeli, Inf Syst Res 2004",
};

pub(super) const SIZE_AND_AGE: Pattern = Pattern {
    id: "P18",
    name: words(
        "larger is more unequal, older turns over more",
        "越大越不均，越老换血越快",
    ),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "dgini/dln n",
            "slope of the Gini coefficient of a month's events on ln(posters), months with 20 posters or more",
            Unit::Slope,
            -0.02,
            0.16,
        ),
        direction(
            "retention by age",
            "slope of month-to-month retention on the age of the community in years, months with 20 posters or more",
            Unit::Slope,
            "negative",
            "为负",
        ),
    ],
    provenance: Provenance::MeasuredAndLiterature,
    source: "range over public archives, slightly widened; Panek et al., Soc Media Soc 2018",
};

pub(super) const DEPARTURES: Pattern = Pattern {
    id: "P19",
    name: words("a heavy poster leaves", "核心发言者离开"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "others after/before",
            "median over departures of others' events in the 90 days after the last day of a member with 5% or more of the events, relative to the 90 days up to it",
            Unit::Ratio,
            0.60,
            1.0,
        ),
        part(
            "drops over half",
            "departures after which that ratio is below one half",
            Unit::Share,
            0.10,
            0.45,
        ),
    ],
    provenance: Provenance::Measured,
    source: "98 departures in public archives; confounded with the archives' own decline",
};

pub(super) const WEAKLY_TIED: Pattern = Pattern {
    id: "P30",
    name: words(
        "measures of success hardly go together",
        "各项成功指标彼此弱相关",
    ),
    applies_to: &[],
    needs: Needs::SeveralLogs,
    parts: &[part(
        "strongest correlation",
        "largest absolute rank correlation over communities between growth, retention, survival and volume",
        Unit::Coefficient,
        0.0,
        0.59,
    )],
    provenance: Provenance::Literature,
    source: "Cunha et al., WWW 2019",
};
