//! Patterns of what feeds back: writing, staying and coming, by how much is written.

use super::{FORUM_AND_CHAT, part, words};
use crate::observe::patterns::{Needs, Pattern, Provenance, Unit};

pub(super) const WRITING_AGAIN: Pattern = Pattern {
    id: "P31",
    name: words(
        "old members write on, whatever the volume",
        "老成员照写不误，不论热闹与否",
    ),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "after silence",
            "log odds of writing on a day of members with 5 active days or more, after a week in which others wrote nothing, against 6 to 10 messages; the community being alive, and for the same gap, experience, own rate, own last week and weekday",
            Unit::Slope,
            -0.6,
            0.5,
        ),
        part(
            "after 1-50 messages",
            "the same after 1 to 50 messages: the mean of the classes 1-2, 3-5, 11-20 and 21-50 by their member-days",
            Unit::Slope,
            -0.3,
            0.3,
        ),
        part(
            "after more",
            "the same after more than 50 messages",
            Unit::Slope,
            -0.1,
            0.5,
        ),
    ],
    provenance: Provenance::Measured,
    source: "range over eleven or twelve public archives small enough to have silent weeks",
};

pub(super) const NEWCOMERS_AND_VOLUME: Pattern = Pattern {
    id: "P32",
    name: words(
        "newcomers come back where something happens",
        "有动静的地方，新人才回来",
    ),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[part(
        "return by volume",
        "log odds of a newcomer's return within 30 days per ln of others' poster-days in the week after, for the same week before, level and year",
        Unit::Slope,
        0.0,
        0.6,
    )],
    provenance: Provenance::Measured,
    source: "range over eighteen public archives; an association, with shared circumstances in it",
};

pub(super) const ARRIVALS: Pattern = Pattern {
    id: "P33",
    name: words("arrivals follow activity", "来人随活跃度而变"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::Log,
    parts: &[
        part(
            "by old members' activity",
            "elasticity of a week's newcomers to old members' poster-days of the four weeks before, relative to the year's",
            Unit::Slope,
            -0.1,
            0.6,
        ),
        part(
            "by arrivals before",
            "the same to the newcomers of these four weeks",
            Unit::Slope,
            0.1,
            1.0,
        ),
    ],
    provenance: Provenance::Measured,
    source: "range over eighteen public archives",
};

pub(super) const ANSWERED_FIRST_DAY: Pattern = Pattern {
    id: "P34",
    name: words("answered newcomers come back", "有人回应的新人会回来"),
    applies_to: FORUM_AND_CHAT,
    needs: Needs::LogWithReplies,
    parts: &[part(
        "return if answered",
        "log odds of a newcomer's return within 30 days if what they wrote on their first day was answered, against not, for the same volume around",
        Unit::Slope,
        0.4,
        1.3,
    )],
    provenance: Provenance::Measured,
    source: "range over sixteen public archives; an association, P15 is the cleaner one",
};
