//! Patterns that take an experiment, or something finer than days, to show.

use super::{
    ABOVE_ZERO, BELOW_ONE, BELOW_ZERO, FORUM_AND_CHAT, NOWHERE, direction, part, told, words,
};
use crate::observe::patterns::{Medium, Needs, Pattern, Provenance, Unit};

pub(super) const CROWDED_CHAT: Pattern = Pattern {
    id: "P16",
    name: words("few can talk at once", "同时说话的人有限"),
    applies_to: &[Medium::Chat],
    needs: Needs::TimesOfDay,
    parts: &[part(
        "posters in 20 minutes",
        "distinct posters in any 20 minutes with 300 members present or more",
        Unit::Members,
        0.0,
        40.0,
    )],
    provenance: Provenance::Literature,
    source: "Jones, Moldovan, Raban & Butler, CSCW 2008",
};

pub(super) const MESSENGER_GROUPS: Pattern = Pattern {
    id: "P20",
    name: words("small groups die young or live on", "小群要么早亡要么长寿"),
    applies_to: &[Medium::MessengerGroup],
    needs: Needs::Experiment,
    parts: &[
        part(
            "silent within 7 days",
            "groups silent for good within 7 days",
            Unit::Share,
            0.33,
            0.47,
        ),
        part(
            "alive after 30 days",
            "groups with messages after 30 days",
            Unit::Share,
            0.23,
            0.37,
        ),
    ],
    provenance: Provenance::Literature,
    source: "Qiu et al., WWW 2016: 474,726 WeChat groups",
};

pub(super) const INVITATIONS: Pattern = Pattern {
    id: "P21",
    name: words("invitations come early and run deep", "邀请来得早、走得深"),
    applies_to: &[Medium::MessengerGroup],
    needs: Needs::Experiment,
    parts: &[
        part(
            "within 5 days",
            "members' first invitations sent within 5 days of joining, of all first invitations",
            Unit::Share,
            0.72,
            0.88,
        ),
        part(
            "depth 3+, short-lived",
            "invitations at depth 3 or more in the tree of invitations, of those in groups that are silent after 30 days",
            Unit::Share,
            0.01,
            0.03,
        ),
        direction(
            "depth 3+, long-lived",
            "the same in groups with messages after 30 days",
            Unit::Share,
            0.05,
            0.15,
            "about .10",
            "约 0.10",
        ),
    ],
    provenance: Provenance::Literature,
    source: "Qiu et al., WWW 2016",
};

