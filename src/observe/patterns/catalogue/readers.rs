//! Patterns of those who read: looking in, announcements, leaving openly, muting.

use super::{part, words};
use crate::observe::patterns::{Medium, Needs, Part, Pattern, Provenance, Unit};

const CHAT: &[Medium] = &[Medium::Chat];
const SERVERS: &str = "a Slack of 643 days and two Discord servers, from their own analytics";

pub(super) const READERS_AND_VOLUME: Pattern = Pattern {
    id: "P35",
    name: words(
        "readers hardly follow the volume",
        "读者人数几乎不随发言量起落",
    ),
    applies_to: CHAT,
    needs: Needs::Experiment,
    parts: &[
        part(
            "level",
            "elasticity of a day's visitors who write nothing to the messages of the week before, for the same members, joiners and weekday",
            Unit::Slope,
            0.0,
            0.3,
        ),
        part(
            "detrended",
            "the same of what departs from the mean of four weeks",
            Unit::Slope,
            -0.05,
            0.12,
        ),
        part(
            "after a silent day",
            "log of readers on the day after 0 or 1 messages, against other days",
            Unit::Slope,
            -0.15,
            0.0,
        ),
    ],
    provenance: Provenance::Measured,
    source: SERVERS,
};

const fn still(key: &'static str, meaning: &'static str, share: f64) -> Part {
    part(key, meaning, Unit::Share, share - 0.12, share + 0.12)
}

pub(super) const FADING_TALK: Pattern = Pattern {
    id: "P36",
    name: words(
        "founders go on looking in while talk fades",
        "话少了，元老仍来看看",
    ),
    applies_to: CHAT,
    needs: Needs::Experiment,
    parts: &[
        still(
            "day 14",
            "of 430 who joined within ten days and hardly anybody after them: looked in within a week by day 14",
            0.62,
        ),
        still("day 30", "the same by day 30", 0.45),
        still("day 60", "the same by day 60", 0.27),
        still("day 90", "the same by day 90", 0.24),
        still("day 105", "the same by day 105", 0.18),
    ],
    provenance: Provenance::Measured,
    source: "a Slack of 643 days, from its own analytics",
};

pub(super) const ANNOUNCEMENTS: Pattern = Pattern {
    id: "P37",
    name: words(
        "a call to all brings some, for a day or two",
        "一次全员通知只管一两天",
    ),
    applies_to: CHAT,
    needs: Needs::Experiment,
    parts: &[
        part(
            "of the list",
            "extra visitors on the day of a call, as a share of the list",
            Unit::Share,
            0.02,
            0.12,
        ),
        part(
            "of weekly visitors",
            "the same as a share of those who looked in within the week before",
            Unit::Share,
            0.15,
            0.6,
        ),
        part(
            "left next day",
            "extra visitors on the next day, relative to those of the day itself",
            Unit::Ratio,
            0.05,
            0.6,
        ),
        part(
            "left after two weeks",
            "the same two weeks later",
            Unit::Ratio,
            -0.1,
            0.1,
        ),
    ],
    provenance: Provenance::Measured,
    source: "seventeen days of a Slack and a Discord server on which visits jump, unlabelled",
};

pub(super) const LEAVING_OPENLY: Pattern = Pattern {
    id: "P38",
    name: words("leaving openly", "主动退群"),
    applies_to: CHAT,
    needs: Needs::Experiment,
    parts: &[
        part(
            "first month",
            "joiners who leave the list within their first month",
            Unit::Share,
            0.15,
            0.35,
        ),
        part(
            "later, a year",
            "leavers among those who are longer on the list, per member and year",
            Unit::Share,
            0.08,
            0.40,
        ),
    ],
    provenance: Provenance::Measured,
    source: "two Discord servers of 590 and 1,950 to 3,050 members, from their own analytics",
};

pub(super) const MUTING: Pattern = Pattern {
    id: "P39",
    name: words("muting", "设为免打扰"),
    applies_to: CHAT,
    needs: Needs::Experiment,
    parts: &[
        part(
            "joiners",
            "joiners who mute within their first month",
            Unit::Share,
            0.0,
            0.25,
        ),
        part(
            "later, a year",
            "longer members who mute, per member and year",
            Unit::Share,
            0.0,
            0.3,
        ),
    ],
    provenance: Provenance::Measured,
    source: "two Discord servers, from their own analytics",
};

pub(super) const JOINERS: Pattern = Pattern {
    id: "P40",
    name: words("what joiners do first", "新人最初做什么"),
    applies_to: CHAT,
    needs: Needs::Experiment,
    parts: &[
        part(
            "speak at once",
            "joiners who write on the day they join",
            Unit::Share,
            0.02,
            0.40,
        ),
        part(
            "back within a week",
            "joiners who look in again in the week after",
            Unit::Share,
            0.30,
            0.60,
        ),
        part(
            "by volume",
            "log odds of that per ln of the week's messages",
            Unit::Slope,
            0.0,
            0.45,
        ),
    ],
    provenance: Provenance::Measured,
    source: "two Discord servers, 2,867 joiners",
};

pub(super) const STEADY_SERVER: Pattern = Pattern {
    id: "P41",
    name: words("a steady server", "平稳的服务器"),
    applies_to: CHAT,
    needs: Needs::Experiment,
    parts: &[
        part(
            "daily visitors",
            "visitors of a day over the list",
            Unit::Share,
            0.03,
            0.12,
        ),
        part(
            "weekly visitors",
            "visitors of seven days over the list",
            Unit::Share,
            0.08,
            0.35,
        ),
        part(
            "speakers",
            "speakers over visitors of a day",
            Unit::Share,
            0.07,
            0.25,
        ),
    ],
    provenance: Provenance::Measured,
    source: SERVERS,
};
