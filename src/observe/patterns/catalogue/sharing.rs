//! Patterns of who writes how much, who is answered, and of size.

use super::{ARCHIVES, BELOW_ZERO, FORUM_AND_CHAT, NOWHERE, band, direction, part, told, words};
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
        told(
            "member-days",
            "member-days on which something written got a reply",
            Unit::Share,
            "no band: depends on how an archive tells replies",
            "无区间：取决于档案如何识别回复",
        ),
        told(
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
        part(
            "over communities",
            "the same slope over the weeks of communities of different size together",
            Unit::Exponent,
            -0.5,
            1.0,
        ),
        direction(
            "overloaded",
            "the same over the weeks of those communities in which the median visit finds more than 80 unread messages",
            Unit::Exponent,
            NOWHERE,
            BELOW_ZERO,
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
        part(
            "dgini/dln n over communities",
            "the same slope over the months of communities of different size together",
            Unit::Slope,
            -0.02,
            0.16,
        ),
        direction(
            "retention by age",
            "slope of month-to-month retention on the age of the community in years, months with 20 posters or more",
            Unit::Slope,
            NOWHERE,
            BELOW_ZERO,
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
    applies_to: FORUM_AND_CHAT,
    needs: Needs::SeveralLogs,
    parts: &[Part {
        key: "strongest correlation",
        meaning: "largest absolute rank correlation over communities between growth, retention, survival and volume; no verdict below 30 communities",
        unit: Unit::Coefficient,
        // Below .6, seen at three decimals.
        expected: Expected::Band(Band {
            low: 0.0,
            high: 0.599,
            decimals: 3,
        }),
    }],
    provenance: Provenance::Literature,
    source: "Cunha et al., WWW 2019",
};