pub(super) const MODERATION: Pattern = Pattern {
    id: "P22",
    name: words("personalised moderation beats none", "个性化管理优于不管理"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Experiment,
    parts: &[
        part("personalised/none", "posts a day", Unit::Ratio, 1.15, 1.6),
        part(
            "personalised/community-wide",
            "posts a day",
            Unit::Ratio,
            1.2,
            1.8,
        ),
        part(
            "community-wide/none",
            "posts a day",
            Unit::Ratio,
            0.85,
            1.15,
        ),
    ],
    provenance: Provenance::Literature,
    source: "Ren & Kraut, Hum-Comput Interact 2014",
};

pub(super) const ONBOARDING: Pattern = Pattern {
    id: "P23",
    name: words("whom scarce onboarding serves first", "有限的迎新先服务谁"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Experiment,
    parts: &[
        direction(
            "evenness",
            "Gini of activity, serving the newest first minus serving the most active first",
            Unit::Coefficient,
            NOWHERE,
            BELOW_ZERO,
            "negative: newest first is more even",
            "为负：先服务新人更均匀",
        ),
        part(
            "total posts",
            "total posts, newest first over most active first",
            Unit::Ratio,
            0.90,
            1.10,
        ),
    ],
    provenance: Provenance::Literature,
    source: "Cottica 2017",
};

pub(super) const ENTRY_FEE: Pattern = Pattern {
    id: "P24",
    name: words("an entry fee or gate", "入群费或门槛"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Experiment,
    parts: &[
        direction(
            "joins",
            "joins with a gate over joins without",
            Unit::Ratio,
            NOWHERE,
            BELOW_ONE,
            "below 1",
            "小于 1",
        ),
        direction(
            "spam",
            "spam with a gate over spam without",
            Unit::Ratio,
            NOWHERE,
            BELOW_ONE,
            "below 1",
            "小于 1",
        ),
        direction(
            "good posts at first",
            "good posts in the first weeks, with a gate over without",
            Unit::Ratio,
            NOWHERE,
            BELOW_ONE,
            "below 1",
            "小于 1",
        ),
        direction(
            "one-year retention",
            "entrants active a year later, with a gate minus without",
            Unit::ShareDifference,
            ABOVE_ZERO,
            f64::INFINITY,
            "above 0; one paid site about .70 against .10 to .28 for free ones",
            "大于 0；某收费站约 0.70，免费站 0.10–0.28",
        ),
    ],
    provenance: Provenance::Literature,
    source: "Drenner, Sen & Terveen 2008; Hill & Shaw 2021; MetaFilter",
};

pub(super) const HALVING: Pattern = Pattern {
    id: "P25",
    name: words("half the community is cut off", "社群被外力减半"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Experiment,
    parts: &[part(
        "change of posting",
        "posts of those who remain, after over before, minus 1",
        Unit::ShareDifference,
        -0.50,
        -0.15,
    )],
    provenance: Provenance::Literature,
    source: "Zhang & Zhu, Am Econ Rev 2011: −42.8%",
};

pub(super) const BADGES: Pattern = Pattern {
    id: "P26",
    name: words("badges move few, and briefly", "徽章只短暂打动少数人"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Experiment,
    parts: &[
        part(
            "total effect",
            "all activity with badges over without, minus 1",
            Unit::ShareDifference,
            f64::NEG_INFINITY,
            0.10,
        ),
        part(
            "responders' peak",
            "responders' activity just before the level over their usual",
            Unit::Ratio,
            1.3,
            1.5,
        ),
        part(
            "responders",
            "members who respond at all",
            Unit::Share,
            0.05,
            0.30,
        ),
        told(
            "afterwards",
            "responders' activity after the level over their usual",
            Unit::Ratio,
            "back to about 1",
            "回到约 1",
        ),
    ],
    provenance: Provenance::Literature,
    source: "Hoernle, Kehne, Procaccia & Gal 2020",
};

pub(super) const RED_PACKETS: Pattern = Pattern {
    id: "P27",
    name: words("red packets are passed on", "红包的接力"),
    applies_to: &[Medium::MessengerGroup],
    needs: Needs::Experiment,
    parts: &[
        part(
            "passed on",
            "money received from red packets that is sent on the next day",
            Unit::Share,
            0.10,
            0.25,
        ),
        direction(
            "30-day retention",
            "retention with red packets minus without",
            Unit::ShareDifference,
            -0.02,
            0.02,
            "none by default",
            "默认无影响",
        ),
    ],
    provenance: Provenance::Literature,
    source: "Yuan et al.: .18 over 36 million packets",
};

pub(super) const COLLAPSE: Pattern = Pattern {
    id: "P28",
    name: words(
        "collapse starts at the edge and does not undo itself",
        "崩溃始于边缘且难以复原",
    ),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Experiment,
    parts: &[
        direction(
            "who leaves first",
            "mean ties of the first tenth to leave over those of the rest",
            Unit::Ratio,
            NOWHERE,
            BELOW_ONE,
            "below 1",
            "小于 1",
        ),
        direction(
            "then a cascade",
            "share of their ties that members had lost since the visit before, on the last visits of those who leave minus on the visits of those who stay",
            Unit::ShareDifference,
            ABOVE_ZERO,
            f64::INFINITY,
            "above 0",
            "大于 0",
        ),
        direction(
            "hysteresis",
            "size long after conditions are restored, over the size without the crisis",
            Unit::Ratio,
            NOWHERE,
            BELOW_ONE,
            "below 1",
            "小于 1",
        ),
    ],
    provenance: Provenance::Literature,
    source: "Garcia, Mavrodiev & Schweitzer 2013; Török & Kertész 2017",
};

pub(super) const NO_INTERACTION: Pattern = Pattern {
    id: "P29",
    name: words(
        "two laws and a volume are enough",
        "两条定律加一个发言量分布就够",
    ),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Experiment,
    parts: &[part(
        "share of P4-P11 in band",
        "numbers of P4 to P11 within their bands with every interaction switched off",
        Unit::Share,
        1.0,
        1.0,
    )],
    provenance: Provenance::Measured,
    source: "simulation of the quit law, the gap law and the volume distribution of public archives alone",
};
